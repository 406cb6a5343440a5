//! Counting days: months by the calendar, and the closing days of government offices.

use super::body::{Closing, DayName, DayOfYear, Holidays};
use super::row::{self, Row};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Months earlier: the same day number, or the month's last day where there is none (31 May − 3 months = 28 or 29
/// February). The law gives no rule for counting back; this is the practice.
pub(super) fn months_before(day: Date, months: i32) -> Date {
    day.saturating_sub(months.months())
}

/// The last day of a period of months after `day`, by the earlier of two readings: the same day number, clamped, or Civil Code
/// 143 to the letter (a period that begins the next day ends before the corresponding day; without one, at the month's end).
pub(super) fn months_after(day: Date, months: i32) -> Date {
    months_after_both(day, months).0
}

/// The two readings of [`months_after`], the earlier first.
pub(super) fn months_after_both(day: Date, months: i32) -> (Date, Date) {
    let (clamped, literal) = (day.saturating_add(months.months()), civil_143(day, months));
    (clamped.min(literal), clamped.max(literal))
}

fn civil_143(day: Date, months: i32) -> Date {
    let first = day.saturating_add(1.day());
    let corresponding = first.saturating_add(months.months());
    if corresponding.day() == first.day() { corresponding.saturating_sub(1.day()) } else { corresponding }
}

/// Whole years of age on a day. Born on 29 February: a year older on 1 March of a common year.
pub(super) fn age(born: Date, on: Date) -> i16 {
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i16::from(!had)
}

/// Is the office closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    Yes,
    No,
    /// Not a weekend, but the holidays of that year are not listed.
    Unknown,
}

/// The closing days, from the rows.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    weekdays: Vec<Weekday>,
    spans: Vec<(DayOfYear, DayOfYear)>,
    holidays: BTreeSet<Date>,
    years: BTreeMap<i16, bool>,
}

impl Calendar {
    pub fn new(closing: &[Row<Closing>], holidays: &[Row<Holidays>]) -> Calendar {
        let listed = holidays.iter().flat_map(|row| &row.body.days);
        Calendar {
            weekdays: closing.iter().flat_map(|row| &row.body.weekdays).map(|name| weekday(*name)).collect(),
            spans: closing.iter().filter_map(|row| Some((row.body.first?, row.body.last?))).collect(),
            holidays: listed.filter_map(|holiday| row::day(&holiday.date)).collect(),
            years: holidays.iter().map(|row| (row.body.year, row.checked)).collect(),
        }
    }

    /// The holidays of that year are listed and final (the two equinox days are fixed only the year before).
    pub fn checked(&self, year: i16) -> bool {
        self.years.get(&year).copied().unwrap_or(false)
    }

    pub fn closed(&self, day: Date) -> Closed {
        if self.weekdays.contains(&day.weekday()) || self.spans.iter().any(|span| within(*span, day)) {
            return Closed::Yes;
        }
        match (self.holidays.contains(&day), self.years.contains_key(&day.year())) {
            (true, _) => Closed::Yes,
            (false, true) => Closed::No,
            (false, false) => Closed::Unknown,
        }
    }

    /// The next day after `day` on which the office is open; `None` where the holidays are not listed.
    pub fn next_open(&self, day: Date) -> Option<Date> {
        self.first_open((1..=14).filter_map(|n: i64| day.checked_add(n.days()).ok()))
    }

    /// The last day before `day` on which the office is open.
    pub fn last_open(&self, day: Date) -> Option<Date> {
        self.first_open((1..=14).filter_map(|n: i64| day.checked_sub(n.days()).ok()))
    }

    fn first_open(&self, mut days: impl Iterator<Item = Date>) -> Option<Date> {
        days.find(|day| self.closed(*day) != Closed::Yes).filter(|day| self.closed(*day) == Closed::No)
    }
}

fn within((first, last): (DayOfYear, DayOfYear), day: Date) -> bool {
    let day = DayOfYear { month: day.month(), day: day.day() };
    if first <= last { (first..=last).contains(&day) } else { day >= first || day <= last }
}

fn weekday(name: DayName) -> Weekday {
    match name {
        DayName::Monday => Weekday::Monday,
        DayName::Tuesday => Weekday::Tuesday,
        DayName::Wednesday => Weekday::Wednesday,
        DayName::Thursday => Weekday::Thursday,
        DayName::Friday => Weekday::Friday,
        DayName::Saturday => Weekday::Saturday,
        DayName::Sunday => Weekday::Sunday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// expiry | 3 months before | 2 months after: clamped, Civil 143
    const MONTH_ENDS: &str = "
        2027-05-31 | 2027-02-28 | 2027-07-31 | 2027-07-31
        2028-05-31 | 2028-02-29 | 2028-07-31 | 2028-07-31
        2027-05-30 | 2027-02-28 | 2027-07-30 | 2027-07-30
        2027-06-01 | 2027-03-01 | 2027-08-01 | 2027-08-01
        2027-03-15 | 2026-12-15 | 2027-05-15 | 2027-05-15
        2026-12-31 | 2026-09-30 | 2027-02-28 | 2027-02-28
        2026-12-30 | 2026-09-30 | 2027-02-28 | 2027-02-28
        2026-12-29 | 2026-09-29 | 2027-02-28 | 2027-02-28
        2027-02-28 | 2026-11-28 | 2027-04-28 | 2027-04-30
        2028-02-29 | 2027-11-29 | 2028-04-29 | 2028-04-30
        2027-04-30 | 2027-01-30 | 2027-06-30 | 2027-06-30
        2027-08-31 | 2027-05-31 | 2027-10-31 | 2027-10-31
        2027-11-30 | 2027-08-30 | 2028-01-30 | 2028-01-31";

    #[test]
    fn months_are_counted_by_the_calendar() {
        for line in MONTH_ENDS.lines().filter(|line| !line.trim().is_empty()) {
            let days: Vec<Date> = line.split('|').map(|day| day.trim().parse().unwrap()).collect();
            let clamped = days[0].saturating_add(2.months());
            assert_eq!([months_before(days[0], 3), clamped, civil_143(days[0], 2)], days[1..], "{line}");
            assert_eq!(months_after(days[0], 2), days[2].min(days[3]), "{line}");
        }
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let born = date(2025, 2, 28);
        assert_eq!((age(born, date(2026, 2, 27)), age(born, date(2026, 2, 28))), (0, 1));
        assert_eq!(age(date(2024, 2, 29), date(2025, 2, 28)), 0);
    }
}
