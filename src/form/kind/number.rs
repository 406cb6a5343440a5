//! Whole numbers and yen.

use super::chars::half_width;
use super::{Fault, Reading, Value};
use std::ops::RangeInclusive;

/// `within`: the smallest and the largest number there can be.
pub(super) fn read(typed: &str, max_digits: usize, within: Option<&RangeInclusive<i64>>) -> Reading {
    let mut reading = number(typed, max_digits, |number| number.to_string());
    if let (Some(Value::Integer(number)), Some(within)) = (&reading.value, within)
        && !within.contains(number)
    {
        let fault = Fault::new("number-out-of-range").with("least", within.start()).with("most", within.end());
        reading.faults = vec![fault];
    }
    reading
}

pub(super) fn read_money(typed: &str, max_digits: usize) -> Reading {
    number(typed, max_digits, thousands)
}

fn number(typed: &str, max_digits: usize, paper: impl Fn(i64) -> String) -> Reading {
    let Some(number) = parse(typed) else { return Reading::fault(Fault::new("not-a-number")) };
    let sent = number.to_string();
    let too_long = sent.len() > max_digits;
    let faults = too_long.then(|| Fault::new("too-many-digits").with("max", max_digits)).into_iter().collect();
    Reading { value: Some(Value::Integer(number)), faults, paper: paper(number), sent, beside: None }
}

/// Digits of any width, with separators and units left out; 万 and 億 count.
fn parse(typed: &str) -> Option<i64> {
    let half = half_width(typed);
    let bare = half.trim().trim_start_matches(['¥', '\\', '￥']).trim_end_matches(['円', '名', '人', '年', '月', '回']);
    let (digits, times) = match bare.trim_end() {
        text if text.ends_with('万') => (text.trim_end_matches('万'), 10_000),
        text if text.ends_with('億') => (text.trim_end_matches('億'), 100_000_000),
        text => (text, 1),
    };
    let digits: String = digits.chars().filter(|c| !matches!(c, ',' | ' ' | '、' | '，')).collect();
    if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<i64>().ok()?.checked_mul(times)
}

/// `1234567` as `1,234,567`.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_width_with_separators_and_units() {
        for (typed, number) in [
            ("250000", 250_000),
            ("２５０，０００", 250_000),
            ("250,000円", 250_000),
            ("¥250,000", 250_000),
            ("25万", 250_000),
            ("25万円", 250_000),
            ("3億円", 300_000_000),
            ("0", 0),
            ("007", 7),
            ("12名", 12),
        ] {
            let reading = read_money(typed, 13);
            assert_eq!((reading.value, reading.faults.len()), (Some(Value::Integer(number)), 0), "{typed}");
        }
        assert_eq!(read_money("1234567", 13).paper, "1,234,567");
        assert_eq!(read_money("123", 13).paper, "123");
        assert_eq!(read("1,234", 5, None).paper, "1234");
    }

    #[test]
    fn what_is_no_number_is_a_fault() {
        for typed in ["", "-5", "1.5", "ten", "円", "9999999999999999999", "99999999999999億"] {
            assert_eq!(read(typed, 5, Some(&(0..=9))).faults[0].code, "not-a-number", "{typed}");
        }
        assert_eq!(read("123456", 5, None).faults[0].code, "too-many-digits");
    }

    #[test]
    fn a_number_outside_its_range_is_one_fault() {
        let fault = Fault::new("number-out-of-range").with("least", 1).with("most", 40);
        for typed in ["0", "41", "123"] {
            assert_eq!(read(typed, 2, Some(&(1..=40))).faults, std::slice::from_ref(&fault), "{typed}");
        }
        assert_eq!((read("1", 2, Some(&(1..=40))).faults, read("４０年", 2, Some(&(1..=40))).faults), (vec![], vec![]));
    }
}
