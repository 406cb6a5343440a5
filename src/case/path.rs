//! Naming a box: `passport_number`, or a table's cell `family[2].name` (rows count from 1, as on paper).

use std::fmt;
use std::str::FromStr;

/// One box of a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    pub item: String,
    /// Row from 1 and column id, for a cell of a table.
    pub cell: Option<(usize, String)>,
}

impl Path {
    #[must_use]
    pub fn item(id: &str) -> Path {
        Path { item: id.to_owned(), cell: None }
    }

    #[must_use]
    pub fn cell(id: &str, row: usize, column: &str) -> Path {
        Path { item: id.to_owned(), cell: Some((row, column.to_owned())) }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            None => f.write_str(&self.item),
            Some((row, column)) => write!(f, "{}[{row}].{column}", self.item),
        }
    }
}

/// The text is not a path.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an item: {0} (an item id, or table[row].column with rows from 1)")]
pub struct NotAPath(pub String);

impl FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Path, NotAPath> {
        let bad = || NotAPath(text.to_owned());
        let word = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let Some((item, rest)) = text.split_once('[') else {
            return if word(text) { Ok(Path::item(text)) } else { Err(bad()) };
        };
        let (row, column) = rest.split_once("].").ok_or_else(bad)?;
        let row: usize = row.parse().ok().filter(|row| *row >= 1).ok_or_else(bad)?;
        if word(item) && word(column) { Ok(Path::cell(item, row, column)) } else { Err(bad()) }
    }
}
