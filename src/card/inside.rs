//! The virtual card inside this process, for practice where no pcscd can be had. One card per profile and process: its tries
//! persist as those of a real card would.

use super::Error;
use super::emulate::{Card, Reply};
use super::reader::Reader;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// Name of the reader that is not there.
pub(super) const NAME: &str = "practice";

type Cards = HashMap<PathBuf, Arc<Mutex<Card>>>;

static CARDS: LazyLock<Mutex<Cards>> = LazyLock::new(Mutex::default);

/// The card of a profile, made when first asked for.
fn card(profile: &Path) -> Result<Arc<Mutex<Card>>, Error> {
    let mut cards = CARDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(card) = cards.get(profile) {
        return Ok(Arc::clone(card));
    }
    let card = Arc::new(Mutex::new(Card::load(profile)?));
    cards.insert(profile.to_owned(), Arc::clone(&card));
    Ok(card)
}

/// Whether the card lies on its reader (a fault in the profile may have pulled it).
pub(super) fn present(profile: &Path) -> Result<bool, Error> {
    let card = card(profile)?;
    let mut card = card.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(card.present())
}

/// Whether nothing can take the card away.
pub(super) fn steady(profile: &Path) -> Result<bool, Error> {
    let card = card(profile)?;
    let card = card.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(card.steady())
}

/// Talks to the card, fresh from power-on.
pub(super) fn with_card<T>(profile: &Path, talk: impl FnOnce(&mut dyn Reader) -> Result<T, Error>) -> Result<T, Error> {
    let card = card(profile)?;
    let mut held = Held(card.lock().unwrap_or_else(PoisonError::into_inner));
    if !held.0.present() {
        return Err(Error::NoCard);
    }
    held.0.reset();
    let outcome = talk(&mut held);
    held.0.reset();
    outcome
}

struct Held<'a>(MutexGuard<'a, Card>);

impl Reader for Held<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error> {
        match self.0.apdu(command) {
            Reply::Answer(bytes) => Ok(bytes),
            Reply::Pulled => Err(Error::Removed),
        }
    }
}
