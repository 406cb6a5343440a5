//! What differs between two sets of rules, row by row: what was added, taken out, changed.

use crate::form::Source;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One set of rules.
pub struct Side<'a> {
    pub files: &'a [Source],
    /// Only the rows in force on that day.
    pub on: Option<Date>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Added(String),
    Removed(String),
    /// Row, key, and what stood and stands there; empty: nothing.
    Changed(String, String, String, String),
}

/// Rows by section, id and first day, each as its keys.
type Rows = BTreeMap<(String, String, String), BTreeMap<String, String>>;

/// What differs. Files that are not TOML have no rows; reading the rules tells them.
#[must_use]
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Vec<Change> {
    let (old, new) = (rows(old), rows(new));
    let mut changes = Vec::new();
    for (name, row) in &old {
        match new.get(name) {
            None => changes.push(Change::Removed(label(name))),
            Some(other) => keys(name, row, other, &mut changes),
        }
    }
    changes.extend(new.keys().filter(|name| !old.contains_key(*name)).map(|name| Change::Added(label(name))));
    changes
}

fn label((section, id, from): &(String, String, String)) -> String {
    if from.is_empty() { format!("{section} {id}") } else { format!("{section} {id} ({from})") }
}

fn keys(
    name: &(String, String, String),
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    changes: &mut Vec<Change>,
) {
    let all: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in all {
        let value = |row: &BTreeMap<String, String>| row.get(key).cloned().unwrap_or_default();
        if value(old) != value(new) {
            changes.push(Change::Changed(label(name), key.clone(), value(old), value(new)));
        }
    }
}

fn rows(side: &Side<'_>) -> Rows {
    let mut rows = Rows::new();
    for table in side.files.iter().filter_map(|source| source.text.parse::<toml::Table>().ok()) {
        for (section, value) in &table {
            let tables = value.as_array().into_iter().flatten().filter_map(toml::Value::as_table);
            for row in tables.filter(|row| side.on.is_none_or(|day| in_force(row, day))) {
                let text = |key: &str| row.get(key).map(shown).unwrap_or_default();
                let held = row.iter().map(|(key, value)| (key.clone(), shown(value))).collect();
                rows.insert((section.clone(), text("id"), text("from")), held);
            }
        }
    }
    rows
}

fn in_force(row: &toml::Table, day: Date) -> bool {
    let date = |key: &str| row.get(key).and_then(toml::Value::as_datetime).and_then(super::row::day);
    date("from").is_none_or(|from| from <= day) && date("until").is_none_or(|until| day <= until)
}

fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
