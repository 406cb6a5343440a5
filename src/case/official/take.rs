//! From the row of a template to the answers of a case: the mapping of the columns read the other way.

use super::cells::Cells;
use super::convert::Convert;
use super::put::{Digits, Role, choices, is_flag, split_flag};
use super::spots::{Lines, Spots};
use super::table::{Column, Table};
use super::words;
use crate::case::{Answer, Entry, Row};
use crate::form::kind::{Choice, Column as TableColumn};
use crate::form::{Form, Item, Kind, State};
use std::collections::BTreeMap;

/// The answers a row stands for, by item id. Items whose columns are blank have none.
#[must_use]
pub fn take(cells: &Cells, form: &Form, table: &Table) -> BTreeMap<String, Answer> {
    let mut answers = BTreeMap::new();
    for item in form.items().filter(|item| !matches!(item.kind, Kind::Derived(_))) {
        let spots = Spots::of(table, item);
        if let Kind::Table { columns, rows } = &item.kind {
            answers.extend(rows_of(cells, table, &spots, columns, *rows).map(|answer| (item.id.clone(), answer)));
            continue;
        }
        if let Some(lines) = &spots.lines {
            answers.extend(line_of(cells, table, form, item, lines).map(|answer| (item.id.clone(), answer)));
            continue;
        }
        let convert = item.convert.as_deref().and_then(Convert::from_word);
        let columns = shared(form, table, item, &spots.columns);
        let read = entry(cells, table, &columns, &item.kind, convert);
        let Some(mut entry) = read.or_else(|| none_ticked(cells, item, &spots.columns)) else { continue };
        // 未定 is *unknown* where the item takes that.
        if entry.state == State::None && !item.states.contains(&State::None) && item.states.contains(&State::Unknown) {
            entry.state = State::Unknown;
        }
        if convert == Some(Convert::MonthlyAmount) {
            let unit = Answer { entry: answered("月額"), rows: Vec::new() };
            answers.insert(format!("{}_unit", item.id), unit);
        }
        answers.insert(item.id.clone(), Answer { entry, rows: Vec::new() });
    }
    open_gates(form, &mut answers);
    answers
}

/// Every line to tick has a column that says 無: none, where the item takes that.
fn none_ticked(cells: &Cells, item: &Item, columns: &[&Column]) -> Option<Entry> {
    let none = columns.len() > 1 && columns.iter().all(|column| cells.text(column.place).starts_with('無'));
    let takes = matches!(item.kind, Kind::MultiChoice { .. }) && item.states.contains(&State::None);
    (none && takes).then(|| in_state(State::None))
}

/// The lines that have a row, or what is said of one in its row.
fn line_of(cells: &Cells, table: &Table, form: &Form, item: &Item, lines: &Lines<'_>) -> Option<Answer> {
    let alone = |entry: Entry| Answer { entry, rows: Vec::new() };
    let ticked = |item: &Item, lines: &Lines<'_>| {
        let columns = lines.rows.iter().map_while(|row| row.first().copied());
        let filled = columns.take_while(|column| !cells.text(column.place).is_empty());
        filled.map(|column| choice(cells, table, &item.kind, column, cells.text(column.place))).collect::<Vec<_>>()
    };
    let Some((of, line)) = lines.of else {
        let typed = ticked(item, lines).join("; ");
        return (!typed.is_empty()).then(|| alone(answered(&typed)));
    };
    let of = form.item(of)?;
    let row = ticked(of, &Spots::of(table, of).lines?).iter().position(|ticked| ticked == line)?;
    let columns = lines.rows.get(row)?.iter();
    let pieces: Vec<Piece<'_>> = columns.map(|column| Piece { column, turn: 0, sharers: 1 }).collect();
    entry(cells, table, &pieces, &item.kind, None).map(alone)
}

/// Questions the paper asks first and the template does not (*is it a dispatch?*, *how is the skill proved?*): where what they open was
/// filled in, yes, or the line that opens it.
fn open_gates(form: &Form, answers: &mut BTreeMap<String, Answer>) {
    let mut gates: BTreeMap<&str, String> = BTreeMap::new();
    for condition in
        form.items().filter(|item| answers.contains_key(&item.id)).filter_map(|item| item.shown_when.as_ref())
    {
        let closed = condition.names().filter(|name| !answers.contains_key(*name)).filter_map(|name| form.item(name));
        for gate in closed.filter(|gate| gate.official.is_empty()) {
            if let Some(opens) = opening(gate, &condition.source) {
                gates.entry(&gate.id).or_insert(opens);
            }
        }
    }
    let gates =
        gates.into_iter().map(|(id, typed)| (id.to_owned(), Answer { entry: answered(&typed), rows: Vec::new() }));
    answers.extend(gates.collect::<Vec<_>>());
}

/// The answer to a question that a condition on it wants.
fn opening(gate: &Item, condition: &str) -> Option<String> {
    match &gate.kind {
        Kind::YesNo { .. } => Some("yes".to_owned()),
        Kind::MultiChoice { list, .. } => {
            let wanted = |line: &&Choice| condition.contains(&format!("\"{}\" in {}", line.label.ja, gate.id));
            list.choices.iter().find(wanted).map(|line| line.label.ja.clone())
        }
        _ => None,
    }
}

/// A column, and which word of its text is meant where items share it (family and given name): the first items take one word
/// each, the last the rest.
struct Piece<'t> {
    column: &'t Column,
    turn: usize,
    sharers: usize,
}

fn shared<'t>(form: &Form, table: &'t Table, item: &Item, columns: &[&'t Column]) -> Vec<Piece<'t>> {
    let joined = matches!(item.kind, Kind::Name { .. } | Kind::KanjiName { .. });
    let sharing = |column: &Column| {
        let has = |other: &&Item| Spots::of(table, other).columns.iter().any(|own| own.place == column.place);
        form.items().filter(has).map(|other| other.id.as_str()).collect::<Vec<_>>()
    };
    let piece = |column: &&'t Column| {
        let sharers = if joined { sharing(column) } else { vec![item.id.as_str()] };
        let turn = sharers.iter().position(|id| *id == item.id).unwrap_or(0);
        Piece { column, turn, sharers: sharers.len() }
    };
    columns.iter().map(piece).collect()
}

fn answered(typed: &str) -> Entry {
    Entry { state: State::Answered, typed: typed.to_owned(), ..Entry::default() }
}

fn in_state(state: State) -> Entry {
    Entry { state, ..Entry::default() }
}

fn rows_of(cells: &Cells, table: &Table, spots: &Spots<'_>, columns: &[TableColumn], rows: usize) -> Option<Answer> {
    let none = spots.columns.iter().any(|column| cells.text(column.place).starts_with('無'));
    if none {
        return Some(Answer { entry: in_state(State::None), rows: Vec::new() });
    }
    let block = spots.rows.as_ref()?;
    let mut read: Vec<Row> = Vec::new();
    for index in 0..rows {
        let cell = |column: &TableColumn| {
            let own = block.cell(table, column, index, rows);
            let pieces: Vec<Piece<'_>> = own.into_iter().map(|column| Piece { column, turn: 0, sharers: 1 }).collect();
            entry(cells, table, &pieces, &column.kind, None).map(|entry| (column.id.clone(), entry))
        };
        read.push(Row { cells: columns.iter().filter_map(cell).collect() });
    }
    let held = read.iter().rposition(|row| !row.cells.is_empty())?;
    read.truncate(held + 1);
    Some(Answer { entry: in_state(State::Answered), rows: read })
}

fn entry(cells: &Cells, table: &Table, pieces: &[Piece<'_>], kind: &Kind, convert: Option<Convert>) -> Option<Entry> {
    let columns: Vec<&Column> = pieces.iter().map(|piece| piece.column).collect();
    let (flag, rest) = split_flag(table, &columns, cells, kind);
    if flag.is_some_and(|flag| cells.text(flag.place).starts_with(['無', '未'])) {
        return Some(in_state(State::None));
    }
    let texts: Vec<(&Column, &str)> =
        rest.iter().map(|column| (*column, cells.text(column.place))).filter(|(_, text)| !text.is_empty()).collect();
    let (first, text) = *texts.first()?;
    let typed = match kind {
        Kind::Address { .. } => address(table, &texts),
        Kind::Date { .. } | Kind::YearMonth { .. } if texts.iter().any(|(_, text)| *text == "99999999") => {
            return Some(in_state(State::Unknown));
        }
        Kind::Date { .. } | Kind::YearMonth { .. } => date(kind, &texts),
        Kind::MultiChoice { .. } if rest.len() > 1 && is_flag(table, first, cells) => ticked(cells, kind, &rest),
        Kind::MultiChoice { .. } => {
            texts.iter().map(|(column, text)| choice(cells, table, kind, column, text)).collect::<Vec<_>>().join("; ")
        }
        Kind::Choice(_) | Kind::Country(_) => choice(cells, table, kind, first, text),
        Kind::YesNo { no, .. } => {
            let no = text.starts_with('無') || text.starts_with(no.ja.as_str());
            (if no { "no" } else { "yes" }).to_owned()
        }
        _ => {
            let all: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
            convert.map_or_else(|| piece_of(pieces, text), |rule| rule.read(&all))
        }
    };
    (!typed.is_empty()).then(|| answered(&typed))
}

/// The lines to tick whose own column says 有.
fn ticked(cells: &Cells, kind: &Kind, columns: &[&Column]) -> String {
    let lines = choices(kind).into_iter().flat_map(|list| &list.choices).zip(columns);
    let ticked = lines.filter(|(_, column)| cells.text(column.place).starts_with('有'));
    ticked.map(|(line, _)| line.label.ja.as_str()).collect::<Vec<_>>().join("; ")
}

fn piece_of(pieces: &[Piece<'_>], text: &str) -> String {
    let (turn, sharers) = pieces.first().map_or((0, 1), |piece| (piece.turn, piece.sharers));
    text.splitn(sharers, ' ').nth(turn).unwrap_or_default().to_owned()
}

fn address(table: &Table, texts: &[(&Column, &str)]) -> String {
    let part = |role| texts.iter().filter(|(column, _)| Role::of(table, column) == role).map(|(_, text)| *text).next();
    let postal = part(Role::PostalCode).filter(|code| *code != "0000000").map(|code| format!("{code} "));
    let line = [Role::Prefecture, Role::Municipality, Role::Rest].into_iter().filter_map(part);
    postal.into_iter().chain(line.map(str::to_owned)).collect()
}

/// The digits as a date: `2001-01-23`, with what is not known left out.
fn date(kind: &Kind, texts: &[(&Column, &str)]) -> String {
    let Some((column, text)) = texts.iter().find(|(column, _)| column.list.is_none()) else { return String::new() };
    let part = |range: std::ops::Range<usize>| text.get(range).filter(|part| part.bytes().any(|byte| byte != b'0'));
    let parts: Vec<&str> = match Digits::of(column, kind) {
        Digits::Year => part(0..4).into_iter().collect(),
        Digits::Month => [part(0..4), part(4..6)].into_iter().flatten().collect(),
        Digits::Day => [part(0..4), part(4..6), part(6..8)].into_iter().flatten().collect(),
    };
    parts.join("-")
}

/// The paper's wording of a list's text; a text the paper does not have stays as it is.
fn choice(cells: &Cells, table: &Table, kind: &Kind, column: &Column, text: &str) -> String {
    let list = table.list(column, cells);
    let id = column.list.map(|list| list.id).unwrap_or_default();
    let is =
        |choice: &&Choice| list.and_then(|list| words::entry(id, list, choice)).is_some_and(|found| found.text == text);
    let found = choices(kind).and_then(|list| list.choices.iter().find(is));
    found.map_or_else(|| text.to_owned(), |choice| choice.label.ja.clone())
}
