//! The checks of the templates' own macros, in their order, told as problems of the paper's items.
//!
//! For each column in the order of the table: parent missing; if not, characters, length, need, list. What the macros do not check
//! (dates that exist, check digits) the case's own check does.

use super::cells::Cells;
use super::fill::{Filled, Owner};
use super::lists::by_text;
use super::place::Place;
use super::table::{Column, Table};
use crate::case::{Path, Problem};
use crate::form::kind::Fault;

/// The item problems are shown at that no item of the form answers for.
pub const OFFICIAL: &str = "official";

/// Everything the template would refuse in one filled row.
#[must_use]
pub fn check(table: &Table, filled: &Filled) -> Vec<Problem> {
    let mut problems: Vec<Problem> = filled.overfull.iter().map(|(owner, most)| overfull(owner, *most)).collect();
    let mut seen: Vec<Place> = Vec::new();
    for column in table.columns.iter().filter(|column| table.is_wanted(column, &filled.cells)) {
        // The parts of a date are rows of one column; only the first carries its rules.
        if !seen.contains(&column.place) {
            seen.push(column.place);
            problems
                .extend(faults(table, column, &filled.cells).into_iter().map(|(at, fault)| problem(filled, at, fault)));
        }
    }
    problems
}

fn overfull(owner: &Owner, most: usize) -> Problem {
    Problem { path: owner.path.clone(), no: owner.no.clone(), fault: Fault::new("official-rows").with("max", most) }
}

fn problem(filled: &Filled, at: Place, fault: Fault) -> Problem {
    let fault = fault.with("cell", at);
    match filled.owners.get(&at) {
        Some(owner) => Problem { path: owner.path.clone(), no: owner.no.clone(), fault },
        None => Problem { path: Path::item(OFFICIAL), no: String::new(), fault },
    }
}

/// The faults of one column, each at the column it is told at.
fn faults(table: &Table, column: &Column, cells: &Cells) -> Vec<(Place, Fault)> {
    let text = cells.text(column.place);
    let named = |code| Fault::new(code).with("column", column.name);
    if let Some(parent) = missing_parent(table, column, cells) {
        let fault = Fault::new("official-parent").with("column", parent.name).with("child", column.name);
        return vec![(parent.place, fault)];
    }
    if column.hidden || !table.applies(column, cells) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    if let Some(class) = column.class.filter(|class| !class.takes(text)) {
        faults.push(named("official-characters").with("class", class.word().replace('+', "-")));
    }
    if let Some(limit) = column.limit.filter(|_| !text.is_empty()) {
        let length = text.encode_utf16().count();
        if limit.exact && length != limit.most {
            faults.push(named("official-length").with("length", limit.most));
        } else if length > limit.most {
            faults.push(named("official-too-long").with("max", limit.most).with("length", length));
        }
    }
    if column.needed && text.is_empty() {
        faults.push(named("official-missing"));
    }
    if column.list.is_some() && !text.is_empty() {
        let list = table.list(column, cells).unwrap_or_default();
        if by_text(list, text).is_none() {
            faults.push(named("official-list"));
        }
    }
    faults.into_iter().map(|fault| (column.place, fault)).collect()
}

/// The blank column that the list of a filled one hangs on.
fn missing_parent<'t>(table: &'t Table, column: &Column, cells: &Cells) -> Option<&'t Column> {
    let parent = table.at(column.list?.parent?)?;
    let missing = !cells.text(column.place).is_empty() && cells.text(parent.place).is_empty();
    missing.then_some(parent)
}
