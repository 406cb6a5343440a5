//! Names: as in the passport in Latin capitals, and in kanji.

use super::chars::{full_width, half_width, named, propose, single_spaces, too_long, unsendable};
use super::{Chars, Fault, Reading};

/// A romanised name: half-width capitals, names separated by one space.
///
/// Apostrophes fall away and hyphens become spaces, as in the machine-readable zone of a passport (ICAO Doc 9303 part 3,
/// section 4.6). Letters with marks are a fault that proposes the spelling without.
pub(super) fn read(typed: &str, max: usize) -> Reading {
    let plain: String = half_width(typed)
        .chars()
        .filter(|c| !matches!(c, '\'' | '`' | '´' | '.'))
        .map(|c| if matches!(c, '-' | ',') { ' ' } else { c })
        .collect();
    let sent = single_spaces(&plain).to_uppercase();
    let mut faults = Vec::new();
    faults.extend(foreign(&sent));
    faults.extend(too_long(&sent, max));
    Reading::text(sent, faults)
}

/// Characters a romanised name cannot have.
fn foreign(sent: &str) -> Option<Fault> {
    let fits = |c: char| c.is_ascii_uppercase() || c == ' ';
    if sent.chars().all(fits) {
        return None;
    }
    let bad = named(sent.chars().filter(|c| !fits(*c)).take(20));
    let latin = propose(sent, Chars::Capitals).filter(|proposal| proposal.chars().all(fits));
    Some(match latin {
        Some(proposal) => Fault::new("unsendable").with("characters", bad).with("proposal", proposal),
        None => Fault::new("not-a-latin-name").with("characters", bad),
    })
}

/// A name in kanji or kana: full width, names separated by one ideographic space. Kanji are never exchanged for others.
pub(super) fn read_kanji(typed: &str, max: usize) -> Reading {
    let sent = full_width(&single_spaces(typed));
    let mut faults = Vec::new();
    faults.extend(unsendable(&sent, Chars::FullWidth));
    faults.extend(too_long(&sent, max));
    Reading::text(sent, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::kind::Value;

    #[test]
    fn a_passport_name_is_sent_in_capitals_with_single_spaces() {
        for (typed, sent) in [
            ("nguyen  van an", "NGUYEN VAN AN"),
            ("ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ", "NGUYEN VAN AN"),
            (" Smith-Jones ", "SMITH JONES"),
            ("O'Brien", "OBRIEN"),
            ("O’Brien Jr.", "OBRIEN JR"),
            ("SILVA, JOAO", "SILVA JOAO"),
        ] {
            let reading = read(typed, 104);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), (sent, 0), "{typed}");
            assert_eq!(reading.value, Some(Value::Text(sent.to_owned())));
        }
    }

    #[test]
    fn letters_with_marks_are_a_fault_that_proposes_the_plain_spelling() {
        for (typed, proposal) in [
            ("Nguyễn Văn Đức", "NGUYEN VAN DUC"),
            ("JOÃO", "JOAO"),
            ("Łukasz Weiß", "LUKASZ WEISS"),
            ("Bjørn Ærø", "BJOERN AEROE"),
            ("Nguye\u{302}\u{303}n", "NGUYEN"),
        ] {
            let reading = read(typed, 104);
            assert_eq!(reading.faults[0].code, "unsendable", "{typed}");
            assert!(reading.faults[0].args.contains(&("proposal", proposal.to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_name_in_other_letters_has_no_likely_spelling() {
        for typed in ["グエン", "阮文安", "Иван", "TARO2"] {
            assert_eq!(read(typed, 104).faults[0].code, "not-a-latin-name", "{typed}");
        }
    }

    #[test]
    fn a_name_longer_than_the_box_is_a_fault() {
        assert_eq!(read(&"A".repeat(104), 104).faults, []);
        assert_eq!(read(&"A".repeat(105), 104).faults[0].code, "too-long");
    }

    #[test]
    fn kanji_are_kept_as_they_are() {
        let reading = read_kanji("李 小龍", 26);
        assert_eq!((reading.sent.as_str(), reading.faults.len()), ("李　小龍", 0));
        assert_eq!(read_kanji("ﾀﾅｶ ﾀﾞｲ", 26).sent, "タナカ　ダイ");
        let compatible = read_kanji("\u{FA19}田", 26);
        assert_eq!(compatible.sent, "\u{FA19}田", "never exchanged without a word");
        assert!(compatible.faults[0].args.contains(&("proposal", "神田".to_owned())));
    }
}
