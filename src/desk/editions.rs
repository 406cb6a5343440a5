//! Moving a draft to the newest edition of its form: what is carried, what is asked otherwise, what has no place any more.

use super::{Class, Desk, Error, Filling, Result};
use crate::case::{Answer, Case};
use crate::form::diff::{Diff, Place, diff};
use crate::form::kind::Kind;
use crate::form::{Catalog, Form, FormRef, Item};
use crate::store::SetAside;
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// What moving a draft to another edition does.
#[derive(Debug, Clone)]
pub struct Move {
    pub from: FormRef,
    pub to: FormRef,
    /// Answers that stand as they are.
    pub carried: usize,
    /// Answers to items the newer edition does not have, or has without a column that was answered; they are set aside, not dropped.
    pub aside: Vec<(Place, Answer)>,
    /// What differs between the editions; `None` where the older one is not in this version.
    pub diff: Option<Diff>,
}

/// What moving a case to a form does.
#[must_use]
pub fn plan(case: &Case, old: Option<&Form>, new: &Form) -> Move {
    let place = |item: &String| {
        let known = old.and_then(|old| old.item(item)).map(Place::of);
        known.unwrap_or_else(|| Place { item: item.clone(), no: String::new(), ja: String::new(), en: String::new() })
    };
    let gone = case.answers.iter().filter(|(item, answer)| !new.item(item).is_some_and(|item| has_place(answer, item)));
    let aside: Vec<(Place, Answer)> = gone.map(|(item, answer)| (place(item), answer.clone())).collect();
    Move {
        from: case.form.clone(),
        to: new.pin.clone(),
        carried: case.answers.len() - aside.len(),
        aside,
        diff: old.map(|old| diff(old, new)),
    }
}

/// Whether an item of the newer edition holds all of an answer: a table its rows, each column its cells.
fn has_place(answer: &Answer, item: &Item) -> bool {
    let Kind::Table { columns, .. } = &item.kind else { return answer.rows.is_empty() };
    let holds = |cell: &String| columns.iter().any(|column| column.id == *cell);
    answer.entry.typed.is_empty() && answer.rows.iter().flat_map(|row| row.cells.keys()).all(holds)
}

impl Desk {
    /// What moving a draft to the newest edition of its form would do; `None` when it stands on the newest, or was sent.
    ///
    /// # Errors
    /// No such case, storage; the form is in this version in no edition.
    pub fn newer_edition(&self, id: Uuid) -> Result<Option<Move>> {
        let case = self.store.load(id)?;
        if !case.stage.editable() {
            return Ok(None);
        }
        let new = newest(&case.form)?;
        let moves = new.pin != case.form;
        Ok(moves.then(|| plan(&case, Catalog::in_force().pinned(&case.form).ok().as_deref(), &new)))
    }

    /// Moves a draft to the newest edition of its form, in one transaction; what was declared of it no longer holds.
    ///
    /// # Errors
    /// It stands on the newest edition already, it was sent, no such case, storage.
    pub fn move_edition(&mut self, id: Uuid) -> Result<Move> {
        let case = self.store.load(id)?;
        let Some(made) = self.newer_edition(id)? else {
            return Err(Error::new(Class::Refused, "edition-newest", &[("edition", &case.form.edition)]));
        };
        let new = newest(&case.form)?;
        let aside: Vec<String> = made.aside.iter().map(|(place, _)| place.item.clone()).collect();
        let mut moved = Case { form: new.pin.clone(), ..case };
        moved.answers.retain(|item, _| !aside.contains(item));
        let progress = Filling::new(moved, new).walk(self.setup.today()).progress;
        self.store.move_edition(id, &made.to, &aside, progress, Timestamp::now())?;
        Ok(made)
    }

    /// Answers set aside when the case was moved.
    ///
    /// # Errors
    /// No such case, storage.
    pub fn set_aside(&self, id: Uuid) -> Result<Vec<SetAside>> {
        Ok(self.store.set_aside(id)?)
    }
}

fn newest(pin: &FormRef) -> Result<Arc<Form>> {
    Ok(Catalog::in_force().edition(&pin.code, None)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::FiledBy;

    const STATUS: &str = "技術・人文知識・国際業務";

    fn answer(typed: &str) -> Answer {
        let mut answer = Answer::default();
        answer.entry.state = crate::form::State::Answered;
        answer.entry.typed = typed.to_owned();
        answer
    }

    /// An edition to come: one item gone, one asked otherwise, one new.
    fn to_come() -> Arc<Form> {
        let mut files = Catalog::embedded_sources();
        let sheet = files.iter_mut().find(|file| file.path.ends_with("/common.toml")).unwrap();
        let edition = sheet.text.lines().find(|line| line.starts_with("edition =")).unwrap().to_owned();
        sheet.text = sheet
            .text
            .replacen(&edition, "edition = \"2030-04-01\"", 1)
            .replace("id = \"home_town\"", "id = \"town_of_origin\"")
            .replacen("ja = \"生年月日\"", "ja = \"出生年月日\"", 1);
        Catalog::read(&files).unwrap().edition("extension-N", None).unwrap()
    }

    #[test]
    fn a_table_that_lost_an_answered_column_is_set_aside_whole() {
        let old = Catalog::embedded().form("extension", STATUS, None).unwrap();
        let mut case = Case::open(Uuid::nil(), &old, STATUS, FiledBy::Oneself, Timestamp::UNIX_EPOCH);
        let cell = |column: &str| {
            let cells = [(column.to_owned(), answer("x").entry)].into();
            Answer { rows: vec![crate::case::Row { cells }], ..Answer::default() }
        };
        case.answers.insert("family".to_owned(), cell("name"));
        assert_eq!(plan(&case, Some(&old), &old).carried, 1);
        case.answers.insert("family".to_owned(), cell("shoe_size"));
        let made = plan(&case, Some(&old), &old);
        assert_eq!((made.carried, made.aside[0].0.item.as_str()), (0, "family"));
        case.answers = [("sex".to_owned(), cell("name"))].into();
        assert_eq!(plan(&case, Some(&old), &old).aside.len(), 1, "what was a table and is none now");
    }

    #[test]
    fn answers_are_carried_changed_items_listed_and_nothing_is_dropped() {
        let old = Catalog::embedded().form("extension", STATUS, None).unwrap();
        let mut case = Case::open(Uuid::nil(), &old, STATUS, FiledBy::Oneself, Timestamp::UNIX_EPOCH);
        for (item, typed) in [("home_town", "Hanoi"), ("birth_date", "2001-01-23"), ("sex", "男")] {
            case.answers.insert(item.to_owned(), answer(typed));
        }
        let made = plan(&case, Some(&old), &to_come());
        assert_eq!((made.carried, made.aside.len()), (2, 1));
        let (place, kept) = &made.aside[0];
        assert_eq!((place.item.as_str(), place.no.as_str(), kept.entry.typed.as_str()), ("home_town", "7", "Hanoi"));
        let diff = made.diff.unwrap();
        assert_eq!(diff.changed[0].0.item, "birth_date");
        assert_eq!(diff.added[0].item, "town_of_origin");
        // Where the older edition is not here any more, what has no place is still told.
        let blind = plan(&case, None, &to_come());
        assert_eq!((blind.carried, blind.aside.len(), blind.diff), (2, 1, None));
    }
}
