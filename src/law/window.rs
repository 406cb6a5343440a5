//! When it can be filed: first day (advice), last day online, last day at the counter, and what goes on afterwards.

use super::body::{Window as Body, WindowRule, names};
use super::calendar::{self, Closed};
use super::row::{self, Row};
use super::{Online, Query, Reason, Rules};
use jiff::ToSpan;
use jiff::civil::Date;

/// The dates of one stay's end, with the reasons in the order they are told.
#[derive(Debug)]
pub(super) struct Window {
    pub online: Online,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub counter_until: Option<Date>,
    pub plan: Option<Date>,
    pub special_until: Option<Date>,
    pub reasons: Vec<Reason>,
}

/// Finds the dates for a stay that ends on `expires`; `None` where the procedure has no window rows on that day.
pub(super) fn find(rules: &Rules, query: &Query, procedure: &str, expires: Date, today: Date) -> Option<Window> {
    let look = Look { rules, query, procedure, expires, today };
    let (online, counter) = (look.row(WindowRule::OnlineLast), look.row(WindowRule::CounterLast)?);
    let until = online.map(|row| (row, expires.saturating_sub(row.body.days.unwrap_or(0).days())));
    let last = expires.saturating_sub(counter.body.days.unwrap_or(0).days());
    let mut window = Window {
        online: Online::Unknown,
        from: None,
        until: until.map(|(_, day)| day),
        counter_until: Some(last),
        plan: None,
        special_until: None,
        reasons: until.map(|(row, day)| look.reason(row, "online-last", &[("date", day)])).into_iter().collect(),
    };
    window.reasons.push(look.reason(counter, "counter-last", &[("date", last)]));
    look.closing(last, &mut window);
    look.opening(&mut window);
    look.special(&mut window);
    look.answer(&mut window, online, counter);
    Some(window)
}

struct Look<'a> {
    rules: &'a Rules,
    query: &'a Query,
    procedure: &'a str,
    expires: Date,
    today: Date,
}

impl<'a> Look<'a> {
    fn row(&self, rule: WindowRule) -> Option<&'a Row<Body>> {
        let fits = |row: &Row<Body>| row.body.rule == rule && names(&row.body.procedures, self.procedure);
        row::on(&self.rules.windows, self.today, fits)
    }

    fn reason(&self, row: &Row<Body>, code: &str, dates: &[(&str, Date)]) -> Reason {
        let mut args = vec![("expires".to_owned(), self.expires.to_string())];
        args.extend(dates.iter().map(|(name, date)| ((*name).to_owned(), date.to_string())));
        Reason { rule: row.id.clone(), code: code.to_owned(), args, source: row.cited(), checked: row.checked }
    }

    /// The last day at the counter falls on a closing day: the next working day still counts; plan for the last one before.
    fn closing(&self, last: Date, window: &mut Window) {
        let Some(row) = self.row(WindowRule::ClosingDay) else { return };
        let calendar = &self.rules.calendar;
        let next = match calendar.closed(last) {
            Closed::No => return,
            Closed::Yes => calendar.next_open(last),
            Closed::Unknown => None,
        };
        let Some(next) = next else {
            window.reasons.push(Reason { checked: false, ..self.reason(row, "closing-open", &[("date", last)]) });
            return;
        };
        window.counter_until = Some(next);
        window.plan = calendar.last_open(last);
        let mut reason =
            self.reason(row, "closing-day", &[("date", last), ("next", next), ("plan", window.plan.unwrap_or(last))]);
        reason.checked &= calendar.checked(next.year()) && calendar.checked(last.year());
        window.reasons.push(reason);
    }

    /// First day of the window: advice only. None for a stay shorter than the rule is made for.
    fn opening(&self, window: &mut Window) {
        window.reasons.extend(self.row(WindowRule::Any).map(|row| self.reason(row, "any", &[])));
        let Some(row) = self.row(WindowRule::Opens) else { return };
        let short = row.body.stay_days.is_some_and(|least| self.query.days.is_some_and(|days| days < least));
        if short {
            window.reasons.extend(self.row(WindowRule::OpensShort).map(|row| self.reason(row, "opens-short", &[])));
            return;
        }
        let from = calendar::months_before(self.expires, row.body.months.unwrap_or(0));
        window.from = Some(from);
        window.reasons.push(self.reason(row, "opens", &[("date", from)]));
    }

    /// The old status goes on for an application filed in time.
    fn special(&self, window: &mut Window) {
        window.reasons.extend(self.row(WindowRule::SpecialNone).map(|row| self.reason(row, "special-none", &[])));
        let Some(row) = self.row(WindowRule::Special) else { return };
        if row.body.stay_days.is_some_and(|over| self.query.days.is_some_and(|days| days <= over)) {
            window.reasons.push(self.reason(row, "special-short", &[]));
            return;
        }
        let until = calendar::months_after(self.expires, row.body.months.unwrap_or(0));
        window.special_until = Some(until);
        window.reasons.push(self.reason(row, "special", &[("date", until)]));
    }

    /// The answer of the dates alone; its sentence goes first.
    fn answer(&self, window: &mut Window, online: Option<&Row<Body>>, counter: &Row<Body>) {
        let passed = |last: Option<Date>| last.is_some_and(|last| self.today > last);
        let opens = self.row(WindowRule::Opens).filter(|_| window.from.is_some_and(|from| self.today < from));
        let first = if passed(window.counter_until) {
            window.online = Online::TooLate;
            (window.plan, window.special_until) = (None, None);
            window.reasons.clear();
            self.reason(counter, "too-late", &[])
        } else if let Some(row) = online.filter(|_| passed(window.until)) {
            window.online = Online::CounterOnly;
            self.reason(row, "counter-only", &[("date", window.counter_until.unwrap_or(self.expires))])
        } else if let Some(row) = opens {
            window.online = Online::NotYet;
            self.reason(row, "not-yet", &[("date", window.from.unwrap_or(self.today))])
        } else {
            window.online = Online::Yes;
            return;
        };
        window.reasons.insert(0, first);
    }
}
