//! Text of one line or several.

use super::chars::{as_jis, full_width, half_width, too_long, unsendable};
use super::{Chars, Fault, Reading};

/// Whether an answer may have line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Many,
}

pub(super) fn read(typed: &str, max: Option<usize>, chars: Chars, lines: Lines) -> Reading {
    let text = laid_out(typed, lines);
    let sent = by_rule(&text, chars);
    let mut faults = Vec::new();
    faults.extend(unsendable(&sent, chars));
    if faults.is_empty() {
        faults.extend(outside_rule(&sent, chars));
    }
    faults.extend(max.and_then(|max| too_long(&sent, max)));
    Reading::text(sent, faults)
}

/// Line breaks as one sign, or as a space where there may be none; no spaces at line ends.
fn laid_out(typed: &str, lines: Lines) -> String {
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    let trimmed: Vec<&str> = typed.trim().lines().map(str::trim_end).collect();
    match lines {
        Lines::Many => trimmed.join("\n"),
        Lines::One => trimmed.join(" "),
    }
}

fn by_rule(text: &str, chars: Chars) -> String {
    match chars {
        Chars::Any | Chars::Free => as_jis(text),
        Chars::FullWidth => full_width(text),
        Chars::HalfWidth => half_width(text),
        Chars::Capitals => half_width(text).to_uppercase(),
        Chars::Digits => half_width(text).chars().filter(|c| !matches!(c, '-' | ' ' | ',')).collect(),
    }
}

/// What no conversion of width can bring into the rule; anything sendable can be written in full width.
fn outside_rule(sent: &str, chars: Chars) -> Option<Fault> {
    let (code, fits): (_, fn(char) -> bool) = match chars {
        Chars::Any | Chars::Free | Chars::FullWidth => return None,
        Chars::HalfWidth => ("not-half-width", |c| c.is_ascii()),
        Chars::Capitals => ("not-capitals", |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ' '),
        Chars::Digits => ("not-digits", |c| c.is_ascii_digit()),
    };
    (!sent.chars().all(fits)).then(|| Fault::new(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(typed: &str, chars: Chars) -> (String, Vec<&'static str>) {
        let reading = read(typed, Some(20), chars, Lines::One);
        (reading.sent, reading.faults.iter().map(|fault| fault.code).collect())
    }

    #[test]
    fn a_text_is_brought_into_the_width_of_its_box() {
        assert_eq!(sent("ABC商事 1号", Chars::FullWidth), ("ＡＢＣ商事　１号".to_owned(), vec![]));
        assert_eq!(sent("ＡＢＣ　Ｌｔｄ．", Chars::HalfWidth), ("ABC Ltd.".to_owned(), vec![]));
        assert_eq!(sent("abcd", Chars::Capitals), ("ABCD".to_owned(), vec![]));
        assert_eq!(sent("１２-34", Chars::Digits), ("1234".to_owned(), vec![]));
        assert_eq!(sent("ﾊﾟﾅ ABC", Chars::Any), ("パナ ABC".to_owned(), vec![]));
    }

    #[test]
    fn what_no_conversion_can_bring_into_the_box_is_a_fault() {
        assert_eq!(sent("株式会社", Chars::HalfWidth).1, ["not-half-width"]);
        assert_eq!(sent("漢字", Chars::Capitals).1, ["not-capitals"]);
        assert_eq!(sent("12a", Chars::Digits).1, ["not-digits"]);
        assert_eq!(sent("😀", Chars::Any).1, ["unsendable-unknown"]);
        assert_eq!(sent("あいうえおかきくけこさしすせそたちつてとな", Chars::Any).1, ["too-long"]);
    }

    #[test]
    fn lines_are_kept_where_there_may_be_several() {
        let typed = "一行目 \r\n二行目\r三行目\n";
        assert_eq!(read(typed, None, Chars::Any, Lines::Many).sent, "一行目\n二行目\n三行目");
        assert_eq!(read(typed, None, Chars::Any, Lines::One).sent, "一行目 二行目 三行目");
    }
}
