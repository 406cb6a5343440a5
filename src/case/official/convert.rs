//! Where the paper asks in another unit than the template: a closed set of rules, named by `convert` in the form files.

use crate::form::State;
use crate::form::kind::months;

/// How an answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convert {
    /// Years on paper, months in the template: times twelve.
    YearsAsMonths,
    /// The paper takes a yearly or a monthly amount, the template a monthly one; the item beside tells which.
    MonthlyAmount,
    /// *Does not apply* is sent as 0.
    NotApplicableAsZero,
    /// A span in words, `2年6月`, sent as a number of months.
    SpanAsMonths,
    /// A span in words, sent as years in one column and months in the next.
    SpanInParts,
    /// A number with its sign before it, `認1234567890`: the sign in one column, the digits in the next.
    SignAndDigits,
    /// Hours in one column, minutes in the next.
    TimeInParts,
    /// Half-width on paper, full-width in the template.
    FullWidth,
}

const WORDS: [(&str, Convert); 8] = [
    ("years-as-months", Convert::YearsAsMonths),
    ("monthly-amount", Convert::MonthlyAmount),
    ("not-applicable-as-zero", Convert::NotApplicableAsZero),
    ("span-as-months", Convert::SpanAsMonths),
    ("span-in-parts", Convert::SpanInParts),
    ("sign-and-digits", Convert::SignAndDigits),
    ("time-in-parts", Convert::TimeInParts),
    ("full-width", Convert::FullWidth),
];

impl Convert {
    /// The rule a word in a form file names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Convert> {
        WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, convert)| convert)
    }

    /// What is sent of an answer in its columns, counted from 0. `yearly`: the amount is one for a year.
    pub(super) fn sent(self, sent: &str, yearly: bool, column: usize) -> String {
        let number = sent.parse::<i64>().ok();
        match self {
            Convert::YearsAsMonths => number.and_then(|years| years.checked_mul(12)).map(|months| months.to_string()),
            Convert::MonthlyAmount if yearly => number.map(|amount| (amount / 12).to_string()),
            Convert::SpanAsMonths => months(sent).map(|months| months.to_string()),
            Convert::SpanInParts => months(sent)
                .map(|months| if column == 0 { months / 12 } else { months % 12 })
                .map(|part| part.to_string()),
            Convert::SignAndDigits => {
                let (sign, digits) = sent.split_at(sent.find(|c: char| c.is_ascii_digit()).unwrap_or(sent.len()));
                Some(if column == 0 { sign } else { digits }.to_owned())
            }
            Convert::TimeInParts => sent
                .split_once(':')
                .map(|(hours, minutes)| if column == 0 { format!("{hours:0>2}") } else { minutes.to_owned() }),
            Convert::FullWidth => Some(sent.chars().map(full).collect()),
            Convert::MonthlyAmount | Convert::NotApplicableAsZero => None,
        }
        .unwrap_or_else(|| sent.to_owned())
    }

    /// What stands for a state, where one is sent.
    pub(super) fn of_state(self, state: State) -> Option<&'static str> {
        (self == Convert::NotApplicableAsZero && state == State::DoesNotApply).then_some("0")
    }

    /// The answer that texts read from a file stand for, one for each column.
    pub(super) fn read(self, texts: &[&str]) -> String {
        let text = texts.first().copied().unwrap_or_default();
        match (self, text.parse::<i64>()) {
            (Convert::YearsAsMonths, Ok(months)) if months % 12 == 0 => (months / 12).to_string(),
            // Nothing on the paper says so many months; the item is left to be asked.
            (Convert::YearsAsMonths, _) => String::new(),
            (Convert::SignAndDigits, _) => texts.concat(),
            (Convert::TimeInParts, _) => texts.join(":"),
            (Convert::FullWidth, _) => text.chars().map(half).collect(),
            (Convert::SpanAsMonths, Ok(months)) => format!("{months}月"),
            (Convert::SpanInParts, Ok(years)) => format!("{years}年{}月", texts.get(1).copied().unwrap_or("0")),
            _ => text.to_owned(),
        }
    }
}

/// The half-width form of a full-width sign of ASCII.
fn half(c: char) -> char {
    u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).filter(char::is_ascii_graphic).unwrap_or(c)
}

fn full(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_converted_as_the_template_wants_them() {
        assert_eq!(Convert::YearsAsMonths.sent("4", false, 0), "48");
        assert_eq!(Convert::MonthlyAmount.sent("3600000", true, 0), "300000");
        assert_eq!(Convert::MonthlyAmount.sent("280000", false, 0), "280000");
        assert_eq!(Convert::NotApplicableAsZero.of_state(State::DoesNotApply), Some("0"));
        assert_eq!(Convert::NotApplicableAsZero.of_state(State::None), None);
        for (words, months) in [("2年6月", "30"), ("3年", "36"), ("未定", "未定")] {
            assert_eq!(Convert::SpanAsMonths.sent(words, false, 0), months, "{words}");
        }
    }

    #[test]
    fn months_come_back_as_years_where_they_are_whole() {
        assert_eq!(Convert::YearsAsMonths.read(&["48"]), "4");
        assert_eq!(Convert::YearsAsMonths.read(&["50"]), "");
        assert_eq!(Convert::SpanAsMonths.read(&["30"]), "30月");
        assert_eq!(Convert::SpanInParts.read(&["2", "6"]), "2年6月");
        assert_eq!([0, 1].map(|column| Convert::SpanInParts.sent("2年6月", false, column)), ["2", "6"]);
    }
}
