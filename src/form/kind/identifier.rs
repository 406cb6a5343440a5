//! Numbers of cards, passports and organisations.

use super::chars::half_width;
use super::{Fault, Reading, Value};

/// Half-width capitals and digits, spaces and hyphens left out.
fn bare(typed: &str) -> String {
    half_width(typed).to_uppercase().chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn reading(sent: String, paper: String, fault: Option<Fault>) -> Reading {
    if sent.is_empty() {
        return fault.map_or_else(Reading::default, Reading::fault);
    }
    Reading { value: Some(Value::Text(sent.clone())), faults: fault.into_iter().collect(), sent, paper, beside: None }
}

/// Two letters, eight digits, two letters. No check digit is known to the public, so none is tested.
pub(super) fn read_residence_card(typed: &str) -> Reading {
    let sent = bare(typed);
    let shape = |(index, byte): (usize, u8)| match index {
        0 | 1 | 10 | 11 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit(),
    };
    let right = sent.len() == 12 && sent.bytes().enumerate().all(shape);
    let fault = (!right).then(|| Fault::new("bad-residence-card").with("length", sent.chars().count()));
    reading(sent.clone(), sent, fault)
}

/// Letters and digits, at most as many as the form takes. National shapes differ and change; none is enforced.
pub(super) fn read_passport(typed: &str, max: usize) -> Reading {
    let sent = bare(typed);
    let right = sent.len() <= max && sent.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let fault = (!right).then(|| Fault::new("bad-passport").with("max", max));
    reading(sent.clone(), sent, fault)
}

/// 13 digits of which the first is the check digit.
pub(super) fn read_corporate_number(typed: &str) -> Reading {
    let sent = bare(typed);
    let digits: Option<Vec<u32>> = sent.chars().map(|c| c.to_digit(10)).collect();
    let fault = match digits.as_deref() {
        Some([check, base @ ..]) if base.len() == 12 => {
            (*check != corporate_check(base)).then(|| Fault::new("check-digit"))
        }
        _ => Some(Fault::new("bad-corporate-number").with("length", sent.chars().count())),
    };
    reading(sent.clone(), sent, fault)
}

/// 9 less the rest of ΣPn·Qn by 9, digits counted from the right, Qn 1 where n is odd and 2 where it is even.
///
/// Ordinance on the designation of corporate numbers (法人番号の指定等に関する省令, 2014), article 2.
fn corporate_check(base: &[u32]) -> u32 {
    let weigh = |(index, digit): (usize, &u32)| if index % 2 == 0 { *digit } else { digit * 2 };
    9 - base.iter().rev().enumerate().map(weigh).sum::<u32>() % 9
}

/// 11 digits, printed 4-6-1. How its check digit is made is not public, so it is not tested.
pub(super) fn read_employment_insurance(typed: &str) -> Reading {
    let sent = bare(typed);
    let right = sent.len() == 11 && sent.bytes().all(|byte| byte.is_ascii_digit());
    let fault = (!right).then(|| Fault::new("bad-employment-insurance").with("length", sent.chars().count()));
    let paper = match (sent.get(..4), sent.get(4..10), sent.get(10..)) {
        (Some(office), Some(serial), Some(check)) if right => format!("{office}-{serial}-{check}"),
        _ => sent.clone(),
    };
    reading(sent, paper, fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specimen_residence_card_is_read_in_any_width() {
        for typed in ["AB12345678CD", "ab12345678cd", "ＡＢ１２３４５６７８ＣＤ", "AB 12345678 CD", "AB-12345678-CD"]
        {
            let reading = read_residence_card(typed);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("AB12345678CD", 0), "{typed}");
        }
        for typed in ["A12345678CD", "AB12345678C1", "AB1234567CD", "AB123456789CD", "ＡＢ一二三四五六七八CD"]
        {
            assert_eq!(read_residence_card(typed).faults[0].code, "bad-residence-card", "{typed}");
        }
    }

    #[test]
    fn passports_of_every_country_are_letters_and_digits() {
        for (typed, sent) in [("c1234567", "C1234567"), ("TK 1234567", "TK1234567"), ("M12345678", "M12345678")] {
            assert_eq!((read_passport(typed, 12).sent, read_passport(typed, 12).faults), (sent.to_owned(), vec![]));
        }
        for typed in ["C1234567890123", "旅券123", "AB_1"] {
            assert_eq!(read_passport(typed, 12).faults[0].code, "bad-passport", "{typed}");
        }
    }

    #[test]
    fn the_check_digit_of_corporate_numbers_is_tested() {
        // The number of the National Tax Agency itself.
        assert_eq!(read_corporate_number("7000012050002").faults, []);
        assert_eq!(read_corporate_number("7-0000-1205-0002").sent, "7000012050002");
        for typed in ["8000012050002", "7000012050003", "7000012050020"] {
            assert_eq!(read_corporate_number(typed).faults[0].code, "check-digit", "{typed}");
        }
        for typed in ["700001205000", "70000120500021", "700001205000X"] {
            assert_eq!(read_corporate_number(typed).faults[0].code, "bad-corporate-number", "{typed}");
        }
    }

    #[test]
    fn employment_insurance_offices_are_printed_in_three_groups() {
        let reading = read_employment_insurance("1301-123456-7");
        assert_eq!((reading.sent.as_str(), reading.paper.as_str()), ("13011234567", "1301-123456-7"));
        assert_eq!(read_employment_insurance("1301").faults[0].code, "bad-employment-insurance");
    }
}
