//! `ITEM=VALUE` and `ITEM:=state`: one answer a line, into the boxes of a case.

use crate::case::{Entry, Path};
use crate::desk::Filling;
use crate::form::{Item, Kind, State, Value};
use jiff::civil::Date;

/// Far more rows than any paper has; a row number beyond it is a slip.
const MOST_ROWS: usize = 200;

/// What a line asks for.
pub(super) enum Wanted {
    Value(String),
    State(State),
    Clear,
}

/// Why a line was not taken: message id `bad-<code>` of this face, and its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bad {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

fn bad(code: &'static str, args: &[(&'static str, &str)]) -> Bad {
    Bad { code, args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
}

/// Reads a line.
///
/// # Errors
/// It is not `ITEM=VALUE`, or names no state that can be set.
pub(super) fn read(line: &str) -> Result<(Path, Wanted), Bad> {
    let (name, value) = line.split_once('=').ok_or_else(|| bad("not-an-answer", &[]))?;
    let (name, is_state) = name.strip_suffix(':').map_or((name, false), |name| (name, true));
    let path: Path = name.trim().parse().map_err(|_| bad("not-an-item", &[("item", name.trim())]))?;
    if !is_state {
        let wanted = if value.is_empty() { Wanted::Clear } else { Wanted::Value(value.to_owned()) };
        return Ok((path, wanted));
    }
    match State::from_word(value.trim()) {
        Some(state) if !matches!(state, State::Answered | State::NotAsked) => Ok((path, Wanted::State(state))),
        _ => Err(bad("not-a-state", &[("state", value.trim())])),
    }
}

/// The box a path names.
///
/// # Errors
/// No such item or column, a cell of no table, a table without a cell, something that is not typed.
pub(super) fn boxed<'a>(filling: &'a Filling, path: &Path, wanted: &Wanted) -> Result<&'a Kind, Bad> {
    let item = filling.form.item(&path.item).ok_or_else(|| unknown(filling, &path.item))?;
    match (&item.kind, &path.cell) {
        (kind @ Kind::Photo, None) if !matches!(wanted, Wanted::Value(_)) => Ok(kind),
        (Kind::Photo, _) => Err(bad("photo", &[("item", &item.id)])),
        (Kind::Declaration, _) => Err(bad("declaration", &[("item", &item.id)])),
        (Kind::Derived(_), _) => Err(bad("derived", &[("item", &item.id)])),
        (Kind::Table { columns, .. }, Some((row, column))) => {
            if *row > MOST_ROWS {
                return Err(bad("row", &[("row", &row.to_string()), ("max", &MOST_ROWS.to_string())]));
            }
            let known: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
            let found = columns.iter().find(|known| known.id == *column);
            let missing = || bad("column", &[("item", &item.id), ("column", column), ("choices", &known.join(", "))]);
            found.map(|column| &column.kind).ok_or_else(missing)
        }
        (Kind::Table { columns, .. }, None) if matches!(wanted, Wanted::Value(_)) => {
            let column = columns.first().map(|column| column.id.clone()).unwrap_or_default();
            Err(bad("table", &[("item", &item.id), ("column", &column)]))
        }
        (_, Some(_)) => Err(bad("not-a-table", &[("item", &item.id)])),
        (kind, None) => Ok(kind),
    }
}

fn unknown(filling: &Filling, id: &str) -> Bad {
    let near = filling.form.items().map(|item: &Item| (distance(&item.id, id), &item.id)).min();
    match near.filter(|(distance, _)| *distance <= 3) {
        Some((_, near)) => bad("unknown-near", &[("item", id), ("near", near)]),
        None => bad("unknown", &[("item", id)]),
    }
}

/// Letters to change, add or drop to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut now = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = before[j] + usize::from(x != *y);
            now.push(change.min(before[j + 1] + 1).min(now[j] + 1));
        }
        before = now;
    }
    before[b.len()]
}

/// What is kept as typed: a choice by its English or number becomes its printed Japanese wording, anything else stays.
pub(super) fn kept(kind: &Kind, typed: &str, today: Date) -> String {
    if !matches!(kind, Kind::Choice(_) | Kind::MultiChoice { .. } | Kind::YesNo { .. } | Kind::Country(_)) {
        return typed.to_owned();
    }
    let reading = kind.read(typed, today);
    match reading.value {
        Some(Value::Choice(ja)) if reading.faults.is_empty() => ja,
        Some(Value::Choices(list)) if reading.faults.is_empty() => list.join("; "),
        Some(Value::YesNo(yes)) => if yes { "yes" } else { "no" }.to_owned(),
        _ => typed.to_owned(),
    }
}

/// A box put into a state keeps what was typed, so that it can be brought back.
pub(super) fn stated(before: Option<&Entry>, state: State, mut entry: Entry) -> Entry {
    entry.typed = before.map(|before| before.typed.clone()).unwrap_or_default();
    entry.state = state;
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> &'static str {
        read(line).err().map_or("", |bad| bad.code)
    }

    #[test]
    fn a_line_is_an_item_and_a_value() {
        let (path, wanted) = read("family[2].name=LE VAN=B ").unwrap();
        assert_eq!(path, Path::cell("family", 2, "name"));
        assert!(matches!(wanted, Wanted::Value(value) if value == "LE VAN=B "));
        assert!(matches!(read("phone=").unwrap().1, Wanted::Clear));
        assert!(matches!(read("phone:=none").unwrap().1, Wanted::State(State::None)));
    }

    #[test]
    fn what_is_no_answer_is_told() {
        for (line, why) in [
            ("phone", "not-an-answer"),
            ("=x", "not-an-item"),
            ("family[0].name=x", "not-an-item"),
            ("phone:=answered", "not-a-state"),
            ("phone:=nothing", "not-a-state"),
        ] {
            assert_eq!(code(line), why, "{line}");
        }
    }

    #[test]
    fn near_words_are_near() {
        assert_eq!(distance("nationality", "nationalty"), 1);
        assert_eq!(distance("sex", ""), 3);
        assert!(distance("phone", "nationality") > 3);
    }
}
