//! What a case asks of the law: the one question, for the checks at the counter and on arrival.

use super::Case;
use super::standing::{Stand, Standing};
use crate::form::kind::Choice;
use crate::form::{Form, Kind, Scope, State, TOGETHER, Value};
use crate::law::Query;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Fact that holds the company category, 1 to 4.
pub const CATEGORY: &str = "category";

/// Fact that holds the procedure it is filed together with.
pub const WITH: &str = "with";

/// Fact that holds the number of the designated activity.
pub const ACTIVITY: &str = "activity";

/// Fact that holds the day of the event of an acquisition.
pub const SINCE: &str = "since";

/// Items of the common sheets the law asks about.
pub(super) const EXPIRES: &str = "current_expiry";
const BORN: &str = "birth_date";
const ADDRESS: &str = "address";
const HELD: &str = "current_status";

/// The question, from the answers that are asked as things stand and the facts.
#[must_use]
pub fn query(case: &Case, form: &Form, today: Date) -> Query {
    asked(case, &Standing::of(case, form, today))
}

/// The question, where the standing is at hand.
pub(super) fn asked(case: &Case, standing: &Standing<'_>) -> Query {
    let scope = &standing.scope;
    let date = |item: &str| match scope.values.get(item) {
        Some(Value::Date(date)) => date.full(),
        _ => None,
    };
    let prefecture = match scope.values.get(ADDRESS) {
        Some(Value::Address(address)) if !address.prefecture.is_empty() => Some(address.prefecture.clone()),
        _ => None,
    };
    Query {
        procedure: case.procedure.clone(),
        status: case.status.clone(),
        from: held(case, scope),
        with: case.facts.get(WITH).cloned(),
        together: together(standing),
        expires: date(EXPIRES),
        since: case.facts.get(SINCE).and_then(|day| day.parse().ok()),
        activity: case.facts.get(ACTIVITY).cloned(),
        by: case.by,
        born: date(BORN),
        category: case.facts.get(CATEGORY).and_then(|no| no.parse().ok()),
        prefecture,
        answers: case.facts.iter().filter_map(|(id, said)| Some((id.clone(), yes(said)?))).collect(),
        points: points(standing),
        ..Query::default()
    }
}

/// What the items of the points sheet that are asked count; an answer without a line (*none*) counts nothing.
fn points(standing: &Standing<'_>) -> BTreeMap<String, Option<u32>> {
    let counting = standing.stands.iter().filter(|stand| stand.asked && !stand.item.points.is_empty());
    let counts = |stand: &Stand<'_>| match stand.state() {
        State::Answered => stand.item.counts(standing.scope.values.get(&stand.item.id)?),
        state => stand.item.states.contains(&state).then_some(0),
    };
    counting.map(|stand| (stand.item.id.clone(), counts(stand))).collect()
}

/// Procedures that are filed together with it, by slug.
fn together(standing: &Standing<'_>) -> Vec<String> {
    let (Some(stand), Some(Value::Choices(chosen))) =
        (standing.stands.iter().find(|stand| stand.item.id == TOGETHER), standing.scope.values.get(TOGETHER))
    else {
        return Vec::new();
    };
    let Kind::MultiChoice { list, .. } = &stand.item.kind else { return Vec::new() };
    let is_chosen = |choice: &&Choice| chosen.contains(&choice.label.ja);
    list.choices.iter().filter(is_chosen).filter_map(|choice| choice.slug.clone()).collect()
}

/// The status held now, for a change: where the form asks it.
fn held(case: &Case, scope: &Scope) -> Option<String> {
    let typed = case.answers.get(HELD).map(|answer| answer.entry.typed.trim().to_owned());
    typed.filter(|typed| case.procedure == "change" && !typed.is_empty() && scope.values.contains_key(HELD))
}

fn yes(said: &str) -> Option<bool> {
    match said {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
