//! What can only be checked over a whole application: ids, conditions, circles.

use super::{Flaw, SheetFile, Source, raw_offset};
use crate::form::condition::{Complaint, Named, complaints};
use crate::form::kind::{Derived, Kind};
use crate::form::{Condition, FACTS, Item, Need};
use std::collections::BTreeMap;
use std::ops::Range;

/// A sheet beside the file it was read from.
pub(in crate::form) type Read<'a> = (&'a Source, &'a SheetFile);

/// Every flaw of an application's sheets taken together.
pub(in crate::form) fn check(sheets: &[Read<'_>]) -> Vec<Flaw> {
    let items: BTreeMap<&str, &Item> = all_items(sheets).map(|(_, item)| (item.id.as_str(), item)).collect();
    let mut flaws = same_ids(sheets);
    for read in sheets {
        for (owner, field, condition) in conditions(read.1) {
            let mistakes = complaints(condition, &|name| Named::of(name, &items));
            flaws.extend(mistakes.into_iter().map(|complaint| flaw(*read, owner, field, &complaint)));
        }
        flaws.extend(of_columns(*read, &items));
        flaws.extend(of_answers(*read));
        flaws.extend(derived(*read, &items));
        for (name, span) in &read.1.named {
            if !items.contains_key(name.as_str()) {
                flaws.push(Flaw::new(read.0, span.clone(), format!("no such item: `{name}`")));
            }
        }
    }
    flaws.extend(circles(sheets, &items));
    flaws
}

fn all_items<'a>(sheets: &'a [Read<'a>]) -> impl Iterator<Item = (Read<'a>, &'a Item)> {
    sheets.iter().flat_map(|read| read.1.sheet.items.iter().map(|item| (*read, item)))
}

/// All conditions of a sheet: whose, in which field.
fn conditions(file: &SheetFile) -> impl Iterator<Item = (&str, &'static str, &Condition)> {
    let items = file.sheet.items.iter().flat_map(|item| {
        let need = match &item.need {
            Need::When(condition) => Some((item.id.as_str(), "required_when", condition)),
            Need::Always | Need::Optional => None,
        };
        let shown = item.shown_when.as_ref().map(|condition| (item.id.as_str(), "shown_when", condition));
        need.into_iter().chain(shown)
    });
    let sheet = file.sheet.shown_when.iter().map(|condition| ("", "shown_when", condition));
    sheet.chain(items).chain(file.rules.iter().map(|rule| (rule.code.as_str(), "holds", &rule.holds)))
}

/// What a column's need cannot mean. It looks at the cells of its row, then at the items.
fn of_columns((source, file): Read<'_>, items: &BTreeMap<&str, &Item>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (item, columns) in file.sheet.items.iter().filter_map(|item| Some((item, item.kind.columns()?))) {
        let named = |name: &str| match columns.iter().find(|column| column.id == name) {
            Some(column) => Named::Item(&column.kind),
            None => Named::of(name, items),
        };
        let span = file.ids.iter().find(|(id, _)| *id == item.id).map_or(0..0, |(_, span)| span.clone());
        for column in columns {
            let Need::When(condition) = &column.need else { continue };
            let mistakes = complaints(condition, &named).into_iter();
            flaws.extend(mistakes.map(|complaint| {
                Flaw::new(source, span.clone(), format!("column `{}`: {}", column.id, complaint.message))
            }));
        }
    }
    flaws
}

/// Whether a sheet is asked is settled when the case is opened: its condition looks at no answer.
fn of_answers((source, file): Read<'_>) -> Option<Flaw> {
    let names = file.sheet.shown_when.iter().flat_map(Condition::names);
    let answer = names.into_iter().find(|name| !FACTS.contains(name))?;
    let message = format!("a whole sheet is asked by the facts of a case alone, not by `{answer}`");
    Some(Flaw::new(source, place(file, "", "shown_when"), message).help(format!("facts: {}", FACTS.join(", "))))
}

/// What a percentage is worked out from must be two amounts of the application.
fn derived((source, file): Read<'_>, items: &BTreeMap<&str, &Item>) -> Vec<Flaw> {
    let amount = |id: &String| {
        let kind = items.get(id.as_str()).map(|item| &item.kind);
        matches!(kind, Some(Kind::Integer { .. } | Kind::Money { .. }))
    };
    let parts = file.sheet.items.iter().filter_map(|item| match &item.kind {
        Kind::Derived(Derived::Percent { of, base }) => Some((&item.id, [of, base])),
        _ => None,
    });
    let wrong =
        parts.flat_map(|(id, parts)| parts.into_iter().filter(|part| !amount(part)).map(move |part| (id, part)));
    wrong
        .map(|(id, part)| {
            let span = file.ids.iter().find(|(known, _)| known == id).map_or(0..0, |(_, span)| span.clone());
            Flaw::new(
                source,
                span,
                format!("`{id}` is worked out from `{part}`, which is no amount of this application"),
            )
        })
        .collect()
}

fn flaw((source, file): Read<'_>, owner: &str, field: &'static str, complaint: &Complaint) -> Flaw {
    let span = place(file, owner, field);
    let raw = source.text.get(span.clone()).unwrap_or_default();
    let at = raw_offset(raw, span.start, complaint.at.start)..raw_offset(raw, span.start, complaint.at.end);
    let flaw = Flaw::new(source, at, complaint.message.clone());
    match &complaint.help {
        Some(help) => flaw.help(help),
        None => flaw,
    }
}

fn place(file: &SheetFile, owner: &str, field: &'static str) -> Range<usize> {
    file.conditions.get(&(owner.to_owned(), field)).cloned().unwrap_or(0..0)
}

/// Ids are unique within an application, not only within a sheet.
fn same_ids(sheets: &[Read<'_>]) -> Vec<Flaw> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut flaws = Vec::new();
    for (source, file) in sheets {
        for (id, span) in &file.ids {
            match first.get(id.as_str()) {
                Some(code) if *code != file.sheet.code => {
                    flaws.push(Flaw::new(source, span.clone(), format!("the id `{id}` is also in the sheet {code}")));
                }
                _ => {
                    first.insert(id, &file.sheet.code);
                }
            }
        }
    }
    flaws
}

/// An item must not be shown because of itself, however many items lie between.
fn circles(sheets: &[Read<'_>], items: &BTreeMap<&str, &Item>) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for ((source, file), item) in all_items(sheets) {
        let mut path = vec![item.id.as_str()];
        if told.contains(&item.id.as_str()) || !leads_back(items, &mut path) {
            continue;
        }
        told.extend(&path);
        path.push(&item.id);
        let message = format!("`shown_when` goes round in a circle: {}", path.join(" → "));
        flaws.push(Flaw::new(source, place(file, &item.id, "shown_when"), message));
    }
    flaws
}

/// Whether what the last item of the path depends on leads back to its first; the path then holds the way.
fn leads_back<'a>(items: &BTreeMap<&str, &'a Item>, path: &mut Vec<&'a str>) -> bool {
    let names = path.last().and_then(|last| items.get(last)).and_then(|item| item.shown_when.as_ref());
    for name in names.into_iter().flat_map(Condition::names) {
        if path.first() == Some(&name) {
            return true;
        }
        let Some(item) = items.get(name).filter(|_| !path.contains(&name)) else { continue };
        path.push(&item.id);
        if leads_back(items, path) {
            return true;
        }
        path.pop();
    }
    false
}
