//! What a client has to do by when: every date that follows from what is known of the client, its reason, and by which route.
//!
//! Counting: the day itself is not counted (Civil Code 140) unless a row says so; months by the calendar, the earlier reading
//! where two differ; the day to act on moves before a closing day, never after it.

use super::body::{AtClosing, Due};
use super::calendar::{self, Closed};
use super::row::Row;
use super::{Route, Rules};
use jiff::ToSpan;
use jiff::civil::Date;

/// What is known of a client. A day that is not known gives no deadline.
#[derive(Clone, Default)]
pub struct Facts {
    /// Day the period of stay ends.
    pub stay_until: Option<Date>,
    /// Day the residence card ends.
    pub card_until: Option<Date>,
    pub passport_until: Option<Date>,
    /// Day the electronic certificate of the My Number card ends.
    pub certificate_until: Option<Date>,
    /// Day the user ID of the online system ends.
    pub user_id_until: Option<Date>,
    /// Status of residence: Japanese name, English name or slug. Unknown: rules for some statuses only are told as well.
    pub status: Option<String>,
    pub born: Option<Date>,
    /// Length of the present stay in days.
    pub stay_days: Option<u32>,
    pub events: Vec<Event>,
}

impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Facts").finish_non_exhaustive()
    }
}

/// Something that happened to a client.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// Id of an `[[event]]` row: `job-left`, `spouse-divorced`, `birth`.
    pub kind: String,
    pub day: Date,
}

impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Event").finish_non_exhaustive()
    }
}

/// One date to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Id of the row, `due-job-left`.
    pub rule: String,
    /// Names the sentence `law-<code>`, with the arguments.
    pub code: String,
    pub args: Vec<(String, String)>,
    /// The last good day to act: the earlier reading, before a closing day.
    pub day: Date,
    /// First day it can be done, where there is one.
    pub opens: Option<Date>,
    /// The other reading, where sources differ or the day is a closing day: never to be planned on.
    pub also: Option<Date>,
    pub route: Route,
    pub article: String,
    pub source: String,
    pub checked: bool,
}

/// Every date of a client as of `today`, the nearest first; those that have passed stand first. Which of them are done is not
/// known here.
#[must_use]
pub fn deadlines(facts: &Facts, rules: &Rules, today: Date) -> Vec<Deadline> {
    deadlines_until(facts, rules, today, Date::MAX)
}

/// As [`deadlines`], only those whose day is `last` or before: of ten thousand clients few have something due soon.
#[must_use]
pub fn deadlines_until(facts: &Facts, rules: &Rules, today: Date, last: Date) -> Vec<Deadline> {
    let status = facts.status.as_deref().and_then(|name| rules.status(name, today)).map(|row| row.id.as_str());
    let mut found = Vec::new();
    for row in rules.dues.iter().filter(|row| row.on(today) && covers(&row.body, status, facts.stay_days)) {
        match row.body.counts.get_ref().as_str() {
            "stay" => found.extend(facts.stay_until.and_then(|day| deadline(row, day, rules, last))),
            "card" => found.extend(facts.card_until.and_then(|day| deadline(row, day, rules, last))),
            "passport" => found.extend(facts.passport_until.and_then(|day| deadline(row, day, rules, last))),
            "certificate" => found.extend(facts.certificate_until.and_then(|day| deadline(row, day, rules, last))),
            "user-id" => found.extend(facts.user_id_until.and_then(|day| deadline(row, day, rules, last))),
            "born" => found.extend(facts.born.and_then(|day| of_age(row, day, rules, today, last))),
            kind => {
                let days = facts.events.iter().filter(|event| event.kind == kind).map(|event| event.day);
                found.extend(days.filter_map(|day| deadline(row, day, rules, last)));
            }
        }
    }
    found.sort_by_key(|deadline| deadline.day);
    found
}

/// The rule is one for this status and length of stay. What is not known excludes nothing.
pub(super) fn covers(due: &Due, status: Option<&str>, days: Option<u32>) -> bool {
    let named =
        |list: &[toml::Spanned<String>]| status.is_some_and(|slug| list.iter().any(|name| name.get_ref() == slug));
    let only = due.statuses.is_empty() || status.is_none() || named(&due.statuses);
    only && !named(&due.except)
        && due.stay_from.is_none_or(|least| days.is_none_or(|days| days >= least))
        && due.stay_over.is_none_or(|over| days.is_none_or(|days| days > over))
}

/// A birthday that is long past asks for nothing.
fn of_age(row: &Row<Due>, born: Date, rules: &Rules, today: Date, last: Date) -> Option<Deadline> {
    let years = i16::try_from(row.body.years.unwrap_or(0)).ok()?;
    (calendar::age(born, today) <= years).then(|| deadline(row, born, rules, last)).flatten()
}

/// The date a row gives, counted from `since`; `None` where it lies after `last` or beyond the calendar.
fn deadline(row: &Row<Due>, since: Date, rules: &Rules, last: Date) -> Option<Deadline> {
    let due = &row.body;
    let whole = since.checked_add(due.years.unwrap_or(0).years()).ok()?;
    let (near, far) = match due.months {
        Some(months) => calendar::months_after_both(whole, months),
        None => (whole, whole),
    };
    let aim = near.checked_add(due.days.unwrap_or(0).days()).ok()?;
    let other = match due.also_days {
        Some(days) => far.checked_add(days.days()).ok(),
        None => far.checked_add(due.days.unwrap_or(0).days()).ok(),
    };
    let (day, also) = at_closing(due, aim, other.filter(|other| *other != aim), rules);
    if day > last {
        return None;
    }
    let opens = due.opens_months.map(|months| calendar::months_before(whole, months));
    let shown = also.map_or_else(|| "none".to_owned(), |also| also.to_string());
    let args = [("since", since.to_string()), ("day", day.to_string()), ("also", shown)];
    Some(Deadline {
        rule: row.id.clone(),
        code: due.code.clone(),
        args: args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        day,
        opens,
        also,
        route: due.route,
        article: row.article.clone(),
        source: row.source.clone(),
        checked: row.checked,
    })
}

/// The day to act on and the other one, where offices are closed on `aim`.
fn at_closing(due: &Due, aim: Date, other: Option<Date>, rules: &Rules) -> (Date, Option<Date>) {
    let Some(rule) = due.closing.filter(|_| rules.calendar.closed(aim) == Closed::Yes) else { return (aim, other) };
    let next = rules.calendar.next_open(aim);
    let also = other.max(next);
    match rule {
        AtClosing::Plan => (rules.calendar.last_open(aim).unwrap_or(aim), also),
        AtClosing::Next => (aim, also),
    }
}
