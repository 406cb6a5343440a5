//! Waiting for cards to come and go, without spending CPU, until cancelled.
//!
//! A card is looked at once, when it comes. While pcscd is not there the watch asks again at growing intervals; a card that another program
//! keeps to itself is named when that program lets go.

use super::pcscd::{self, Seen};
use super::{Error, Family, Place, Slot, inside};
use pcsc::{Context, ReaderState, State};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// First and longest interval between looks while something that cannot be waited for is in the way.
const SHORT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(30);
/// A reader plugged in between listing and waiting is found after this; sooner where none is yet.
const ROUND: Duration = Duration::from_mins(1);
const NONE_YET: Duration = Duration::from_secs(5);
/// A reader plugged in or out comes as several changes, and pcscd tells nothing of those between listing and waiting. So looks follow each other
/// at this interval for as long as this after a change.
const NEXT: Duration = Duration::from_millis(50);
const SETTLING: Duration = Duration::from_secs(1);
/// Nothing will come.
const NEVER: Duration = Duration::from_hours(24);
/// A cancel that came before the wait it should end is repeated at this interval.
const AGAIN: Duration = Duration::from_millis(5);

/// A watch over the readers. Clones watch together: one waits, another cancels.
#[derive(Clone)]
pub struct Watch {
    place: Place,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Default)]
struct Inner {
    cancelled: bool,
    /// Waiting in pcscd with this context.
    waiting: Option<Context>,
    /// Cards already looked at.
    known: Vec<Look>,
    /// The last wait told that another program has a card.
    told_busy: bool,
    /// The last wait told that the readers cannot be asked.
    told_gone: bool,
    /// When pcscd last told of a change, or a wait began.
    changed: Option<Instant>,
}

/// A card looked at.
#[derive(Clone)]
struct Look {
    reader: String,
    count: u32,
    /// `None`: another program had it.
    card: Option<Family>,
}

impl Watch {
    #[must_use]
    pub fn new(place: Place) -> Watch {
        Watch { place, shared: Arc::default() }
    }

    /// Ends the wait in progress and every later one. Returns when nothing waits any more.
    pub fn cancel(&self) {
        let mut inner = self.lock();
        inner.cancelled = true;
        self.shared.changed.notify_all();
        while let Some(context) = inner.waiting.clone() {
            // A cancel is lost when the other thread is about to wait but does not yet, hence again and again.
            let _ = context.cancel();
            inner = self.pause(inner, AGAIN);
        }
    }

    /// Blocks until cards came or went, or the watch is cancelled, which gives `known` back.
    ///
    /// # Errors
    /// Wait again after [`Error::Busy`], once per card that another program keeps to itself, and after [`Error::NoService`] or what else keeps
    /// the service from being asked, once until it can be: its readers are told then, even if there is none. [`Error::Profile`] stays.
    pub fn wait(&self, known: &[Slot]) -> Result<Vec<Slot>, Error> {
        match &self.place {
            Place::Pcsc => self.wait_readers(known),
            Place::InProcess(profile) => {
                let mut inner = self.lock();
                let mut pause = if inside::steady(profile)? { NEVER } else { SHORT };
                while !inner.cancelled {
                    let now = inside_slots(inside::present(profile)?, &self.place)?;
                    if now != known {
                        return Ok(now);
                    }
                    inner = self.pause(inner, pause);
                    pause = if pause == NEVER { NEVER } else { (pause * 2).min(LONG) };
                }
                Ok(known.to_vec())
            }
        }
    }

    fn wait_readers(&self, known: &[Slot]) -> Result<Vec<Slot>, Error> {
        let mut pause = SHORT;
        // What was asked for because of a change may be amid more of them.
        self.lock().changed = Some(Instant::now());
        while !self.lock().cancelled {
            let round = pcscd::context().and_then(|context| self.round(&context, known, pause));
            match round.map_err(pcscd::or_no_service) {
                Ok(Some(slots)) => return Ok(slots),
                // The pause is for what is in the way, and grows with that alone.
                Ok(None) if self.settling() => continue,
                Ok(None) => {}
                Err(Error::Busy) => return Err(Error::Busy),
                Err(error) => {
                    let mut inner = self.lock();
                    if !std::mem::replace(&mut inner.told_gone, true) {
                        return Err(error);
                    }
                    drop(self.pause(inner, pause));
                }
            }
            pause = (pause * 2).min(LONG);
        }
        Ok(known.to_vec())
    }

    /// One look and, if nothing is new, one wait.
    fn round(&self, context: &Context, known: &[Slot], pause: Duration) -> Result<Option<Vec<Slot>>, Error> {
        let mut states = pcscd::states(context)?;
        let back = std::mem::take(&mut self.lock().told_gone);
        let (slots, swapped) = self.view(&pcscd::seen(&states))?;
        if slots != known || swapped || back {
            return Ok(Some(slots));
        }
        let limit = self.limit(states.is_empty(), pause);
        self.sleep(context, &mut states, limit)?;
        Ok(None)
    }

    /// How long to wait before looking again although pcscd told nothing.
    fn limit(&self, none: bool, pause: Duration) -> Duration {
        if self.settling() {
            return NEXT;
        }
        if none {
            return NONE_YET;
        }
        if self.lock().known.iter().any(|look| look.card.is_none()) { pause } else { ROUND }
    }

    fn settling(&self) -> bool {
        self.lock().changed.is_some_and(|changed| changed.elapsed() < SETTLING)
    }

    /// What lies on the readers, and whether a card was exchanged for another of its kind.
    fn view(&self, seen: &[Seen]) -> Result<(Vec<Slot>, bool), Error> {
        let before = self.lock().known.clone();
        let looks: Vec<Look> = seen.iter().filter(|s| s.present()).map(|s| look(s, &before)).collect();
        let old = |look: &Look| before.iter().find(|old| old.reader == look.reader);
        let swapped = looks.iter().any(|look| old(look).is_some_and(|old| old.count != look.count));
        let busy = looks.iter().any(|look| look.card.is_none());
        let slots = seen.iter().map(|s| slot(s, &looks)).collect();
        let mut inner = self.lock();
        inner.known = looks;
        let tell = busy && !inner.told_busy;
        inner.told_busy = busy;
        if tell { Err(Error::Busy) } else { Ok((slots, swapped)) }
    }

    /// Sleeps until pcscd says that a reader, a card or another program's hold on it changes.
    fn sleep(&self, context: &Context, states: &mut Vec<ReaderState>, limit: Duration) -> Result<(), Error> {
        for state in states.iter_mut() {
            state.sync_current_state();
        }
        states.push(ReaderState::new(pcsc::PNP_NOTIFICATION(), State::UNAWARE));
        {
            let mut inner = self.lock();
            if inner.cancelled {
                return Ok(());
            }
            inner.waiting = Some(context.clone());
        }
        let outcome = context.get_status_change(limit, states);
        {
            let mut inner = self.lock();
            inner.waiting = None;
            if outcome.is_ok() {
                inner.changed = Some(Instant::now());
            }
        }
        self.shared.changed.notify_all();
        match outcome {
            Ok(()) | Err(pcsc::Error::Timeout | pcsc::Error::Cancelled | pcsc::Error::UnknownReader) => Ok(()),
            Err(error) => Err(pcscd::told(error)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pause<'a>(&self, inner: MutexGuard<'a, Inner>, length: Duration) -> MutexGuard<'a, Inner> {
        self.shared.changed.wait_timeout(inner, length).unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Looks at a card unless it is the one looked at before.
fn look(seen: &Seen, before: &[Look]) -> Look {
    let reader = seen.title();
    let same = |old: &&Look| old.reader == reader && old.count == seen.count && old.card.is_some();
    if let Some(old) = before.iter().find(same) {
        return old.clone();
    }
    let card = match super::family_on(seen) {
        Ok(family) => Some(family),
        Err(Error::Busy) => None,
        Err(_) => Some(Family::Other),
    };
    Look { reader, count: seen.count, card }
}

fn slot(seen: &Seen, looks: &[Look]) -> Slot {
    let name = seen.title();
    let card = looks.iter().find(|look| look.reader == name).and_then(|look| look.card).unwrap_or(Family::None);
    Slot { name, card }
}

fn inside_slots(present: bool, place: &Place) -> Result<Vec<Slot>, Error> {
    if present { super::list(place) } else { Ok(vec![Slot { name: inside::NAME.to_owned(), card: Family::None }]) }
}
