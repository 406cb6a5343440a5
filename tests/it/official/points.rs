//! The points sheet in the official file: every code of a highly skilled professional, and the template's checks of it.

use crate::form::filler::{TODAY, empty, filled, said};
use madoguchi::case::Path;
use madoguchi::case::official::{Code, Filled, Table, Template, check, code, fill};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Form, Kind};
use madoguchi::law::FiledBy;
use std::sync::Arc;

/// Every code with a points sheet, with its form and status.
fn codes() -> Vec<(Code, Arc<Form>, String)> {
    let all = Template::ALL.into_iter().flat_map(Code::all).filter(Code::has_points);
    all.map(|code| {
        let (slug, _) = code.serves().next().unwrap();
        let form = Catalog::embedded().form(code.template.procedure(), slug, Some(code.sheet)).unwrap();
        let status = form.status(slug).unwrap().name.ja.clone();
        (code, form, status)
    })
    .collect()
}

fn row(table: &Table, filling: &Filling) -> Filled {
    fill(&filling.case, &filling.form, table, TODAY)
}

/// What the template says of the points sheet, as cell and problem.
fn told(table: &Table, filled: &Filled) -> Vec<String> {
    let cell = |problem: &madoguchi::case::Problem| {
        let cell = problem.fault.args.iter().find(|(name, _)| *name == "cell").map(|(_, cell)| cell.clone());
        cell.filter(|cell| cell.starts_with("points!")).map(|cell| format!("{cell} {}", problem.fault.code))
    };
    check(table, filled).iter().filter_map(cell).collect()
}

/// The sum as the template's own texts have it, without what the form files count: points are printed at the end of the Japanese;
/// research counts by how many lines are ticked. Nothing where nothing is counted.
fn counted(filled: &Filled) -> Option<String> {
    let own = || filled.cells.iter().filter(|(place, _)| place.sheet == "points");
    let ticked =
        |columns: &[&str]| own().filter(|(at, text)| columns.contains(&at.letters) && text.starts_with('有')).count();
    let (academic, technical) = (ticked(&["O", "P", "Q", "R"]), ticked(&["S", "T", "U", "V"]));
    let research = [0, 20, 25].get(academic.min(2)).unwrap() + if technical > 0 { 15 } else { 0 };
    let sum: u32 = own().map(|(_, text)| printed(text)).sum();
    own().any(|(at, _)| at.letters == "F").then(|| (sum + research).to_string())
}

/// `（３０点）` within a text of the lists; none is 0.
fn printed(text: &str) -> u32 {
    let digits = text.split_once("点）").and_then(|(before, _)| before.rsplit_once('（')).map(|(_, digits)| digits);
    let digit = |c: char| u32::from(c).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
    digits.and_then(|digits| digits.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))).unwrap_or(0)
}

#[test]
fn every_line_has_its_text_in_the_lists_of_the_templates() {
    let mut lines = 0;
    for (code, form, status) in codes().into_iter().filter(|(code, ..)| code.kind.starts_with('M')) {
        let table = Table::of(code);
        let mut filling = empty(&form, &status, FiledBy::Agent);
        filling.put(&Path::item("points_special"), said("no".to_owned()));
        filling.put(&Path::item("points_age"), said("３０歳未満（１５点）".to_owned()));
        for item in form.items().filter(|item| !item.points.is_empty() && filling.walk(TODAY).step(&item.id).is_some())
        {
            let Kind::Choice(list) = &item.kind else { continue };
            for choice in &list.choices {
                let mut filling = Filling::new(filling.case.clone(), Arc::clone(&form));
                filling.put(&Path::item(&item.id), said(choice.label.ja.clone()));
                let told = told(&table, &row(&table, &filling));
                assert!(!told.iter().any(|line| line.ends_with("official-list")), "{} {told:?}", code.text());
                lines += 1;
            }
        }
    }
    assert_eq!(lines, 3 * (25 + 30 + 23), "each template: lines of the three tables");
}

#[test]
fn every_generated_sheet_passes_the_checks_of_the_template() {
    let mut written = 0;
    for (code, form, status) in codes() {
        let table = Table::of(code);
        for turn in 1..3 {
            let filling = filled(&form, &status, FiledBy::Agent, turn);
            let filled = row(&table, &filling);
            assert_eq!(told(&table, &filled), Vec::<String>::new(), "{} turn {turn}", code.text());
            let sum = filling.walk(TODAY).derived.get("points_total").map(|sum| sum.sent.clone());
            assert_eq!(sum, counted(&filled), "{} turn {turn}", code.text());
            written += filled.cells.iter().filter(|(place, _)| place.sheet == "points").count();
        }
    }
    assert_eq!(codes().len(), 135, "three of each of the fifteen activities, three procedures");
    assert!(written > 2_500, "{written}");
}

/// A case of the extension for an engineer, whose code the main activity tells.
fn engineer(answers: &str) -> Filling {
    let form = Catalog::embedded().form("extension", "高度専門職1号ロ", Some("N")).unwrap();
    let mut filling = empty(&form, "高度専門職1号ロ", FiledBy::Agent);
    for line in answers.lines() {
        let (item, typed) = line.split_once('=').unwrap();
        filling.put(&Path::item(item), said(typed.to_owned()));
    }
    filling
}

#[test]
fn the_checks_come_in_the_order_of_the_template() {
    let filling = engineer("main_activity=技術・人文知識・国際業務");
    let table = Table::of(code(&filling.case, &filling.form).unwrap());
    assert_eq!(table.code.text(), "04NE");
    assert_eq!(told(&table, &row(&table, &filling)), ["points!B official-missing"]);
    let counted = row(&table, &engineer("points_special=no\npoints_income=６００万円以上７００万円未満（２０点）"));
    let missing = ["D", "F", "H", "W", "X", "Z", "AA", "AI", "AJ", "AK", "AL", "AV", "AX"];
    let (before, after) = missing.split_at(3);
    let missing = |column: &&str| format!("points!{column} official-missing");
    let wanted = before.iter().map(missing).chain(["points!J official-parent".to_owned()]);
    // The list of incomes hangs on the age: it is told at the age, once as missing and once as the parent.
    let wanted: Vec<String> = wanted.chain(after.iter().map(missing)).collect();
    let mut found = told(&table, &counted);
    found.retain(|line| line != "points!J official-missing");
    assert_eq!(found, wanted);
    let special = row(&table, &engineer("points_special=yes\npoints_degrees=yes"));
    assert_eq!(told(&table, &special), Vec::<String>::new(), "of a special highly skilled nothing is checked");
    assert_eq!(special.cells.iter().filter(|(place, _)| place.sheet == "points").count(), 1);
}

#[test]
fn the_sheet_is_written_with_the_codes_of_its_lists() {
    let filling = engineer(
        "points_special=no
points_education_technical=修士又は専門職学位（２０点）
points_age=３０歳未満（１５点）
points_income=４００万円以上５００万円未満（１０点）
points_research_technical=1;4
points_innovation=no
points_research_costs_small=yes
points_research_costs=1.2億
points_sales=30億
points_university=yes
points_university_kinds=1;3
points_rankings=2
points_ranking_the=見本大学、１００位",
    );
    let table = Table::of(
        Code::find(
            "extension",
            "N",
            "highly-skilled-professional-1b",
            Some("engineer-specialist-in-humanities-international-services"),
        )
        .unwrap(),
    );
    let filled = row(&table, &filling);
    let text = |letters: &str| filled.cells.text(table.column("points", letters).unwrap().place);
    assert_eq!((text("S"), text("T"), text("V")), ("有 Yes", "無 No", "有 Yes"));
    assert_eq!((text("O"), text("K"), text("AB")), ("", "", ""), "what the table of (a) or (c) asks stays blank");
    assert_eq!(text("L"), "４００万円以上５００万円未満（１０点） 4,000,000 yen up to 4,999,999 (10 points)");
    assert_eq!((text("AM"), text("AN"), text("AO")), ("有 Yes", "無 No", "有 Yes"));
    assert_eq!((text("AP"), text("AR"), text("AS"), text("AU")), ("無 No", "有 Yes", "見本大学、１００位", ""));
    assert_eq!((text("X"), text("Y")), ("該当しない Not applicable", ""));
}
