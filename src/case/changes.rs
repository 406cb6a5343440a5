//! What changed of the answers from one filling to another: between the last filing and now, item by item in paper order.

use super::standing::said;
use super::{Answer, Case, Entry, Row};
use crate::form::{Form, Item, Kind, State};
use jiff::civil::Date;

/// An item whose answer is not the one given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    pub item: String,
    /// Number as printed, `10(1)`; empty for an item this form does not have.
    pub no: String,
    /// The answer before; `None`: there was none.
    pub before: Option<Answer>,
    /// The answer now; `None`: there is none.
    pub now: Option<Answer>,
}

/// Every item that is answered otherwise now than before. The same value written another way is no change. Items that `form` does
/// not have come last.
#[must_use]
pub fn changes(before: &Case, now: &Case, form: &Form, today: Date) -> Vec<ItemChange> {
    let asked = form.items().filter(|item| !matches!(item.kind, Kind::Photo | Kind::Declaration | Kind::Derived(_)));
    let mut changed: Vec<ItemChange> = asked.filter_map(|item| change(before, now, item, today)).collect();
    let gone = before.answers.iter().filter(|(id, answer)| form.item(id).is_none() && holds(answer));
    changed.extend(gone.map(|(id, answer)| ItemChange {
        item: id.clone(),
        no: String::new(),
        before: Some(answer.clone()),
        now: now.answers.get(id).cloned(),
    }));
    changed
}

fn change(before: &Case, now: &Case, item: &Item, today: Date) -> Option<ItemChange> {
    let of = |case: &Case| case.answers.get(&item.id).filter(|answer| holds(answer)).cloned();
    let (before, now) = (of(before), of(now));
    let same = match (&before, &now) {
        (None, None) => true,
        (Some(before), Some(now)) => same(before, now, &item.kind, today),
        _ => false,
    };
    (!same).then(|| ItemChange { item: item.id.clone(), no: item.number(), before, now })
}

/// Anything was said.
pub(super) fn holds(answer: &Answer) -> bool {
    match answer.entry.state {
        State::NotAsked => false,
        State::Answered => said(&answer.entry) || answer.rows.iter().any(super::standing::held),
        _ => true,
    }
}

/// The two answers mean the same, however they were typed and wherever they come from.
#[must_use]
pub fn same(a: &Answer, b: &Answer, kind: &Kind, today: Date) -> bool {
    let Kind::Table { columns, .. } = kind else { return same_entry(&a.entry, &b.entry, kind, today) };
    let rows = |answer: &Answer| -> Vec<Row> {
        answer.rows.iter().filter(|row| super::standing::held(row)).cloned().collect()
    };
    let (first, second) = (rows(a), rows(b));
    let cell = |row: &Row, column: &str| row.cells.get(column).cloned().unwrap_or_default();
    a.entry.state == b.entry.state
        && first.len() == second.len()
        && first.iter().zip(&second).all(|(one, other)| {
            columns
                .iter()
                .all(|column| same_entry(&cell(one, &column.id), &cell(other, &column.id), &column.kind, today))
        })
}

fn same_entry(a: &Entry, b: &Entry, kind: &Kind, today: Date) -> bool {
    let said = |entry: &Entry| if said(entry) { entry.typed.trim().to_owned() } else { String::new() };
    let state = |entry: &Entry| {
        let empty = entry.state == State::Answered && said(entry).is_empty();
        if empty { State::NotAsked } else { entry.state }
    };
    if state(a) != state(b) {
        return false;
    }
    let (a, b) = (said(a), said(b));
    a == b || (!a.is_empty() && !b.is_empty() && kind.read(&a, today).sent == kind.read(&b, today).sent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{FiledBy, Origin};
    use crate::form::Catalog;
    use std::collections::BTreeMap;
    use uuid::Uuid;

    const STATUS: &str = "技術・人文知識・国際業務";
    const TODAY: Date = jiff::civil::date(2026, 11, 20);

    fn answer(typed: &str) -> Answer {
        let entry = Entry { state: State::Answered, typed: typed.to_owned(), ..Entry::default() };
        Answer { entry, rows: Vec::new() }
    }

    fn case(answers: &[(&str, Answer)]) -> Case {
        let form = Catalog::embedded().form("extension", STATUS, None).unwrap();
        let mut case = Case::open(Uuid::nil(), &form, STATUS, FiledBy::Oneself, jiff::Timestamp::UNIX_EPOCH);
        case.answers = answers.iter().map(|(item, answer)| ((*item).to_owned(), answer.clone())).collect();
        case
    }

    fn changed(before: &[(&str, Answer)], now: &[(&str, Answer)]) -> Vec<String> {
        let form = Catalog::embedded().form("extension", STATUS, None).unwrap();
        changes(&case(before), &case(now), &form, TODAY).into_iter().map(|change| change.item).collect()
    }

    #[test]
    fn another_answer_one_given_and_one_taken_back_are_changes() {
        let before = [("home_town", answer("Hanoi")), ("mobile", answer("090-0000-0000")), ("sex", answer("男"))];
        let now = [("home_town", answer("Hue")), ("phone", answer("03-0000-0000")), ("sex", answer("男"))];
        assert_eq!(changed(&before, &now), ["home_town", "phone", "mobile"]);
    }

    #[test]
    fn the_same_value_written_otherwise_or_from_elsewhere_is_none() {
        let mut chip = answer("2001-01-23");
        chip.entry.origin = Origin::Chip("my-number".into());
        assert!(changed(&[("birth_date", answer("平成13年1月23日"))], &[("birth_date", chip)]).is_empty());
        assert!(changed(&[], &[("home_town", answer("  "))]).is_empty());
    }

    #[test]
    fn a_state_is_an_answer_and_rows_count() {
        let mut none = Answer::default();
        none.entry.state = State::None;
        assert_eq!(changed(&[("phone", answer("03-0000-0000"))], &[("phone", none)]), ["phone"]);
        let rows = |names: &[&str]| {
            let row = |name: &&str| Row { cells: BTreeMap::from([("name".to_owned(), answer(name).entry)]) };
            let mut table = answer("");
            table.rows = names.iter().map(row).collect();
            table
        };
        assert_eq!(changed(&[("family", rows(&["LE"]))], &[("family", rows(&["LE", "TRAN"]))]), ["family"]);
        assert!(changed(&[("family", rows(&["LE"]))], &[("family", rows(&["LE"]))]).is_empty());
    }

    #[test]
    fn an_answer_to_an_item_the_form_no_longer_has_is_told_last() {
        assert_eq!(changed(&[("gone", answer("x")), ("sex", answer("男"))], &[]), ["sex", "gone"]);
    }
}
