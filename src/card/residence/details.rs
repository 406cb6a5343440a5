//! What a residence card says, as details: the item it belongs to, as it stands on the card, and as one would type it.
//!
//! The code tables of status and nationality are published apart from the specification and were not seen: such a code is told as it is.

use super::contents::{self, Contents};
use super::{CardNumber, Generation, Kind};
use crate::card::{Error, basic};
use crate::case::Fact;
use jiff::civil::Date;

/// One thing a card says. `Debug` prints no content.
#[derive(Clone, PartialEq, Eq)]
pub struct Detail {
    /// Item id where a form may have it (`birth_date`), a word of what is known of clients (`card_until`), else a name of its own.
    pub item: String,
    /// As on the card: `20270215`, `0300`.
    pub raw: String,
    /// As one would type it: `2027-02-15`, `3年`.
    pub value: String,
    /// The meaning was checked against the specification.
    pub checked: bool,
}

impl std::fmt::Debug for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Detail").field("item", &self.item).finish_non_exhaustive()
    }
}

impl Detail {
    /// As a fact offered to a form.
    #[must_use]
    pub fn fact(&self) -> Fact {
        Fact { item: self.item.clone(), value: self.value.clone(), checked: self.checked }
    }
}

/// What the value of an object means.
enum Meaning {
    Date,
    Text,
    /// Told as it is; the table is not known here.
    Code,
    Sex,
    Period,
    Pending,
    /// Words by code, printed in Japanese.
    Words(&'static [(&'static str, &'static str)]),
}

/// A row: tag, item, meaning, checked.
type Row = (u32, &'static str, Meaning, bool);

/// First generation: most of the card is in the picture of its front only.
const FIRST: &[Row] = &[
    (0xD4, "address", Meaning::Text, true),
    (0xD2, "address_date", Meaning::Date, true),
    (0xD3, "municipality", Meaning::Code, true),
    (0xD5, "permission_general", Meaning::Text, true),
    (0xD6, "permission_individual", Meaning::Text, true),
    (0xD7, "pending", Meaning::Pending, true),
];

/// Item with the number of the card.
const NUMBER: &str = "residence_card_number";

/// Cards that are an application on a My Number card.
const CARD_TYPES: &[(&str, &str)] = &[("07", "特定在留カード"), ("08", "特定特別永住者証明書")];

/// Wordings of the fields *work* and *permission*; the codes come from a digest of the specification.
const WORK: &[(&str, &str)] = &[
    ("1", "就労制限なし"),
    ("2", "在留資格に基づく就労活動のみ可"),
    ("4", "指定書により指定された就労活動のみ可"),
    ("9", "就労不可"),
];

const SECOND: &[Row] = &[
    (0xC6, "birth_date", Meaning::Date, true),
    (0xC7, "sex", Meaning::Sex, true),
    (0xC8, "nationality", Meaning::Code, false),
    (0xC9, "status_code", Meaning::Code, true),
    (0xCE, "current_period", Meaning::Period, true),
    (0xCD, "current_expiry", Meaning::Date, true),
    (0xC5, "card_until", Meaning::Date, true),
    (0xCC, "work_limit", Meaning::Words(WORK), false),
    (0xCA, "permission_type", Meaning::Code, true),
    (0xCB, "permission_date", Meaning::Date, true),
    (0xD5, "permission_general", Meaning::Code, true),
    (0xD6, "permission_general_expiry", Meaning::Date, true),
    (0xD7, "permission_individual", Meaning::Code, true),
    (0xD8, "pending", Meaning::Pending, true),
    (0xDE, "note", Meaning::Text, true),
];

/// The details of a card whose number was shown, in the order they are told.
///
/// # Errors
/// [`Error::Untrusted`]: another number on the card than the one it answered to; a date that is none; text that is none.
pub fn details(contents: &Contents, number: &CardNumber) -> Result<Vec<Detail>, Error> {
    let generation = contents.kind.generation;
    if generation == Generation::Second && contents.value(0xC2) != number.bytes() {
        return Err(bad("another card number inside"));
    }
    let told = |text: String| Detail { item: NUMBER.to_owned(), raw: text.clone(), value: text, checked: true };
    let mut details = vec![told(text(number.bytes())?)];
    for (tag, item, meaning, checked) in rows(generation) {
        let raw = text(contents.value(*tag))?;
        if let Some(value) = meant(meaning, &raw)? {
            details.push(Detail { item: (*item).to_owned(), raw, value, checked: *checked });
        }
    }
    Ok(details)
}

/// What the free files of a card say that cannot be opened here.
pub fn free(card_type: &str, version: &str, checked: bool) -> Vec<Detail> {
    let name = word(CARD_TYPES, card_type).unwrap_or_else(|| card_type.to_owned());
    [("card_type", card_type, name), ("card_version", version, version.to_owned())]
        .into_iter()
        .filter(|(_, raw, _)| !raw.is_empty())
        .map(|(item, raw, value)| Detail { item: item.to_owned(), raw: raw.to_owned(), value, checked })
        .collect()
}

/// Items that a kind of card holds, in the order they are told.
pub fn items(kind: Kind) -> Vec<&'static str> {
    let tags: Vec<u32> = contents::files(kind).iter().flat_map(|file| file.tags).copied().collect();
    let rows = rows(kind.generation).iter().filter(|(tag, ..)| tags.contains(tag));
    std::iter::once(NUMBER).chain(rows.map(|(_, item, ..)| *item)).collect()
}

fn rows(generation: Generation) -> &'static [Row] {
    match generation {
        Generation::First => FIRST,
        Generation::Second => SECOND,
    }
}

/// Text without filler: UTF-8, or Shift JIS where it is not (one reading of the first specification).
fn text(bytes: &[u8]) -> Result<String, Error> {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let bytes = &bytes[..end];
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or_else(|| bad("text in an unknown encoding"))?
            .into_owned(),
    };
    basic::text(text.replace(['\r', '\n', '\t'], " ").as_bytes())
}

/// The value in words; `None` when the card leaves it empty.
fn meant(meaning: &Meaning, raw: &str) -> Result<Option<String>, Error> {
    if raw.is_empty() {
        return Ok(None);
    }
    Ok(match meaning {
        Meaning::Date => date(raw)?,
        Meaning::Text | Meaning::Code => Some(raw.to_owned()),
        Meaning::Sex => word(&[("1", "男"), ("2", "女")], raw),
        Meaning::Period => Some(period(raw)?),
        Meaning::Pending => word(&[("0", "なし"), ("1", "申請中")], raw),
        Meaning::Words(words) => Some(word(words, raw).unwrap_or_else(|| raw.to_owned())),
    })
}

fn word(words: &[(&str, &str)], raw: &str) -> Option<String> {
    words.iter().find(|(code, _)| *code == raw).map(|(_, word)| (*word).to_owned())
}

/// `YYYYMMDD` to `YYYY-MM-DD`; zeros, or month or day 00 (not known), are no date.
fn date(raw: &str) -> Result<Option<String>, Error> {
    if raw.len() != 8 || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad("a date that is not a date"));
    }
    let part =
        |range: std::ops::Range<usize>| raw.get(range).and_then(|digits| digits.parse::<i16>().ok()).unwrap_or(0);
    let (year, month, day) = (part(0..4), part(4..6), part(6..8));
    if month == 0 || day == 0 {
        return Ok(None);
    }
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    let date = Date::new(year, small(month), small(day)).map_err(|_| bad("a date that is not a date"))?;
    Ok(Some(date.to_string()))
}

/// `YYMM`, `DDD`, or `0000` for no limit.
fn period(raw: &str) -> Result<String, Error> {
    let digits = raw.trim();
    let number = |range| digits.get(range).and_then(|digits: &str| digits.parse::<u16>().ok());
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    match (digits.len(), number(0..2), number(2..4), number(0..3)) {
        (4, Some(0), Some(0), _) if all => Ok("無期限".to_owned()),
        (4, Some(years), Some(0), _) if all => Ok(format!("{years}年")),
        (4, Some(0), Some(months), _) if all => Ok(format!("{months}月")),
        (4, Some(years), Some(months), _) if all => Ok(format!("{years}年{months}月")),
        (3, _, _, Some(days)) if all => Ok(format!("{days}日")),
        _ => Err(bad("a period of stay that is none")),
    }
}

fn bad(what: &str) -> Error {
    Error::Untrusted(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_periods_are_told_as_the_paper_wants_them() {
        assert_eq!(date("20270215").unwrap().unwrap(), "2027-02-15");
        assert_eq!(date("19960400").unwrap(), None);
        assert_eq!(date("00000000").unwrap(), None);
        for wrong in ["2027021", "20271315", "2027-2-1", "20270230"] {
            assert!(matches!(date(wrong), Err(Error::Untrusted(_))), "{wrong}");
        }
        for (raw, words) in [("0300", "3年"), ("0006", "6月"), ("0103", "1年3月"), ("090", "90日"), ("0000", "無期限")]
        {
            assert_eq!(period(raw).unwrap(), words);
        }
        for wrong in ["3", "03 0", "０３００", "+100"] {
            assert!(matches!(period(wrong), Err(Error::Untrusted(_))), "{wrong}");
        }
    }

    #[test]
    fn text_is_utf_8_or_shift_jis_and_steers_nothing() {
        assert_eq!(text("東京都\0\0".as_bytes()).unwrap(), "東京都");
        assert_eq!(text(&[0x93, 0x8C, 0x8B, 0x9E, 0x00]).unwrap(), "東京");
        assert!(matches!(text(b"A\x1B[2J"), Err(Error::Untrusted(_))));
        assert!(matches!(text(&[0xFF, 0xFF]), Err(Error::Untrusted(_))));
    }
}
