//! The residence cards (在留カード, 特別永住者証明書, 特定在留カード): which family a card is, from its free data.
//!
//! Source: 在留カード等仕様書 Ver 1.5 and 第二世代在留カード等仕様書 Ver 1.1 (Ministry of Justice): the card type is tag C1 of MF/EF02. What lies
//! behind the card number is not read here.

use super::apdu::{self, Command};
use super::reader::{Reader, select_app, send};
use super::{Error, Family, tlv};

/// The residence application of a 特定在留カード, which lies in a domain of its own on a My Number card.
pub(super) const SPECIAL: [u8; 16] = [0xD3, 0x92, 0xF0, 0x00, 0x4F, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Short identifier of EF02, the card type.
const CARD_TYPE: u8 = 0x0A;

/// Is it a 特定在留カード? Asked before the My Number card, which it also is.
pub(super) fn detect_special(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    if !select_app(reader, &SPECIAL)? {
        return Ok(None);
    }
    card_type(reader)
}

/// Is it a residence card of its own?
pub(super) fn detect(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    // The master file is current after power-on; a program before us may have left it.
    send(reader, &Command::new(0x00, 0xA4, 0x00, 0x00).data(&[0x3F, 0x00]))?;
    card_type(reader)
}

fn card_type(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    let answer = send(reader, &Command::read_short(CARD_TYPE))?;
    if answer.status != apdu::OK && answer.status != 0x6282 {
        return Ok(None);
    }
    family(&answer.data).map(Some)
}

/// The family named by the content of EF02.
fn family(ef02: &[u8]) -> Result<Family, Error> {
    let objects = tlv::all(ef02)?;
    match tlv::find(&objects, 0xC1)? {
        b"1" => Ok(Family::Residence1),
        b"05" => Ok(Family::Residence2),
        b"07" => Ok(Family::ResidenceSpecial),
        b"2" | b"06" | b"08" => Ok(Family::SpecialPermanent),
        _ => Err(Error::Untrusted("a card type that does not exist".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn card_types() {
        for (ef02, expected) in [
            (&b"\xC1\x011"[..], Family::Residence1),
            (b"\xC1\x012", Family::SpecialPermanent),
            (b"\xC1\x0205", Family::Residence2),
            (b"\xC1\x0206\x00\x00", Family::SpecialPermanent),
            (b"\xC1\x0207", Family::ResidenceSpecial),
            (b"\xC1\x0208", Family::SpecialPermanent),
        ] {
            assert_eq!(family(ef02).unwrap(), expected);
        }
        for wrong in [&b""[..], b"\xC1\x0109", b"\xC1\x019", b"\xC0\x011", b"\xC1\x021"] {
            assert!(matches!(family(wrong), Err(Error::Untrusted(_))), "{wrong:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = family(&bytes);
        }
    }
}
