//! How every item of a case stands as of a day: what was read of it, whether it is asked, whether it is needed.
//!
//! Computed once and shared by the walk, the check and what is sent, so that the three can never disagree.

use super::{Answer, Case, Entry, Row};
use crate::form::kind::Derived;
use crate::form::{Form, Item, Kind, Need, Reading, Scope, Sheet, State, Value};
use crate::law::FiledBy;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An item whose condition flips back and forth is a flaw of the form file, refused when it is read; this bounds the search.
const MOST_PASSES: usize = 8;

/// One item as things stand.
pub(super) struct Stand<'a> {
    pub sheet: usize,
    pub item: &'a Item,
    pub answer: Option<&'a Answer>,
    /// What its kind makes of what was typed, or what is worked out of other answers; `None` for tables, photo and declarations, and
    /// where there is nothing.
    pub reading: Option<Reading>,
    /// Its sheet is asked in this case.
    open: bool,
    /// It is asked as things stand.
    pub asked: bool,
    /// It must be answered as things stand.
    pub needed: bool,
}

/// A whole case as things stand.
pub(super) struct Standing<'a> {
    pub stands: Vec<Stand<'a>>,
    pub scope: Scope,
}

impl<'a> Standing<'a> {
    pub fn of(case: &'a Case, form: &'a Form, today: Date) -> Standing<'a> {
        let mut stands: Vec<Stand<'a>> = Vec::new();
        let facts = facts(&case.status, case.by);
        for (sheet, page) in form.sheets.iter().enumerate() {
            let open = is_open(page, &facts);
            let asked = |item| Stand { open, asked: open, ..stand(case, sheet, item, today) };
            stands.extend(page.items.iter().map(asked));
        }
        let scope = settle(&mut stands, facts);
        for stand in &mut stands {
            stand.needed = stand.asked
                && match &stand.item.need {
                    Need::Always => true,
                    Need::When(condition) => condition.holds(&scope),
                    Need::Optional => false,
                };
        }
        Standing { stands, scope }
    }
}

fn is_open(sheet: &Sheet, facts: &Scope) -> bool {
    sheet.shown_when.as_ref().is_none_or(|condition| condition.holds(facts))
}

/// The sheets of a form that are asked in a case of this status (in Japanese), filed by this person.
pub fn sheets<'f>(form: &'f Form, status: &str, by: FiledBy) -> impl Iterator<Item = &'f Sheet> {
    let facts = facts(status, by);
    form.sheets.iter().filter(move |sheet| is_open(sheet, &facts))
}

fn stand<'a>(case: &'a Case, sheet: usize, item: &'a Item, today: Date) -> Stand<'a> {
    let answer = case.answers.get(&item.id);
    let typed = answer.map(|answer| &answer.entry).filter(|entry| said(entry)).map(|entry| entry.typed.as_str());
    let reading = typed.filter(|_| !special(&item.kind)).map(|typed| item.kind.read(typed, today));
    Stand { sheet, item, answer, reading, open: true, asked: true, needed: false }
}

/// Kinds that are not one box to type into.
fn special(kind: &Kind) -> bool {
    matches!(kind, Kind::Table { .. } | Kind::Photo | Kind::Declaration | Kind::Derived(_))
}

/// Something was typed and stands as the answer.
pub(super) fn said(entry: &Entry) -> bool {
    entry.state == State::Answered && !entry.typed.trim().is_empty()
}

/// The row holds anything that counts: a value, or a box kept for later.
pub(super) fn held(row: &Row) -> bool {
    row.cells.values().any(|cell| said(cell) || !matches!(cell.state, State::Answered | State::NotAsked))
}

impl Stand<'_> {
    /// Rows of a table that hold anything, with their number as on paper.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.answer.filter(|answer| answer.entry.state == State::Answered).map(|answer| &answer.rows);
        rows.into_iter().flatten().enumerate().map(|(index, row)| (index + 1, row)).filter(|(_, row)| held(row))
    }

    /// The state of the item as a whole; *answered* with nothing in it is *not asked*.
    pub fn state(&self) -> State {
        if matches!(self.item.kind, Kind::Derived(_)) {
            return if self.reading.is_some() { State::Answered } else { State::NotAsked };
        }
        match self.answer.map(|answer| answer.entry.state) {
            Some(State::Answered) if matches!(self.item.kind, Kind::Table { .. }) => {
                if self.rows().next().is_some() {
                    State::Answered
                } else {
                    State::NotAsked
                }
            }
            Some(State::Answered) if self.reading.is_none() => State::NotAsked,
            Some(state) => state,
            None => State::NotAsked,
        }
    }

    fn value(&self) -> Option<Value> {
        if !matches!(self.item.kind, Kind::Table { .. }) {
            return self.reading.as_ref().and_then(|reading| reading.value.clone());
        }
        Some(self.rows().count()).filter(|rows| *rows > 0).map(Value::Rows)
    }
}

/// Finds which items are asked. An item that is not asked counts as empty for the conditions of others, so the search is repeated
/// until nothing changes.
fn settle(stands: &mut [Stand<'_>], facts: Scope) -> Scope {
    let mut scope = Scope { values: values(stands), ..facts };
    for _ in 0..MOST_PASSES {
        let asked: Vec<bool> = stands
            .iter()
            .map(|stand| stand.open && stand.item.shown_when.as_ref().is_none_or(|condition| condition.holds(&scope)))
            .collect();
        if stands.iter().zip(&asked).all(|(stand, asked)| stand.asked == *asked) {
            break;
        }
        for (stand, asked) in stands.iter_mut().zip(asked) {
            stand.asked = asked;
        }
        scope.values = values(stands);
    }
    scope
}

fn values(stands: &mut [Stand<'_>]) -> BTreeMap<String, Value> {
    work_out(stands);
    stands
        .iter()
        .filter(|stand| stand.asked)
        .filter_map(|stand| Some((stand.item.id.clone(), stand.value()?)))
        .collect()
}

/// Works out what is derived from the answers that are asked as things stand.
fn work_out(stands: &mut [Stand<'_>]) {
    for at in 0..stands.len() {
        let Some(Stand { item: Item { kind: Kind::Derived(rule), .. }, sheet, .. }) = stands.get(at) else { continue };
        let reading = match rule {
            Derived::Points => points(stands, *sheet).map(Derived::sum),
            Derived::Percent { of, base } => {
                let parts = amount(stands, of).zip(amount(stands, base));
                parts.and_then(|(of, base)| Derived::percent(of, base))
            }
        };
        if let Some(stand) = stands.get_mut(at) {
            stand.reading = reading;
        }
    }
}

/// What the answers of a sheet count together; nothing while none of them counts.
fn points(stands: &[Stand<'_>], sheet: usize) -> Option<u32> {
    let own = stands.iter().filter(|stand| stand.asked && stand.sheet == sheet && !stand.item.points.is_empty());
    let counted = own.filter_map(|stand| stand.item.counts(&stand.value()?));
    counted.fold(None, |sum: Option<u32>, points| Some(sum.unwrap_or(0).saturating_add(points)))
}

fn amount(stands: &[Stand<'_>], id: &str) -> Option<i64> {
    match stands.iter().find(|stand| stand.asked && stand.item.id == id)?.value()? {
        Value::Integer(amount) => Some(amount),
        _ => None,
    }
}

/// Facts beside the items that conditions may ask for. Staff of the organisation file as its agent (取次者), as the paper's block
/// *Agent or other authorized person* has it.
fn facts(status: &str, by: FiledBy) -> Scope {
    let all = [
        ("filed_by_legal_representative", by == FiledBy::LegalRepresentative),
        ("filed_by_agent", matches!(by, FiledBy::Agent | FiledBy::Organisation)),
        ("is_ssw1", status == "特定技能1号"),
        ("is_highly_skilled", status.starts_with("高度専門職")),
        ("is_highly_skilled_1a", status == "高度専門職1号イ"),
        ("is_highly_skilled_1b", status == "高度専門職1号ロ"),
        ("is_highly_skilled_1c", status == "高度専門職1号ハ"),
        ("is_designated", status == "特定活動"),
        ("is_professor", status == "教授"),
        ("is_instructor", status == "教育"),
        ("is_cultural_activities", status == "文化活動"),
    ];
    let facts = all.into_iter().map(|(name, holds)| (name.to_owned(), holds)).collect();
    Scope { facts, ..Scope::default() }
}
