//! Cards at the desk: what lies on the reader, and its facts beside what stands in the form.

use super::{Desk, Filling, Result, Setup};
use crate::card::{self, Slot, Tries};
use crate::case::{Entry, Fact, Origin, Path};
use crate::form::State;
use jiff::Timestamp;
use secrecy::SecretString;

/// A fact of a card beside the answer it would replace.
#[derive(Clone)]
pub struct Suggestion {
    pub item: String,
    pub value: String,
    /// What stands in the form now; empty when nothing does.
    pub stands: String,
    /// The mapping from card to item was checked.
    pub checked: bool,
}

impl std::fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggestion").field("item", &self.item).finish_non_exhaustive()
    }
}

impl Setup {
    /// Readers and the cards on them.
    ///
    /// # Errors
    /// The card service is not running.
    pub fn cards(&self) -> Result<Vec<Slot>> {
        Ok(card::list(&self.card)?)
    }

    /// Blocks until the cards on the readers differ from `known`. Uses no CPU while nothing happens.
    ///
    /// # Errors
    /// The card service is not running.
    pub fn wait_for_cards(&self, known: &[Slot]) -> Result<Vec<Slot>> {
        Ok(card::wait_for_change(&self.card, known)?)
    }

    /// Tries left, to be shown before a PIN is asked.
    ///
    /// # Errors
    /// No reader, no card, not a My Number card.
    pub fn card_tries(&self) -> Result<Tries> {
        Ok(card::tries(&self.card)?)
    }

    /// The four basic data of a My Number card. `last_try`: the person agreed to spend the last try.
    ///
    /// # Errors
    /// Card trouble; wrong PIN with the tries left; only one try left and `last_try` not given.
    pub fn card_basic(&self, pin: &SecretString, last_try: bool) -> Result<card::Read> {
        Ok(card::read_basic(&self.card, pin, last_try)?)
    }
}

impl Desk {
    /// Facts as suggestions for a case: those whose item the form has, beside what stands there.
    #[must_use]
    pub fn suggestions(filling: &Filling, facts: &[Fact]) -> Vec<Suggestion> {
        facts
            .iter()
            .filter(|fact| filling.form.item(&fact.item).is_some())
            .map(|fact| Suggestion {
                item: fact.item.clone(),
                value: fact.value.clone(),
                stands: filling.entry(&Path::item(&fact.item)).map(|entry| entry.typed.clone()).unwrap_or_default(),
                checked: fact.checked,
            })
            .collect()
    }
}

/// The entry an accepted fact becomes.
impl Suggestion {
    #[must_use]
    pub fn accepted(&self, family: card::Family, staff: &str, now: Timestamp) -> Entry {
        Entry {
            state: State::Answered,
            typed: self.value.clone(),
            origin: Origin::Chip(family.word().to_owned()),
            by: Some(staff.to_owned()),
            at: Some(now),
        }
    }
}
