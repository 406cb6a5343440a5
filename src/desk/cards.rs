//! Cards at the desk: what lies on the reader, and its facts beside what stands in the form.

use super::{Desk, Filling, Result, Setup};
use crate::card::residence::{CardNumber, Pinned, Residence};
use crate::card::{self, Place, Slot, Tries, Watch};
use crate::case::{Entry, Fact, Origin, Path};
use crate::form::{Form, State};
use jiff::Timestamp;
use jiff::civil::Date;
use secrecy::SecretString;
use uuid::Uuid;

/// Folder of the data folder with the certificates of the Minister of Justice that this office takes.
const TRUST: &str = "trust";

/// What of a card's facts is remembered of the client it belongs to, for the deadlines.
const DATES: [&str; 2] = ["card_until", "certificate_until"];

/// A fact of a card beside the answer it would replace.
#[derive(Clone)]
pub struct Suggestion {
    pub item: String,
    pub value: String,
    /// What stands in the form now; empty when nothing does.
    pub stands: String,
    /// Where that came from: typed, another card, an earlier case.
    pub origin: Origin,
    /// The mapping from card to item was checked.
    pub checked: bool,
}

impl std::fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggestion").field("item", &self.item).finish_non_exhaustive()
    }
}

/// What lies on the readers: as it is now, and then each time it has changed, blocking until then without CPU. An error stands for the list while
/// there is no card service; it ends only with a practice card that cannot be read.
pub struct Readers {
    place: Place,
    watch: Watch,
    /// What was told last; `None` before the first look.
    known: Option<Vec<Slot>>,
    ended: bool,
}

impl Iterator for Readers {
    type Item = Result<Vec<Slot>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let slots = match &self.known {
                None => card::list(&self.place),
                Some(known) => self.watch.wait(known),
            };
            // That another program has the card is told to whoever asks for the card.
            if matches!(slots, Err(card::Error::Busy)) {
                self.known.get_or_insert_default();
                continue;
            }
            self.ended = matches!(slots, Err(card::Error::Profile { .. }));
            self.known = Some(slots.as_ref().ok().cloned().unwrap_or_default());
            return Some(slots.map_err(Into::into));
        }
        None
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

    /// Readers and the cards on them, after the card service has had the time to notice a card just laid.
    ///
    /// # Errors
    /// The card service is not running.
    pub fn cards_settled(&self) -> Result<Vec<Slot>> {
        Ok(card::list_settled(&self.card)?)
    }

    /// Everything on a residence card whose number this is; a 特定在留カード is read without one, as far as it can be. Its check code is weighed by the certificates in the folder `trust` of the data
    /// folder, and in practice by those of the practice cards.
    ///
    /// # Errors
    /// Card trouble; not a card number; no number, where the card wants one; not the number of this card.
    pub fn card_residence(&self, number: Option<&str>) -> Result<Residence> {
        let number = number.map(CardNumber::parse).transpose()?;
        let pinned = Pinned::new(self.practice()).folder(&self.data.join(TRUST));
        Ok(card::read_residence(&self.card, number.as_ref(), &pinned)?)
    }

    /// What lies on the readers, now and after every change.
    #[must_use]
    pub fn readers(&self) -> Readers {
        Readers { place: self.card.clone(), watch: Watch::new(self.card.clone()), known: None, ended: false }
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
    /// Remembers the end of a card and of its certificates with the client whose case it is: renewing the stay extends neither. A card of somebody
    /// born on another day is not theirs, and nothing is remembered before the case says who it is of.
    ///
    /// # Errors
    /// No such case, storage.
    pub fn remember_card(&mut self, case: Uuid, family: card::Family, facts: &[Fact]) -> Result<()> {
        let Some(client) = self.client_of(case)? else { return Ok(()) };
        let value = |item: &str| facts.iter().find(|fact| fact.item == item).map(|fact| fact.value.clone());
        if value("birth_date").is_some_and(|born| born != client.born) {
            return Ok(());
        }
        let known: Vec<_> = DATES.iter().filter_map(|word| Some(((*word).to_owned(), value(word)?))).collect();
        self.remember(client.id, &known, &Origin::Chip(family.word().to_owned()))
    }

    /// Facts as suggestions for a case: those whose item the form has, beside what stands there.
    #[must_use]
    pub fn suggestions(filling: &Filling, facts: &[Fact]) -> Vec<Suggestion> {
        facts
            .iter()
            .filter(|fact| filling.form.item(&fact.item).is_some())
            .map(|fact| {
                let entry = filling.entry(&Path::item(&fact.item));
                Suggestion {
                    item: fact.item.clone(),
                    value: fact.value.clone(),
                    stands: entry.as_ref().map(|entry| entry.typed.clone()).unwrap_or_default(),
                    origin: entry.map(|entry| entry.origin.clone()).unwrap_or_default(),
                    checked: fact.checked,
                }
            })
            .collect()
    }
}

impl Suggestion {
    /// What stands in the form means something else than what the card says, however both are written.
    #[must_use]
    pub fn differs(&self, form: &Form, today: Date) -> bool {
        let kind = form.item(&self.item).map(|item| &item.kind);
        let sent = |text: &str| kind.map(|kind| kind.read(text, today).sent).unwrap_or_default();
        !self.stands.is_empty() && self.stands != self.value && sent(&self.stands) != sent(&self.value)
    }

    /// How the form writes what the card says, where that is another form: `NPL` is ネパール, `2027-02-15` has its era.
    #[must_use]
    pub fn converted(&self, form: &Form, today: Date) -> Option<String> {
        let reading = form.item(&self.item)?.kind.read(&self.value, today);
        let told = if reading.paper.is_empty() { reading.sent } else { reading.paper };
        (reading.faults.is_empty() && !told.is_empty() && told != self.value).then_some(told)
    }

    /// The entry an accepted fact becomes.
    #[must_use]
    pub fn accepted(&self, family: card::Family, staff: &str, now: Timestamp) -> Entry {
        Entry {
            state: State::Answered,
            typed: self.value.clone(),
            origin: Origin::Chip(family.word().to_owned()),
            by: Some(staff.into()),
            at: Some(now),
        }
    }
}
