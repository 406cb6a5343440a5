//! Numbers of a fixed build: of plans, licences and registrations.
//!
//! In a pattern `9` stands for a digit, `X` for any other character that is no digit, everything else for itself.

use super::chars::half;
use super::{Fault, Reading};
use unicode_normalization::UnicodeNormalization;

/// Width, spaces and hyphens are how it is written, not what it says.
pub(super) fn read(typed: &str, patterns: &[String]) -> Reading {
    let sent: String = typed.nfkc().map(half).filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
    let fits = patterns.iter().any(|pattern| fits(pattern, &sent));
    let fault = || Fault::new("bad-pattern").with("pattern", patterns.join(" / "));
    Reading::text(sent, if fits { Vec::new() } else { vec![fault()] })
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}

fn fits(pattern: &str, text: &str) -> bool {
    let one = |(pattern, c): (char, char)| match pattern {
        '9' => c.is_ascii_digit(),
        'X' => !c.is_ascii_digit(),
        own => own == c,
    };
    pattern.chars().count() == text.chars().count() && pattern.chars().zip(text.chars()).all(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_however_it_is_written() {
        let rso = ["99登999999".to_owned()];
        for typed in ["19登-000001", "１９登－０００００１", " 19登000001 "] {
            let reading = read(typed, &rso);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("19登000001", 0), "{typed}");
        }
        for typed in ["19-000001", "19登00001", "登録"] {
            assert_eq!(read(typed, &rso).faults[0].code, "bad-pattern", "{typed}");
        }
        let plan = ["認9999999999".to_owned(), "変認9999999999".to_owned()];
        assert!(read("変認1234567890", &plan).faults.is_empty());
        assert!(read("許1234567890", &["X9999999999".to_owned()]).faults.is_empty());
    }
}
