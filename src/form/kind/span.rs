//! Spans of time in years and months: a contract, a dispatch, a stay.

use super::chars::half_width;
use super::{Fault, Reading, Value};

/// How *no fixed term* is written where a form takes it.
const NO_FIXED_TERM: &str = "期間の定めなし";

/// `2年6月`, `18か月`, `３年間`; a bare number is of months. `most` is the longest in months. A span without an end is an answer only
/// where the form has a place for it (`no_fixed_term`).
pub(super) fn read(typed: &str, most: usize, no_fixed_term: bool) -> Reading {
    if is_no_fixed_term(typed) {
        if no_fixed_term {
            return Reading::text(NO_FIXED_TERM.to_owned(), Vec::new());
        }
        return Reading::fault(Fault::new("no-fixed-term"));
    }
    let Some(months) = months(typed).filter(|months| *months > 0) else {
        return Reading::fault(Fault::new("not-a-span"));
    };
    let too_long = usize::try_from(months).is_ok_and(|months| months > most);
    let longest = || u32::try_from(most).map(written).unwrap_or_default();
    let faults = too_long.then(|| Fault::new("span-too-long").with("max", longest())).into_iter().collect();
    let sent = written(months);
    Reading { value: Some(Value::Text(sent.clone())), faults, paper: sent.clone(), sent, beside: None }
}

fn written(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months}月"),
        (years, 0) => format!("{years}年"),
        (years, months) => format!("{years}年{months}月"),
    }
}

/// Months of a span in words; `None` for anything else.
#[must_use]
pub fn months(words: &str) -> Option<u32> {
    let mut text = half_width(words).replace([' ', '間'], "");
    for word in ["か月", "カ月", "ヶ月", "ケ月", "箇月", "ヵ月"] {
        text = text.replace(word, "月");
    }
    let (years, rest) = text.split_once('年').unwrap_or(("0", text.as_str()));
    let rest = rest.strip_suffix('月').unwrap_or(rest);
    let part = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u32>().ok() };
    part(years)?.checked_mul(12)?.checked_add(part(rest)?)
}

/// Whether the words say that a contract has no end.
pub(super) fn is_no_fixed_term(typed: &str) -> bool {
    let words = half_width(typed).to_lowercase().replace(['の', '-', ' '], "");
    let said =
        ["定めなし", "定め無し", "定めない", "定め無い", "定めがない", "定めが無い", "無期", "nofixedterm", "nonfixed"];
    said.iter().any(|known| words.contains(known))
        || ["indefinite", "openended", "khôngxácđịnhthờihạn"].iter().any(|known| words.contains(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_may_be_written_in_many_ways() {
        for (typed, sent) in [
            ("2年6月", "2年6月"),
            ("２年６か月", "2年6月"),
            ("30", "2年6月"),
            ("18ヶ月", "1年6月"),
            ("３年間", "3年"),
            ("12 か月", "1年"),
            ("0年6月", "6月"),
        ] {
            let reading = read(typed, 71, false);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), (sent, 0), "{typed}");
            assert_eq!(reading.paper, sent);
        }
        assert_eq!(read("5年11月", 71, false).faults, []);
        assert_eq!(read("6年", 71, false).faults, [Fault::new("span-too-long").with("max", "5年11月")]);
    }

    #[test]
    fn what_is_no_span_is_a_fault() {
        for typed in ["未定", "0", "0年0月", "-3", "1.5年", "年月", "9999999999年", "長期"] {
            assert_eq!(read(typed, 71, true).faults[0].code, "not-a-span", "{typed}");
        }
    }

    #[test]
    fn no_fixed_term_is_an_answer_only_where_the_form_takes_it() {
        for typed in [
            "期間の定めなし",
            "期間の定めの無い契約",
            "定めなし",
            "無期雇用",
            "Non-fixed",
            "no fixed term",
            "Indefinite",
        ] {
            let taken = read(typed, 71, true);
            assert_eq!((taken.sent.as_str(), taken.faults.len()), ("期間の定めなし", 0), "{typed}");
            assert_eq!(read(typed, 71, false).faults[0].code, "no-fixed-term", "{typed}");
        }
    }
}
