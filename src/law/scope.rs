//! Can it be filed online at all: by procedure and status, by the status held, by the designated activity.

use super::body::{Activity, Exclusion, Listed, Procedure, Scope, Status, Taken, Who, names};
use super::row::{self, Row};
use super::verdict::{both, open, told, unknown};
use super::{FiledBy, Online, Query, Reason, Rules};
use crate::form::Bilingual;
use jiff::civil::Date;

/// What the scope alone answers.
pub(super) struct Found<'a> {
    pub online: Online,
    pub reason: Reason,
    /// The procedure whose scope and dates it follows: its own, or the one it is filed together with.
    pub base: Option<&'a Row<Procedure>>,
    /// Only the supervising organisation files it.
    pub supervising: bool,
    pub activity: Option<&'a Row<Activity>>,
}

/// Finds the row for a question.
///
/// # Errors
/// The reason why it is not known: nothing is listed by that name, or no row speaks of it.
pub(super) fn find<'a>(query: &Query, rules: &'a Rules, today: Date) -> Result<Found<'a>, Reason> {
    let Some(own) = rules.procedure_row(&query.procedure, today) else {
        return Err(unknown("no-procedure", &[("procedure", &query.procedure)]));
    };
    let status = rules.status_named(&query.status, today)?;
    let held = query.from.as_deref().map(|name| rules.status_named(name, today)).transpose()?;
    if let Some((held, row)) = held.and_then(|held| Some((held, exclusion(query, rules, &held.id, &status.id, today)?)))
    {
        return Ok(plain(excluded(row), told_exclusion(row, held), own));
    }
    let base = match together(query, own, rules, today) {
        Ok(base) => base,
        Err(reason) => return Ok(plain(Online::No, reason, own)),
    };
    let covers = |row: &Row<Scope>| {
        names(&row.body.procedures, &base.id)
            && (names(&row.body.statuses, &status.id) || names(&row.body.statuses, "*"))
    };
    let named = format!("status-{}", status.id);
    let args = [
        ("procedure", query.procedure.as_str()),
        ("status", &status.body.ja),
        ("status-en", &status.body.en),
        ("status-row", &named),
    ];
    let row = row::on(&rules.scopes, today, covers).ok_or_else(|| unknown("no-rows", &args))?;
    let look = Look { query, rules, today, row, base };
    Ok(look.found(&args))
}

/// The procedure it follows. `Err`: it cannot be filed online alone.
fn together<'a>(
    query: &Query,
    own: &'a Row<Procedure>,
    rules: &'a Rules,
    today: Date,
) -> Result<&'a Row<Procedure>, Reason> {
    if own.body.only_with.is_empty() {
        return Ok(own);
    }
    let with = query.with.as_deref().filter(|with| names(&own.body.only_with, with));
    let with = with.and_then(|with| rules.procedure_row(with, today));
    let named = format!("procedure-{}", own.id);
    with.ok_or_else(|| told(own, "not-alone", &[("ja", &own.body.ja), ("en", &own.body.en), ("row", &named)]))
}

fn exclusion<'a>(query: &Query, rules: &'a Rules, held: &str, wanted: &str, today: Date) -> Option<&'a Row<Exclusion>> {
    row::on(&rules.exclusions, today, |row| {
        names(&row.body.procedures, &query.procedure)
            && names(&row.body.held, held)
            && row.body.activity.as_ref().is_none_or(|no| query.activity.as_ref() == Some(no))
            && (row.body.statuses.is_empty() || names(&row.body.statuses, wanted))
    })
}

fn excluded(row: &Row<Exclusion>) -> Online {
    match row.body.online {
        Taken::Yes => Online::Yes,
        Taken::CounterOnly => Online::CounterOnly,
        Taken::No | Taken::None => Online::No,
        Taken::Unknown => Online::Unknown,
    }
}

fn told_exclusion(row: &Row<Exclusion>, held: &Row<Status>) -> Reason {
    match (&row.body.yes, &row.body.no) {
        (Some(yes), Some(no)) => both(row, yes, no),
        _ => {
            let named = format!("status-{}", held.id);
            told(row, &row.body.code, &[("held", &held.body.ja), ("held-en", &held.body.en), ("held-row", &named)])
        }
    }
}

fn plain(online: Online, reason: Reason, base: &Row<Procedure>) -> Found<'_> {
    Found { online, reason, base: Some(base), supervising: false, activity: None }
}

struct Look<'a, 'q> {
    query: &'q Query,
    rules: &'a Rules,
    today: Date,
    row: &'a Row<Scope>,
    base: &'a Row<Procedure>,
}

impl<'a> Look<'a, '_> {
    fn found(&self, args: &[(&str, &str)]) -> Found<'a> {
        let scope = &self.row.body;
        let (online, reason) = match scope.online {
            Taken::Yes => return self.by_who(),
            Taken::CounterOnly => (Online::CounterOnly, told(self.row, "scope-counter", args)),
            Taken::No => (Online::No, told(self.row, "scope-no", args)),
            Taken::None => (Online::No, told(self.row, "scope-none", args)),
            Taken::Unknown => (Online::Unknown, self.readings(scope.yes.as_ref(), scope.no.as_ref())),
        };
        plain(online, reason, self.base)
    }

    /// Both readings, as the row has them.
    fn readings(&self, yes: Option<&Bilingual>, no: Option<&Bilingual>) -> Reason {
        match (yes, no) {
            (Some(yes), Some(no)) => both(self.row, yes, no),
            _ => open(self.row),
        }
    }

    fn by_who(&self) -> Found<'a> {
        let who = self.row.body.who;
        let yes = || told(self.row, "scope-yes", &[("who", word(who))]);
        let found = |online, reason| plain(online, reason, self.base);
        match who {
            Who::Listed => self.listed(),
            Who::Organisation if self.query.no_organisation => {
                found(Online::CounterOnly, told(self.row, "no-organisation", &[]))
            }
            Who::AllOrOrganisation if self.query.by != FiledBy::Organisation => {
                found(Online::Unknown, self.readings(self.row.body.yes.as_ref(), self.row.body.no.as_ref()))
            }
            Who::Supervising => Found { supervising: true, ..found(Online::Yes, yes()) },
            _ => found(Online::Yes, yes()),
        }
    }

    /// A designated activity: taken online only if it is on the agency's list.
    fn listed(&self) -> Found<'a> {
        let found = |online, reason| plain(online, reason, self.base);
        let Some(no) = &self.query.activity else {
            return found(Online::Unknown, told(self.row, "activity-open", &[]));
        };
        let Some(row) = row::on(&self.rules.activities, self.today, |row| row.body.no == *no) else {
            return found(Online::Unknown, told(self.row, "no-activity", &[("no", no)]));
        };
        let (online, code) = self.activity(&row.body);
        let reason = told(row, code, &[("no", no), ("ja", &row.body.ja), ("en", &row.body.en), ("row", &row.id)]);
        Found { activity: Some(row), ..found(online, reason) }
    }

    fn activity(&self, activity: &Activity) -> (Online, &'static str) {
        match activity.online {
            Listed::Ended => (Online::No, "activity-ended"),
            Listed::No => (Online::No, "activity-no"),
            Listed::Unknown => (Online::Unknown, "activity-unknown"),
            _ if names(&activity.except, &self.base.id) => (Online::CounterOnly, "activity-not-this"),
            _ if names(&activity.open, &self.base.id) => (Online::Unknown, "activity-differs"),
            Listed::Organisation if self.query.no_organisation => (Online::CounterOnly, "no-organisation"),
            Listed::Organisation => (Online::Yes, "activity-organisation"),
            Listed::All => (Online::Yes, "activity-all"),
        }
    }
}

fn word(who: Who) -> &'static str {
    match who {
        Who::Organisation => "organisation",
        Who::Supporter => "supporter",
        Who::Activity => "activity",
        Who::Supervising => "supervising",
        Who::All | Who::Listed | Who::AllOrOrganisation => "all",
    }
}
