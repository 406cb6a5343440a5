//! When a column of a template applies: its parent columns and the texts they must have.

use super::Cells;
use super::lists::{List, by_text};
use super::place::Place;

/// The condition of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// One of these must have a fitting text.
    pub parents: Vec<Place>,
    pub values: Values,
}

/// Texts of a parent that let a column apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// The parent is blank.
    Blank,
    /// One of these whole texts, separated by `｜`; an empty one stands for any text.
    Texts(&'static str),
    /// A text of the parent's list.
    Listed,
    /// A text whose code is one of these, separated by `|`.
    Codes(&'static str),
    /// A text of the list whose code is none of these.
    OtherCodes(&'static str),
}

impl Values {
    /// As the tables write them: nothing, `@list`, `#01|02`, `~99`, or texts.
    pub(super) fn read(text: &'static str) -> Values {
        match (text, text.get(..1), text.get(1..)) {
            ("", ..) => Values::Blank,
            ("@list", ..) => Values::Listed,
            (_, Some("#"), Some(codes)) => Values::Codes(codes),
            (_, Some("~"), Some(codes)) => Values::OtherCodes(codes),
            _ => Values::Texts(text),
        }
    }

    fn fit(self, text: &str, list: Option<&List>) -> bool {
        let code = || list.and_then(|list| by_text(list, text)).map(|entry| entry.code);
        match self {
            Values::Blank => text.is_empty(),
            _ if text.is_empty() => false,
            Values::Texts(texts) => texts.split('｜').any(|known| known == text || known.is_empty()),
            Values::Listed => code().is_some(),
            Values::Codes(codes) => code().is_some_and(|code| codes.split('|').any(|known| known == code)),
            Values::OtherCodes(codes) => code().is_some_and(|code| codes.split('|').all(|known| known != code)),
        }
    }
}

impl Condition {
    /// Whether it holds; `list` answers the list of a parent as it is resolved.
    pub(super) fn holds<'l>(&self, cells: &Cells, list: impl Fn(Place) -> Option<&'l List>) -> bool {
        self.parents.iter().any(|parent| self.values.fit(cells.text(*parent), list(*parent)))
    }
}
