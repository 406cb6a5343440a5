//! The points of the highly skilled: what each line counts, the sums of people as the ordinance has them, what is asked of whom.

use super::filler::{TODAY, empty, said};
use madoguchi::case::{Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Item, Kind, State};
use madoguchi::law::FiledBy;

const RESEARCH: &str = "高度専門職1号イ";
const TECHNOLOGY: &str = "高度専門職1号ロ";
const MANAGEMENT: &str = "高度専門職1号ハ";
const SECOND: &str = "高度専門職2号";

/// Nothing of what adds points beside education, career, age, income and research.
pub const NO_ADDITIONS: &str = "points_innovation=no
points_local_support=no
points_research_costs_small=no
points_foreign_award=no
points_project=no
points_university=no
points_jica=no";

/// A case of the change to a status, with answers as lines of `case set`; of what adds points beside the table's own, only those.
fn person(status: &str, answers: &str) -> Filling {
    let form = Catalog::embedded().form("change", status, Some("M")).expect("the form");
    let mut filling = empty(&form, status, FiledBy::Agent);
    answer(&mut filling, NO_ADDITIONS);
    answer(&mut filling, answers);
    filling
}

fn answer(filling: &mut Filling, answers: &str) {
    for line in answers.lines() {
        let (item, typed) = line.split_once('=').expect("an answer");
        filling.put(&Path::item(item), said(typed.to_owned()));
    }
}

fn sum(filling: &Filling) -> Option<String> {
    filling.walk(TODAY).derived.get("points_total").map(|reading| reading.sent.clone())
}

fn asked(filling: &Filling) -> Vec<String> {
    let steps = filling.walk(TODAY).steps.into_iter().map(|step| step.item.id.clone());
    steps.filter(|id| id.starts_with("points_")).collect()
}

fn codes(filling: &Filling) -> Vec<String> {
    let problems = filling.problems(TODAY).into_iter().filter(|problem| problem.path.item.starts_with("points_"));
    problems.map(|problem| format!("{} {}", problem.path, problem.fault.code)).collect()
}

fn warnings(filling: &Filling) -> Vec<&'static str> {
    filling.walk(TODAY).warnings.iter().map(|warning| warning.fault.code).collect()
}

/// The points a wording ends with, `（３０点）`; none is 0.
fn printed(ja: &str) -> u32 {
    let Some((_, rest)) = ja.rsplit_once('（') else { return 0 };
    let Some(digits) = rest.strip_suffix("点）") else { return 0 };
    digits.chars().fold(0, |sum, digit| sum * 10 + (u32::from(digit) - u32::from('０')))
}

fn points_items() -> Vec<std::sync::Arc<madoguchi::form::Form>> {
    let forms = Catalog::embedded().forms();
    forms.into_iter().filter(|form| form.sheets.iter().any(|sheet| sheet.code == "points")).collect()
}

#[test]
fn a_line_counts_what_its_wording_says() {
    let mut seen = 0;
    for form in points_items() {
        for item in form.items().filter(|item| !item.points.is_empty()) {
            match &item.kind {
                Kind::Choice(list) => {
                    let wanted: Vec<u32> = list.choices.iter().map(|choice| printed(&choice.label.ja)).collect();
                    assert_eq!(item.points, wanted, "{}", item.id);
                }
                Kind::YesNo { yes, .. } => assert_eq!(item.points, [printed(&yes.ja)], "{}", item.id),
                // What several ticks count is said in words; the sums below have them.
                _ => assert!(["points_research_academic", "points_research_technical"].contains(&item.id.as_str())),
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 28 * points_items().len());
    assert_eq!(points_items().len(), 24, "eight divisions of three procedures");
}

#[test]
fn every_question_that_prints_points_counts_them() {
    let form = &points_items()[0];
    let prints = |item: &&Item| match &item.kind {
        Kind::Choice(list) => list.choices.iter().any(|choice| printed(&choice.label.ja) > 0),
        Kind::YesNo { yes, .. } => printed(&yes.ja) > 0,
        _ => false,
    };
    let silent: Vec<&str> =
        form.items().filter(prints).filter(|item| item.points.is_empty()).map(|item| item.id.as_str()).collect();
    assert_eq!(silent, Vec::<&str>::new());
}

const RESEARCHER: &str = "points_special=no
points_education_academic=博士学位（専門職学位を除く）（３０点）
points_degrees=no
points_career_academic=５年以上７年未満（１０点）
points_age=３５～３９歳（５点）
points_income=７００万円以上８００万円未満（２５点）
points_research_academic=1;3
points_japanese=日本語能力試験Ｎ２合格相当（１０点）";

#[test]
fn a_researcher_is_counted_by_the_first_table() {
    let mut filling = person(RESEARCH, RESEARCHER);
    assert_eq!((sum(&filling).as_deref(), codes(&filling)), (Some("105"), Vec::new()), "30+10+5+25+25+10");
    answer(&mut filling, "points_research_academic=3");
    assert_eq!(sum(&filling).as_deref(), Some("100"), "one achievement counts 20");
    answer(&mut filling, "points_research_academic=1;2;3;4");
    assert_eq!(sum(&filling).as_deref(), Some("105"), "more than two count no more than two");
    let none = Entry { state: State::None, ..Entry::default() };
    filling.put(&Path::item("points_research_academic"), none);
    assert_eq!((sum(&filling).as_deref(), codes(&filling)), (Some("80"), Vec::new()));
    assert_eq!(warnings(&filling), Vec::<&str>::new());
    let asked = asked(&filling);
    assert!(!asked.iter().any(|id| id.ends_with("_technical") || id.ends_with("_management")), "{asked:?}");
    assert!(!asked.contains(&"points_qualification".to_owned()) && !asked.contains(&"points_fund".to_owned()));
}

#[test]
fn an_engineer_is_counted_by_the_second_table_and_a_low_sum_is_said_without_being_a_problem() {
    let answers = "points_special=no
points_education_technical=修士又は専門職学位（２０点）
points_degrees=yes
points_career_technical=１０年以上（２０点）
points_age=４０歳以上（０点）
points_income=該当しない
points_research_technical=1;2
points_qualification=１つ保有（５点）
points_japanese=該当しない
points_fund=no";
    let mut filling = person(TECHNOLOGY, answers);
    assert_eq!(sum(&filling).as_deref(), Some("65"), "20+5+20+15+5");
    assert_eq!((codes(&filling), warnings(&filling)), (Vec::new(), vec!["points-below-70"]));
    answer(&mut filling, "points_foreign_award=yes");
    assert_eq!((sum(&filling).as_deref(), warnings(&filling)), (Some("70"), Vec::new()));
    answer(&mut filling, "points_special=yes");
    assert_eq!(
        (sum(&filling), warnings(&filling)),
        (None, Vec::new()),
        "of a special highly skilled nothing is counted"
    );
    assert_eq!(asked(&filling), ["points_special"]);
}

#[test]
fn a_manager_is_counted_by_the_third_table() {
    let answers = "points_special=no
points_education_management=経営管理に関する専門職学位（ＭＢＡ，ＭＯＴ）を保有（２５点）
points_degrees=no
points_career_management=７年以上１０年未満（２０点）
points_income_management=２，０００万円以上２，５００万円未満（３０点）
points_position=代表取締役，代表執行役又は代表権のある業務執行社員（１０点）
points_innovation_management=yes
points_innovation_small_management=yes
points_local_support_management=no
points_research_costs_small=yes
points_research_costs=120000000
points_sales=3000000000
points_foreign_award=no
points_japanese=該当しない
points_project=no
points_university=yes
points_university_kinds=2
points_jica=no
points_investment=yes
points_fund=yes";
    let mut filling = person(MANAGEMENT, answers);
    assert_eq!((sum(&filling).as_deref(), codes(&filling)), (Some("135"), Vec::new()), "25+20+30+10+20+5+10+5+10");
    let ratio = |filling: &Filling| filling.walk(TODAY).derived["points_research_ratio"].sent.clone();
    assert_eq!(ratio(&filling), "4.0");
    answer(&mut filling, "points_research_costs=90000000");
    assert_eq!(ratio(&filling), "3.0");
    assert_eq!(codes(&filling), ["points_research_costs points-research-ratio"], "not more than 3 per cent");
    let asked = asked(&filling);
    assert!(!asked.contains(&"points_age".to_owned()) && !asked.contains(&"points_rankings".to_owned()), "{asked:?}");
}

#[test]
fn the_second_status_is_counted_by_the_table_of_its_activity() {
    let mut filling = person(SECOND, RESEARCHER);
    assert_eq!(asked(&filling)[..2], ["points_activity", "points_special"]);
    assert!(!asked(&filling).contains(&"points_education_academic".to_owned()));
    answer(&mut filling, "points_activity=高度学術研究活動");
    assert_eq!(sum(&filling).as_deref(), Some("105"));
    answer(&mut filling, "points_activity=高度経営・管理活動");
    assert_eq!(sum(&filling).as_deref(), Some("10"), "only what both tables ask");
    assert!(!asked(&person(RESEARCH, RESEARCHER)).contains(&"points_activity".to_owned()));
}

#[test]
fn an_income_that_the_age_has_no_points_for_is_a_contradiction() {
    for (age, income, fits) in [
        ("３０歳未満（１５点）", "４００万円以上５００万円未満（１０点）", true),
        ("３０～３４歳（１０点）", "４００万円以上５００万円未満（１０点）", false),
        ("３０～３４歳（１０点）", "５００万円以上６００万円未満（１５点）", true),
        ("３５～３９歳（５点）", "５００万円以上６００万円未満（１５点）", false),
        ("３５～３９歳（５点）", "６００万円以上７００万円未満（２０点）", true),
        ("４０歳以上（０点）", "７００万円以上８００万円未満（２５点）", false),
        ("４０歳以上（０点）", "８００万円以上９００万円未満（３０点）", true),
        ("４０歳以上（０点）", "該当しない", true),
    ] {
        let mut filling = person(RESEARCH, RESEARCHER);
        answer(&mut filling, &format!("points_age={age}\npoints_income={income}"));
        let told = codes(&filling);
        assert_eq!(told.is_empty(), fits, "{age} {income}: {told:?}");
        assert!(fits || told == ["points_age points-income-age"], "{told:?}");
    }
}

#[test]
fn the_sheet_is_that_of_the_highly_skilled_alone() {
    let filling = person("経営・管理", RESEARCHER);
    assert_eq!((asked(&filling), sum(&filling)), (Vec::new(), None));
    let told = filling.problems(TODAY);
    assert!(told.iter().all(|problem| !problem.path.item.starts_with("points_")), "{told:?}");
}
