//! An application filed with another as one case: its own items, asked only where it is chosen; what both ask is asked once.

use super::SheetFile;
use crate::form::{Condition, Part};
use std::collections::BTreeSet;

/// The item that says which applications are filed together.
const TOGETHER: &str = "together";

/// Makes a sheet of another application part of this one: items this one has already fall away, the rest is asked when `choice`
/// is among the answers to `together`.
pub(in crate::form) fn put_together(mut file: SheetFile, have: &BTreeSet<String>, choice: &str) -> SheetFile {
    let fresh = |id: &String| !have.contains(id);
    file.sheet.part = Part::Together;
    file.sheet.items.retain(|item| fresh(&item.id));
    file.ids.retain(|(id, _)| fresh(id));
    file.rules.retain(|rule| rule.items.iter().all(fresh));
    file.named.retain(|(id, _)| fresh(id));
    for item in &mut file.sheet.items {
        let chosen = format!(r#"{TOGETHER} != null && "{choice}" in {TOGETHER}"#);
        let source = match &item.shown_when {
            Some(own) => format!("{chosen} && ({})", own.source),
            None => chosen,
        };
        // Both parts were read already, so the whole reads too; were it not so, the item would be asked always, and not lost.
        item.shown_when = Condition::parse(&source).ok();
    }
    file
}
