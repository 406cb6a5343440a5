//! The four basic data as facts: what one would type at the items `family_name`, `given_name`, `birth_date`, `sex`, `address`.
//!
//! File 0002 of the 券面入力補助 application: `FF20 { DF22 name, DF23 address, DF24 birth YYYYMMDD, DF25 sex }`, UTF-8.

use super::{Error, tlv};
use crate::case::Fact;
use jiff::civil::Date;

/// Facts from the file; data the card leaves empty gives none.
pub(super) fn facts(file: &[u8]) -> Result<Vec<Fact>, Error> {
    let outer = tlv::first(file)?;
    if outer.tag != 0xFF20 {
        return Err(Error::Untrusted("the basic data are not there".into()));
    }
    let objects = tlv::all(outer.value)?;
    let mut facts = name(&text(tlv::find(&objects, 0xDF22)?)?);
    facts.extend(birth(tlv::find(&objects, 0xDF24)?)?);
    facts.extend(sex(tlv::find(&objects, 0xDF25)?)?);
    let address = text(tlv::find(&objects, 0xDF23)?)?;
    if !address.is_empty() {
        facts.push(fact("address", address, true));
    }
    Ok(facts)
}

fn fact(item: &str, value: String, checked: bool) -> Fact {
    Fact { item: item.to_owned(), value, checked }
}

/// Text as the card has it, without filler; nothing that could steer a terminal.
pub(super) fn text(bytes: &[u8]) -> Result<String, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Untrusted("text that is not UTF-8".into()))?;
    if text.chars().any(|c| c.is_control() && c != '\0' || steers(c)) {
        return Err(Error::Untrusted("text with control characters".into()));
    }
    Ok(text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned())
}

/// Invisible characters that change direction or join: none belongs to a name or an address. Variation selectors do.
fn steers(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The card has one field for the name. Where it is divided is a guess, so these facts are never `checked`.
fn name(whole: &str) -> Vec<Fact> {
    let whole = half_width(whole);
    let latin: String = whole.chars().take_while(|c| is_latin(*c)).collect();
    let name = if latin.trim().is_empty() { whole.trim() } else { latin.trim() };
    let (family, given) = name.split_once(' ').unwrap_or((name, ""));
    [("family_name", family), ("given_name", given.trim())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(item, value)| fact(item, value.to_owned(), false))
        .collect()
}

/// Full-width Latin letters, digits and the ideographic space as one types them; everything else as it is.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(narrow).collect()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | ',')
}

/// `YYYYMMDD` to `YYYY-MM-DD`. Month or day 00 (not known to the municipality) gives no fact.
fn birth(digits: &[u8]) -> Result<Option<Fact>, Error> {
    if digits.is_empty() {
        return Ok(None);
    }
    if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Error::Untrusted("a date of birth that is not a date".into()));
    }
    let number = |part: &[u8]| part.iter().fold(0_i16, |n, digit| n * 10 + i16::from(digit - b'0'));
    let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..]));
    if month == 0 || day == 0 {
        return Ok(None);
    }
    let date = Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0))
        .map_err(|_| Error::Untrusted("a date of birth that is not a date".into()))?;
    Ok(Some(fact("birth_date", date.to_string(), true)))
}

/// `1` 男, `2` 女; anything else one digit long is a sex the form does not ask for.
fn sex(digit: &[u8]) -> Result<Option<Fact>, Error> {
    match digit {
        b"1" => Ok(Some(fact("sex", "男".to_owned(), true))),
        b"2" => Ok(Some(fact("sex", "女".to_owned(), true))),
        [] | [b'0'..=b'9'] => Ok(None),
        _ => Err(Error::Untrusted("a sex that is not a digit".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(name: &str, address: &str, birth: &str, sex: &str) -> Vec<u8> {
        let mut inner = vec![0xDF, 0x21, 0x08, 0, 0, 0, 0, 0, 0, 0, 0];
        for (tag, value) in [(0x22, name), (0x23, address), (0x24, birth), (0x25, sex)] {
            inner.extend([0xDF, tag, u8::try_from(value.len()).unwrap()]);
            inner.extend(value.as_bytes());
        }
        let mut file = vec![0xFF, 0x20, 0x82];
        file.extend(u16::try_from(inner.len()).unwrap().to_be_bytes());
        file.extend(inner);
        file
    }

    fn told(file: &[u8]) -> Vec<(String, String, bool)> {
        facts(file).unwrap().into_iter().map(|f| (f.item, f.value, f.checked)).collect()
    }

    fn names(whole: &str) -> Vec<String> {
        name(whole).into_iter().map(|fact| fact.value).collect()
    }

    #[test]
    fn four_data_as_one_types_them() {
        let card = file("ＴＡＮＡＫＡ　ＪＯＨＮ　Ｍ", "東京都港区港南５丁目５番３０号", "19960412", "1");
        let expected = [
            ("family_name", "TANAKA", false),
            ("given_name", "JOHN M", false),
            ("birth_date", "1996-04-12", true),
            ("sex", "男", true),
            ("address", "東京都港区港南５丁目５番３０号", true),
        ];
        assert_eq!(told(&card), expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c)));
    }

    #[test]
    fn names_in_other_shapes() {
        assert_eq!(names("NGUYEN VAN AN"), ["NGUYEN", "VAN AN"]);
        assert_eq!(names("O'BRIEN MARY-ANN"), ["O'BRIEN", "MARY-ANN"]);
        assert_eq!(names("ＷＡＮＧ　ＬＩ（王　麗）"), ["WANG", "LI"]);
        assert_eq!(names("番号　花子"), ["番号", "花子"]);
        assert_eq!(names("SUKARNO"), ["SUKARNO"]);
        assert_eq!(names(""), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_known_is_not_offered() {
        let items: Vec<String> = told(&file("A B", "", "19960400", "9")).into_iter().map(|f| f.0).collect();
        assert_eq!(items, ["family_name", "given_name"]);
    }

    #[test]
    fn damaged_data_are_one_clear_error() {
        let good = file("A B", "東京都", "19960412", "1");
        for cut in 0..good.len() {
            assert!(matches!(facts(&good[..cut]), Err(Error::Untrusted(_))), "cut at {cut}");
        }
        for bad in [
            file("A\u{1B}[2J", "", "19960412", "1"),
            file("A\u{202E}B", "", "19960412", "1"),
            file("A", "", "19961312", "1"),
            file("A", "", "1996041", "1"),
            file("A", "", "19960412", "男"),
        ] {
            assert!(matches!(facts(&bad), Err(Error::Untrusted(_))));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = facts(&bytes);
        }

        #[test]
        fn one_wrong_byte_gives_an_answer(at in 0_usize..60, byte in any::<u8>()) {
            let mut bytes = file("ＡＢ　Ｃ", "東京都", "19960412", "1");
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = facts(&bytes);
        }
    }
}
