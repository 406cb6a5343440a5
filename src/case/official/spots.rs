//! Which columns of a template an item's answer goes to, as its `official` key in the form file names them.
//!
//! `common!C` is a column; `coe:N!F` one of this procedure's template only; `common!AD–BS` the rows of a table, one after the other
//! in equal steps. Columns the template of the case does not have are passed over.

use super::Template;
use super::place::position;
use super::table::{Column, Table};
use crate::form::kind::Column as TableColumn;
use crate::form::{Item, Kind};

/// The columns of one item.
#[derive(Debug, Default)]
pub(super) struct Spots<'t> {
    pub columns: Vec<&'t Column>,
    /// The columns of a table's rows.
    pub rows: Option<Rows<'t>>,
}

/// A block of columns that repeats for each row of a table.
#[derive(Debug)]
pub(super) struct Rows<'t> {
    sheet: &'t str,
    first: usize,
    last: usize,
}

impl<'t> Spots<'t> {
    pub fn of(table: &'t Table, item: &'t Item) -> Spots<'t> {
        let mut spots = Spots::default();
        for (sheet, columns) in item.official.iter().filter_map(|text| own(table.code.template, text)) {
            match columns.split_once(['–', '-']) {
                Some((first, last)) => {
                    let (first, last) = (position(first), position(last));
                    if matches!(item.kind, Kind::Table { .. }) {
                        spots.rows = Some(Rows { sheet, first, last }).filter(|_| table.has_sheet(sheet));
                    } else {
                        spots.columns.extend((first..=last).filter_map(|at| table.column_at(sheet, at)));
                    }
                }
                None => spots.columns.extend(table.column(sheet, columns)),
            }
        }
        spots
    }
}

/// Sheet and columns of a name that counts for this template.
fn own(template: Template, text: &str) -> Option<(&str, &str)> {
    let text = match text.split_once(':') {
        Some((procedure, rest)) => (procedure == template.procedure()).then_some(rest)?,
        None => text,
    };
    text.split_once('!')
}

impl Rows<'_> {
    /// The columns of one cell of the paper's table, `row` from 0 of `rows`. The form file counts them from 1, within a row's
    /// columns.
    pub fn cell<'t>(&self, table: &'t Table, column: &TableColumn, row: usize, rows: usize) -> Vec<&'t Column> {
        let step = (self.last + 1).saturating_sub(self.first) / rows.max(1);
        let begin = self.first + row * step;
        let within = column.official.iter().filter_map(|number| number.parse::<usize>().ok()?.checked_sub(1));
        within.filter_map(|at| table.column_at(self.sheet, begin + at)).collect()
    }
}
