//! What is filed together with an application, as one case: may it be, and what it costs beside.

use super::body::{Fee, Procedure, names};
use super::row::Row;
use super::verdict::{told, yen};
use super::{Online, Query, Reason, Rules, filer, scope};
use jiff::civil::Date;

/// Why a procedure cannot be filed online together with the others: the reason that names it first.
pub(super) type Against = (Online, Vec<Reason>);

/// Of what is filed together, what cannot be filed online so although the application itself can: a reason that names it, `ja` and
/// `en`, for each.
#[must_use]
pub fn not_together(query: &Query, rules: &Rules, today: Date) -> Vec<Reason> {
    against(query, rules, today).into_iter().filter_map(|(_, reasons)| reasons.into_iter().next()).collect()
}

/// Everything that speaks against what is filed together; nothing where the application itself cannot be filed online.
pub(super) fn against(query: &Query, rules: &Rules, today: Date) -> Vec<Against> {
    if query.together.is_empty() || shut(query, rules, today).is_some() {
        return Vec::new();
    }
    let joined = |procedure: &String| {
        let row = rules.procedure_row(procedure, today)?;
        let with = Some(query.procedure.clone());
        let own = Query { procedure: procedure.clone(), with, together: Vec::new(), ..query.clone() };
        let (online, why) = shut(&own, rules, today)?;
        let id = format!("procedure-{}", row.id);
        let named = told(row, "together-not", &[("ja", &row.body.ja), ("en", &row.body.en), ("row", &id)]);
        Some((online, vec![named, why]))
    };
    query.together.iter().filter_map(joined).collect()
}

/// It is not taken online, or not of whoever files it, whatever else is known.
fn shut(query: &Query, rules: &Rules, today: Date) -> Option<(Online, Reason)> {
    let is_shut = |online: &Online| matches!(online, Online::No | Online::CounterOnly);
    let scope = scope::find(query, rules, today).ok()?;
    let (may, who) = filer::find(query, rules, &scope, today);
    let answers = [(scope.online, scope.reason), (may, who)];
    answers.into_iter().find(|(online, _)| is_shut(online))
}

/// What the procedures filed together cost beside; nothing of one that is free or whose amount is not known.
pub(super) fn fees(query: &Query, rules: &Rules, today: Date) -> Vec<Reason> {
    let of = |procedure: &String| {
        let own = rules.procedure_row(procedure, today);
        let rows = rules.fees.iter().filter(|row| row.on(today) && names(&row.body.procedures, procedure));
        rows.filter_map(|row| beside(row, own?)).collect::<Vec<Reason>>()
    };
    query.together.iter().flat_map(of).collect()
}

fn beside(row: &Row<Fee>, procedure: &Row<Procedure>) -> Option<Reason> {
    let (online, counter) = (row.body.online?, row.body.counter.filter(|counter| *counter > 0)?);
    let (online, counter) = (yen(online), yen(counter));
    let kind = row.body.kind.as_deref().unwrap_or("one");
    let (ja, en) = (procedure.body.ja.as_str(), procedure.body.en.as_str());
    let id = format!("procedure-{}", procedure.id);
    let args = [("ja", ja), ("en", en), ("row", &id), ("kind", kind), ("online", &online), ("counter", &counter)];
    Some(told(row, "together-fee", &args))
}
