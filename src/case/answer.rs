//! An answer: what was typed, kept always as typed, with its state and where it came from.

use crate::form::State;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where an answer came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    #[default]
    Typed,
    /// Accepted from a card; the word of the card family, `my-number`.
    Chip(String),
    /// Taken from an earlier case, by its id.
    EarlierCase(String),
    /// Taken from what is kept of an organisation, by its id.
    Organisation(String),
    /// Read from a batch sheet.
    Batch,
}

/// What stands in one box. `Debug` prints no content.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Entry {
    pub state: State,
    /// As typed. Kept when the state changes, so that it can be brought back.
    pub typed: String,
    pub origin: Origin,
    /// Who and when; `None` in a box nobody touched. The boxes of a case are nearly all of one person, and share the name.
    pub by: Option<Arc<str>>,
    pub at: Option<Timestamp>,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("state", &self.state).finish_non_exhaustive()
    }
}

/// The answer to an item: one entry, or the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// For a table: its state as a whole (`none`: no rows to give).
    pub entry: Entry,
    /// Only for tables.
    pub rows: Vec<Row>,
}

/// One row of a table, by column id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub cells: BTreeMap<String, Entry>,
}
