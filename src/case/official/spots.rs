//! Which columns of a template an item's answer goes to, as its `official` key in the form file names them.
//!
//! `common!C` is a column; `coe:N!F` one of this procedure's template only; `common!AD–BS` the rows of a table, one after the other
//! in equal steps. Where the template has a row for each line ticked on paper, `P!T–DO/10.1` puts the first line ticked into the
//! first column of the first of ten rows, the second into the second; `P!T–DO/10.3@support_methods=奨学金` is the third column of
//! the row in which that line of another item stands. Columns the template of the case does not have are passed over.

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
    /// The columns in rows that stand for lines ticked.
    pub lines: Option<Lines<'t>>,
}

/// Columns in a block that has a row for each line ticked.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    /// By row, the columns that are this item's.
    pub rows: Vec<Vec<&'t Column>>,
    /// The item and the line of it whose row it is; `None` for the item that is ticked.
    pub of: Option<(&'t str, &'t str)>,
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
            if let Some(lines) = Lines::read(table, sheet, columns) {
                spots.lines = Some(lines).filter(|_| table.has_sheet(sheet));
                continue;
            }
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

impl<'t> Lines<'t> {
    fn read(table: &'t Table, sheet: &str, text: &'t str) -> Option<Lines<'t>> {
        let (block, rest) = text.split_once('/')?;
        let (columns, of) = rest.split_once('@').map_or((rest, None), |(columns, of)| (columns, of.split_once('=')));
        let ((first, last), (count, within)) = (block.split_once('–')?, columns.split_once('.')?);
        let (first, last, count) =
            (position(first), position(last), count.parse::<usize>().ok().filter(|count| *count > 0)?);
        let step = (last + 1).checked_sub(first)? / count;
        let within: Vec<usize> =
            within.split(',').filter_map(|number| number.parse::<usize>().ok()?.checked_sub(1)).collect();
        let row = |row: usize| within.iter().filter_map(|at| table.column_at(sheet, first + row * step + at)).collect();
        Some(Lines { rows: (0..count).map(row).collect(), of })
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
