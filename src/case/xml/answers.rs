//! Answers of a document: items, tables, rows and cells.

use super::elements::{Cursor, Element, Read};
use crate::case::{Answer, Entry, Origin, Row};
use crate::form::{Form, Item, Kind, State};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Longest text one box may hold, in characters; the longest box of any paper has 2,000.
const MOST_TEXT: usize = 20_000;

/// No application depends on more questions.
const MOST_FACTS: usize = 500;

/// No paper has tables of more rows; more come only from documents made to harm.
const MOST_ROWS: usize = 500;

/// Reads the children of `<answers>`.
pub(super) fn answers(cursor: &mut Cursor<'_>, form: &Form) -> Read<BTreeMap<String, Answer>> {
    // A document of ours is in the order of the map; until one is not, no answer needs a search.
    let mut answers: Vec<(String, Answer)> = Vec::with_capacity(form.items().count());
    let mut ordered = true;
    while let Some(mut element) = cursor.child("answers")? {
        if !matches!(element.local, "item" | "table") {
            cursor.unknown(&element)?;
            continue;
        }
        let id = element.take("id").unwrap_or_default();
        let Some(item) = form.item(&id) else {
            cursor.note(element.start, &id, "import-unknown-item", &[("item", &id)]);
            cursor.skip()?;
            continue;
        };
        ordered &= answers.last().is_none_or(|(last, _)| **last < *id);
        if !ordered && answers.iter().any(|(known, _)| *known == *id) {
            cursor.note(element.start, &id, "import-duplicate-item", &[("item", &id)]);
            cursor.skip()?;
            continue;
        }
        answers.push((item.id.clone(), answer(cursor, element, item)?));
    }
    Ok(answers.into_iter().collect())
}

/// Reads the children of `<facts>`.
pub(super) fn facts(cursor: &mut Cursor<'_>) -> Read<BTreeMap<String, String>> {
    let mut facts = BTreeMap::new();
    while let Some(mut element) = cursor.child("facts")? {
        let name = element.take("name").unwrap_or_default();
        let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if element.local != "fact" || !word || facts.len() == MOST_FACTS {
            cursor.unknown(&element)?;
            continue;
        }
        let known = plain(cursor, element)?;
        facts.insert(name.into_owned(), known);
    }
    Ok(facts)
}

fn answer<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>, item: &Item) -> Read<Answer> {
    let mut entry = head(cursor, &mut element, &item.id);
    if element.local == "item" {
        body(cursor, element, &item.id, &mut entry)?;
        return Ok(Answer { entry, rows: Vec::new() });
    }
    let start = element.start;
    cursor.finish(element, &item.id);
    let mut rows = Vec::new();
    let mut over = 0;
    while let Some(child) = cursor.child(&item.id)? {
        match child.local {
            "typed" => body(cursor, child, &item.id, &mut entry)?,
            "row" if rows.len() == MOST_ROWS => {
                over += 1;
                cursor.skip()?;
            }
            "row" => rows.push(row(cursor, child, item)?),
            _ => cursor.unknown(&child)?,
        }
    }
    if over > 0 {
        cursor.note(start, &item.id, "import-too-many-rows", &[("count", &over.to_string())]);
    }
    if !matches!(item.kind, Kind::Table { .. }) && !rows.is_empty() {
        cursor.note(start, &item.id, "import-not-a-table", &[("item", &item.id)]);
        rows.clear();
    }
    Ok(Answer { entry, rows })
}

fn row<'i>(cursor: &mut Cursor<'i>, element: Element<'i>, item: &Item) -> Read<Row> {
    cursor.finish(element, &item.id);
    let mut row = Row::default();
    while let Some(mut cell) = cursor.child(&item.id)? {
        if cell.local != "cell" {
            cursor.unknown(&cell)?;
            continue;
        }
        let column = cell.take("column").unwrap_or_default();
        let known = match &item.kind {
            Kind::Table { columns, .. } => columns.iter().any(|known| known.id == *column),
            _ => true,
        };
        let code = if known { "import-duplicate-item" } else { "import-unknown-item" };
        let name = format!("{}.{column}", item.id);
        if !known || row.cells.contains_key(&*column) {
            cursor.note(cell.start, &item.id, code, &[("item", &name)]);
            cursor.skip()?;
            continue;
        }
        let mut entry = head(cursor, &mut cell, &name);
        body(cursor, cell, &name, &mut entry)?;
        row.cells.insert(column.into_owned(), entry);
    }
    Ok(row)
}

/// State, source, person and time of a box, from its attributes.
fn head(cursor: &mut Cursor<'_>, element: &mut Element<'_>, name: &str) -> Entry {
    let state = element.take("state").unwrap_or_default();
    let state = State::from_word(&state).unwrap_or_else(|| {
        // Kept for later: whoever made the document meant something this version does not know, and it must be looked at.
        cursor.note(element.start, name, "import-unknown-state", &[("state", &state)]);
        State::Later
    });
    let at = element.take("at").and_then(|at| {
        let time = at.parse().ok();
        if time.is_none() {
            cursor.note(element.start, name, "import-bad-time", &[("time", &at)]);
        }
        time
    });
    let origin = origin(cursor, element, name);
    Entry { state, typed: String::new(), origin, by: element.take("by").map(|by| cursor.person(&by)), at }
}

fn origin(cursor: &mut Cursor<'_>, element: &mut Element<'_>, name: &str) -> Origin {
    let Some(word) = element.take("origin") else { return Origin::Typed };
    match (&*word, element.take("from").map(Cow::into_owned)) {
        ("typed", None) => Origin::Typed,
        ("batch", None) => Origin::Batch,
        ("chip", Some(card)) => Origin::Chip(card),
        ("earlier-case", Some(case)) => Origin::EarlierCase(case),
        ("organisation", Some(organisation)) => Origin::Organisation(organisation),
        _ => {
            cursor.note(element.start, name, "import-unknown-origin", &[("origin", &word)]);
            Origin::Typed
        }
    }
}

/// The text of a box. What cannot be taken over leaves the box empty and kept for later, with a note.
fn body<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>, name: &str, entry: &mut Entry) -> Read<()> {
    let (start, encoding) = (element.start, element.take("encoding"));
    cursor.finish(element, name);
    let text = cursor.text()?;
    let text = match encoding.as_deref() {
        None => Some(text.into_owned()),
        Some("base64") => STANDARD.decode(text.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok()),
        Some(_) => None,
    };
    let problem = match text {
        Some(text) if text.len() <= MOST_TEXT || text.chars().count() <= MOST_TEXT => {
            entry.typed = text;
            return Ok(());
        }
        Some(_) => "import-value-too-long",
        None => "import-value-damaged",
    };
    entry.state = State::Later;
    cursor.note(start, name, problem, &[("max", &MOST_TEXT.to_string())]);
    Ok(())
}

/// The text of an element that is no box (`<opened-because>`).
pub(super) fn plain<'i>(cursor: &mut Cursor<'i>, element: Element<'i>) -> Read<String> {
    let name = element.local;
    let mut entry = Entry::default();
    body(cursor, element, name, &mut entry)?;
    Ok(entry.typed)
}
