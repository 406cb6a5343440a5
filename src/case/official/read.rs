//! From the bytes of a file back to the rows of its template.
//!
//! The file may come from anyone: what is no such file is refused in words, nothing panics.

use super::cells::Cells;
use super::lists::{Lists, by_code};
use super::table::{Column, Table};
use super::{Code, Template};

/// The file is not one of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is not UTF-16LE with its mark")]
    Encoding,
    #[error("line {0} does not have the fields of the template")]
    Fields(usize),
    #[error("line {0} has no application code of the templates")]
    Code(usize),
}

/// The rows of a file, with the table they were read by.
///
/// # Errors
/// [`Unreadable`], with the line.
pub fn read(bytes: &[u8]) -> Result<Vec<(Code, Cells)>, Unreadable> {
    let text = decoded(bytes).ok_or(Unreadable::Encoding)?;
    let rows = text.split("\r\n").enumerate().skip(1);
    rows.map(|(at, line)| row(line, at + 1)).collect()
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let (mark, text) = units.split_first()?;
    (*mark == 0xFEFF && rest.is_empty()).then(|| String::from_utf16(text).ok()).flatten()
}

fn row(line: &str, at: usize) -> Result<(Code, Cells), Unreadable> {
    let fields: Vec<&str> = line.split('\t').collect();
    let code = fields.get(2).and_then(|text| known(text)).ok_or(Unreadable::Code(at))?;
    let table = Table::of(code);
    if fields.len() != table.width() + 1 {
        return Err(Unreadable::Fields(at));
    }
    let mut cells = Cells::default();
    let deepest = table.columns.iter().map(|column| table.depth(column)).max().unwrap_or(0);
    for depth in 0..=deepest {
        for (index, column) in table.columns.iter().enumerate() {
            let first = table.columns.get(..index).is_none_or(|before| before.iter().all(|b| b.place != column.place));
            if first && table.depth(column) == depth {
                take(&table, column, &fields, &mut cells);
            }
        }
    }
    Ok((code, cells))
}

fn known(text: &str) -> Option<Code> {
    Template::ALL.into_iter().flat_map(Code::all).find(|code| code.text() == text)
}

fn take(table: &Table, column: &Column, fields: &[&str], cells: &mut Cells) {
    let field = |column: &Column| fields.get(column.number.wrapping_sub(1)).copied().unwrap_or_default();
    if column.hidden || field(column).is_empty() && column.part.is_none() {
        return;
    }
    if column.list.is_some() {
        let text = listed(table, column, field(column), cells);
        cells.set(column, text.unwrap_or_default());
    } else if column.part.is_some() {
        let parts: Vec<&str> = table.columns.iter().filter(|row| row.place == column.place).map(field).collect();
        // A text that is no date stands whole in every part.
        let same = parts.iter().all(|part| Some(part) == parts.first() && part.len() > 4);
        let text = if same { parts.first().map(|part| (*part).to_owned()).unwrap_or_default() } else { parts.concat() };
        cells.set(column, &text);
    } else {
        cells.set(column, field(column));
    }
}

/// The text of a code. A column whose field is shared with the column that hangs on it holds the code of that one: then it is the
/// text whose own list has the code.
fn listed(table: &Table, column: &Column, code: &str, cells: &Cells) -> Option<&'static str> {
    let own = table.list(column, cells)?;
    if let Some(entry) = by_code(own, code) {
        return Some(entry.text);
    }
    let child = table
        .columns
        .iter()
        .find(|child| child.number == column.number && child.list.and_then(|list| list.parent) == Some(column.place))?;
    let (template, application) = (table.code.template, table.code.text());
    let has = |parent: &str| {
        let list = Lists::embedded().under(template, child.list?.id, column.list?.id, parent, &application);
        list.and_then(|list| by_code(list, code))
    };
    own.iter().find(|entry| has(entry.code).is_some()).map(|entry| entry.text)
}
