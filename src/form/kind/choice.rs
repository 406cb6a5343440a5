//! Choosing from a list: by wording, by number, by searching as one types.

use super::chars::half;
use super::{Choice, ChoiceList, Fault, Reading, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use wana_kana::ConvertJapanese;

/// Takes the printed Japanese wording, the English, another known wording, the number printed in the list or, where the
/// list prints none, the number of the line.
pub(super) fn read(typed: &str, list: &ChoiceList) -> Reading {
    let Some(choice) = list.chosen(typed) else { return Reading::fault(Fault::new("not-a-choice")) };
    let ja = choice.label.ja.clone();
    let paper = choice.code.as_ref().map_or_else(|| ja.clone(), |code| format!("{code} {ja}"));
    Reading { value: Some(Value::Choice(ja.clone())), sent: ja, paper, ..Reading::default() }
}

/// Several, one a line or separated by `;`, `、` or `,`; sent joined by `; ` in the order of the list.
pub(super) fn read_several(typed: &str, list: &ChoiceList, most: usize) -> Reading {
    let mut chosen: Vec<&Choice> = Vec::new();
    let mut faults = Vec::new();
    for part in half_width_breaks(typed).split(['\n', ';', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let found = list.chosen(part).map_or_else(|| list.several(part), |choice| Some(vec![choice]));
        match found {
            Some(found) => chosen.extend(found),
            None if faults.is_empty() => faults.push(Fault::new("not-a-choice")),
            None => {}
        }
    }
    let in_order: Vec<&Choice> =
        list.choices.iter().filter(|choice| chosen.iter().any(|one| std::ptr::eq(*one, *choice))).collect();
    if in_order.len() > most {
        faults.push(Fault::new("too-many-choices").with("max", most));
    }
    let words: Vec<String> = in_order.iter().map(|choice| choice.label.ja.clone()).collect();
    let joined = words.join("; ");
    let value = (!words.is_empty()).then_some(Value::Choices(words));
    let paper = in_order.iter().map(|choice| choice.code.as_ref().unwrap_or(&choice.label.ja).as_str());
    Reading { value, faults, paper: paper.collect::<Vec<_>>().join(", "), sent: joined, beside: None }
}

fn half_width_breaks(typed: &str) -> String {
    typed.replace('；', ";").replace('｜', "|").replace('\r', "\n")
}

impl ChoiceList {
    /// The one choice that is meant, if it is clear which.
    #[must_use]
    pub fn chosen(&self, typed: &str) -> Option<&Choice> {
        let typed = typed.trim();
        if let Some(choice) = self.choices.iter().find(|choice| choice.label.ja == typed) {
            return Some(choice);
        }
        let key = search_key(typed);
        if key.is_empty() {
            return None;
        }
        let numbered = self.choices.iter().any(|choice| choice.code.is_some());
        if key.bytes().all(|byte| byte.is_ascii_digit()) {
            return if numbered { self.by_code(&key) } else { self.by_line(&key) };
        }
        let mut fitting = self.choices.iter().filter(|choice| choice.words().any(|word| search_key(word) == key));
        let first = fitting.next()?;
        let same_again = fitting.next().is_some();
        (!same_again).then_some(first)
    }

    fn by_code(&self, digits: &str) -> Option<&Choice> {
        let plain = |code: &str| code.trim_start_matches('0').to_owned();
        self.choices.iter().find(|choice| choice.code.as_deref().map(plain) == Some(plain(digits)))
    }

    fn by_line(&self, digits: &str) -> Option<&Choice> {
        let line: usize = digits.parse().ok()?;
        self.choices.get(line.checked_sub(1)?)
    }

    /// Several separated by commas; the wordings themselves have commas, so each part must be one choice.
    fn several(&self, part: &str) -> Option<Vec<&Choice>> {
        let pieces: Vec<&str> =
            part.split([',', '、', '，']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        (pieces.len() > 1).then_some(pieces)?.into_iter().map(|piece| self.chosen(piece)).collect()
    }

    /// The list ready to be searched while one types. `beside` are wordings in the client's language, in the order of the lines; where there is
    /// none for a line it is found by the list's own.
    #[must_use]
    pub fn finder(&self, beside: &[String]) -> Finder {
        let beside = beside.iter().map(String::as_str).map(Some).chain(std::iter::repeat(None));
        Finder(self.choices.iter().zip(beside).map(|(choice, beside)| Sought::of(choice, beside)).collect())
    }
}

/// A list as it is searched: what is compared is worked out once, not at each key.
pub struct Finder(Vec<Sought>);

impl Finder {
    /// Lines (from 0) that fit what is typed so far, in Japanese, kana, Latin, the client's language or by number: those beginning with it
    /// first, then those containing it, each in the order of the list. Everything fits nothing.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let keys = query_keys(query);
        if keys.is_empty() {
            return (0..self.0.len()).collect();
        }
        let (mut beginning, mut within) = (Vec::new(), Vec::new());
        for (line, sought) in self.0.iter().enumerate() {
            match sought.rank(&keys) {
                Some(Rank::Begins) => beginning.push(line),
                Some(Rank::Contains) => within.push(line),
                None => {}
            }
        }
        beginning.append(&mut within);
        beginning
    }
}

/// What one line is found by.
struct Sought {
    /// Search keys of its wordings.
    keys: Vec<String>,
    code: Option<String>,
}

/// How well a choice fits.
enum Rank {
    Begins,
    Contains,
}

impl Sought {
    fn of(choice: &Choice, beside: Option<&str>) -> Sought {
        let kana = choice.kana.as_deref().unwrap_or_default().split_whitespace();
        let words = choice.words().chain(kana).chain(beside);
        let keys = words.map(|word| hiragana(&search_key(word))).filter(|key| !key.is_empty()).collect();
        Sought { keys, code: choice.code.clone() }
    }

    fn rank(&self, keys: &[String]) -> Option<Rank> {
        let code = |key: &String| self.code.as_ref() == Some(key);
        if keys.iter().any(|key| code(key) || self.keys.iter().any(|word| word.starts_with(key.as_str()))) {
            return Some(Rank::Begins);
        }
        keys.iter().any(|key| self.keys.iter().any(|word| word.contains(key.as_str()))).then_some(Rank::Contains)
    }
}

impl Choice {
    /// Every wording of the choice.
    fn words(&self) -> impl Iterator<Item = &str> {
        let printed = [self.label.ja.as_str(), self.label.en.as_str()];
        printed.into_iter().chain(self.slug.as_deref()).chain(self.also.iter().map(String::as_str))
    }
}

/// What is typed, as Latin and as kana: `betonamu` finds ベトナム.
fn query_keys(query: &str) -> Vec<String> {
    let key = search_key(query);
    if key.is_empty() {
        return Vec::new();
    }
    let mut keys = vec![hiragana(&key)];
    if key.is_ascii() && key.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        let kana = key.to_hiragana();
        // A consonant still waiting for its vowel would fit nothing.
        let spoken = kana.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !spoken.is_empty() && !spoken.contains(|c: char| c.is_ascii_alphabetic()) {
            keys.push(spoken.to_owned());
        }
    }
    keys
}

fn hiragana(key: &str) -> String {
    let shift = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        other => other,
    };
    key.chars().map(shift).collect()
}

/// A text reduced to what is compared in a search: without width, case, marks, spaces and separators. Never stored.
#[must_use]
pub fn search_key(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| is_compared(*c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut key = String::with_capacity(text.len());
    for c in text.nfkc().map(half).flat_map(char::to_lowercase) {
        // Marks on Latin letters are dropped, those of kana are letters of their own.
        if c == 'đ' {
            key.push('d');
        } else if c.is_alphabetic() && u32::from(c) < 0x2000 {
            decompose_canonical(c, |part| key.extend(is_compared(part).then_some(part)));
        } else if is_compared(c) {
            key.push(c);
        }
    }
    key
}

fn is_compared(c: char) -> bool {
    !c.is_whitespace() && !is_combining_mark(c) && !matches!(c, '・' | '-' | '/' | '(' | ')' | ',' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Bilingual;

    fn list(lines: &[(&str, &str, Option<&str>)]) -> ChoiceList {
        let choice = |(ja, en, code): &(&str, &str, Option<&str>)| Choice {
            label: Bilingual { ja: (*ja).to_owned(), en: (*en).to_owned() },
            code: code.map(str::to_owned),
            ..Choice::default()
        };
        ChoiceList { choices: lines.iter().map(choice).collect(), ..ChoiceList::default() }
    }

    fn schools() -> ChoiceList {
        list(&[("大学院（博士）", "Doctor", None), ("大学", "Bachelor", None), ("その他", "Others", None)])
    }

    fn trades() -> ChoiceList {
        list(&[
            ("農林業", "Agriculture", Some("1")),
            ("鉱業，採石業，砂利採取業", "Mining, quarrying, gravel extraction", Some("3")),
            ("宿泊業", "Accommodation", Some("33")),
            ("その他", "Others", Some("999")),
        ])
    }

    #[test]
    fn a_choice_is_named_in_either_language_or_by_its_line() {
        for typed in ["大学", " 大学 ", "bachelor", "ＢＡＣＨＥＬＯＲ", "2", "２"] {
            let reading = read(typed, &schools());
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("大学", 0), "{typed}");
        }
        assert_eq!(read("大学院(博士)", &schools()).sent, "大学院（博士）");
        for typed in ["大", "4", "0", "University", "。"] {
            assert_eq!(read(typed, &schools()).faults[0].code, "not-a-choice", "{typed}");
        }
    }

    #[test]
    fn a_printed_number_is_meant_before_a_line() {
        assert_eq!(read("33", &trades()).sent, "宿泊業");
        assert_eq!(read("3", &trades()).sent, "鉱業，採石業，砂利採取業");
        assert_eq!(read("03", &trades()).paper, "3 鉱業，採石業，砂利採取業");
        assert_eq!(read("2", &trades()).faults[0].code, "not-a-choice");
    }

    #[test]
    fn a_word_two_choices_share_is_not_a_choice() {
        let twice = list(&[("研究", "Research", Some("42")), ("調査研究", "Research", Some("3"))]);
        assert_eq!(read("Research", &twice).faults[0].code, "not-a-choice");
        assert_eq!(read("研究", &twice).sent, "研究");
    }

    #[test]
    fn several_are_sent_in_the_order_of_the_list() {
        for typed in ["33; 1", "33,1", "宿泊業、農林業", "Accommodation\nAgriculture", "33;1;1"] {
            let reading = read_several(typed, &trades(), 2);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("農林業; 宿泊業", 0), "{typed}");
            assert_eq!(reading.paper, "1, 33");
        }
        let mining = read_several("Mining, quarrying, gravel extraction", &trades(), 2);
        assert_eq!(mining.value, Some(Value::Choices(vec!["鉱業，採石業，砂利採取業".to_owned()])));
        assert_eq!(read_several("1;3;33", &trades(), 2).faults[0].code, "too-many-choices");
        assert_eq!(read_several("1;fishing", &trades(), 2).faults[0].code, "not-a-choice");
    }

    #[test]
    fn a_search_key_has_no_width_case_marks_or_spaces() {
        for (text, key) in [
            ("Việt Nam", "vietnam"),
            ("Đức", "duc"),
            ("ＡＢＣ　商事", "abc商事"),
            ("ｶﾞﾊﾟ", "ガパ"),
            ("Côte d'Ivoire", "coted'ivoire"),
        ] {
            assert_eq!(search_key(text), key);
        }
    }
}
