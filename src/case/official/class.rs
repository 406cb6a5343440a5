//! Which characters a column of the templates takes.

use crate::form::kind::{is_full_width, is_full_width_kanji};

/// A combination of the templates' character classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Any,
    Digits,
    Letters,
    LettersDigits,
    Ascii,
    Capitals,
    DigitsSigns,
    KanjiDigits,
    Full,
    FullDigits,
    FullHalf,
}

const WORDS: [(&str, Class); 11] = [
    ("any", Class::Any),
    ("digits", Class::Digits),
    ("letters", Class::Letters),
    ("alnum", Class::LettersDigits),
    ("ascii", Class::Ascii),
    ("capitals", Class::Capitals),
    ("digits+signs", Class::DigitsSigns),
    ("kanji+digits", Class::KanjiDigits),
    ("full", Class::Full),
    ("full+digits", Class::FullDigits),
    ("full+half", Class::FullHalf),
];

impl Class {
    /// The class a word of the tables names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Class> {
        WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, class)| class)
    }

    /// The class's word, also for messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.into_iter().find(|(_, class)| *class == self).map_or("any", |(word, _)| word)
    }

    /// Takes full-width characters only.
    #[must_use]
    pub fn is_full_width(self) -> bool {
        matches!(self, Class::Full | Class::KanjiDigits)
    }

    /// Whether every character may stand in such a column.
    #[must_use]
    pub fn takes(self, text: &str) -> bool {
        text.chars().all(|c| self.has(c))
    }

    fn has(self, c: char) -> bool {
        match self {
            Class::Any => true,
            Class::Digits => c.is_ascii_digit(),
            Class::Letters => c.is_ascii_alphabetic(),
            Class::LettersDigits => c.is_ascii_alphanumeric(),
            Class::Ascii => c.is_ascii_alphanumeric() || sign(c),
            Class::Capitals => c.is_ascii_uppercase() || c == ' ',
            Class::DigitsSigns => c.is_ascii_digit() || sign(c),
            Class::KanjiDigits => is_full_width_kanji(c) || ('０'..='９').contains(&c),
            Class::Full => is_full_width(c),
            Class::FullDigits => is_full_width(c) || c.is_ascii_digit(),
            Class::FullHalf => is_full_width(c) || c.is_ascii_alphanumeric() || sign(c) || ('｡'..='ﾟ').contains(&c),
        }
    }
}

/// 半角記号, with the half-width Japanese marks the templates count among them.
fn sign(c: char) -> bool {
    matches!(c, ' '..='/' | ':'..='@' | '['..='`' | '{'..='~' | '\u{FF61}'..='\u{FF65}' | '\u{FF70}' | '\u{FF9E}'..='\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_columns_refuse_what_the_templates_refuse() {
        for good in ["髙橋　太郎", "ＡＢＣ－１", "カタカナ・ひらがな", "～（）"] {
            assert!(Class::Full.takes(good), "{good}");
        }
        for bad in
            ["a b", "①", "㈱", "Ⅰ", "\u{301C}", "\u{2212}", "\u{2014}", "\u{A5}", "\u{212B}", "\u{FA11}", "\u{20BB7}"]
        {
            assert!(!Class::Full.takes(bad), "{bad}");
        }
        assert!(Class::FullHalf.takes("ABC ｶﾅ 株式会社"));
    }

    #[test]
    fn half_width_classes_take_their_own() {
        assert!(Class::Digits.takes("0123") && !Class::Digits.takes("０"));
        assert!(Class::LettersDigits.takes("AB12") && !Class::LettersDigits.takes("AB-12"));
        assert!(Class::Ascii.takes("a.b@c-d_e") && !Class::Ascii.takes("é"));
        assert!(Class::Capitals.takes("SMITH JOHN") && !Class::Capitals.takes("Smith"));
        assert_eq!(Class::from_word("kanji+digits"), Some(Class::KanjiDigits));
        assert!(WORDS.iter().all(|(word, class)| class.word() == *word));
    }
}
