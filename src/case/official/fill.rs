//! From the answers of a case to the row of a template.
//!
//! Pure and without judgement: what does not fit the template is put as it is, so that the official checks can tell it.

use super::cells::Cells;
use super::convert::Convert;
use super::lists::List;
use super::place::Place;
use super::put::{Given, chosen};
use super::spots::{Lines, Spots};
use super::table::{Column, Table};
use crate::case::standing::{Stand, Standing, said};
use crate::case::{Case, Path};
use crate::form::kind::Column as TableColumn;
use crate::form::{Form, Kind, State, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A list hangs on a column that may hang on another in turn; the templates have no longer chain.
const MOST_DEPTH: usize = 3;

/// A filled row, and which box of the paper each column belongs to.
#[derive(Debug, Default)]
pub struct Filled {
    pub cells: Cells,
    pub owners: BTreeMap<Place, Owner>,
    /// Tables with more rows than the template has: the item, and how many fit.
    pub overfull: Vec<(Owner, usize)>,
}

/// A box of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub path: Path,
    /// Number as printed.
    pub no: String,
}

/// Fills the row of a case. `today` (Japan's date) bounds dates as in every check.
#[must_use]
pub fn fill(case: &Case, form: &Form, table: &Table, today: Date) -> Filled {
    let standing = Standing::of(case, form, today);
    let mut filled = Filled::default();
    for depth in 0..MOST_DEPTH {
        let mut filler = Filler { table, today, depth, filled: &mut filled, standing: &standing };
        standing.stands.iter().for_each(|stand| filler.item(stand));
    }
    none_simultaneous(table, &mut filled.cells);
    table.blank(&mut filled.cells);
    filled
}

/// Three columns ask which further permissions are applied for at the same time: none, unless items say so.
fn none_simultaneous(table: &Table, cells: &mut Cells) {
    for column in ["B", "C", "D"].iter().filter_map(|letters| table.column("simultaneous", letters)) {
        if cells.text(column.place).is_empty() {
            let list = table.list(column, cells);
            cells.set(column, flag(list, false).unwrap_or_default());
        }
    }
}

/// The text of a list of two, *有* and its contrary.
pub(super) fn flag(list: Option<&List>, yes: bool) -> Option<&'static str> {
    list?.iter().find(|entry| entry.text.starts_with('有') == yes).map(|entry| entry.text)
}

struct Filler<'a> {
    table: &'a Table,
    today: Date,
    /// Only columns whose list hangs on so many others are put in this turn.
    depth: usize,
    filled: &'a mut Filled,
    standing: &'a Standing<'a>,
}

impl<'a> Filler<'a> {
    fn item(&mut self, stand: &Stand<'a>) {
        let spots = Spots::of(self.table, stand.item);
        let path = Path::item(&stand.item.id);
        self.own(&spots.columns, stand, &path);
        if let Some(lines) = &spots.lines {
            self.lines(stand, lines, &path);
        }
        match &stand.item.kind {
            Kind::Table { columns, rows } => self.rows(stand, &spots, columns, *rows),
            _ if stand.asked => self.put(&spots.columns, &self.given(stand)),
            _ => {}
        }
    }

    fn given<'s>(&self, stand: &'s Stand<'a>) -> Given<'s> {
        let convert = stand.item.convert.as_deref().and_then(Convert::from_word);
        let yearly = self.yearly(&stand.item.id);
        Given { kind: &stand.item.kind, state: stand.state(), reading: stand.reading.as_ref(), convert, yearly }
    }

    /// A row for each line ticked: the line itself, or what is said of it.
    fn lines(&mut self, stand: &Stand<'a>, lines: &Lines<'_>, path: &Path) {
        let ticked = |value: Option<&Value>| match value {
            Some(Value::Choices(ticked)) => ticked.clone(),
            _ => Vec::new(),
        };
        let Some((of, line)) = lines.of else {
            let columns: Vec<&Column> = lines.rows.iter().flatten().copied().collect();
            self.own(&columns, stand, path);
            let ticked =
                ticked(stand.reading.as_ref().filter(|_| stand.asked).and_then(|reading| reading.value.as_ref()));
            for (column, ja) in columns.into_iter().zip(ticked) {
                let text = chosen(&stand.item.kind, &ja, column, self.table.list(column, &self.filled.cells));
                self.set(column, &text);
            }
            return;
        };
        let row = ticked(self.standing.scope.values.get(of)).iter().position(|ticked| ticked == line);
        if let Some(columns) = row.filter(|_| stand.asked).and_then(|row| lines.rows.get(row)) {
            self.own(columns, stand, path);
            self.put(columns, &self.given(stand));
        }
    }

    fn own(&mut self, columns: &[&Column], stand: &Stand<'_>, path: &Path) {
        for column in columns {
            // Of several items for one column the one that is asked is shown.
            if stand.asked || !self.filled.owners.contains_key(&column.place) {
                let owner = Owner { path: path.clone(), no: stand.item.number() };
                self.filled.owners.insert(column.place, owner);
            }
        }
    }

    /// The item beside an amount says that it is one for a year.
    fn yearly(&self, item: &str) -> bool {
        let unit = format!("{item}_unit");
        self.standing.scope.values.get(&unit) == Some(&Value::Choice("年額".to_owned()))
    }

    fn rows(&mut self, stand: &Stand<'a>, spots: &Spots<'_>, columns: &'a [TableColumn], rows: usize) {
        let held: Vec<_> = stand.rows().filter(|_| stand.asked).collect();
        let any = match stand.state() {
            State::Answered => Some(true),
            State::None => Some(false),
            _ => None,
        };
        for column in spots.columns.iter().filter(|_| stand.asked) {
            let text = any.and_then(|any| flag(self.table.list(column, &self.filled.cells), any));
            self.set(column, text.unwrap_or_default());
        }
        let Some(block) = &spots.rows else { return };
        if held.len() > rows && self.depth == 0 {
            let owner = Owner { path: Path::item(&stand.item.id), no: stand.item.number() };
            self.filled.overfull.push((owner, rows));
        }
        for index in 0..rows {
            for column in columns {
                let spots = block.cell(self.table, column, index, rows);
                self.own(&spots, stand, &Path::cell(&stand.item.id, index + 1, &column.id));
                let Some(entry) = held.get(index).and_then(|(_, row)| row.cells.get(&column.id)) else { continue };
                let reading =
                    Some(entry).filter(|entry| said(entry)).map(|entry| column.kind.read(&entry.typed, self.today));
                let state = entry.state;
                let given =
                    Given { kind: &column.kind, state, reading: reading.as_ref(), convert: None, yearly: false };
                self.put(&spots, &given);
            }
        }
    }

    fn put(&mut self, columns: &[&Column], given: &Given<'_>) {
        for (column, text) in given.texts(self.table, columns, &self.filled.cells) {
            self.set(column, &text);
        }
    }

    /// Puts a text in its turn; after the text of an item that shares the column, separated by a space.
    fn set(&mut self, column: &Column, text: &str) {
        if text.is_empty() || self.table.depth(column) != self.depth {
            return;
        }
        let before = self.filled.cells.text(column.place);
        // Two boxes that say the same of one list (in the country, and which) are one text.
        if column.list.is_some() && before == text {
            return;
        }
        let joined = if before.is_empty() { text.to_owned() } else { format!("{before} {text}") };
        self.filled.cells.set(column, &joined);
    }
}
