//! Japanese eras: read, and shown beside a date.

use super::PartialDate;
use jiff::civil::Date;

/// An era a person may write, with its letter and its first Gregorian year.
struct Era {
    name: &'static str,
    letter: char,
    /// As the calendar calls it.
    code: &'static str,
    first: i16,
}

const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', code: "reiwa", first: 2019 },
    Era { name: "平成", letter: 'H', code: "heisei", first: 1989 },
    Era { name: "昭和", letter: 'S', code: "showa", first: 1926 },
    Era { name: "大正", letter: 'T', code: "taisho", first: 1912 },
    Era { name: "明治", letter: 'M', code: "meiji", first: 1868 },
];

/// A year written in an era.
#[derive(Clone, Copy)]
pub(super) struct EraYear {
    code: &'static str,
    pub gregorian: i16,
}

/// The era a text begins with, and what follows.
pub(super) fn strip_era(text: &str) -> Option<(&'static str, i16, &str)> {
    ERAS.iter().find_map(|era| {
        let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.letter))?;
        Some((era.code, era.first, rest))
    })
}

impl EraYear {
    /// Year `year` of an era, 1 being its first.
    pub fn new(code: &'static str, first: i16, year: i16) -> Option<EraYear> {
        let gregorian = first.checked_add(year)?.checked_sub(1)?;
        (year >= 1).then_some(EraYear { code, gregorian })
    }

    /// Whether the era has this date; with month or day unknown, whether it has any day of that time.
    pub fn has(self, date: PartialDate) -> bool {
        let first = date.first();
        let last = last(date);
        [first, last].into_iter().flatten().any(|day| code_of(day).as_deref() == Some(self.code))
    }
}

/// The last day a date may mean.
fn last(date: PartialDate) -> Option<Date> {
    match (date.month, date.day) {
        (Some(month), Some(day)) => Date::new(date.year, month, day).ok(),
        (Some(month), None) => Some(Date::new(date.year, month, 1).ok()?.last_of_month()),
        (None, _) => Date::new(date.year, 12, 31).ok(),
    }
}

/// Era code and year of a day; `None` before the Meiji calendar of 1873.
fn era_of(day: Date) -> Option<(String, i32)> {
    let month = u8::try_from(day.month()).ok()?;
    let iso = icu_calendar::Date::try_new_iso(i32::from(day.year()), month, u8::try_from(day.day()).ok()?).ok()?;
    let era = iso.to_calendar(icu_calendar::cal::Japanese::new()).era_year();
    Some((era.era.to_string(), era.year)).filter(|(code, _)| ERAS.iter().any(|era| era.code == code))
}

fn code_of(day: Date) -> Option<String> {
    era_of(day).map(|(code, _)| code)
}

/// The year in words, `平成13年`; two eras where the year has both and the day does not tell: `平成31年・令和元年`.
pub(super) fn year_in_era(date: PartialDate) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for day in [date.first(), last(date)].into_iter().flatten() {
        let (code, year) = era_of(day)?;
        let name = ERAS.iter().find(|era| era.code == code)?.name;
        let word = if year == 1 { format!("{name}元年") } else { format!("{name}{year}年") };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    Some(words.join("・"))
}
