//! What the paper asks: forms, sheets, items, kinds of answer, conditions, and the lists they choose from.
//!
//! Read from the TOML files in `forms/`; knows nothing of any client, case, clock or file system.

mod catalog;
mod condition;
pub mod diff;
pub mod kind;
mod load;
mod reuse;
pub mod show;
mod state;

pub use catalog::{Catalog, Newer, NoForm, Procedure, StatusName, Unused, embedded_text};
pub use condition::{Cells, Condition, FACTS, Scope};
pub use kind::{Kind, Reading, Value};
pub use load::{Flaw, Source};
pub use reuse::OrganisationItems;
pub use state::State;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// The item that says which applications are filed together with this one; its choices have the procedures' slugs.
pub const TOGETHER: &str = "together";

/// A wording as printed: Japanese, and the print's own English.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bilingual {
    pub ja: String,
    pub en: String,
}

/// Which form a case was begun with. Pinned for the life of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRef {
    /// Application code: procedure and division, `extension-N`.
    pub code: String,
    /// Edition of the print, `2026-04-01`.
    pub edition: String,
    /// SHA-256 (hex) over the sheet files of this edition, in sheet order.
    pub digest: String,
}

/// One application as it is filed: its sheets in paper order.
#[derive(Debug)]
pub struct Form {
    pub pin: FormRef,
    /// Procedure slug, `extension`.
    pub procedure: String,
    /// One-character mark of the procedure on lists, `留`.
    pub mark: String,
    pub title: Bilingual,
    /// Division letter, `N`.
    pub division: String,
    pub statuses: Vec<StatusName>,
    pub sheets: Vec<Sheet>,
    /// What must hold between answers, beside the needs of each item.
    pub rules: Vec<Rule>,
    /// Where each item stands, by its id: sheet, and place on it.
    places: FxHashMap<String, (usize, usize)>,
}

/// Where the items of these sheets stand.
fn places(sheets: &[Sheet]) -> FxHashMap<String, (usize, usize)> {
    let items =
        sheets.iter().enumerate().flat_map(|(sheet, page)| page.items.iter().enumerate().zip(std::iter::repeat(sheet)));
    items.map(|((at, item), sheet)| (item.id.clone(), (sheet, at))).collect()
}

impl Form {
    /// All items in paper order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sheets.iter().flat_map(|sheet| &sheet.items)
    }

    /// The item with this id; ids are unique within an application.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        let (sheet, at) = *self.places.get(id)?;
        self.sheets.get(sheet)?.items.get(at)
    }

    /// Every sheet of it is built into the program, none was read from a newer file.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.sheets.iter().all(|sheet| sheet.file.is_none())
    }

    /// Items whose number, Japanese or English wording was not seen on the official sheet.
    pub fn unchecked(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|item| !item.checked || !item.checked_en)
    }
}

/// What must hold between several answers: one of two telephone numbers, the same address typed twice.
#[derive(Debug)]
pub struct Rule {
    /// Names the messages `problem-<code>` and `fix-<code>`.
    pub code: String,
    /// A problem when this does not hold.
    pub holds: Condition,
    /// Items the problem is shown at, in paper order.
    pub items: Vec<String>,
    /// Only said, not in the way of sending: a sum of points too low to be granted.
    pub warning: bool,
}

/// Whose sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Applicant,
    Organisation,
    /// Of whoever supports the applicant (扶養者).
    Supporter,
    /// Of another application that can be filed with this one, as one case.
    Together,
    /// Asked by the online system only; not on the paper.
    Online,
}

/// One sheet of paper (or the online-only items, after the paper's).
#[derive(Debug)]
pub struct Sheet {
    /// `division-n-applicant`
    pub code: String,
    /// Date of the print, or, where the print shows none, of the agency's template the limits were read from.
    pub edition: String,
    /// The edition's date was seen on the print itself.
    pub edition_checked: bool,
    /// First day on which this edition is used here.
    pub valid_from: jiff::civil::Date,
    /// The newer file it was read from; `None`: built in.
    pub file: Option<String>,
    pub part: Part,
    pub title: Bilingual,
    /// The statutory form's name, `別記第三十号の二様式`.
    pub form_no: String,
    /// What must be known of this edition: where the paper and the online form differ.
    pub note: Option<Bilingual>,
    /// Where the wording was read.
    pub source: String,
    /// The whole sheet is asked only when this holds; it looks at case facts alone. `None`: always.
    pub shown_when: Option<Condition>,
    pub items: Vec<Item>,
}

/// When an item, or a cell of a row, must be answered.
#[derive(Debug)]
pub enum Need {
    Always,
    When(Condition),
    Optional,
}

/// One numbered question of the paper.
#[derive(Debug)]
pub struct Item {
    /// Unique within the application, `passport_number`.
    pub id: String,
    /// Number as printed, `10`; empty where the paper prints none.
    pub no: String,
    /// Sub-number as printed, `(1)`; empty where the paper prints none.
    pub sub: String,
    pub label: Bilingual,
    /// What helps to answer it: where it is printed, what to leave out.
    pub help: Option<Bilingual>,
    pub kind: Kind,
    pub need: Need,
    /// The item is asked only when this holds; `None`: always.
    pub shown_when: Option<Condition>,
    /// States beside *answered* that the item accepts as an answer.
    pub states: Vec<State>,
    /// Items of one group are printed as one block (`representative`, `agent`, `declaration`).
    pub group: Option<String>,
    /// Unit printed after the box, `円 Yen`.
    pub unit: Option<String>,
    /// The number and the Japanese wording were seen on the official sheet.
    pub checked: bool,
    /// The English wording was seen on the official sheet.
    pub checked_en: bool,
    /// Asked by the online system only; not on the paper.
    pub online: bool,
    /// The item, or [`kind::STATUS`], whose answer says which lines of the list may be chosen.
    pub narrowed_by: Option<String>,
    /// Columns of the agency's bulk template that this answer fills, `common!C`, `N!CG`.
    pub official: Vec<String>,
    /// Where the official columns want another unit than the paper: the rule's word, `years-as-months`.
    pub convert: Option<String>,
    /// What an answer counts towards the sum of its sheet: of a choice by line, of yes/no what *yes* counts, of several choices by
    /// how many are ticked, the last for more. Empty: it does not count.
    pub points: Vec<u32>,
}

impl Item {
    /// Number and sub-number as printed beside the item, `10(1)`.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}{}", self.no, self.sub)
    }

    /// What a value of this item counts; nothing where it does not count, or is no line of the item.
    #[must_use]
    pub fn counts(&self, value: &Value) -> Option<u32> {
        let at = match (&self.kind, value) {
            (Kind::Choice(list), Value::Choice(ja)) => list.choices.iter().position(|choice| choice.label.ja == *ja)?,
            (Kind::YesNo { .. }, Value::YesNo(false)) => return (!self.points.is_empty()).then_some(0),
            (Kind::YesNo { .. }, Value::YesNo(true)) => 0,
            (Kind::MultiChoice { .. }, Value::Choices(ticked)) => ticked.len().min(self.points.len()).checked_sub(1)?,
            _ => return None,
        };
        self.points.get(at).copied()
    }
}

impl Form {
    /// The status this form serves, by Japanese name, English name or slug.
    #[must_use]
    pub fn status(&self, name: &str) -> Option<&StatusName> {
        self.statuses.iter().find(|status| {
            status.slug.eq_ignore_ascii_case(name)
                || status.name.ja == name
                || status.name.en.eq_ignore_ascii_case(name)
        })
    }
}
