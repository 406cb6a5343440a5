//! A case open at the desk: the answers as they stand, undo and redo, what has to be saved.

use super::Saved;
use crate::case::{Answer, Case, Change, Entry, Event, History, Path, Problem, Row, Walk};
use crate::form::kind::ChoiceList;
use crate::form::{Form, State};
use crate::law::Rules;
use crate::store::Held;
use jiff::civil::Date;
use std::sync::Arc;

/// A case being filled. Pure: changes are made here at once, and made durable by [`super::Desk::save`].
pub struct Filling {
    pub case: Case,
    pub form: Arc<Form>,
    history: History,
    /// Keeps other programs from filling it; `None` where it is only looked at.
    _held: Option<Arc<Held>>,
}

impl Filling {
    #[must_use]
    pub fn new(case: Case, form: Arc<Form>) -> Filling {
        Filling { case, form, history: History::default(), _held: None }
    }

    /// Filled here alone, as long as it is open.
    pub(super) fn held(self, held: Arc<Held>) -> Filling {
        Filling { _held: Some(held), ..self }
    }

    /// Puts an entry into a box; a table's row is made when it does not exist yet. `None` when nothing changed.
    pub fn put(&mut self, path: &Path, entry: Entry) -> Option<Change> {
        let mut answer = self.case.answers.get(&path.item).cloned().unwrap_or_default();
        match &path.cell {
            None => answer.entry = entry,
            Some((row, column)) => {
                while answer.rows.len() < *row {
                    answer.rows.push(Row::default());
                }
                answer.rows[row - 1].cells.insert(column.clone(), entry);
                answer.entry.state = State::Answered;
            }
        }
        self.set(&path.item, Some(answer))
    }

    /// Removes a row of a table, counted from 1.
    pub fn remove_row(&mut self, item: &str, row: usize) -> Option<Change> {
        let mut answer = self.case.answers.get(item).cloned()?;
        if row == 0 || row > answer.rows.len() {
            return None;
        }
        answer.rows.remove(row - 1);
        self.set(item, Some(answer))
    }

    /// Clears a box; of a table's cell, the cell.
    pub fn clear(&mut self, path: &Path) -> Option<Change> {
        let Some((row, column)) = &path.cell else { return self.set(&path.item, None) };
        let mut answer = self.case.answers.get(&path.item).cloned()?;
        answer.rows.get_mut(row - 1)?.cells.remove(column);
        self.set(&path.item, Some(answer))
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Option<Change> {
        self.history.undo(&mut self.case)
    }

    /// Brings the last change taken back again.
    pub fn redo(&mut self) -> Option<Change> {
        self.history.redo(&mut self.case)
    }

    /// Puts a whole answer, rows included. `None` when nothing changed.
    pub(super) fn answer_with(&mut self, item: &str, answer: Answer) -> Option<Change> {
        self.set(item, Some(answer))
    }

    fn set(&mut self, item: &str, answer: Option<Answer>) -> Option<Change> {
        let change = self.history.set(&mut self.case, item, answer)?;
        self.edited();
        Some(change)
    }

    /// Whatever was declared before no longer holds.
    pub(super) fn edited(&mut self) {
        if let Ok(stage) = self.case.stage.advance(Event::Edit) {
            self.case.stage = stage;
            self.case.declared = None;
        }
    }

    /// The entry in a box, if any.
    #[must_use]
    pub fn entry(&self, path: &Path) -> Option<&Entry> {
        let answer = self.case.answers.get(&path.item)?;
        match &path.cell {
            None => Some(&answer.entry),
            Some((row, column)) => answer.rows.get(row.checked_sub(1)?)?.cells.get(column),
        }
    }

    /// The state of a box.
    #[must_use]
    pub fn state(&self, path: &Path) -> State {
        self.entry(path).map_or(State::NotAsked, |entry| entry.state)
    }

    /// The answer of an item, if any.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        self.case.answers.get(item)
    }

    /// The items asked as things stand.
    #[must_use]
    pub fn walk(&self, today: Date) -> Walk<'_> {
        Walk::of(&self.case, &self.form, today)
    }

    /// The list of a box with the lines that go with the answer it hangs on; `None` where all of its list do.
    #[must_use]
    pub fn fitting(&self, path: &Path, today: Date) -> Option<Arc<ChoiceList>> {
        crate::case::fitting(&self.case, &self.form, path, today)
    }

    /// All problems, in paper order.
    #[must_use]
    pub fn problems(&self, today: Date) -> Vec<Problem> {
        crate::case::check(&self.case, &self.form, Rules::in_force(), today)
    }

    /// What has to be saved for some changes.
    #[must_use]
    pub fn saved(&self, changes: &[Change], today: Date) -> Saved {
        Saved {
            id: self.case.id,
            answers: changes.iter().map(|change| (change.item.clone(), change.after.clone())).collect(),
            stage: self.case.stage,
            progress: self.walk(today).progress,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Catalog;
    use crate::law::FiledBy;
    use uuid::Uuid;

    fn filling() -> Filling {
        let form = Catalog::embedded().form("extension", "技術・人文知識・国際業務", None).unwrap();
        let case =
            Case::open(Uuid::nil(), &form, "技術・人文知識・国際業務", FiledBy::Oneself, jiff::Timestamp::UNIX_EPOCH);
        Filling::new(case, form)
    }

    fn typed(text: &str) -> Entry {
        Entry { state: State::Answered, typed: text.into(), ..Entry::default() }
    }

    #[test]
    fn a_change_is_taken_back_and_brought_again() {
        let mut filling = filling();
        let box_ = Path::item("home_town");
        filling.put(&box_, typed("Hanoi")).unwrap();
        filling.put(&box_, typed("Hue")).unwrap();
        assert_eq!(filling.undo().unwrap().after.unwrap().entry.typed, "Hanoi");
        assert_eq!(filling.entry(&box_).unwrap().typed, "Hanoi");
        filling.redo().unwrap();
        assert_eq!(filling.entry(&box_).unwrap().typed, "Hue");
        assert_eq!(filling.redo(), None);
    }

    #[test]
    fn the_same_entry_again_is_no_change() {
        let mut filling = filling();
        let box_ = Path::item("home_town");
        assert!(filling.put(&box_, typed("Hanoi")).is_some());
        assert!(filling.put(&box_, typed("Hanoi")).is_none());
    }

    #[test]
    fn rows_are_made_removed_and_brought_back() {
        let mut filling = filling();
        filling.put(&Path::cell("family", 2, "name"), typed("LE")).unwrap();
        assert_eq!(filling.answer("family").unwrap().rows.len(), 2);
        filling.remove_row("family", 1).unwrap();
        assert_eq!(filling.entry(&Path::cell("family", 1, "name")).unwrap().typed, "LE");
        assert!(filling.remove_row("family", 5).is_none());
        filling.undo().unwrap();
        assert_eq!(filling.answer("family").unwrap().rows.len(), 2);
    }
}
