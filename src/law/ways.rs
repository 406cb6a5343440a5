//! What to do instead, and where, when it cannot be filed online today.

use super::body::{At, WayOut, names};
use super::row::Row;
use super::{Office, Query, Reason, Route, Rules};
use jiff::civil::Date;

/// A way that remains. `code` names the sentence `law-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Id of the row, which also names the sentence.
    pub rule: String,
    pub code: String,
    pub route: Route,
    /// Where: the office of the address when the prefecture is known, or whom to ask.
    pub office: Option<Office>,
    pub source: String,
    pub checked: bool,
}

/// The ways that answer these reasons, each once, in the order of the rows.
pub(super) fn find(query: &Query, rules: &Rules, reasons: &[&Reason], today: Date) -> Vec<Way> {
    let status = rules.status(&query.status, today).map_or("", |row| row.id.as_str());
    let answers = |way: &WayOut| {
        reasons.iter().any(|reason| way.after.contains(&reason.code))
            && (way.procedures.is_empty() || names(&way.procedures, &query.procedure))
            && (way.statuses.is_empty() || names(&way.statuses, status))
    };
    let rows = rules.ways.iter().filter(|row| row.on(today) && answers(&row.body));
    rows.map(|row| way(row, query, rules, today)).collect()
}

fn way(row: &Row<WayOut>, query: &Query, rules: &Rules, today: Date) -> Way {
    let office = match row.body.office {
        None => None,
        Some(At::Information) => rules.information(today),
        Some(At::Bureau) => {
            let bureau = query.prefecture.as_deref().and_then(|prefecture| rules.office(prefecture, today));
            bureau.or_else(|| rules.information(today))
        }
    };
    Way {
        rule: row.id.clone(),
        code: row.id.clone(),
        route: row.body.route,
        office,
        source: row.cited(),
        checked: row.checked,
    }
}
