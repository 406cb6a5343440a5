//! What each kind of rule row says beside its dated head.

use super::{FiledBy, Route};
use crate::form::Bilingual;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// `[[procedure]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Procedure {
    pub ja: String,
    pub en: String,
}

/// `[[status]]`; the row's id is the slug.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Status {
    pub ja: String,
    pub en: String,
    /// Table of the Act that lists it, `1-2`.
    pub table: String,
    pub divisions: Vec<String>,
    pub periods: Vec<String>,
}

/// `[[scope]]`: what the online system takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scope {
    pub procedure: Spanned<String>,
    pub statuses: Vec<Spanned<String>>,
    pub online: YesNo,
    pub who: Who,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum YesNo {
    Yes,
    No,
}

/// Whom the scope covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Who {
    /// Everyone with an organisation in Japan.
    Organisation,
    All,
}

/// `[[filer]]`: who may file it online.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filer {
    pub procedure: Spanned<String>,
    pub by: FiledBy,
    pub allow: Allow,
    /// Not under this age.
    pub min_age: Option<i16>,
    /// Only with a period of stay of more days than this.
    pub min_stay_over: Option<u32>,
    /// Always under this age.
    pub free_under_age: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Allow {
    Yes,
    /// Only in a case the rules cannot see; the sentence names it.
    If,
    No,
}

/// `[[window]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Window {
    pub procedure: Spanned<String>,
    pub rule: WindowRule,
    pub months: Option<i32>,
    pub days: Option<i32>,
    pub stay_days: Option<u32>,
}

/// How a window row's number is counted; `forms/law/windows.toml` says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WindowRule {
    Opens,
    OpensShort,
    OnlineLast,
    CounterLast,
    ClosingDay,
    Special,
}

/// `[[fee]]`, in yen; without amounts: not known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fee {
    pub procedure: Spanned<String>,
    pub online: Option<u32>,
    pub counter: Option<u32>,
}

/// `[[document]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    pub procedures: Vec<Spanned<String>>,
    pub statuses: Vec<Spanned<String>>,
    #[serde(default)]
    pub categories: Vec<u8>,
    pub from_age: Option<i16>,
    pub ja: String,
    pub en: String,
    pub required: Required,
    pub when: Option<Bilingual>,
    pub proves: Bilingual,
    #[serde(default)]
    pub max_age_months: u32,
    #[serde(default)]
    pub translation: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Required {
    Always,
    If,
}

/// `[[limit]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limit {
    pub rule: LimitRule,
    pub files: Option<usize>,
    pub total_bytes: Option<u64>,
    pub photo_bytes: Option<u64>,
    pub from_age: Option<i16>,
    pub months: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LimitRule {
    Files,
    PhotoFile,
    PhotoAge,
    PhotoTaken,
}

/// `[[office]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bureau {
    pub kind: String,
    pub ja: String,
    pub en: String,
    pub postal_code: String,
    pub address: String,
    pub phone: String,
    pub address_checked: bool,
    pub phone_checked: bool,
    pub prefectures_checked: bool,
    pub prefectures: Vec<Bilingual>,
}

/// `[[event]]`: what can happen to a client; the row's id is the kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventKind {
    pub ja: String,
    pub en: String,
}

/// `[[deadline]]`; `forms/law/deadlines.toml` says in words how it is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Due {
    pub counts: Spanned<String>,
    pub code: String,
    pub route: Route,
    pub days: Option<i32>,
    pub months: Option<i32>,
    pub years: Option<i32>,
    pub also_days: Option<i32>,
    pub opens_months: Option<i32>,
    pub closing: Option<AtClosing>,
    #[serde(default)]
    pub statuses: Vec<Spanned<String>>,
    #[serde(default)]
    pub except: Vec<Spanned<String>>,
    pub stay_from: Option<u32>,
    pub stay_over: Option<u32>,
}

/// What becomes of a day on which offices are closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AtClosing {
    /// Act on the last working day before.
    Plan,
    /// The day stays the aim; the next working day is still in time.
    Next,
}

/// `[[closing]]`: days of the week, or a span of days of every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Closing {
    #[serde(default)]
    pub weekdays: Vec<DayName>,
    pub first: Option<DayOfYear>,
    pub last: Option<DayOfYear>,
}

/// Month and day of any year, written `12-29`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct DayOfYear {
    pub month: i8,
    pub day: i8,
}

impl TryFrom<String> for DayOfYear {
    type Error = String;

    fn try_from(text: String) -> Result<DayOfYear, String> {
        let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        // 2000 is a leap year: 02-29 is a day of some year
        let (month, day) = parts
            .filter(|(month, day)| jiff::civil::Date::new(2000, *month, *day).is_ok())
            .ok_or("not a month and day, 12-29")?;
        Ok(DayOfYear { month, day })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DayName {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// `[[holidays]]`: the holidays of one year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holidays {
    pub year: i16,
    pub days: Vec<Holiday>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holiday {
    pub date: Datetime,
    pub ja: String,
    pub en: String,
}
