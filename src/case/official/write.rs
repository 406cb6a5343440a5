//! The bytes of the file: what the template's own macro would write.
//!
//! UTF-16LE with its mark, fields separated by tabs with one after the last, no quotes, CRLF between the lines and none at the end.

use super::cells::Cells;
use super::lists::by_text;
use super::table::{Column, Table};

/// The file of one code: the header, and a line for each row.
#[must_use]
pub fn write(table: &Table, rows: &[Cells]) -> Vec<u8> {
    let mut lines = vec![header(table)];
    lines.extend(rows.iter().enumerate().map(|(at, cells)| row(table, cells, at + 1)));
    let text = lines.join("\r\n");
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The first line: the header of every column of the table, also of those that are not shown. The first three fields are empty.
fn header(table: &Table) -> String {
    let mut fields = vec![""; table.width()];
    for column in &table.columns {
        if let Some(field) = field(&mut fields, column.number) {
            *field = column.header;
        }
    }
    joined(&fields)
}

/// The line of one person: number, the first three characters of the code, the code, the values.
fn row(table: &Table, cells: &Cells, number: usize) -> String {
    let code = table.code.text();
    let mut fields = vec![String::new(); table.width()];
    let own = [number.to_string(), code.get(..3).unwrap_or_default().to_owned(), code.clone()];
    fields.iter_mut().zip(own).for_each(|(field, text)| *field = text);
    for column in &table.columns {
        let value = value(table, column, cells);
        // Rows that share a field: the last one that has a value wins, a municipality over its prefecture.
        if let Some(field) = field(&mut fields, column.number).filter(|_| !value.is_empty()) {
            value.clone_into(field);
        }
    }
    joined(&fields)
}

/// What a column's cell is written as: the code of a list's text (nothing where the list does not have it), a part of a date, or
/// the text.
fn value<'a>(table: &Table, column: &Column, cells: &'a Cells) -> &'a str {
    let text = cells.text(column.place);
    if column.hidden || text.is_empty() {
        return "";
    }
    if column.list.is_some() {
        let list = table.list(column, cells).unwrap_or_default();
        return by_text(list, text).map_or("", |entry| entry.code);
    }
    column.part.map_or(text, |part| part.of(text))
}

fn field<T>(fields: &mut [T], number: usize) -> Option<&mut T> {
    fields.get_mut(number.checked_sub(1)?)
}

fn joined<T: AsRef<str>>(fields: &[T]) -> String {
    let mut line = String::new();
    for field in fields {
        line.push_str(field.as_ref());
        line.push('\t');
    }
    line
}
