//! Card profiles (TOML): what lies in a virtual card, and which faults it shows on request.

use super::key::Keys;
use super::my_number::{FOUR_DIGITS, SIGNATURE};
use super::residence::profile::{Raw as RawResidence, Residence, residence};
use crate::card::Error;
use const_oid::ObjectIdentifier;
use jiff::civil::Date;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;
use toml::Spanned;

/// ATR of a contactless reader with a My Number card on it.
const ATR: &str = "3B 88 80 01 00 00 05 E0 B3 81 A1 00 7F";

/// Days of certificates in a profile that names none.
const FROM: Date = Date::constant(2025, 10, 16);
const UNTIL: Date = Date::constant(2045, 10, 15);

/// Policies of test cards, authentication and signature; in a profile that names none.
const POLICIES: [&str; 2] = ["1.2.392.200149.8.5.1.0.30", "1.2.392.200149.8.5.1.0.20"];

/// A profile that holds together.
pub(super) struct Profile {
    pub atr: Vec<u8>,
    pub my_number: Option<MyNumber>,
    pub residence: Option<Residence>,
    /// Reader and card take commands of extended length.
    pub extended: bool,
    pub faults: Vec<Fault>,
}

/// What a My Number card has in clear.
pub(super) struct MyNumber {
    pub name: String,
    pub address: String,
    pub birth: Date,
    /// ASCII digit as on the card.
    pub sex: u8,
    pub text: PinOf,
    pub auth: PinOf,
    pub sign: PinOf,
    pub jpki: Jpki,
}

/// The certificates of a My Number card.
pub(super) struct Jpki {
    /// First and last day of both.
    pub from: Date,
    pub until: Date,
    pub revoked: bool,
    /// Of the authentication and the signature certificate; empty: none is named.
    pub policies: [String; 2],
    pub keys: Keys,
}

/// A practice PIN and the tries left on it.
pub(super) struct PinOf {
    pub value: String,
    pub left: u8,
}

/// What goes wrong at a command, counted from 1 since the card was made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: u32,
    pub what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The card is pulled instead of answering, and put back after this time if any.
    Pull(Option<Duration>),
    /// The answer takes this long.
    Slow(Duration),
    /// The answer is this status word.
    Status(u16),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    atr: Option<Spanned<String>>,
    my_number: Option<RawMyNumber>,
    jpki: Option<RawJpki>,
    residence: Option<RawResidence>,
    extended: Option<bool>,
    #[serde(default)]
    fault: Vec<Spanned<RawFault>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMyNumber {
    name: Spanned<String>,
    address: Spanned<String>,
    birth: Spanned<String>,
    sex: Spanned<String>,
    text: RawPin,
    auth: RawPin,
    sign: RawPin,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawJpki {
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    #[serde(default)]
    revoked: bool,
    auth_policy: Option<Spanned<String>>,
    sign_policy: Option<Spanned<String>>,
    #[serde(default)]
    keys: Keys,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPin {
    pin: Spanned<String>,
    left: Option<Spanned<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFault {
    at: u32,
    #[serde(default)]
    pull: bool,
    back_ms: Option<u64>,
    slow_ms: Option<u64>,
    status: Option<Spanned<String>>,
}

/// A flaw at a place in the file.
pub(super) type Flaw = (Range<usize>, String);

/// Reads a profile.
///
/// # Errors
/// [`Error::Profile`] with file, line and flaw.
pub(super) fn load(path: &Path) -> Result<Profile, Error> {
    let flaw = |why| Error::Profile { name: path.display().to_string(), why };
    let source = std::fs::read_to_string(path).map_err(|error| flaw(error.to_string()))?;
    parse(&source, path.parent().unwrap_or(Path::new("")))
        .map_err(|(span, what)| flaw(format!("line {}: {what}", line(&source, span.start))))
}

/// Number of the line, from 1.
fn line(source: &str, offset: usize) -> usize {
    source.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// `beside`: the folder of the profile, where its pictures are.
fn parse(source: &str, beside: &Path) -> Result<Profile, Flaw> {
    let raw: Raw = toml::from_str(source).map_err(|e| (e.span().unwrap_or(0..0), e.message().to_owned()))?;
    if raw.my_number.is_none() && raw.residence.is_none() {
        return Err((0..0, "a card needs [my_number] or [residence]".into()));
    }
    Ok(Profile {
        atr: raw.atr.as_ref().map_or_else(|| Ok(hex(ATR).unwrap_or_default()), atr)?,
        my_number: raw.my_number.map(|card| my_number(card, raw.jpki)).transpose()?,
        residence: raw.residence.as_ref().map(|raw| residence(raw, beside)).transpose()?,
        extended: raw.extended.unwrap_or(true),
        faults: raw.fault.into_iter().map(fault).collect::<Result<_, _>>()?,
    })
}

pub(super) fn flaw<T>(at: &Spanned<T>, what: &str) -> Flaw {
    (at.span(), what.to_owned())
}

/// Bytes of a hexadecimal text, spaces ignored.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().filter(|c| *c != ' ').map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let byte = |pair: &[u32]| u8::try_from(pair.iter().fold(0, |n, digit| n * 16 + digit)).ok();
    if digits.len().is_multiple_of(2) { digits.chunks(2).map(byte).collect() } else { None }
}

/// ISO/IEC 7816-3: 2 to 33 bytes beginning with 3B or 3F.
fn atr(raw: &Spanned<String>) -> Result<Vec<u8>, Flaw> {
    let bytes = hex(raw.get_ref()).ok_or_else(|| flaw(raw, "an ATR is written in hexadecimal bytes"))?;
    let fits = (2..=33).contains(&bytes.len()) && matches!(bytes.first(), Some(0x3B | 0x3F));
    if fits { Ok(bytes) } else { Err(flaw(raw, "an ATR has 2 to 33 bytes and begins with 3B or 3F")) }
}

fn my_number(raw: RawMyNumber, certificates: Option<RawJpki>) -> Result<MyNumber, Flaw> {
    let short = |text: &Spanned<String>| text.get_ref().len() <= 1000;
    for text in [&raw.name, &raw.address] {
        if !short(text) {
            return Err(flaw(text, "longer than a card holds (1000 bytes)"));
        }
    }
    let birth = raw.birth.get_ref().parse().map_err(|_| flaw(&raw.birth, "a date is written YYYY-MM-DD"))?;
    let sex = match raw.sex.get_ref().as_str() {
        "male" => b'1',
        "female" => b'2',
        _ => return Err(flaw(&raw.sex, "sex is \"male\" or \"female\"")),
    };
    Ok(MyNumber {
        birth,
        sex,
        text: pin(raw.text, four_digits, FOUR_DIGITS)?,
        auth: pin(raw.auth, four_digits, FOUR_DIGITS)?,
        sign: pin(raw.sign, signature, SIGNATURE)?,
        jpki: jpki(certificates)?,
        name: raw.name.into_inner(),
        address: raw.address.into_inner(),
    })
}

/// Certificates without dates of their own are valid for as long as the practice authorities have been and long after.
fn jpki(raw: Option<RawJpki>) -> Result<Jpki, Flaw> {
    let raw = raw.unwrap_or_default();
    let day = |raw: Option<Spanned<String>>, other: Date| match raw {
        None => Ok(other),
        Some(raw) => match raw.get_ref().parse::<Date>() {
            Ok(day) if (2023..2050).contains(&day.year()) => Ok(day),
            _ => Err(flaw(&raw, "a date is written YYYY-MM-DD, from 2023 to 2049")),
        },
    };
    let policy = |raw: Option<Spanned<String>>, other: &str| match raw {
        None => Ok(other.to_owned()),
        Some(raw) if raw.get_ref().is_empty() || ObjectIdentifier::new(raw.get_ref()).is_ok() => Ok(raw.into_inner()),
        Some(raw) => Err(flaw(&raw, "a policy is numbers with dots between them, or empty for none")),
    };
    Ok(Jpki {
        from: day(raw.from, FROM)?,
        until: day(raw.until, UNTIL)?,
        revoked: raw.revoked,
        policies: [policy(raw.auth_policy, POLICIES[0])?, policy(raw.sign_policy, POLICIES[1])?],
        keys: raw.keys,
    })
}

fn four_digits(pin: &str) -> bool {
    pin.len() == 4 && pin.bytes().all(|b| b.is_ascii_digit())
}

/// 6 to 16 capitals and digits, both present.
fn signature(pin: &str) -> bool {
    let fits = pin.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let both = pin.bytes().any(|b| b.is_ascii_uppercase()) && pin.bytes().any(|b| b.is_ascii_digit());
    fits && both && (6..=16).contains(&pin.len())
}

fn pin(raw: RawPin, fits: fn(&str) -> bool, most: u8) -> Result<PinOf, Flaw> {
    if !fits(raw.pin.get_ref()) {
        return Err(flaw(&raw.pin, "not a PIN of this kind"));
    }
    let left = match &raw.left {
        Some(left) if *left.get_ref() > most => return Err(flaw(left, "more tries than this PIN has")),
        Some(left) => *left.get_ref(),
        None => most,
    };
    Ok(PinOf { value: raw.pin.into_inner(), left })
}

fn fault(raw: Spanned<RawFault>) -> Result<Fault, Flaw> {
    let span = raw.span();
    let raw = raw.into_inner();
    let what = match (raw.pull, raw.slow_ms, &raw.status) {
        (true, None, None) => What::Pull(raw.back_ms.map(Duration::from_millis)),
        (false, Some(ms), None) => What::Slow(Duration::from_millis(ms)),
        (false, None, Some(status)) => What::Status(status_word(status)?),
        _ => return Err((span, "a fault is one of pull, slow_ms, status".into())),
    };
    Ok(Fault { at: raw.at, what })
}

fn status_word(raw: &Spanned<String>) -> Result<u16, Flaw> {
    let bytes = hex(raw.get_ref()).and_then(|bytes| <[u8; 2]>::try_from(bytes).ok());
    bytes.map(u16::from_be_bytes).ok_or_else(|| flaw(raw, "a status word has four hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
[my_number]
name = "ＳＡＭＰＬＥ　ＡＮＮＡ"
address = "東京都"
birth = "1996-04-12"
sex = "female"
text = { pin = "1234" }
auth = { pin = "1234", left = 2 }
sign = { pin = "ABC123" }

[[fault]]
at = 7
status = "6F00"
"#;

    fn where_and_what(source: &str) -> (usize, String) {
        let (span, what) = parse(source, Path::new("")).err().expect("a flaw");
        (line(source, span.start), what)
    }

    #[test]
    fn a_profile_is_read() {
        let profile = parse(GOOD, Path::new("")).unwrap_or_else(|(_, what)| panic!("{what}"));
        let card = profile.my_number.unwrap();
        assert_eq!((card.text.left, card.auth.left, card.sign.left, card.sex), (3, 2, 5, b'2'));
        assert!(profile.faults == [Fault { at: 7, what: What::Status(0x6F00) }]);
        assert_eq!(profile.atr.len(), 13);
    }

    #[test]
    fn flaws_have_their_line() {
        for (from, to, line, what) in [
            ("1996-04-12", "12.4.1996", 5, "a date is written YYYY-MM-DD"),
            ("female", "f", 6, "sex is"),
            ("\"1234\" }", "\"12345\" }", 7, "not a PIN of this kind"),
            ("left = 2", "left = 4", 8, "more tries"),
            ("ABC123", "ABCDEF", 9, "not a PIN of this kind"),
            ("6F00", "6F0", 13, "four hexadecimal digits"),
            ("status = \"6F00\"", "", 11, "one of pull"),
            ("sex =", "gender =", 6, "unknown field"),
        ] {
            let (at, told) = where_and_what(&GOOD.replacen(from, to, 1));
            assert!(told.contains(what), "{from}: {told}");
            assert_eq!(at, line, "{from}: {told}");
        }
        assert!(where_and_what("").1.contains("needs"));
    }
}
