//! From the printed wording of a choice to the text of the templates' list, and back.
//!
//! Most texts are the paper's two wordings in one (`妻 Wife`). Where a template words it differently, `forms/official/words.tsv` has
//! a line: list, code, the paper's wording; `-` for a wording that is not sent.

use super::lists::{Entry, List, by_code};
use crate::form::embedded_text;
use crate::form::kind::{Choice, search_key};

/// The entry a choice is sent as. `id` names the list.
#[must_use]
pub fn entry<'l>(id: &str, list: &'l List, choice: &Choice) -> Option<&'l Entry> {
    let other = other_wording(id, &choice.label.ja).and_then(|code| by_code(list, code));
    let whole = search_key(&format!("{} {}", choice.label.ja, choice.label.en));
    let ja = search_key(&choice.label.ja);
    let by = |fits: &dyn Fn(&Entry) -> bool| list.iter().find(|entry| fits(entry));
    by(&|entry| search_key(entry.text) == whole)
        .or_else(|| by(&|entry| search_key(entry.text) == ja || search_key(japanese(entry.text)) == ja))
        .or(other)
        .or_else(|| period(&choice.label.ja).and_then(|code| by(&|entry| entry.code.ends_with(&code))))
}

/// The wording is not sent in columns of this list; another answer beside it says more.
#[must_use]
pub fn says_nothing(id: &str, ja: &str) -> bool {
    other_wording(id, ja) == Some("-")
}

fn other_wording(id: &str, ja: &str) -> Option<&'static str> {
    let text = embedded_text("official/words.tsv").unwrap_or_default();
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (list, rest) = line.split_once('\t')?;
        let (code, wording) = rest.split_once('\t')?;
        (list == id && wording == ja).then_some(code)
    })
}

/// The Japanese half of a text: up to the space before the Latin half.
fn japanese(text: &str) -> &str {
    let latin = |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii()));
    let cut = text.match_indices(' ').map(|(at, _)| at).find(|at| *at > 0 && latin(at));
    cut.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// A period of stay as the templates code it, years, months and days in 2, 2 and 3 digits: `3年` is `0300000`.
fn period(ja: &str) -> Option<String> {
    if ja == "無期限" {
        return Some("9999999".to_owned());
    }
    let number = |unit: char| ja.strip_suffix(unit).and_then(|digits| digits.parse::<u16>().ok());
    let code = |years: u16, months: u16, days: u16| format!("{years:02}{months:02}{days:03}");
    number('年')
        .map(|years| code(years, 0, 0))
        .or_else(|| number('月').map(|months| code(0, months, 0)))
        .or_else(|| number('日').map(|days| code(0, 0, days)))
}

#[cfg(test)]
mod tests {
    use super::super::{Template, lists::Lists};
    use super::*;
    use crate::form::Bilingual;

    fn code(id: &str, ja: &str, en: &str) -> Option<&'static str> {
        let list = Lists::embedded().get(Template::Extension, id).unwrap();
        let label = Bilingual { ja: ja.to_owned(), en: en.to_owned() };
        entry(id, list, &Choice { label, ..Choice::default() }).map(|entry| entry.code)
    }

    #[test]
    fn a_choice_is_found_by_both_wordings_or_the_japanese() {
        assert_eq!(code("CB06_3", "妻", "Wife"), Some("02"));
        assert_eq!(code("CB06_3", "妻", ""), Some("02"));
        assert_eq!(code("CA81", "雇用", "Employment"), Some("0"));
        assert_eq!(code("CA81", "出向", "Secondment"), None);
        assert_eq!(code("A045", "あり", "Yes"), Some("1"), "another wording has a line of its own");
    }

    #[test]
    fn periods_are_found_by_their_code() {
        assert_eq!(code("C970_T26", "3年", "3 years"), Some("T260300000"));
        assert_eq!(period("15日").as_deref(), Some("0000015"));
        assert_eq!(period("6月").as_deref(), Some("0006000"));
        assert_eq!(period("不定"), None);
    }
}
