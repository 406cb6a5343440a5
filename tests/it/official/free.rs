//! A case of every application code, filed by every route, has nothing the template refuses.

use super::every::{cell, codes};
use crate::form::filler::{TODAY, empty, fill as answer, said};
use madoguchi::case::official::{Code, Table, check, fill};
use madoguchi::case::{Path, Problem};
use madoguchi::desk::Filling;
use madoguchi::form::{Form, Kind};
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

#[test]
fn a_case_of_every_code_by_every_route_has_nothing_the_template_refuses() {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (code, form, status) in codes() {
        let table = Table::of(code);
        for (turn, by) in FiledBy::ALL.into_iter().enumerate() {
            let case = generated(code, &form, &status, by, turn).case;
            let first = fill(&case, &form, &table, TODAY);
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
    }
    let lines: Vec<String> = told
        .iter()
        .map(|(what, codes)| format!("{what} — {} × {}", codes.len(), codes.iter().next().map_or("", String::as_str)))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// A case of this very code, answered by the rules of its form.
fn generated(code: Code, form: &Arc<Form>, status: &str, by: FiledBy, turn: usize) -> Filling {
    let mut filling = empty(form, status, by);
    let slug = &form.status(status).expect("the status").slug;
    let activity = code.serves().find(|known| known.0 == slug).and_then(|known| known.1);
    for id in ["main_activity", "designated_activity_number"] {
        let Some(Kind::Choice(list)) = form.item(id).map(|item| &item.kind) else { continue };
        let line = list.choices.iter().find(|line| activity.is_some() && line.slug.as_deref() == activity);
        if let Some(line) = line {
            filling.put(&Path::item(id), said(line.label.ja.clone()));
        }
    }
    for (_, _, item, line) in NOT_TAKEN.iter().filter(|(procedure, ..)| *procedure == form.procedure) {
        filling.put(&Path::item(item), said((*line).to_owned()));
    }
    answer(&mut filling, turn, true);
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
