//! The My Number card: tries left, and the four basic data of the 券面入力補助 application (J-LIS), which names "text" below.
//!
//! The My Number itself (file 0001 of that application) is never selected. A PIN is sent at most once per call, after its format
//! and the tries left were looked at.

use super::apdu::{self, Command};
use super::reader::{Reader, select_app, send};
use super::{Error, Family, Tries, basic, jpki, tlv};
use crate::case::Fact;
use jiff::civil::Date;
use secrecy::{ExposeSecret, SecretString};

/// 公的個人認証 (JPKI)
pub(super) const JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面入力補助
pub(super) const TEXT: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];

/// PIN of the text application.
pub(super) const TEXT_PIN: u16 = 0x0011;
/// PIN of the user authentication key (JPKI).
pub(super) const AUTH_PIN: u16 = 0x0018;
/// PIN of the signature key (JPKI).
pub(super) const SIGN_PIN: u16 = 0x001B;
/// The four basic data (text).
pub(super) const BASIC_FOUR: u16 = 0x0002;

/// The most the basic data can take: name and address of 200 characters each are far below.
const MOST: usize = 4096;

/// The most commands a file of that length takes, with room for readers that give less than 256 bytes at a time.
const PARTS: usize = 64;

/// Is it a My Number card?
pub(super) fn detect(reader: &mut dyn Reader) -> Result<Option<Family>, Error> {
    Ok(select_app(reader, &JPKI)?.then_some(Family::MyNumber))
}

/// Tries left of the three PINs; leaves the text application current if the card has it.
pub(super) fn tries(reader: &mut dyn Reader) -> Result<Tries, Error> {
    let mut found = Tries::default();
    let jpki = select_app(reader, &JPKI)?;
    if jpki {
        found.auth = tries_of(reader, AUTH_PIN)?;
        found.sign = tries_of(reader, SIGN_PIN)?;
    }
    let text = select_app(reader, &TEXT)?;
    if text {
        found.text = tries_of(reader, TEXT_PIN)?;
    }
    if jpki || text { Ok(found) } else { Err(Error::NotThisCard) }
}

/// Tries left of one PIN of the current application; the PIN's file stays selected.
pub(super) fn tries_of(reader: &mut dyn Reader, pin: u16) -> Result<Option<u8>, Error> {
    if send(reader, &Command::select_file(pin))?.status != apdu::OK {
        return Ok(None);
    }
    Ok(match send(reader, &Command::ask_tries())?.status {
        status @ 0x63C0..=0x63CF => Some(status.to_be_bytes()[1] & 0x0F),
        0x6983 | 0x6984 => Some(0),
        _ => None,
    })
}

/// Four digits?
pub(super) fn check_pin(pin: &SecretString) -> Result<(), Error> {
    let digits = pin.expose_secret().as_bytes();
    if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) { Ok(()) } else { Err(Error::BadPin) }
}

/// The four basic data. The caller has checked the format of the PIN.
pub(super) fn read(reader: &mut dyn Reader, pin: &SecretString, last_try: bool) -> Result<(Vec<Fact>, Tries), Error> {
    let mut tries = tries(reader)?;
    may_try(tries.text, last_try)?;
    verify(reader, pin)?;
    tries.text = tries_of(reader, TEXT_PIN)?.or(tries.text);
    let mut facts = basic::facts(&read_file(reader, BASIC_FOUR)?)?;
    facts.extend(jpki::until(reader)?.map(certificate_until));
    Ok((facts, tries))
}

/// No item of a form, but what the deadlines want: the certificates end with the stay, and renewing the stay does not extend them.
fn certificate_until(day: Date) -> Fact {
    Fact { item: "certificate_until".to_owned(), value: day.to_string(), checked: true }
}

/// Whether a PIN may be sent with these tries left: never the last one without the person's word.
pub(super) fn may_try(left: Option<u8>, last_try: bool) -> Result<(), Error> {
    match left {
        None => Err(Error::NotThisCard),
        Some(0) => Err(Error::Blocked),
        Some(1) if !last_try => Err(Error::LastTry),
        Some(_) => Ok(()),
    }
}

/// Sends the PIN to the file selected last.
pub(super) fn verify(reader: &mut dyn Reader, pin: &SecretString) -> Result<(), Error> {
    match send(reader, &Command::verify(pin.expose_secret().as_bytes()))?.status {
        apdu::OK => Ok(()),
        0x63C0 | 0x6983 | 0x6984 => Err(Error::Blocked),
        status @ 0x63C1..=0x63CF => Err(Error::WrongPin(status.to_be_bytes()[1] & 0x0F)),
        other => Err(Error::Untrusted(format!("status {other:04X} to a PIN"))),
    }
}

/// A whole file of the current application: as long as its first object says.
pub(super) fn read_file(reader: &mut dyn Reader, id: u16) -> Result<Vec<u8>, Error> {
    send(reader, &Command::select_file(id))?.success()?;
    let mut file = send(reader, &Command::read(0))?.success()?;
    let whole = tlv::announced(&file)?;
    if whole > MOST {
        return Err(Error::Untrusted("a file longer than it can be".into()));
    }
    for _ in 0..PARTS {
        if file.len() >= whole {
            file.truncate(whole);
            return Ok(file);
        }
        let offset = u16::try_from(file.len()).map_err(|_| Error::Untrusted("a file without end".into()))?;
        let part = send(reader, &Command::read(offset))?.success()?;
        if part.is_empty() {
            break;
        }
        file.extend(part);
    }
    Err(Error::Untrusted("a file shorter than it says".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::Bench;

    const CARD: &str = "my-number.toml";

    fn pin(digits: &str) -> SecretString {
        SecretString::from(digits)
    }

    #[test]
    fn the_my_number_is_never_selected() {
        let mut card = Bench::new(CARD);
        let (facts, _) = read(&mut card, &pin("1234"), false).unwrap();
        assert_eq!(facts.len(), 6);
        let number = [0x00, 0x01];
        let selects = |c: &&Vec<u8>| c[1] == 0xA4 && c[2] != 0x04 && c.ends_with(&number);
        let reads_short = |c: &&Vec<u8>| c[1] == 0xB0 && c[2] & 0x80 != 0;
        assert_eq!(card.sent.iter().filter(selects).count(), 0);
        assert_eq!(card.sent.iter().filter(reads_short).count(), 0);
        // And the test would see it: the file is there.
        card.transmit(&Command::select_file(0x0001).bytes()).unwrap();
        assert_eq!(card.sent.iter().filter(selects).count(), 1);
    }

    #[test]
    fn tries_come_before_the_pin_and_cost_none() {
        let mut card = Bench::new(CARD);
        for _ in 0..10 {
            let tries = tries(&mut card).unwrap();
            assert_eq!((tries.auth, tries.sign, tries.text), (Some(3), Some(5), Some(3)));
        }
        assert_eq!(card.pins(), 0);
        let asked = card.sent.len();
        read(&mut card, &pin("1234"), false).unwrap();
        let first_pin = card.sent[asked..].iter().position(|c| c[1] == 0x20 && c.len() > 4).unwrap();
        assert!(card.sent[asked..asked + first_pin].iter().filter(|c| c[..] == [0, 0x20, 0, 0x80]).count() == 3);
    }

    #[test]
    fn the_last_try_is_kept() {
        let mut card = Bench::new(CARD);
        for left in [2, 1] {
            assert!(matches!(read(&mut card, &pin("9999"), false), Err(Error::WrongPin(n)) if n == left));
        }
        let before = card.pins();
        assert!(matches!(read(&mut card, &pin("9999"), false), Err(Error::LastTry)));
        assert_eq!(card.pins(), before);
        assert!(matches!(read(&mut card, &pin("9999"), true), Err(Error::Blocked)));
        assert!(matches!(read(&mut card, &pin("1234"), true), Err(Error::Blocked)));
        assert_eq!(card.pins(), before + 1);
    }

    #[test]
    fn pins_have_four_digits() {
        assert!(check_pin(&pin("0123")).is_ok());
        for wrong in ["", "123", "12345", "12a4", "１２３４", " 1234"] {
            assert!(matches!(check_pin(&pin(wrong)), Err(Error::BadPin)));
        }
    }
}
