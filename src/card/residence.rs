//! The residence cards (在留カード, 特別永住者証明書, 特定在留カード): which kind a card is, and what it holds once its number is shown.
//!
//! Sources: 在留カード等仕様書 Ver 1.5 and 第二世代在留カード等仕様書 Ver 1.1 (Ministry of Justice): the card type is tag C1 of MF/EF02. How the
//! 特定在留カード is given its session key was not seen, so it is named and not read ([`Error::SpecialCard`]); as a My Number card it is read.
//!
//! The number is no secret of the kind a PIN is: a wrong one costs nothing and locks nothing.

mod contents;
mod details;
mod genuine;
mod messaging;
mod picture;
mod suite;

pub use contents::{ADDRESS_PICTURE, FACE, FRONT, files, filled, folder};
pub use details::Detail;
pub use genuine::{Genuine, Pinned, Proof, Why, parse as certificate, verdict};
pub use messaging::unseal;
pub use picture::{THREAD as PICTURE_THREAD, decode as picture};
pub use suite::{Aes, SecretKey, Suite, TripleDes, number_key, pad, session_key, unpad};

use super::apdu::{self, Command};
use super::reader::{Reader, select_app, send};
use super::{Error, Family, tlv};
use crate::case::Fact;
use contents::Contents;
use messaging::{Nonce, Session};
use zeroize::Zeroizing;

/// The residence application of a 特定在留カード, which lies in a domain of its own on a My Number card.
pub(super) const SPECIAL: [u8; 16] = [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Short identifier of EF02, the card type.
const CARD_TYPE: u8 = 0x0A;

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

/// A kind of card that can be read with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub generation: Generation,
    /// 特別永住者証明書
    pub permanent: bool,
}

impl Kind {
    /// From the card type; `None` for one that is read in another way, or does not exist.
    #[must_use]
    pub fn of(card_type: &[u8]) -> Option<Kind> {
        let (generation, permanent) = match card_type {
            b"1" => (Generation::First, false),
            b"2" => (Generation::First, true),
            b"05" => (Generation::Second, false),
            b"06" => (Generation::Second, true),
            _ => return None,
        };
        Some(Kind { generation, permanent })
    }
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
    pub genuine: Genuine,
    /// The front, or on a card of the second generation the name.
    pub front: Vec<u8>,
    /// Empty on the cards of young children.
    pub face: Vec<u8>,
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
    if !select_app(reader, &SPECIAL)? {
        return Ok(None);
    }
    Ok(card_type(reader)?.map(|(family, _)| family))
}

/// Is it a residence card of its own?
pub(super) fn detect(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    Ok(root(reader)?.map(|(family, _)| family))
}

/// Reads everything on a residence card whose number this is.
///
/// # Errors
/// [`Error::NotThisCard`]; [`Error::SpecialCard`]; [`Error::WrongNumber`]; [`Error::Untrusted`].
pub(super) fn read(reader: &mut dyn Reader, number: &CardNumber, pinned: &Pinned) -> Result<Residence, Error> {
    if detect_special(reader)?.is_some() {
        return Err(Error::SpecialCard);
    }
    let (card, kind) = root(reader)?.ok_or(Error::NotThisCard)?;
    let kind = kind.ok_or(Error::SpecialCard)?;
    let session = Session::open(reader, kind.generation.suite(), number.bytes(), &Nonce::fresh())?;
    session.verify(reader, number.bytes())?;
    let contents = Contents::read(reader, kind, &session)?;
    let (code, certificate) = contents.proof();
    let genuine = verdict(&Proof { signed: &contents.signed(), code, certificate }, pinned);
    Ok(Residence {
        card,
        details: details::details(&contents, number)?,
        genuine,
        front: picture_of(contents.value(FRONT)),
        face: picture_of(contents.value(FACE)),
    })
}

/// The bytes of a picture; none where the card has only filler.
fn picture_of(value: &[u8]) -> Vec<u8> {
    if value.iter().all(|byte| *byte == 0) { Vec::new() } else { value.to_vec() }
}

/// Family and kind of a card whose master file says its type.
fn root(reader: &mut dyn Reader) -> Result<Option<(Family, Option<Kind>)>, Error> {
    // The master file is current after power-on; a program before us may have left it.
    send(reader, &Command::new(0x00, 0xA4, 0x00, 0x00).data(&[0x3F, 0x00]))?;
    card_type(reader)
}

fn card_type(reader: &mut dyn Reader) -> Result<Option<(Family, Option<Kind>)>, Error> {
    let answer = send(reader, &Command::read_short(CARD_TYPE))?;
    if answer.status != apdu::OK && answer.status != 0x6282 {
        return Ok(None);
    }
    let objects = tlv::all(&answer.data)?;
    let card_type = tlv::find(&objects, 0xC1)?;
    Ok(Some((family(card_type)?, Kind::of(card_type))))
}

/// The family named by a card type.
fn family(card_type: &[u8]) -> Result<Family, Error> {
    match card_type {
        b"1" => Ok(Family::Residence1),
        b"05" => Ok(Family::Residence2),
        b"07" => Ok(Family::ResidenceSpecial),
        b"2" | b"06" | b"08" => Ok(Family::SpecialPermanent),
        _ => Err(Error::Untrusted("a card type that does not exist".into())),
    }
}

#[cfg(test)]
mod tests;
