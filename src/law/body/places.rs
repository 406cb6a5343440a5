//! Rows of offices, whom to ask, and the days on which offices are closed.

use crate::form::Bilingual;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// `[[office]]`, and `[[district]]`: a branch or district office beside the bureau of its prefectures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Bureau {
    pub kind: String,
    /// Of a district: id of the bureau or branch it belongs to.
    pub parent: Option<Spanned<String>>,
    pub ja: String,
    pub en: String,
    pub postal_code: String,
    pub address: String,
    pub phone: String,
    pub address_checked: bool,
    pub phone_checked: bool,
    pub prefectures_checked: bool,
    /// It receives residence applications: not mainly a port or an airport.
    #[serde(default = "yes")]
    pub takes: bool,
    pub prefectures: Vec<Bilingual>,
}

fn yes() -> bool {
    true
}

/// `[[counter]]`: when counters are open.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Counter {
    pub ja: String,
    pub en: String,
}

/// `[[contact]]`: whom to ask.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Contact {
    pub ja: String,
    pub en: String,
    pub phone: String,
    /// From IP telephones and from abroad.
    pub phone_abroad: String,
}

/// `[[closing]]`: days of the week, or a span of days of every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Closing {
    #[serde(default)]
    pub weekdays: Vec<DayName>,
    pub first: Option<DayOfYear>,
    pub last: Option<DayOfYear>,
}

/// Month and day of any year, written `12-29`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::law) struct DayOfYear {
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
pub(in crate::law) enum DayName {
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
pub(in crate::law) struct Holidays {
    pub year: i16,
    pub days: Vec<Holiday>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Holiday {
    pub date: Datetime,
    pub ja: String,
    pub en: String,
}
