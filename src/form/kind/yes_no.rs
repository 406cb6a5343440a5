//! Yes or no, in the two printed wordings.

use super::choice::search_key;
use super::{Fault, Reading, Value};
use crate::form::Bilingual;

/// Takes `yes`/`no`, the printed wordings in either language, the line number (1 is yes), and what people say.
pub(super) fn read(typed: &str, yes: &Bilingual, no: &Bilingual) -> Reading {
    let key = search_key(typed);
    let says = |printed: &Bilingual, others: &[&str]| {
        others.contains(&key.as_str()) || key == search_key(&printed.ja) || key == search_key(&printed.en)
    };
    let answer = if says(yes, &["yes", "y", "1", "true", "有", "有り", "あり", "はい"]) {
        true
    } else if says(no, &["no", "n", "2", "false", "無", "無し", "なし", "いいえ"]) {
        false
    } else {
        return Reading::fault(Fault::new("not-yes-or-no"));
    };
    let (word, printed) = if answer { ("yes", yes) } else { ("no", no) };
    Reading {
        value: Some(Value::YesNo(answer)),
        sent: word.to_owned(),
        paper: printed.ja.clone(),
        ..Reading::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(typed: &str) -> Option<Value> {
        let word = |ja: &str, en: &str| Bilingual { ja: ja.to_owned(), en: en.to_owned() };
        read(typed, &word("有", "Yes"), &word("無", "No")).value
    }

    #[test]
    fn both_answers_have_many_words() {
        for typed in ["yes", "YES", "ｙ", "1", "有", "あり", "はい", "true"] {
            assert_eq!(answer(typed), Some(Value::YesNo(true)), "{typed}");
        }
        for typed in ["no", "N", "２", "無", "なし", "いいえ", "false"] {
            assert_eq!(answer(typed), Some(Value::YesNo(false)), "{typed}");
        }
        for typed in ["maybe", "3", "yesno", "？"] {
            assert_eq!(answer(typed), None, "{typed}");
        }
    }
}
