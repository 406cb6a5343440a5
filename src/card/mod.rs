//! Smart cards: what lies on which reader, and what it offers. Facts leave here as suggestions, never as answers.
//!
//! Every response of a card is untrusted bytes. A PIN lives in zeroizing memory for one command and is never logged; the My Number
//! itself is never read.

pub mod apdu;
mod basic;
pub mod emulate;
mod inside;
mod jpki;
mod my_number;
mod pcscd;
pub mod reader;
pub mod residence;
pub mod tlv;
mod watch;

pub use jpki::{CHALLENGE, CardCertificate, Certificates, Prepare, Signed};
pub use reader::{Lengths, Reader};
pub use watch::Watch;

use crate::case::Fact;
use secrecy::SecretString;

/// The family of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    MyNumber,
    /// First generation residence card.
    Residence1,
    /// Second generation (since 2026-06-14).
    Residence2,
    /// 特定在留カード, 特定特別永住者証明書: an application on a My Number card.
    ResidenceSpecial,
    SpecialPermanent,
    Other,
    None,
}

impl Family {
    /// Word in `card list --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Family::MyNumber => "my-number",
            Family::Residence1 => "residence-1",
            Family::Residence2 => "residence-2",
            Family::ResidenceSpecial => "residence-special",
            Family::SpecialPermanent => "special-permanent",
            Family::Other => "other",
            Family::None => "none",
        }
    }
}

/// A reader and what lies on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub name: String,
    pub card: Family,
}

/// Tries left before a PIN is blocked; `None`: the card does not have it or did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    pub auth: Option<u8>,
    pub sign: Option<u8>,
    pub text: Option<u8>,
}

/// Reading a card failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the card service (pcscd) is not running")]
    NoService,
    /// Its policy (polkit) keeps this user out.
    #[error("the card service (pcscd) does not let this user in")]
    NotAllowed,
    #[error("no card reader is connected")]
    NoReader,
    #[error("no card on the reader")]
    NoCard,
    #[error("another program is using the card")]
    Busy,
    #[error("the card was taken away")]
    Removed,
    #[error("this card does not have what was asked for")]
    NotThisCard,
    #[error("wrong PIN, {0} tries left")]
    WrongPin(u8),
    #[error("the PIN is blocked")]
    Blocked,
    #[error("not the number of a residence card")]
    BadNumber,
    #[error("the card does not answer to this number")]
    WrongNumber,
    #[error("the number of the card is wanted")]
    NoNumber,
    #[error("reader or card takes no commands of extended length")]
    NoExtended,
    #[error("only one try is left")]
    LastTry,
    #[error("not a PIN of this kind")]
    BadPin,
    #[error("not a PIN for signing")]
    BadSignPin,
    #[error("the card answered in a way it must not: {0}")]
    Untrusted(String),
    #[error("the reader failed: {0}")]
    Device(String),
    /// The profile of a virtual card: `why` begins with the line of the flaw.
    #[error("flaw in the card profile {name}: {why}")]
    Profile { name: String, why: String },
}

/// What a card said.
#[derive(Debug, Clone)]
pub struct Read {
    pub card: Family,
    pub facts: Vec<Fact>,
    pub tries: Tries,
}

/// Where cards are found: the real pcscd, or the virtual card inside this process.
#[derive(Debug, Clone)]
pub enum Place {
    Pcsc,
    /// A profile file served in-process (practice without pcscd).
    InProcess(std::path::PathBuf),
}

/// One card application: tells its family, or that it is not on this card.
struct Type {
    detect: fn(&mut dyn Reader) -> Result<Option<Family>, Error>,
}

/// Every card application known here, in the order they are asked for: a 特定在留カード is a My Number card as well. Cards are told by what they
/// answer, never by their ATR, which readers make up for contactless cards.
const TYPES: &[Type] = &[
    Type { detect: residence::detect_special },
    Type { detect: my_number::detect },
    Type { detect: residence::detect },
];

/// Readers and their cards, as they are now.
///
/// # Errors
/// [`Error::NoService`]; [`Error::NotAllowed`]; [`Error::Busy`] when another program has the only card. No reader at all is an empty list.
pub fn list(place: &Place) -> Result<Vec<Slot>, Error> {
    match place {
        Place::InProcess(profile) => in_process(profile),
        Place::Pcsc => named(&pcscd::look()?),
    }
}

/// Readers and their cards; where no card lies yet, after pcscd has had the time to notice one (1 s).
///
/// # Errors
/// As [`list`].
pub fn list_settled(place: &Place) -> Result<Vec<Slot>, Error> {
    match place {
        Place::InProcess(profile) => in_process(profile),
        Place::Pcsc => named(&pcscd::look_for_card()?),
    }
}

fn in_process(profile: &std::path::Path) -> Result<Vec<Slot>, Error> {
    let card = if inside::present(profile)? { inside::with_card(profile, family)? } else { Family::None };
    Ok(vec![Slot { name: inside::NAME.to_owned(), card }])
}

/// The cards on readers, named.
fn named(readers: &[pcscd::Seen]) -> Result<Vec<Slot>, Error> {
    let mut slots = Vec::new();
    let mut busy = false;
    for seen in readers {
        let card = match family_on(seen) {
            Ok(family) => family,
            Err(Error::Busy) => {
                busy = true;
                Family::Other
            }
            Err(Error::Removed | Error::NoCard) => Family::None,
            Err(_) => Family::Other,
        };
        slots.push(Slot { name: seen.title(), card });
    }
    let others = slots.iter().any(|slot| !matches!(slot.card, Family::Other | Family::None));
    if busy && !others { Err(Error::Busy) } else { Ok(slots) }
}

/// The family of the card on a reader.
fn family_on(seen: &pcscd::Seen) -> Result<Family, Error> {
    if !seen.present() {
        return Ok(Family::None);
    }
    if seen.mute() {
        return Ok(Family::Other);
    }
    pcscd::with_card(&seen.name, false, family)
}

/// The family of a card, by what it answers.
fn family(reader: &mut dyn Reader) -> Result<Family, Error> {
    for card_type in TYPES {
        if let Some(family) = (card_type.detect)(reader)? {
            return Ok(family);
        }
    }
    Ok(Family::Other)
}

/// Tries left on the My Number card, without spending one.
///
/// # Errors
/// [`Error`]
pub fn tries(place: &Place) -> Result<Tries, Error> {
    on_card(place, false, &mut my_number::tries)
}

/// The four basic data of a My Number card (券面入力補助AP). `last_try`: the person agreed to use the last try.
///
/// # Errors
/// [`Error`]; [`Error::BadPin`] before the card is touched, [`Error::LastTry`] and [`Error::Blocked`] before a try is spent.
pub fn read_basic(place: &Place, pin: &SecretString, last_try: bool) -> Result<Read, Error> {
    my_number::check_pin(pin)?;
    on_card(place, true, &mut |reader| {
        let card = family(reader)?;
        let (facts, tries) = my_number::read(reader, pin, last_try)?;
        Ok(Read { card, facts, tries })
    })
}

/// The certificates of a My Number card and the tries left; the signature certificate only with its PIN.
///
/// # Errors
/// [`Error`]; with a PIN as [`read_basic`], with [`Error::BadSignPin`] for the format.
pub fn certificates(place: &Place, pin: Option<&SecretString>, last_try: bool) -> Result<Certificates, Error> {
    let pin = pin.map(jpki::sign_pin).transpose()?;
    on_card(place, pin.is_some(), &mut |reader| {
        let card = family(reader)?;
        jpki::certificates(reader, card, pin.as_ref(), last_try)
    })
}

/// Signs a server's challenge, which begins with [`CHALLENGE`], with the authentication key (PIN of 4 digits): what `prepare` makes of it for the
/// certificate (DER).
///
/// # Errors
/// As [`read_basic`]; [`Error::Untrusted`] for a challenge that is none; those of `prepare`, after which nothing is signed.
pub fn answer_challenge(
    place: &Place,
    pin: &SecretString,
    last_try: bool,
    challenge: &[u8],
    prepare: Prepare<'_>,
) -> Result<Signed, Error> {
    jpki::check_auth_pin(pin)?;
    on_card(place, true, &mut |reader| jpki::answer_challenge(reader, pin, last_try, challenge, prepare))
}

/// Signs a document with the signature key (PIN of 6 to 16 letters and digits): what `prepare` makes for the certificate (DER) it is given,
/// a `DigestInfo`.
///
/// # Errors
/// As [`read_basic`], with [`Error::BadSignPin`] for the format; those of `prepare`, after which nothing is signed.
pub fn sign_document(
    place: &Place,
    pin: &SecretString,
    last_try: bool,
    prepare: &mut dyn FnMut(&[u8]) -> Result<Vec<u8>, Error>,
) -> Result<Signed, Error> {
    let pin = jpki::sign_pin(pin)?;
    on_card(place, true, &mut |reader| jpki::sign_document(reader, &pin, last_try, prepare))
}

/// Everything on a residence card whose number this is; the check code is weighed by the pinned certificates. A 特定在留カード wants no number and
/// says no more than its free files do.
///
/// # Errors
/// [`Error`]; [`Error::NoNumber`] and [`Error::WrongNumber`] with nothing read. A wrong number costs nothing.
pub fn read_residence(
    place: &Place,
    number: Option<&residence::CardNumber>,
    pinned: &residence::Pinned,
) -> Result<residence::Residence, Error> {
    let read = |lengths| on_card(place, true, &mut |reader| residence::read(reader, number, pinned, lengths));
    match read(Lengths::Extended) {
        // Anew: refusing may have cost the card's session.
        Err(Error::NoExtended) => read(Lengths::Short),
        outcome => outcome,
    }
}

/// Talks to the first card that has what is asked for (any other answers [`Error::NotThisCard`]); `reset` closes afterwards what a PIN opened.
fn on_card<T>(
    place: &Place,
    reset: bool,
    talk: &mut dyn FnMut(&mut dyn Reader) -> Result<T, Error>,
) -> Result<T, Error> {
    match place {
        Place::InProcess(profile) => inside::with_card(profile, talk),
        Place::Pcsc => {
            let readers = pcscd::look_for_card()?;
            let mut why = if readers.is_empty() { Error::NoReader } else { Error::NoCard };
            for seen in readers.iter().filter(|seen| seen.present()) {
                match pcscd::with_card(&seen.name, reset, &mut *talk) {
                    Err(error @ (Error::NotThisCard | Error::Busy)) => why = error,
                    outcome => return outcome,
                }
            }
            Err(why)
        }
    }
}

#[cfg(test)]
mod tests;
