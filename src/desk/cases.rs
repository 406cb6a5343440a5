//! Cases: begin, open, list, save, delete, carry out and in as XML.

use super::reuse::{from, may_be_carried};
use super::{Class, Desk, Error, Filling, Result};
use crate::case::{Answer, Case, Entry, Origin, Path, Progress, Stage, xml};
use crate::form::{Catalog, Form, State, TOGETHER};
use crate::law::FiledBy;
use crate::store::Summary;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A line of the desk's list.
pub type CaseLine = Summary;

/// What a new case is begun with.
#[derive(Debug, Clone, Default)]
pub struct NewCase {
    pub procedure: String,
    /// Japanese name, English name or slug.
    pub status: String,
    pub division: Option<String>,
    pub by: FiledBy,
    /// Begin with the answers of this earlier case.
    pub from: Option<Uuid>,
    /// The client it is begun for, known before the answers name one.
    pub client: Option<Uuid>,
    /// Why it is opened although the advice is *not yet*.
    pub because: Option<String>,
    /// What is known beside the items: the category, what it is filed together with, the designated activity.
    pub facts: Vec<(String, String)>,
    /// Answers known before the first item (the end of the stay, asked for the verdict): item id and what was typed.
    pub known: Vec<(String, String)>,
}

/// What [`NewCase::known`] holds of the procedures (slugs) filed together with it: the item, and their printed wordings. `None`:
/// there are none, or the form takes none.
#[must_use]
pub fn together(form: &Form, slugs: &[String], today: Date) -> Option<(String, String)> {
    let item = form.item(TOGETHER).filter(|_| !slugs.is_empty())?;
    Some((TOGETHER.to_owned(), item.kind.read(&slugs.join("; "), today).sent))
}

/// What [`Desk::save`] makes durable; taken from a [`Filling`] so that the drawing thread need not wait.
#[derive(Clone)]
pub struct Saved {
    pub id: Uuid,
    pub answers: Vec<(String, Option<Answer>)>,
    pub stage: Stage,
    pub progress: Progress,
}

impl std::fmt::Debug for Saved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saved").field("id", &self.id).field("stage", &self.stage).finish_non_exhaustive()
    }
}

impl Desk {
    /// Cases, newest first.
    ///
    /// # Errors
    /// Storage.
    pub fn cases(&self) -> Result<Vec<CaseLine>> {
        Ok(self.store.list()?)
    }

    /// The case whose id begins so; 8 characters do when they are unique.
    ///
    /// # Errors
    /// None, or several.
    pub fn find(&self, prefix: &str) -> Result<Uuid> {
        Ok(self.store.find(prefix)?)
    }

    /// Begins a case and saves it.
    ///
    /// # Errors
    /// No form (with the choices), storage.
    pub fn new_case(&mut self, new: &NewCase) -> Result<Filling> {
        if let Some(client) = new.client {
            self.store.client(client)?;
        }
        let form = Catalog::in_force().form(&new.procedure, &new.status, new.division.as_deref())?;
        let status = form.status(&new.status).map_or_else(|| new.status.clone(), |status| status.name.ja.clone());
        let now = Timestamp::now();
        let mut case = Case::open(Uuid::now_v7(), &form, &status, new.by, now);
        case.opened_because.clone_from(&new.because);
        case.facts.extend(new.facts.iter().cloned());
        let mut filling = Filling::new(case, form);
        if let Some(earlier) = new.from {
            self.carry(earlier, &mut filling)?;
        }
        for (item, typed) in &new.known {
            if filling.form.item(item).is_some() {
                filling.put(&Path::item(item), self.typed(typed, now));
            }
        }
        // Nothing of this was typed by the person at the walk: there is nothing to take back yet.
        let filling = Filling::new(filling.case, filling.form);
        let progress = filling.walk(self.setup.today()).progress;
        self.store.insert(&filling.case, &[], progress, now)?;
        if let Some(client) = new.client {
            self.store.begin_for(filling.case.id, client)?;
        }
        Ok(filling)
    }

    /// Answers of an earlier case whose items this form has too; the declarations and files are not carried.
    fn carry(&self, earlier: Uuid, filling: &mut Filling) -> Result<()> {
        let case = self.store.load(earlier)?;
        let origin = Origin::EarlierCase(earlier.to_string());
        for (item, answer) in case.answers {
            if filling.form.item(&item).is_some_and(may_be_carried) {
                filling.case.answers.insert(item, from(&answer, &origin));
            }
        }
        Ok(())
    }

    /// An entry typed by the acting staff member.
    #[must_use]
    pub fn typed(&self, text: &str, now: Timestamp) -> Entry {
        let state = if text.is_empty() { State::NotAsked } else { State::Answered };
        Entry { state, typed: text.to_owned(), origin: Origin::Typed, by: Some(self.staff().into()), at: Some(now) }
    }

    /// Opens a case to look at.
    ///
    /// # Errors
    /// No such case, its form is not in this version, storage.
    pub fn open(&self, id: Uuid) -> Result<Filling> {
        let case = self.store.load(id)?;
        let form = Catalog::in_force().pinned(&case.form)?;
        Ok(Filling::new(case, form))
    }

    /// Opens a case to fill: until what is answered is dropped, no other program opens it so. One that can no longer be changed is only
    /// looked at.
    ///
    /// # Errors
    /// As [`Desk::open`]; another program has it open.
    pub fn open_to_fill(&self, id: Uuid) -> Result<Filling> {
        let seen = self.open(id)?;
        if !seen.case.stage.editable() {
            return Ok(seen);
        }
        let held = self.store.hold(id)?;
        // What another program wrote until now is read.
        Ok(self.open(id)?.held(held))
    }

    /// Deletes a case for good. One that has its receipt goes only when that is said: the receipt and what was filed go with it.
    ///
    /// # Errors
    /// A case that is being sent; one with a receipt when `with_receipt` is not said; storage.
    pub fn delete(&mut self, id: Uuid, with_receipt: bool) -> Result<()> {
        let stage = self.store.load(id)?.stage;
        if let Some(signed) = self.store.receipt(id)?.filter(|_| !with_receipt) {
            return Err(Error::new(Class::Refused, "delete-filed", &[("number", &signed.receipt.number)]));
        }
        if matches!(stage, Stage::Queued | Stage::Sending) {
            return Err(Error::new(Class::Refused, "delete-while-sending", &[]));
        }
        Ok(self.store.delete(id)?)
    }

    /// Makes answers durable, with stage and progress as they now are. The ✓ may be shown when this returns.
    ///
    /// # Errors
    /// Storage; nothing is half saved.
    pub fn save(&mut self, saved: &Saved) -> Result<Timestamp> {
        let now = Timestamp::now();
        self.store.save_answers(saved.id, &saved.answers, saved.stage, saved.progress, now)?;
        Ok(now)
    }

    /// Keeps the text under the caret, not yet committed. `path` names the box, as in [`Path`].
    ///
    /// # Errors
    /// Storage.
    pub fn save_caret(&mut self, id: Uuid, path: &str, typed: &str) -> Result<Timestamp> {
        let now = Timestamp::now();
        self.store.save_caret(id, path, typed, now)?;
        Ok(now)
    }

    /// Text that stood under the caret when the case was left without committing it: box and text.
    ///
    /// # Errors
    /// Storage.
    pub fn caret(&self, id: Uuid) -> Result<Option<(String, String)>> {
        Ok(self.store.caret(id)?)
    }

    /// The case as readable XML, with its files inside.
    ///
    /// # Errors
    /// Storage.
    pub fn export(&self, id: Uuid) -> Result<Vec<u8>> {
        let case = self.store.load(id)?;
        Ok(xml::write(&case, xml::Files::Inside, |sha256| self.store.file(sha256, 0, u64::MAX))?)
    }
}
