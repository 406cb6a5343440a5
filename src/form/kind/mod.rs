//! Kinds of answer: for each, what may be typed, what is meant, what is sent, what the paper shows.
//!
//! One file per kind. Reading never fails and never changes what was typed: what is wrong is a [`Fault`], what will be sent
//! stands beside it. `Debug` of everything that holds an answer prints no answer.

mod address;
mod chars;
mod choice;
mod date;
mod derived;
mod email;
mod era;
mod identifier;
mod name;
mod narrow;
mod number;
mod pattern;
mod phone;
mod places;
mod span;
mod text;
mod time;
mod value;
mod yes_no;

pub use chars::{is_full_width, is_full_width_kanji};
pub use choice::{Finder, search_key};
pub use derived::Derived;
pub use narrow::{STATUS, Under};
pub use places::{Places, Prefecture};
pub use span::months;
pub use value::{Address, PartialDate, Value};

use crate::form::{Bilingual, Need, State};
use jiff::civil::Date;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A list to choose from, in the paper's order.
#[derive(Debug, Clone, Default)]
pub struct ChoiceList {
    /// Name of its file; empty for an item's own choices.
    pub name: String,
    /// The day its lines were gone through, where its file says so.
    pub as_of: Option<Date>,
    pub choices: Vec<Choice>,
    /// Which lines go with an answer the list hangs on.
    pub under: Vec<Under>,
}

/// One line of a list. Its value everywhere is the printed Japanese wording.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub label: Bilingual,
    /// Number printed in the list (business types, occupations), if any.
    pub code: Option<String>,
    /// Readings in kana, for finding; several are separated by spaces.
    pub kana: Option<String>,
    /// Short name in Latin letters (statuses of residence).
    pub slug: Option<String>,
    /// Other wordings that mean the same, taken as this choice.
    pub also: Vec<String>,
}

/// Character rule of what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chars {
    /// Full-width and half-width as the agency's columns take them: of JIS X 0208 neither Greek nor Cyrillic letters, and not every sign.
    Any,
    /// Anything the sending side can carry (JIS X 0208 and ASCII): columns whose characters the agency does not check.
    Free,
    /// Half-width capitals, digits and spaces.
    Capitals,
    /// Full-width only.
    FullWidth,
    HalfWidth,
    Digits,
}

/// A column of a table item.
#[derive(Debug)]
pub struct Column {
    pub id: String,
    pub label: Bilingual,
    pub kind: Kind,
    /// Whether each row must have it. A condition sees the row's own cells by their columns' ids, then the items.
    pub need: Need,
    /// States beside *answered* that a cell accepts as an answer.
    pub states: Vec<State>,
    /// Asked by the online system only; the paper's table does not have it.
    pub online: bool,
    /// The earlier column of the row, or [`STATUS`], whose answer says which lines may be chosen.
    pub narrowed_by: Option<String>,
    /// Which of the columns of the agency's bulk template that a row takes are this one's, counted from `1`.
    pub official: Vec<String>,
}

/// The kind of an item, with its limits.
#[derive(Debug)]
pub enum Kind {
    Text {
        max: Option<usize>,
        chars: Chars,
    },
    Multiline {
        max: Option<usize>,
        chars: Chars,
    },
    /// Romanised name, as in the passport.
    Name {
        max: usize,
    },
    KanjiName {
        max: usize,
    },
    Date {
        partial: bool,
        not_after_today: bool,
    },
    YearMonth {
        partial: bool,
    },
    Choice(Arc<ChoiceList>),
    MultiChoice {
        list: Arc<ChoiceList>,
        most: usize,
    },
    /// `yes` / `no`; the two printed wordings.
    YesNo {
        yes: Bilingual,
        no: Bilingual,
    },
    Integer {
        max_digits: usize,
        /// The smallest and the largest number there can be, where the agency has a list of them.
        within: Option<RangeInclusive<i64>>,
    },
    /// Yen.
    Money {
        max_digits: usize,
    },
    /// Years and months, `2年6月`.
    Span {
        /// The longest, in months.
        most: usize,
        /// *No fixed term* is an answer too.
        no_fixed_term: bool,
    },
    Phone,
    PostalCode,
    Address {
        max: usize,
    },
    Email {
        max: usize,
    },
    Country(Arc<ChoiceList>),
    ResidenceCard,
    Passport {
        max: usize,
    },
    CorporateNumber,
    EmploymentInsurance,
    /// A time of day: hours 1 to 24, minutes in fives.
    Time,
    /// A number of a fixed build: `9` stands for a digit, `X` for another character, the rest for itself.
    Pattern {
        patterns: Vec<String>,
    },
    Table {
        columns: Vec<Column>,
        rows: usize,
    },
    Photo,
    /// A statement the person makes, with date and signature on paper.
    Declaration,
    /// Worked out from other answers, never typed.
    Derived(Derived),
}

/// Something wrong with what was typed. `code` names the message `problem-<code>` and the mend `fix-<code>`.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault whose message needs nothing filled in.
    #[must_use]
    pub fn new(code: &'static str) -> Fault {
        Fault { code, args: Vec::new() }
    }

    /// Fills in a variable of the message.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are given alike")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Fault {
        self.args.push((name, value.to_string()));
        self
    }
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fault({})", self.code)
    }
}

/// What a kind makes of what was typed.
#[derive(Clone, Default)]
pub struct Reading {
    /// `None` when nothing can be meant by it.
    pub value: Option<Value>,
    pub faults: Vec<Fault>,
    /// What will be sent (width, case, Gregorian date, no hyphens); empty when there is no value.
    pub sent: String,
    /// What the paper shows.
    pub paper: String,
    /// Worth saying beside the field (the era date); a message-free text.
    pub beside: Option<String>,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("value", &self.value).field("faults", &self.faults).finish_non_exhaustive()
    }
}

impl Reading {
    /// Nothing can be meant by what was typed.
    fn fault(fault: Fault) -> Reading {
        Reading { faults: vec![fault], ..Reading::default() }
    }

    /// A text that is sent as it is meant, and shown so on paper.
    fn text(sent: String, faults: Vec<Fault>) -> Reading {
        let value = (!sent.is_empty()).then(|| Value::Text(sent.clone()));
        Reading { value, faults, paper: sent.clone(), sent, beside: None }
    }
}

/// Words of all kinds, in the order of the command-line contract.
pub const WORDS: [&str; 27] = [
    "text",
    "multiline",
    "name",
    "kanji_name",
    "date",
    "year_month",
    "choice",
    "multi_choice",
    "yes_no",
    "integer",
    "money",
    "span",
    "phone",
    "postal_code",
    "address",
    "email",
    "country",
    "residence_card",
    "passport",
    "corporate_number",
    "employment_insurance",
    "time",
    "pattern",
    "table",
    "photo",
    "declaration",
    "derived",
];

impl Chars {
    /// The rule's word in form files and `forms show`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Chars::Any => "any",
            Chars::Free => "free",
            Chars::Capitals => "capitals",
            Chars::FullWidth => "full-width",
            Chars::HalfWidth => "half-width",
            Chars::Digits => "digits",
        }
    }

    /// The rule a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Chars> {
        let all = [Chars::Any, Chars::Free, Chars::Capitals, Chars::FullWidth, Chars::HalfWidth, Chars::Digits];
        all.into_iter().find(|chars| chars.word() == word)
    }
}

impl Kind {
    /// The kind's word in form files and `forms show`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Text { .. } => "text",
            Kind::Multiline { .. } => "multiline",
            Kind::Name { .. } => "name",
            Kind::KanjiName { .. } => "kanji_name",
            Kind::Date { .. } => "date",
            Kind::YearMonth { .. } => "year_month",
            Kind::Choice(_) => "choice",
            Kind::MultiChoice { .. } => "multi_choice",
            Kind::YesNo { .. } => "yes_no",
            Kind::Integer { .. } => "integer",
            Kind::Money { .. } => "money",
            Kind::Span { .. } => "span",
            Kind::Phone => "phone",
            Kind::PostalCode => "postal_code",
            Kind::Address { .. } => "address",
            Kind::Email { .. } => "email",
            Kind::Country(_) => "country",
            Kind::ResidenceCard => "residence_card",
            Kind::Passport { .. } => "passport",
            Kind::CorporateNumber => "corporate_number",
            Kind::EmploymentInsurance => "employment_insurance",
            Kind::Time => "time",
            Kind::Pattern { .. } => "pattern",
            Kind::Table { .. } => "table",
            Kind::Photo => "photo",
            Kind::Declaration => "declaration",
            Kind::Derived(_) => "derived",
        }
    }

    /// The columns of a table.
    #[must_use]
    pub fn columns(&self) -> Option<&[Column]> {
        match self {
            Kind::Table { columns, .. } => Some(columns),
            _ => None,
        }
    }

    /// Longest answer in characters of what is sent, where there is a limit.
    #[must_use]
    pub fn max(&self) -> Option<usize> {
        match self {
            Kind::Text { max, .. } | Kind::Multiline { max, .. } => *max,
            Kind::Name { max }
            | Kind::KanjiName { max }
            | Kind::Address { max }
            | Kind::Email { max }
            | Kind::Passport { max } => Some(*max),
            Kind::Integer { max_digits, .. } | Kind::Money { max_digits } => Some(*max_digits),
            Kind::Phone | Kind::ResidenceCard => Some(12),
            Kind::PostalCode => Some(7),
            Kind::CorporateNumber => Some(13),
            Kind::EmploymentInsurance => Some(11),
            Kind::Time => Some(5),
            Kind::Pattern { patterns } => patterns.iter().map(|pattern| pattern.chars().count()).max(),
            _ => None,
        }
    }

    /// Character rule of what is sent, where the kind has one.
    #[must_use]
    pub fn chars(&self) -> Option<Chars> {
        match self {
            Kind::Text { chars, .. } | Kind::Multiline { chars, .. } => Some(*chars),
            Kind::Name { .. } | Kind::Passport { .. } | Kind::ResidenceCard => Some(Chars::Capitals),
            Kind::KanjiName { .. } | Kind::Address { .. } => Some(Chars::FullWidth),
            Kind::Email { .. } => Some(Chars::HalfWidth),
            Kind::Integer { .. }
            | Kind::Money { .. }
            | Kind::Phone
            | Kind::PostalCode
            | Kind::CorporateNumber
            | Kind::EmploymentInsurance => Some(Chars::Digits),
            _ => None,
        }
    }

    /// Reads what was typed. Never fails: what is wrong is in `faults`. Table items are read cell by cell through their
    /// columns' kinds. `today` bounds dates that cannot lie in the future.
    #[must_use]
    pub fn read(&self, typed: &str, today: Date) -> Reading {
        if typed.trim().is_empty() {
            return Reading::default();
        }
        match self {
            Kind::Text { max, chars } => text::read(typed, *max, *chars, text::Lines::One),
            Kind::Multiline { max, chars } => text::read(typed, *max, *chars, text::Lines::Many),
            Kind::Name { max } => name::read(typed, *max),
            Kind::KanjiName { max } => name::read_kanji(typed, *max),
            Kind::Date { partial, not_after_today } => date::read(typed, *partial, not_after_today.then_some(today)),
            Kind::YearMonth { partial } => date::read_month(typed, *partial),
            Kind::Choice(list) | Kind::Country(list) => choice::read(typed, list),
            Kind::MultiChoice { list, most } => choice::read_several(typed, list, *most),
            Kind::YesNo { yes, no } => yes_no::read(typed, yes, no),
            Kind::Integer { max_digits, within } => number::read(typed, *max_digits, within.as_ref()),
            Kind::Money { max_digits } => number::read_money(typed, *max_digits),
            Kind::Span { most, no_fixed_term } => span::read(typed, *most, *no_fixed_term),
            Kind::Phone => phone::read(typed),
            Kind::PostalCode => address::read_postal_code(typed),
            Kind::Address { max } => address::read(typed, *max),
            Kind::Email { max } => email::read(typed, *max),
            Kind::ResidenceCard => identifier::read_residence_card(typed),
            Kind::Passport { max } => identifier::read_passport(typed, *max),
            Kind::CorporateNumber => identifier::read_corporate_number(typed),
            Kind::EmploymentInsurance => identifier::read_employment_insurance(typed),
            Kind::Time => time::read(typed),
            Kind::Pattern { patterns } => pattern::read(typed, patterns),
            Kind::Table { .. } | Kind::Derived(_) => Reading::default(),
            Kind::Photo | Kind::Declaration => Reading::text(typed.trim().to_owned(), Vec::new()),
        }
    }
}
