//! What is put into the columns of one box: by the kind of answer and the shape of the columns.

use super::cells::Cells;
use super::convert::Convert;
use super::fill::flag;
use super::lists::{List, by_code};
use super::table::{Column, Table};
use super::words;
use crate::form::kind::{Address, Choice, ChoiceList, PartialDate};
use crate::form::{Bilingual, Kind, Reading, State, Value};

/// What stands in a box of the paper.
pub(super) struct Given<'a> {
    pub kind: &'a Kind,
    pub state: State,
    pub reading: Option<&'a Reading>,
    pub convert: Option<Convert>,
    /// The amount is one for a year.
    pub yearly: bool,
}

/// What a column of an address takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    PostalCode,
    Prefecture,
    Municipality,
    Rest,
}

impl Role {
    pub fn of(table: &Table, column: &Column) -> Role {
        match (column.list, column.limit) {
            (Some(list), _) if list.parent.and_then(|parent| table.at(parent)).is_some() => Role::Municipality,
            (Some(_), _) => Role::Prefecture,
            (None, Some(limit)) if limit.exact && limit.most == 7 => Role::PostalCode,
            _ => Role::Rest,
        }
    }
}

/// How much of a date a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    Year,
    Month,
    Day,
}

impl Digits {
    pub fn of(column: &Column, kind: &Kind) -> Digits {
        let whole =
            column.part.map(|part| part.whole).or(column.limit.filter(|limit| limit.exact).map(|limit| limit.most));
        match (whole, column.header.matches('(').count()) {
            (Some(4), _) => Digits::Year,
            (Some(6), _) | (None, 2) => Digits::Month,
            (Some(8), _) | (None, 3) => Digits::Day,
            _ if matches!(kind, Kind::YearMonth { .. }) => Digits::Month,
            _ => Digits::Day,
        }
    }
}

impl Given<'_> {
    /// The text of each column.
    pub fn texts<'c>(&self, table: &Table, columns: &[&'c Column], cells: &Cells) -> Vec<(&'c Column, String)> {
        let (flags, rest) = split_flag(table, columns, cells, self.kind);
        let mut texts: Vec<(&Column, String)> = Vec::new();
        if let (Some(column), Some(yes)) = (flags, self.is_there()) {
            let text = flag(table.list(column, cells), yes).unwrap_or_default();
            texts.push((column, text.to_owned()));
        }
        for (at, column) in rest.iter().enumerate() {
            let alone = rest.len() == 1;
            let text = self.text(table, column, (at, alone), cells);
            texts.extend(text.map(|text| (*column, text)));
        }
        texts
    }

    /// Whether there is such a thing at all, for a column that asks this first.
    fn is_there(&self) -> Option<bool> {
        match self.state {
            State::Answered => self.reading.map(|_| true),
            State::None | State::DoesNotApply | State::Unknown => Some(false),
            _ => None,
        }
    }

    fn text(&self, table: &Table, column: &Column, (at, alone): (usize, bool), cells: &Cells) -> Option<String> {
        if self.state != State::Answered {
            return self.of_state(column);
        }
        let reading = self.reading?;
        let list = table.list(column, cells);
        match reading.value.as_ref() {
            Some(Value::Date(date) | Value::YearMonth(date)) => self.date(*date, column, list),
            // An address in one column (a payer abroad) is one line.
            Some(Value::Address(address)) if alone => Some(address.line()),
            Some(Value::Address(address)) => Some(part(address, Role::of(table, column), list)),
            Some(Value::Choice(ja)) => Some(chosen(self.kind, ja, column, list)),
            Some(Value::Choices(all)) => {
                ticked(self.kind, all, at, list).or_else(|| all.get(at).map(|ja| chosen(self.kind, ja, column, list)))
            }
            Some(Value::YesNo(yes)) => yes_no(self.kind, *yes, column, list),
            _ => {
                let sent =
                    self.convert.map_or_else(|| reading.sent.clone(), |rule| rule.sent(&reading.sent, self.yearly, at));
                Some(worded(&sent, column, list))
            }
        }
    }

    fn of_state(&self, column: &Column) -> Option<String> {
        if let Some(text) = self.convert.and_then(|rule| rule.of_state(self.state)) {
            return Some(text.to_owned());
        }
        // A date of birth nobody knows.
        let whole = column.limit.is_some_and(|limit| limit.exact && limit.most == 8);
        let unknown = self.state == State::Unknown && matches!(self.kind, Kind::Date { .. }) && whole;
        unknown.then(|| "99999999".to_owned())
    }

    fn date(&self, date: PartialDate, column: &Column, list: Option<&List>) -> Option<String> {
        if column.list.is_some() {
            return known(date, self.kind, list);
        }
        let (year, month, day) = (date.year, date.month.unwrap_or(0), date.day.unwrap_or(0));
        match Digits::of(column, self.kind) {
            Digits::Year => Some(format!("{year:04}")),
            // Where only the year is known, a column of its own takes it.
            Digits::Month if date.month.is_none() => None,
            Digits::Month => Some(format!("{year:04}{month:02}")),
            Digits::Day => Some(format!("{year:04}{month:02}{day:02}")),
        }
    }
}

/// What stands for *there is none yet*.
pub(super) const UNDECIDED: &str = "未定";

/// The column takes *有* or its contrary.
pub(super) fn is_flag(table: &Table, column: &Column, cells: &Cells) -> bool {
    table.list(column, cells).is_some_and(|list| {
        list.len() == 2
            && list.iter().any(|entry| entry.text.starts_with('有'))
            && list.iter().any(|entry| entry.text.starts_with('無') || entry.text.starts_with(UNDECIDED))
    })
}

/// The column that asks first whether there is such a thing, and those that take it.
pub(super) fn split_flag<'c>(
    table: &Table,
    columns: &[&'c Column],
    cells: &Cells,
    kind: &Kind,
) -> (Option<&'c Column>, Vec<&'c Column>) {
    // A list of 有 and 無 may be the choice itself; 未定 never is.
    let own = matches!(kind, Kind::YesNo { .. } | Kind::Choice(_));
    let undecided = |column| {
        table.list(column, cells).is_some_and(|list| list.iter().any(|entry| entry.text.starts_with(UNDECIDED)))
    };
    match columns.split_first() {
        // Several choices where the template only asks whether there is any, or an answer after that question.
        Some((first, rest))
            if (!own || undecided(first))
                && (!rest.is_empty() || matches!(kind, Kind::MultiChoice { .. }))
                && is_flag(table, first, cells)
                && !rest.first().is_some_and(|next| is_flag(table, next, cells)) =>
        {
            (Some(first), rest.to_vec())
        }
        _ => (None, columns.to_vec()),
    }
}

/// How much of a date is known: the list's code 1 for all, 2 for a month that is not (of a whole date: nothing), 3 for month and
/// day, 4 for the day.
fn known(date: PartialDate, kind: &Kind, list: Option<&List>) -> Option<String> {
    let code = match (kind, date.month, date.day) {
        (Kind::YearMonth { .. }, Some(_), _) | (_, Some(_), Some(_)) => "1",
        (Kind::YearMonth { .. }, None, _) => "2",
        (_, None, _) => "3",
        (_, Some(_), None) => "4",
    };
    by_code(list?, code).map(|entry| entry.text.to_owned())
}

fn part(address: &Address, role: Role, list: Option<&List>) -> String {
    let named = |name: &str| {
        let entry = list.and_then(|list| list.iter().find(|entry| entry.text == name));
        entry.map_or_else(|| name.to_owned(), |entry| entry.text.to_owned())
    };
    match role {
        // The site takes this for a postal code that is not known.
        Role::PostalCode if address.postal_code.is_empty() => "0000000".to_owned(),
        Role::PostalCode => address.postal_code.clone(),
        Role::Prefecture => named(&address.prefecture),
        Role::Municipality => named(&address.municipality),
        Role::Rest => address.rest.clone(),
    }
}

/// The list of a kind that chooses.
pub(super) fn choices(kind: &Kind) -> Option<&ChoiceList> {
    match kind {
        Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => Some(list),
        _ => None,
    }
}

/// A typed text in a column that chooses: the list's text with this wording, or the text itself.
fn worded(sent: &str, column: &Column, list: Option<&List>) -> String {
    let label = Bilingual { ja: sent.to_owned(), en: String::new() };
    let entry = list
        .zip(column.list)
        .and_then(|(list, using)| words::entry(using.id, list, &Choice { label, ..Choice::default() }));
    entry.map_or_else(|| sent.to_owned(), |entry| entry.text.to_owned())
}

/// The list's text for a choice; where there is none, its wording, which the official check then refuses.
pub(super) fn chosen(kind: &Kind, ja: &str, column: &Column, list: Option<&List>) -> String {
    if column.list.is_some_and(|using| words::says_nothing(using.id, ja)) {
        return String::new();
    }
    let choice = choices(kind).and_then(|list| list.choices.iter().find(|choice| choice.label.ja == ja));
    let entry =
        choice.zip(list).zip(column.list).and_then(|((choice, list), using)| words::entry(using.id, list, choice));
    entry.map_or_else(|| ja.to_owned(), |entry| entry.text.to_owned())
}

/// Where each line to tick has a column of its own that takes 有 or 無, whether the line of this column is ticked; nothing where the
/// columns take the wordings themselves.
fn ticked(kind: &Kind, all: &[String], at: usize, list: Option<&List>) -> Option<String> {
    let (yes, no) = (flag(list, true)?, flag(list, false)?);
    let line = choices(kind)?.choices.get(at).filter(|_| list.is_some_and(|list| list.len() == 2))?;
    Some(if all.contains(&line.label.ja) { yes } else { no }.to_owned())
}

/// Yes and no by their printed wordings. A list with one line is a statement: *yes* is the line, *no* leaves it blank.
fn yes_no(kind: &Kind, yes: bool, column: &Column, list: Option<&List>) -> Option<String> {
    let Kind::YesNo { yes: yes_word, no: no_word } = kind else { return None };
    let label = if yes { yes_word } else { no_word };
    if let Some([only]) = list {
        return yes.then(|| only.text.to_owned());
    }
    let choice = Choice { label: label.clone(), ..Choice::default() };
    let found = list.zip(column.list).and_then(|(list, using)| words::entry(using.id, list, &choice));
    let found = found.map(|entry| entry.text).or_else(|| flag(list, yes));
    Some(found.map_or_else(|| label.ja.clone(), str::to_owned))
}
