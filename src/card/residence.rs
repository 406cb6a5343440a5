//! The residence cards (在留カード, 特別永住者証明書, 特定在留カード): which kind a card is, and what it holds once its number is shown.
//!
//! Sources: 在留カード等仕様書 Ver 1.5 and 第二世代在留カード等仕様書 Ver 1.1 (Ministry of Justice): the card type is tag C1 of MF/EF02. How the
//! 特定在留カード is given its session key was not seen ([`Make`]): of its residence side the free files are read, and the rest is named as not
//! read. As a My Number card it is read.
//!
//! The number is no secret of the kind a PIN is: a wrong one costs nothing and locks nothing.

mod contents;
mod details;
mod genuine;
mod make;
mod messaging;
mod picture;
mod suite;

pub use contents::{ADDRESS_PICTURE, FACE, FRONT, files, filled, folder};
pub use details::Detail;
pub use genuine::{Genuine, Pinned, Proof, Why, parse as certificate, verdict};
pub use make::Make;
pub(super) use make::{SPECIAL, family};
pub use messaging::unseal;
pub use picture::{THREAD as PICTURE_THREAD, decode as picture};
pub use suite::{Aes, SecretKey, Suite, TripleDes, number_key, pad, session_key, unpad};

use super::reader::{Lengths, Reader};
use super::{Error, Family};
use crate::case::Fact;
use contents::Contents;
use make::Free;
use zeroize::Zeroizing;

/// The specification a card was made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    First,
    Second,
}

impl Generation {
    /// What it computes with.
    #[must_use]
    pub fn suite(self) -> &'static dyn Suite {
        match self {
            Generation::First => &TripleDes,
            Generation::Second => &Aes,
        }
    }
}

/// A kind of card, by what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub generation: Generation,
    /// 特別永住者証明書
    pub permanent: bool,
}

/// The number of a residence card, as on its front: two letters, eight digits, two letters.
#[derive(Clone, PartialEq, Eq)]
pub struct CardNumber(Zeroizing<String>);

impl CardNumber {
    /// Reads what was typed, in any width; spaces and hyphens are left out.
    ///
    /// # Errors
    /// [`Error::BadNumber`]
    pub fn parse(typed: &str) -> Result<CardNumber, Error> {
        let bare: String = super::basic::half_width(typed)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .flat_map(char::to_uppercase)
            .collect();
        let shape = |(at, byte): (usize, u8)| match at {
            0 | 1 | 10 | 11 => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        };
        let right = bare.len() == 12 && bare.bytes().enumerate().all(shape);
        if right { Ok(CardNumber(Zeroizing::new(bare))) } else { Err(Error::BadNumber) }
    }

    /// Twelve ASCII bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardNumber")
    }
}

/// What a residence card says. Its pictures stay as they are until asked for.
#[derive(Clone)]
pub struct Residence {
    pub card: Family,
    pub details: Vec<Detail>,
    /// Items the card has, by a digest of its specification, and that cannot be read here.
    pub unread: Vec<&'static str>,
    pub genuine: Genuine,
    /// The front, or on a card of the second generation the name.
    pub front: Vec<u8>,
    /// Empty on the cards of young children.
    pub face: Vec<u8>,
    /// The address, on a card of the second generation; empty on others, which have it as text.
    pub address: Vec<u8>,
}

impl std::fmt::Debug for Residence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Residence").field("card", &self.card).field("genuine", &self.genuine).finish_non_exhaustive()
    }
}

impl Residence {
    /// The details as facts; those no form has keep names of their own.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        self.details.iter().map(Detail::fact).collect()
    }
}

/// Is it a 特定在留カード? Asked before the My Number card, which it also is.
pub(super) fn detect_special(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    Ok(Free::read(reader, &make::OnMyNumberCard)?.map(|free| free.family))
}

/// Is it a residence card of its own?
pub(super) fn detect(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    Ok(Free::read(reader, &make::Own)?.map(|free| free.family))
}

/// Reads everything on a residence card whose number this is; of a card that cannot be opened here, what it says freely.
///
/// # Errors
/// [`Error::NotThisCard`]; [`Error::NoNumber`]; [`Error::WrongNumber`]; [`Error::NoExtended`]; [`Error::Untrusted`].
pub(super) fn read(
    reader: &mut dyn Reader,
    number: Option<&CardNumber>,
    pinned: &Pinned,
    lengths: Lengths,
) -> Result<Residence, Error> {
    for make in make::MAKES {
        let Some(free) = Free::read(reader, make)? else { continue };
        return match (make.open(reader, free.kind, number)?, number) {
            (Some(session), Some(number)) => {
                let contents = Contents::read(reader, free.kind, &session, lengths)?;
                opened(free.family, &contents, number, pinned)
            }
            _ => Ok(unopened(free.with_version(reader)?, make.checked())),
        };
    }
    Err(Error::NotThisCard)
}

fn opened(card: Family, contents: &Contents, number: &CardNumber, pinned: &Pinned) -> Result<Residence, Error> {
    let (code, certificate) = contents.proof();
    let genuine = verdict(&Proof { signed: &contents.signed(), code, certificate }, pinned);
    let picture = |tag| picture_of(contents.value(tag));
    Ok(Residence {
        card,
        details: details::details(contents, number)?,
        unread: Vec::new(),
        genuine,
        front: picture(FRONT),
        face: picture(FACE),
        address: picture(ADDRESS_PICTURE),
    })
}

/// What is said of a card whose number opens nothing here.
fn unopened(free: Free, checked: bool) -> Residence {
    Residence {
        card: free.family,
        details: details::free(&free.card_type, &free.version, checked),
        unread: details::items(free.kind),
        genuine: Genuine::Unknown(Why::NotOpened),
        front: Vec::new(),
        face: Vec::new(),
        address: Vec::new(),
    }
}

/// The bytes of a picture; none where the card has only filler.
fn picture_of(value: &[u8]) -> Vec<u8> {
    if value.iter().all(|byte| *byte == 0) { Vec::new() } else { value.to_vec() }
}

#[cfg(test)]
mod tests;
