//! The applications of a My Number card: 券面入力補助 with the four basic data, and JPKI.

use super::files::{App, Body, File, Pin, object};
use super::jpki;
use super::profile::{MyNumber, PinOf};
use crate::card::my_number::{BASIC_FOUR, TEXT, TEXT_PIN};

/// Most tries of the four-digit PINs, and of the signature PIN.
pub(super) const FOUR_DIGITS: u8 = 3;
pub(super) const SIGNATURE: u8 = 5;

pub(super) fn apps(card: &MyNumber) -> Vec<App> {
    let text = vec![
        // A number that no one has: its check digit is wrong.
        File::data(0x0001, number(), Some(TEXT_PIN)),
        File::data(BASIC_FOUR, basic_four(card), Some(TEXT_PIN)),
        pin(TEXT_PIN, &card.text, FOUR_DIGITS),
    ];
    vec![App { aid: TEXT.to_vec(), root: false, files: text }, jpki::app(card)]
}

fn pin(id: u16, pin: &PinOf, most: u8) -> File {
    File { id, body: Body::Pin(Pin::new(&pin.value, most, pin.left)) }
}

fn number() -> Vec<u8> {
    let mut file = object(0xFF10, b"000000000000");
    file.extend([0xFF, 0xFF]);
    file
}

/// `FF20 { DF21 offsets, DF22 name, DF23 address, DF24 birth, DF25 sex }`; the four offsets count from the start of the file.
fn basic_four(card: &MyNumber) -> Vec<u8> {
    let birth = card.birth.strftime("%Y%m%d").to_string();
    let parts = [
        object(0xDF22, card.name.as_bytes()),
        object(0xDF23, card.address.as_bytes()),
        object(0xDF24, birth.as_bytes()),
        object(0xDF25, &[card.sex]),
    ];
    let inner: usize = parts.iter().map(Vec::len).sum::<usize>() + OFFSETS;
    let header = object(0xFF20, &vec![0; inner]).len() - inner;
    let mut at = header + OFFSETS;
    let mut offsets = Vec::new();
    for part in &parts {
        offsets.extend(u16::try_from(at).unwrap_or(u16::MAX).to_be_bytes());
        at += part.len();
    }
    object(0xFF20, &[object(0xDF21, &offsets), parts.concat()].concat())
}

/// Length of the `DF21` object: two bytes tag, one length, four offsets of two bytes.
const OFFSETS: usize = 2 + 1 + 8;
