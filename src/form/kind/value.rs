//! What an answer means, apart from how it was typed.

use jiff::civil::Date;

/// A date whose month or day may be unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PartialDate {
    /// The full date, when month and day are known.
    #[must_use]
    pub fn full(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// As far as it is known: `2001-01-23`, `2001-01`, `2001`.
    #[must_use]
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// The first day it may mean.
    #[must_use]
    pub fn first(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> PartialDate {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

/// A Japanese address in the parts the online system wants.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// 7 digits, or empty.
    pub postal_code: String,
    pub prefecture: String,
    pub municipality: String,
    pub rest: String,
}

impl Address {
    /// Prefecture, municipality and the rest, as one writes them.
    #[must_use]
    pub fn line(&self) -> String {
        [self.prefecture.as_str(), self.municipality.as_str(), self.rest.as_str()].concat()
    }
}

/// What an answer means.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Date(PartialDate),
    YearMonth(PartialDate),
    /// Printed Japanese wording.
    Choice(String),
    Choices(Vec<String>),
    YesNo(bool),
    /// Also yen.
    Integer(i64),
    Address(Address),
    /// Number of rows of a table that hold anything.
    Rows(usize),
}

/// Writes the shape alone: what a client answered must not reach a log through an error's text.
macro_rules! silent {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}

silent!(PartialDate, Address);

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Value::Text(_) => "Text(..)",
            Value::Date(_) => "Date(..)",
            Value::YearMonth(_) => "YearMonth(..)",
            Value::Choice(_) => "Choice(..)",
            Value::Choices(_) => "Choices(..)",
            Value::YesNo(_) => "YesNo(..)",
            Value::Integer(_) => "Integer(..)",
            Value::Address(_) => "Address(..)",
            Value::Rows(_) => "Rows(..)",
        })
    }
}
