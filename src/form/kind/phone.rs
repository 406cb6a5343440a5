//! Japanese telephone numbers: 10 or 11 digits, sent without hyphens.

use super::chars::half_width;
use super::{Fault, Reading, Value};

pub(super) fn read(typed: &str) -> Reading {
    let half = half_width(typed);
    let digits = domestic(&half);
    let sent = digits.clone();
    let faults = if is_number(&digits) { Vec::new() } else { vec![Fault::new("bad-phone")] };
    if sent.is_empty() {
        return Reading::fault(Fault::new("bad-phone"));
    }
    let paper = if faults.is_empty() { on_paper(&half, &digits) } else { half.trim().to_owned() };
    Reading { value: Some(Value::Text(sent.clone())), faults, sent, paper, beside: None }
}

/// Digits alone, +81 as the leading 0. Anything that is no digit and no separator stays, and makes the number bad.
fn domestic(half: &str) -> String {
    let bare: String = half.chars().filter(|c| !matches!(c, '-' | '(' | ')' | ' ' | '.' | 'ー' | '・')).collect();
    match bare.strip_prefix("+81").or_else(|| bare.strip_prefix("0081")) {
        Some(rest) if rest.starts_with('0') => rest.to_owned(),
        Some(rest) => format!("0{rest}"),
        None => bare,
    }
}

fn is_number(digits: &str) -> bool {
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all && digits.starts_with('0') && !digits.starts_with("00") && matches!(digits.len(), 10 | 11)
}

/// Hyphens as typed; where none were typed, 3-4-4 for the 11 digits of mobile numbers.
fn on_paper(half: &str, digits: &str) -> String {
    let typed = half.trim();
    if typed.contains('-') && typed.starts_with('0') && typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        return typed.to_owned();
    }
    match (digits.get(..3), digits.get(3..7), digits.get(7..)) {
        (Some(head), Some(middle), Some(tail)) if digits.len() == 11 => format!("{head}-{middle}-{tail}"),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sent_as_digits_and_printed_with_hyphens() {
        for (typed, sent, paper) in [
            ("03-1234-5678", "0312345678", "03-1234-5678"),
            ("０３ー１２３４ー５６７８", "0312345678", "0312345678"),
            ("(03) 1234 5678", "0312345678", "0312345678"),
            ("09012345678", "09012345678", "090-1234-5678"),
            ("+81 90 1234 5678", "09012345678", "090-1234-5678"),
            ("+81 3-1234-5678", "0312345678", "0312345678"),
        ] {
            let reading = read(typed);
            assert_eq!(
                (reading.sent.as_str(), reading.paper.as_str(), reading.faults.len()),
                (sent, paper, 0),
                "{typed}"
            );
        }
    }

    #[test]
    fn other_numbers_are_faults() {
        for typed in
            ["12345678", "0312345", "090123456789", "+84 90 1234 567", "call me", "-", "0012345678", "03-1234-567x"]
        {
            assert_eq!(read(typed).faults[0].code, "bad-phone", "{typed}");
        }
    }
}
