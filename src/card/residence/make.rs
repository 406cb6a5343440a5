//! Where a card keeps its residence files and how it opens them: a card of its own (在留カード, 特別永住者証明書), or an application on a My Number
//! card (特定在留カード, 特定特別永住者証明書).
//!
//! Sources: 在留カード等仕様書 Ver 1.5 and 第二世代在留カード等仕様書 Ver 1.1 for the first; for the second a digest of 特定在留カード等仕様書 Ver 1.1 only, which
//! names the application, the folders and the command that hands over the session key (`80 AE 00 00`, RSA-OAEP), but not the bytes of that
//! hand-over. Nothing is sent in its place.

use super::messaging::{Nonce, Session};
use super::{CardNumber, Generation, Kind};
use crate::card::apdu::{self, Command};
use crate::card::reader::{Reader, select_app, send};
use crate::card::{Error, Family, tlv};

/// The residence application of a 特定在留カード, which lies in a domain of its own on a My Number card.
pub(in crate::card) const SPECIAL: [u8; 16] = [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Short identifier of EF01, the version of the specification, and of EF02, the card type.
const VERSION: u8 = 0x0B;
const CARD_TYPE: u8 = 0x0A;

/// How a card is made, as far as reading its residence files goes.
pub trait Make: Sync {
    /// Makes the free files current; `false`: this card is not made so.
    ///
    /// # Errors
    /// Those of the reader.
    fn select(&self, reader: &mut dyn Reader) -> Result<bool, Error>;

    /// Opens the files that the number guards; `None` where how that is done is not known here.
    ///
    /// # Errors
    /// [`Error::NoNumber`]; [`Error::WrongNumber`]; [`Error::Untrusted`].
    fn open(&self, reader: &mut dyn Reader, kind: Kind, number: Option<&CardNumber>) -> Result<Option<Session>, Error>;

    /// What is said of such cards was checked against official vectors.
    fn checked(&self) -> bool;
}

/// A card of its own.
pub struct Own;

/// An application on a My Number card.
pub struct OnMyNumberCard;

/// All makes. An application is asked for first: the card it lies on answers without it too.
pub const MAKES: [&dyn Make; 2] = [&OnMyNumberCard, &Own];

impl Make for Own {
    fn select(&self, reader: &mut dyn Reader) -> Result<bool, Error> {
        // The master file is current after power-on; a program before us may have left it.
        send(reader, &Command::new(0x00, 0xA4, 0x00, 0x00).data(&[0x3F, 0x00]))?;
        Ok(true)
    }

    fn open(&self, reader: &mut dyn Reader, kind: Kind, number: Option<&CardNumber>) -> Result<Option<Session>, Error> {
        let number = number.ok_or(Error::NoNumber)?.bytes();
        let session = Session::open(reader, kind.generation.suite(), number, &Nonce::fresh())?;
        session.verify(reader, number)?;
        Ok(Some(session))
    }

    fn checked(&self) -> bool {
        true
    }
}

impl Make for OnMyNumberCard {
    fn select(&self, reader: &mut dyn Reader) -> Result<bool, Error> {
        select_app(reader, &SPECIAL)
    }

    /// How the session key is handed over was not seen.
    fn open(&self, _: &mut dyn Reader, _: Kind, _: Option<&CardNumber>) -> Result<Option<Session>, Error> {
        Ok(None)
    }

    fn checked(&self) -> bool {
        false
    }
}

/// What the free files of a card say.
pub struct Free {
    pub family: Family,
    pub kind: Kind,
    /// As on the card: `1`, `05`.
    pub card_type: String,
    /// As on the card, `0001`; empty where the card does not say.
    pub version: String,
}

impl Free {
    /// Reads the free files where `make` keeps them; `None`: the card is not made so.
    ///
    /// # Errors
    /// [`Error::Untrusted`]: no card type, or one that does not exist.
    pub fn read(reader: &mut dyn Reader, make: &dyn Make) -> Result<Option<Free>, Error> {
        if !make.select(reader)? {
            return Ok(None);
        }
        let Some(card_type) = free(reader, CARD_TYPE, 0xC1)? else { return Ok(None) };
        let (family, kind) = family(card_type.as_bytes())?;
        Ok(Some(Free { family, kind, card_type, version: String::new() }))
    }

    /// Adds the version of the specification.
    ///
    /// # Errors
    /// [`Error::Untrusted`]: damaged.
    pub fn with_version(mut self, reader: &mut dyn Reader) -> Result<Free, Error> {
        self.version = free(reader, VERSION, 0xC0)?.unwrap_or_default();
        Ok(self)
    }
}

/// The one object of a free file, a few letters; `None` where there is no such file.
fn free(reader: &mut dyn Reader, short: u8, tag: u32) -> Result<Option<String>, Error> {
    let answer = send(reader, &Command::read_short(short))?;
    if answer.status != apdu::OK && answer.status != 0x6282 {
        return Ok(None);
    }
    let objects = tlv::all(&answer.data)?;
    let value = tlv::find(&objects, tag)?;
    let plain = value.len() <= 4 && value.iter().all(u8::is_ascii_alphanumeric);
    let text = String::from_utf8(value.to_vec()).ok().filter(|_| plain);
    text.map(Some).ok_or_else(|| Error::Untrusted("a free file of another content".into()))
}

/// Family and kind named by a card type (tag C1 of MF/EF02).
pub fn family(card_type: &[u8]) -> Result<(Family, Kind), Error> {
    let (family, generation, permanent) = match card_type {
        b"1" => (Family::Residence1, Generation::First, false),
        b"2" => (Family::SpecialPermanent, Generation::First, true),
        b"05" => (Family::Residence2, Generation::Second, false),
        b"06" => (Family::SpecialPermanent, Generation::Second, true),
        b"07" => (Family::ResidenceSpecial, Generation::Second, false),
        b"08" => (Family::ResidenceSpecial, Generation::Second, true),
        _ => return Err(Error::Untrusted("a card type that does not exist".into())),
    };
    Ok((family, Kind { generation, permanent }))
}
