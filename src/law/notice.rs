//! Notices of what happened that were not given yet (a new organisation, a divorce, a move): they come first, as advice.
//!
//! Which notice an event asks for, of whom and where, is what its deadlines say; a row of `windows.toml` says for which
//! procedures a notice comes first. That it was not given is answered as a question.

use super::body::{Due, EventKind, WindowRule};
use super::row::{self, Row};
use super::verdict::told;
use super::{Query, Question, Reason, Route, Rules, deadlines, event};
use crate::form::Bilingual;
use jiff::civil::Date;

/// The notices that come first, each as a reason, in the order of the events' rows; none where no row says so.
pub(super) fn find(query: &Query, rules: &Rules, procedure: &str, today: Date) -> Vec<Reason> {
    let Some(window) = event::find_row(rules, procedure, WindowRule::Notice, today) else { return Vec::new() };
    let due = asked(rules, query, today).filter(|(_, id, _)| query.answers.get(*id) == Some(&true));
    let reason = |(event, _, code): (&Row<EventKind>, &str, &str)| {
        let row = format!("event-{}", event.id);
        told(window, code, &[("ja", &event.body.ja), ("en", &event.body.en), ("row", &row)])
    };
    due.map(reason).collect()
}

/// A reason found here.
pub(super) fn comes_first(reason: &Reason) -> bool {
    reason.code.starts_with("notice-")
}

/// Events whose notice the status held asks for, each with its question and the code of its sentence.
fn asked<'a>(
    rules: &'a Rules,
    query: &'a Query,
    today: Date,
) -> impl Iterator<Item = (&'a Row<EventKind>, &'a str, &'static str)> {
    let held = rules.held(query, today);
    rules.events.iter().filter(move |event| event.on(today)).filter_map(move |event| {
        let question = event.body.asked.as_ref()?.get_ref();
        let of = |row: &Row<Due>| *row.body.counts.get_ref() == event.id && code(row.body.route).is_some();
        let due = row::on(&rules.dues, today, |row| of(row) && deadlines::covers(&row.body, held, query.days))?;
        Some((event, question.as_str(), code(due.body.route)?))
    })
}

/// The sentence, by where the notice is given; `None`: the route is no notice.
fn code(route: Route) -> Option<&'static str> {
    match route {
        Route::Notice => Some("notice-agency"),
        Route::Municipality => Some("notice-municipality"),
        Route::Counter => Some("notice-bureau"),
        _ => None,
    }
}

/// A notice that may come before an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened: id of the `[[event]]` row, and its name.
    pub event: String,
    pub name: Bilingual,
    /// Whether the notice was not given yet; no document depends on it.
    pub question: Question,
}

impl Rules {
    /// Notices that come before an application, where they were not given yet.
    #[must_use]
    pub fn notices(&self, query: &Query, today: Date) -> Vec<Notice> {
        if event::find_row(self, &query.procedure, WindowRule::Notice, today).is_none() {
            return Vec::new();
        }
        let notice = |(event, id, _): (&Row<EventKind>, &str, &str)| {
            let name = Bilingual { ja: event.body.ja.clone(), en: event.body.en.clone() };
            Some(Notice { event: event.id.clone(), name, question: self.asked(id, query, today)? })
        };
        asked(self, query, today).filter_map(notice).collect()
    }

    /// The question whether the notice of an event was not given yet.
    #[must_use]
    pub fn unnotified(&self, event: &str, today: Date) -> Option<&str> {
        let row = row::on(&self.events, today, |row| row.id == event)?;
        row.body.asked.as_ref().map(|id| id.get_ref().as_str())
    }
}
