//! Japanese addresses: postal code, prefecture, municipality, and the rest in full width.

use super::chars::{full_width, half, half_width, single_spaces, too_long, unsendable};
use super::{Address, Chars, Fault, Places, Reading, Value};

/// Reads `〒100-0013 東京都千代田区霞が関1-1-1` in any width, the postal code first or not at all.
///
/// Without a postal code the online system is given `0000000`, as its own screen says for an unknown one.
pub(super) fn read(typed: &str, max: usize) -> Reading {
    let (postal_code, line) = split_postal_code(typed);
    let line = line.trim_start();
    let mut faults = Vec::new();
    let Some((prefecture, after)) = Places::embedded().prefecture(line) else {
        let kept = Address { postal_code, rest: full_width(&single_spaces(line)), ..Address::default() };
        return reading(kept, vec![Fault::new("no-prefecture")]);
    };
    let found = prefecture.municipality(after.trim_start());
    if found.is_none() {
        faults.push(Fault::new("no-municipality").with("prefecture", &prefecture.name));
    }
    let (municipality, rest) = found.unwrap_or(("", after));
    let rest = full_width(&single_spaces(rest));
    if rest.is_empty() && found.is_some() {
        faults.push(Fault::new("no-street"));
    }
    faults.extend(unsendable(&rest, Chars::FullWidth));
    faults.extend(too_long(&rest, max));
    let (prefecture, municipality) = (prefecture.name.clone(), municipality.to_owned());
    reading(Address { postal_code, prefecture, municipality, rest }, faults)
}

fn reading(address: Address, faults: Vec<Fault>) -> Reading {
    let line = address.line();
    let (sent, paper) = match (address.postal_code.get(..3), address.postal_code.get(3..)) {
        (Some(area), Some(town)) => (format!("{area}{town} {line}"), format!("〒{area}-{town} {line}")),
        _ => (line.clone(), line.clone()),
    };
    Reading { value: Some(Value::Address(address)), faults, sent, paper, beside: None }
}

/// The seven digits a line may begin with, and what follows.
fn split_postal_code(typed: &str) -> (String, &str) {
    let line = typed.trim();
    let bare = line.strip_prefix('〒').unwrap_or(line).trim_start();
    let mut digits = String::new();
    for (at, c) in bare.char_indices() {
        match half(c) {
            digit if digit.is_ascii_digit() && digits.len() < 7 => digits.push(digit),
            '-' | 'ー' if digits.len() == 3 => {}
            next if digits.len() == 7 && !next.is_ascii_digit() => return (digits, &bare[at..]),
            _ => return (String::new(), bare),
        }
    }
    if digits.len() == 7 { (digits, "") } else { (String::new(), bare) }
}

/// Seven digits.
pub(super) fn read_postal_code(typed: &str) -> Reading {
    let half = half_width(typed);
    let sent: String = half.chars().filter(|c| !matches!(c, '〒' | '-' | 'ー') && !c.is_whitespace()).collect();
    if sent.is_empty() {
        return Reading::fault(Fault::new("bad-postal-code"));
    }
    let right = sent.len() == 7 && sent.bytes().all(|byte| byte.is_ascii_digit());
    let faults = if right { Vec::new() } else { vec![Fault::new("bad-postal-code")] };
    let paper = match (sent.get(..3), sent.get(3..)) {
        (Some(area), Some(town)) if right => format!("{area}-{town}"),
        _ => sent.clone(),
    };
    Reading { value: Some(Value::Text(sent.clone())), faults, sent, paper, beside: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(typed: &str) -> (String, String, String, String, Vec<&'static str>) {
        let reading = read(typed, 85);
        let codes = reading.faults.iter().map(|fault| fault.code).collect();
        match reading.value {
            Some(Value::Address(it)) => (it.postal_code, it.prefecture, it.municipality, it.rest, codes),
            _ => (String::new(), String::new(), String::new(), String::new(), codes),
        }
    }

    fn whole(
        postal: &str,
        prefecture: &str,
        municipality: &str,
        rest: &str,
    ) -> (String, String, String, String, Vec<&'static str>) {
        (postal.to_owned(), prefecture.to_owned(), municipality.to_owned(), rest.to_owned(), vec![])
    }

    #[test]
    fn an_address_falls_into_the_parts_the_online_system_wants() {
        let office = whole("1000013", "東京都", "千代田区", "霞が関１－１－１");
        for typed in [
            "〒100-0013 東京都千代田区霞が関1-1-1",
            "1000013東京都千代田区霞が関1-1-1",
            "１００－００１３　東京都　千代田区　霞が関１－１－１",
            "〒１００００１３　東京都千代田区霞が関1−1−1",
        ] {
            assert_eq!(parts(typed), office, "{typed}");
        }
        assert_eq!(
            parts("大阪府大阪市北区梅田1丁目 ビル 2F"),
            whole("", "大阪府", "大阪市北区", "梅田１丁目　ビル　２Ｆ")
        );
        assert_eq!(parts("東京都瑞穂町大字1").2, "西多摩郡瑞穂町", "the district may be left out");
    }

    #[test]
    fn the_paper_shows_the_postal_code_with_its_sign() {
        let reading = read("1000013 東京都千代田区霞が関1-1-1", 85);
        assert_eq!(reading.sent, "1000013 東京都千代田区霞が関１－１－１");
        assert_eq!(reading.paper, "〒100-0013 東京都千代田区霞が関１－１－１");
        assert_eq!(read("東京都千代田区霞が関1-1-1", 85).paper, "東京都千代田区霞が関１－１－１");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(parts("Tokyo, Chiyoda-ku 1-1-1").4, ["no-prefecture"]);
        assert_eq!(parts("千代田区霞が関1-1-1").4, ["no-prefecture"]);
        assert_eq!(parts("東京都霞が関1-1-1").4, ["no-municipality"]);
        assert_eq!(parts("東京都千代田区").4, ["no-street"]);
        assert_eq!(parts(&format!("東京都千代田区{}", "あ".repeat(86))).4, ["too-long"]);
        assert_eq!(parts("東京都千代田区髙輪1").4, ["unsendable"]);
    }

    #[test]
    fn a_postal_code_has_seven_digits() {
        assert_eq!(read_postal_code("〒１００－００１３").sent, "1000013");
        assert_eq!(read_postal_code("1000013").paper, "100-0013");
        for typed in ["100001", "10000131", "100-001a", "〒"] {
            assert_eq!(read_postal_code(typed).faults[0].code, "bad-postal-code", "{typed}");
        }
    }
}
