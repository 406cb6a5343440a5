//! An application filed with another as one case: its own items, asked only where it is chosen; what both ask is asked once.

use super::{SheetFile, Together};
use crate::form::{Condition, Item, Part, TOGETHER};
use std::collections::BTreeSet;

/// Makes a sheet of another application part of this one: items this one has already fall away, and their answers fill the other's
/// official columns too; the rest is asked when the other is among the answers to `together`.
pub(in crate::form) fn put_together<'f>(
    other: &Together,
    mut file: SheetFile,
    sheets: impl Iterator<Item = &'f mut SheetFile>,
) -> SheetFile {
    let mut have: BTreeSet<String> = BTreeSet::new();
    for sheet in sheets {
        sheet.sheet.items.iter_mut().for_each(|item| fills_too(item, &file));
        have.extend(sheet.ids.iter().map(|(id, _)| id.clone()));
    }
    let fresh = |id: &String| !have.contains(id);
    file.sheet.part = Part::Together;
    file.sheet.items.retain(|item| fresh(&item.id));
    file.ids.retain(|(id, _)| fresh(id));
    file.rules.retain(|rule| rule.items.iter().all(fresh));
    file.named.retain(|(id, _)| fresh(id));
    file.sheet.items.iter_mut().for_each(|item| join(item, other));
    file
}

/// An item both have: what is answered once goes to the columns of both.
fn fills_too(item: &mut Item, file: &SheetFile) {
    let same = file.sheet.items.iter().filter(|same| same.id == item.id);
    for column in same.flat_map(|same| &same.official) {
        if !item.official.contains(column) {
            item.official.push(column.clone());
        }
    }
}

fn join(item: &mut Item, other: &Together) {
    let chosen = format!(r#"{TOGETHER} != null && "{}" in {TOGETHER}"#, other.choice);
    let source = match &item.shown_when {
        Some(own) => format!("{chosen} && ({})", own.source),
        None => chosen,
    };
    // Both parts were read already, so the whole reads too; were it not so, the item would be asked always, and not lost.
    item.shown_when = Condition::parse(&source).ok();
    item.checked &= other.checked;
}
