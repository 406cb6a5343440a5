//! Cards on real readers, through pcscd. Every call makes a context of its own, so that a restarted pcscd is no special case.

use super::Error;
use super::reader::Reader;
use pcsc::{Context, Disposition, Protocols, ReaderState, Scope, ShareMode, State};
use std::ffi::{CStr, CString};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How long another program may hold the card before it is said to be using it.
const PATIENCE: Duration = Duration::from_secs(2);

/// pcscd looks for cards every 0.4 s.
const NOTICED: Duration = Duration::from_secs(1);

/// What pcscd says about one reader.
pub(super) struct Seen {
    pub name: CString,
    pub state: State,
    /// Rises with every card put on and taken away.
    pub count: u32,
}

impl Seen {
    pub fn present(&self) -> bool {
        self.state.contains(State::PRESENT)
    }

    /// A card that does not speak (upside down, or not one at all).
    pub fn mute(&self) -> bool {
        self.state.contains(State::MUTE)
    }

    pub fn title(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }
}

pub(super) fn context() -> Result<Context, Error> {
    Context::establish(Scope::User).map_err(told)
}

/// One state per reader, as now.
pub(super) fn states(context: &Context) -> Result<Vec<ReaderState>, Error> {
    let began = Instant::now();
    loop {
        match states_once(context) {
            // A reader came or went between two questions.
            Err(pcsc::Error::InsufficientBuffer | pcsc::Error::UnknownReader) if began.elapsed() < NOTICED => {}
            outcome => return outcome.map_err(told),
        }
    }
}

fn states_once(context: &Context) -> Result<Vec<ReaderState>, pcsc::Error> {
    let names = context.list_readers_owned()?;
    let mut states: Vec<ReaderState> = names.into_iter().map(|name| ReaderState::new(name, State::UNAWARE)).collect();
    if states.is_empty() {
        return Ok(states);
    }
    match context.get_status_change(Duration::ZERO, &mut states) {
        Ok(()) | Err(pcsc::Error::Timeout) => Ok(states),
        Err(error) => Err(error),
    }
}

fn timeout_is_fine(error: pcsc::Error) -> Result<(), Error> {
    if error == pcsc::Error::Timeout { Ok(()) } else { Err(told(error)) }
}

pub(super) fn seen(states: &[ReaderState]) -> Vec<Seen> {
    let seen = |s: &ReaderState| Seen { name: s.name().to_owned(), state: s.event_state(), count: s.event_count() };
    states.iter().map(seen).collect()
}

/// Readers as now.
pub(super) fn look() -> Result<Vec<Seen>, Error> {
    context().and_then(|context| states(&context)).map(|states| seen(&states)).map_err(or_no_service)
}

/// Readers as soon as a card lies on one of them, or as they are when pcscd has had the time to notice one.
pub(super) fn look_for_card() -> Result<Vec<Seen>, Error> {
    let began = Instant::now();
    loop {
        let context = context().map_err(or_no_service)?;
        let mut states = states(&context).map_err(or_no_service)?;
        let found = seen(&states);
        let left = NOTICED.saturating_sub(began.elapsed());
        if found.is_empty() || found.iter().any(Seen::present) || left.is_zero() {
            return Ok(found);
        }
        for state in &mut states {
            state.sync_current_state();
        }
        context.get_status_change(left, &mut states).or_else(timeout_is_fine).map_err(or_no_service)?;
    }
}

/// Talks to the card on a reader, undisturbed by other programs. The card is reset at the end when `reset`, which closes what a PIN
/// opened.
pub(super) fn with_card<T>(
    name: &CStr,
    reset: bool,
    talk: impl FnOnce(&mut dyn Reader) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut card = connect(name)?;
    let end = if reset { Disposition::ResetCard } else { Disposition::LeaveCard };
    let outcome = talk_to(&mut card, end, talk).map_err(or_no_service);
    // The answer counts, however the reader takes the goodbye: a card may be pulled right after its last answer.
    drop(card.disconnect(end));
    outcome
}

fn talk_to<T>(
    card: &mut pcsc::Card,
    end: Disposition,
    talk: impl FnOnce(&mut dyn Reader) -> Result<T, Error>,
) -> Result<T, Error> {
    if card.status2_owned().err() == Some(pcsc::Error::ResetCard) {
        // Another program reset it after we came, which closes nothing of ours yet.
        card.reconnect(ShareMode::Shared, Protocols::ANY, Disposition::LeaveCard).map_err(told)?;
    }
    let transaction = card.transaction().map_err(told)?;
    let mut held = Held { transaction, buffer: vec![0; pcsc::MAX_BUFFER_SIZE_EXTENDED] };
    let outcome = talk(&mut held);
    drop(held.transaction.end(end));
    outcome
}

/// pcscd makes a caller wait without limit while another program has the card to itself, so the wait is another thread's. It
/// gives the card up by itself if it comes too late.
fn connect(name: &CStr) -> Result<pcsc::Card, Error> {
    let (send, receive) = mpsc::sync_channel(0);
    let name = name.to_owned();
    let wait = move || {
        let card = context().and_then(|c| c.connect(&name, ShareMode::Shared, Protocols::ANY).map_err(told));
        // Nobody waits any more: the card stays as it is, since somebody may be talking to it by now.
        if let Err(mpsc::SendError(Ok(late))) = send.send(card) {
            drop(late.disconnect(Disposition::LeaveCard));
        }
    };
    std::thread::Builder::new()
        .name("card-connect".into())
        .spawn(wait)
        .map_err(|error| Error::Device(error.to_string()))?;
    receive.recv_timeout(PATIENCE).unwrap_or(Err(Error::Busy))
}

/// A card held in a transaction.
struct Held<'a> {
    transaction: pcsc::Transaction<'a>,
    buffer: Vec<u8>,
}

impl Reader for Held<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error> {
        use pcsc::Error as E;
        let answer = self.transaction.transmit(command, &mut self.buffer).map(<[u8]>::to_vec);
        let vague = match &answer {
            Ok(bytes) => bytes.len() < 2,
            Err(error) => matches!(error, E::NotTransacted | E::CommError | E::InternalError | E::UnknownError),
        };
        if vague && self.removed() { Err(Error::Removed) } else { answer.map_err(told) }
    }
}

impl Held<'_> {
    /// Some drivers report a card pulled in the middle as a failed transfer or an empty answer, and pcscd notices only when it looks for cards
    /// the next time.
    fn removed(&self) -> bool {
        use pcsc::Error as E;
        let gone =
            |error| matches!(error, E::NoSmartcard | E::UnresponsiveCard) || matches!(told(error), Error::Removed);
        let began = Instant::now();
        while began.elapsed() < NOTICED {
            match self.transaction.status2_owned() {
                Ok(_) => std::thread::sleep(Duration::from_millis(20)),
                Err(error) => return gone(error),
            }
        }
        false
    }
}

/// A service that ends in the middle of a call leaves its clients with failures of every kind, and turns new ones away until it is gone.
pub(super) fn or_no_service(error: Error) -> Error {
    let vague = |error: &Error| matches!(error, Error::Device(_) | Error::NotAllowed);
    let began = Instant::now();
    while vague(&error) && began.elapsed() < NOTICED {
        match context() {
            Err(Error::NoService) => return Error::NoService,
            Err(again) if vague(&again) => std::thread::sleep(Duration::from_millis(20)),
            _ => break,
        }
    }
    error
}

/// What a failure of pcscd means to the person at the counter.
pub(super) fn told(error: pcsc::Error) -> Error {
    use pcsc::Error as E;
    match error {
        E::NoService | E::ServiceStopped | E::Shutdown => Error::NoService,
        E::SecurityViolation => Error::NotAllowed,
        E::NoReadersAvailable => Error::NoReader,
        E::NoSmartcard | E::NotReady => Error::NoCard,
        E::SharingViolation | E::ServerTooBusy => Error::Busy,
        // Only pcscd's own handles and names are given to it: those not valid any more were of a reader unplugged.
        E::RemovedCard | E::ReaderUnavailable | E::UnknownReader | E::InvalidValue | E::InvalidHandle => Error::Removed,
        E::UnresponsiveCard | E::UnpoweredCard | E::UnsupportedCard => Error::NotThisCard,
        other => Error::Device(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_meaning() {
        assert!(matches!(told(pcsc::Error::NoService), Error::NoService));
        assert!(matches!(told(pcsc::Error::SecurityViolation), Error::NotAllowed));
        assert!(matches!(told(pcsc::Error::SharingViolation), Error::Busy));
        assert!(matches!(told(pcsc::Error::RemovedCard), Error::Removed));
        assert!(matches!(told(pcsc::Error::NoSmartcard), Error::NoCard));
        assert!(matches!(told(pcsc::Error::NotTransacted), Error::Device(_)));
    }
}
