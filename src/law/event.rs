//! Dates that are not counted from the end of a stay: a birth or the loss of nationality, any day of a valid stay, a certificate
//! that is good for some months.

use super::body::{Window, WindowRule, names};
use super::calendar;
use super::row::{self, Row};
use super::verdict::{told, unknown};
use super::{Online, Query, Reason, Rules, Verdict};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn find_row<'a>(
    rules: &'a Rules,
    procedure: &str,
    rule: WindowRule,
    today: Date,
) -> Option<&'a Row<Window>> {
    row::on(&rules.windows, today, |row| row.body.rule == rule && names(&row.body.procedures, procedure))
}

/// Day of the event and how far each count reaches.
struct Reach {
    since: Date,
    /// Last day by the earlier count, and by the other.
    last: Date,
    also: Date,
    /// Last day one may stay without a status, by the earlier count.
    stay: Date,
}

/// What the dates of a procedure are asked for.
pub(super) struct Asked<'a> {
    pub rules: &'a Rules,
    pub query: &'a Query,
    pub procedure: &'a str,
    pub today: Date,
}

/// Within so many days of the event, by the earlier count; on the day on which the counts differ the answer is *unknown*.
pub(super) fn find(asked: &Asked<'_>, verdict: &mut Verdict) -> (Online, Vec<Reason>) {
    let Asked { rules, query, procedure, today } = *asked;
    // A child of under a year: the event is the birth.
    let birth = query.born.filter(|born| calendar::age(*born, today) < 1);
    let Some(since) = query.since.or(birth) else {
        return (Online::Unknown, vec![unknown("no-event", &[])]);
    };
    let rows = find_row(rules, procedure, WindowRule::EventLast, today).zip(find_row(
        rules,
        procedure,
        WindowRule::EventStay,
        today,
    ));
    let Some((row, stay)) = rows else {
        return (Online::Unknown, vec![unknown("no-window", &[])]);
    };
    let after = |days: Option<i32>| since.saturating_add(days.unwrap_or(0).days());
    let reach = Reach {
        since,
        last: after(row.body.days),
        also: after(row.body.also_days.or(row.body.days)),
        stay: after(stay.body.days),
    };
    (verdict.from, verdict.until, verdict.counter_until) = (Some(since), Some(reach.last), Some(reach.stay));
    answer(&reach, row, stay, today)
}

fn answer(reach: &Reach, row: &Row<Window>, stay: &Row<Window>, today: Date) -> (Online, Vec<Reason>) {
    let [since, last, also, until] = [reach.since, reach.last, reach.also, reach.stay].map(|day| day.to_string());
    let args = [("since", since.as_str()), ("date", &last), ("also", &also), ("stay", &until)];
    let (online, code, by) = if today > reach.stay {
        (Online::TooLate, "event-over", stay)
    } else if today > reach.also {
        (Online::CounterOnly, "event-late", row)
    } else if today > reach.last {
        (Online::Unknown, "event-open", row)
    } else if today < reach.since {
        (Online::NotYet, "event-ahead", row)
    } else {
        (Online::Yes, "event-last", row)
    };
    let mut reasons = vec![told(by, code, &args)];
    if online != Online::TooLate {
        reasons.push(told(stay, "event-stay", &args));
    }
    (online, reasons)
}

/// Any day of a valid stay, its last day included; without the day the stay ends, any day.
pub(super) fn valid(asked: &Asked<'_>, verdict: &mut Verdict) -> (Online, Vec<Reason>) {
    let Asked { rules, query, procedure, today } = *asked;
    let Some(row) = find_row(rules, procedure, WindowRule::Valid, today) else {
        return (Online::Unknown, vec![unknown("no-window", &[])]);
    };
    let Some(expires) = query.expires else {
        return (Online::Yes, vec![told(row, "valid-any", &[])]);
    };
    (verdict.until, verdict.counter_until) = (Some(expires), Some(expires));
    let date = expires.to_string();
    if today > expires {
        return (Online::TooLate, vec![told(row, "too-late", &[("expires", &date)])]);
    }
    (Online::Yes, vec![told(row, "valid-until", &[("date", &date)])])
}

/// How long the certificate is good for, once it is issued.
pub(super) fn landing(rules: &Rules, procedure: &str, today: Date) -> Vec<Reason> {
    let row = find_row(rules, procedure, WindowRule::Landing, today);
    let months = |row: &Row<Window>| row.body.months.unwrap_or(0).to_string();
    row.map(|row| told(row, "landing", &[("months", &months(row))])).into_iter().collect()
}
