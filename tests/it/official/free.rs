//! A case of every application code, filed by every route, has nothing the template refuses.

use super::every::{cell, codes};
use crate::form::filler::{TODAY, empty, fill as answer, said};
use madoguchi::case::official::{self, Code, Table, Template, check, fill, read, take, write};
use madoguchi::case::{Path, Problem};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Form, Kind};
use madoguchi::law::FiledBy;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who files what the templates take: their user, as the agent of the applicant. Filed by anyone else a case has no agent, and the
/// template refuses it for that alone.
const USERS: [FiledBy; 2] = [FiledBy::Agent, FiledBy::Organisation];

/// Lines of the paper that a template does not have: told when such a case is exported, and filed on paper. The generated case has
/// the line given here instead.
const NOT_TAKEN: [(&str, &[&str], &str, &str); 2] = [
    // The template for changes has neither status: who holds one changes it at the counter.
    ("change", &["外交", "短期滞在"], "current_status", "留学"),
    // A status of 2027, which the templates of 2026 do not have yet.
    ("coe", &["育成就労"], "supporter_status", "教授"),
];

const SECOND: &str = "高度専門職2号";

/// Every code that takes the status highly skilled professional (ii) too: of the change alone.
fn second() -> Vec<(Code, Arc<Form>, String)> {
    let slug = "highly-skilled-professional-2";
    let of_second = |code: &Code| code.serves().any(|known| known.0 == slug);
    let all = Template::ALL.into_iter().flat_map(Code::all).filter(of_second);
    all.map(|code| {
        let form = Catalog::embedded().form(code.template.procedure(), slug, Some(code.sheet)).unwrap();
        (code, form, SECOND.to_owned())
    })
    .collect()
}

#[test]
fn a_case_of_every_code_by_every_route_has_nothing_the_template_refuses() {
    let mut told = BTreeMap::new();
    for (code, form, status) in codes() {
        for (turn, by) in FiledBy::ALL.into_iter().enumerate() {
            refused(&generated(code, &form, &status, by, turn), code, turn, &mut told);
        }
    }
    assert!(told.is_empty(), "{}", lines(&told));
}

#[test]
fn the_status_ii_goes_by_the_code_of_its_activity_and_comes_back() {
    let (all, mut told) = (second(), BTreeMap::new());
    assert_eq!(all.len(), 36, "twelve activities, as (i)(a), (b) and (c): not the three of division L");
    for (code, form, status) in all {
        let table = Table::of(code);
        for (turn, by) in USERS.into_iter().enumerate() {
            let filling = generated(code, &form, &status, by, turn + 1);
            assert_eq!(official::code(&filling.case, &form), Ok(code));
            refused(&filling, code, turn + 1, &mut told);
            let first = fill(&filling.case, &form, &table, TODAY).cells;
            let text = |letters| first.text(table.column("common", letters).unwrap().place);
            assert_eq!(text("Z"), "高度専門職２号 Highly Skilled Professional(ii)", "{}", code.text());
            assert_eq!(text("AA"), "無期限 Unlimited", "{}", code.text());
            let mut back = filling.case.clone();
            back.answers = take(&read(&write(&table, std::slice::from_ref(&first))).unwrap()[0].1, &form, &table);
            assert_eq!(back.answers["desired_status"].entry.typed, SECOND);
            assert_eq!(
                fill(&back, &form, &table, TODAY).cells.text(table.column("common", "AA").unwrap().place),
                text("AA")
            );
        }
    }
    assert!(told.is_empty(), "{}", lines(&told));
}

type Told = BTreeMap<String, BTreeSet<String>>;

fn lines(told: &Told) -> String {
    let line = |(what, codes): (&String, &BTreeSet<String>)| {
        format!("{what} — {} × {}", codes.len(), codes.iter().next().map_or("", String::as_str))
    };
    told.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Notes what the template refuses of a case.
fn refused(filling: &Filling, code: Code, turn: usize, told: &mut Told) {
    let (table, by) = (Table::of(code), filling.case.by);
    let first = fill(&filling.case, &filling.form, &table, TODAY);
    for problem in check(&table, &first) {
        let place = cell(&problem).unwrap_or_default();
        // The points sheet and further permissions wanted at the same time have their own proofs.
        let own = place.starts_with("points!") || place.starts_with("simultaneous!");
        let agent = problem.path.item.starts_with("agent_") && !USERS.contains(&by);
        let column = table.columns.iter().find(|column| column.place.to_string() == place);
        let text = column.map(|column| first.cells.text(column.place)).unwrap_or_default();
        let box_ = problem.path.to_string();
        if !own && !agent {
            let args: Vec<&str> = problem.fault.args.iter().map(|(_, value)| value.as_str()).collect();
            let what = format!("{box_} {} {text:?} {}", problem.fault.code, args.join(" "));
            told.entry(what).or_default().insert(format!("{} {by:?} {turn}", code.text()));
        }
    }
}

/// A case of this very code, answered by the rules of its form.
fn generated(code: Code, form: &Arc<Form>, status: &str, by: FiledBy, turn: usize) -> Filling {
    answered(code, form, status, (by, turn), true)
}

/// The same; without `optional` only what must be answered is.
pub(super) fn answered(
    code: Code,
    form: &Arc<Form>,
    status: &str,
    (by, turn): (FiledBy, usize),
    optional: bool,
) -> Filling {
    let mut filling = empty(form, status, by);
    let slug = &form.status(status).expect("the status").slug;
    let activity = code.serves().find(|known| known.0 == slug).and_then(|known| known.1).unwrap_or_default();
    for id in ["points_activity", "main_activity", "designated_activity_number"] {
        let Some(Kind::Choice(list)) = form.item(id).map(|item| &item.kind) else { continue };
        let told = |slug: &str| activity.split('/').any(|part| part == slug);
        if let Some(line) = list.choices.iter().find(|line| line.slug.as_deref().is_some_and(told)) {
            filling.put(&Path::item(id), said(line.label.ja.clone()));
        }
    }
    if status == SECOND {
        filling.put(&Path::item("desired_status"), said(SECOND.to_owned()));
    }
    for (_, _, item, line) in NOT_TAKEN.iter().filter(|(procedure, ..)| *procedure == form.procedure) {
        filling.put(&Path::item(item), said((*line).to_owned()));
    }
    answer(&mut filling, turn, optional);
    filling
}

/// Every exception is one: the template has no such line.
#[test]
fn what_is_said_not_to_be_taken_is_not() {
    for (procedure, lines, item, _) in NOT_TAKEN {
        for line in lines {
            let refused = codes()
                .into_iter()
                .filter(|(_, form, _)| form.procedure == procedure && form.item(item).is_some())
                .any(|(code, form, status)| {
                    let mut filling = generated(code, &form, &status, FiledBy::Organisation, 4);
                    filling.put(&Path::item(item), said((*line).to_owned()));
                    let table = Table::of(code);
                    let here = |problem: &Problem| problem.path.item == item && problem.fault.code == "official-list";
                    check(&table, &fill(&filling.case, &form, &table, TODAY)).iter().any(here)
                });
            assert!(refused, "{procedure} {item} {line}");
        }
    }
}

/// Why the codes of division L do not take the status (ii): the template must have a business type and an occupation, and refuses all.
#[test]
fn division_l_has_no_lists_for_the_status_ii() {
    let form = Catalog::embedded().form("change", SECOND, Some("L")).unwrap();
    for code in Code::all(Template::Change).filter(|code| code.sheet == "L" && code.has_points()) {
        let (table, mut filling) = (Table::of(code), empty(&form, SECOND, FiledBy::Agent));
        filling.put(&Path::item("desired_status"), said(SECOND.to_owned()));
        for item in ["business_type", "job_type"] {
            let Kind::Choice(list) = &form.item(item).unwrap().kind else { panic!("{item} chooses") };
            for line in &list.choices {
                filling.put(&Path::item(item), said(line.label.ja.clone()));
                let told = check(&table, &fill(&filling.case, &form, &table, TODAY));
                let listed =
                    told.iter().any(|problem| problem.path.item == item && problem.fault.code == "official-list");
                assert!(listed, "{} {item} {}", code.text(), line.label.ja);
            }
        }
    }
}
