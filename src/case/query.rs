//! What a case asks of the law: the one question, for the checks at the counter and on arrival.

use super::Case;
use crate::form::{Form, Scope, Value};
use crate::law::Query;
use jiff::civil::Date;

/// Fact that holds the company category, 1 to 4.
pub const CATEGORY: &str = "category";

/// Fact that holds the procedure it is filed together with.
pub const WITH: &str = "with";

/// Fact that holds the number of the designated activity.
pub const ACTIVITY: &str = "activity";

/// Fact that holds the day of the event of an acquisition.
pub const SINCE: &str = "since";

/// Items of the common sheets the law asks about.
const EXPIRES: &str = "current_expiry";
const BORN: &str = "birth_date";
const ADDRESS: &str = "address";
const HELD: &str = "current_status";

/// The question, from the answers that are asked as things stand and the facts.
#[must_use]
pub fn query(case: &Case, form: &Form, today: Date) -> Query {
    asked(case, &super::scope(case, form, today))
}

/// The question, where the scope is at hand.
pub(super) fn asked(case: &Case, scope: &Scope) -> Query {
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
        expires: date(EXPIRES),
        since: case.facts.get(SINCE).and_then(|day| day.parse().ok()),
        activity: case.facts.get(ACTIVITY).cloned(),
        by: case.by,
        born: date(BORN),
        category: case.facts.get(CATEGORY).and_then(|no| no.parse().ok()),
        prefecture,
        answers: case.facts.iter().filter_map(|(id, said)| Some((id.clone(), yes(said)?))).collect(),
        ..Query::default()
    }
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
