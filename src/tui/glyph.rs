//! What is drawn of a text, so that every terminal gives it as many cells as are counted here.
//!
//! A family joined from three persons, a flag of two letters, a hand with a skin colour: one terminal draws such a cluster on two cells, another each part
//! on its own. They are drawn part by part, without what joins them. Vowel signs of Indic and Burmese writing are drawn as they are; terminals count
//! some of them as a cell and some as none, which the painter has to know ([`loose`]).

use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// The text as it is drawn.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.char_indices().all(|(at, c)| drawn(at, c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.char_indices().filter_map(|(at, c)| drawn(at, c)).collect())
}

/// Cells a text covers as it is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.char_indices().filter_map(|(at, c)| drawn(at, c)).map(|c| c.width().unwrap_or(0)).sum()
}

/// Whether terminals count the cells of this text differently, though it is drawn as it should be: none or one for each vowel sign.
#[must_use]
pub fn loose(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_loose)
}

/// Most cells any terminal gives it.
#[must_use]
pub fn widest(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0).max(usize::from(is_loose(c)))).sum()
}

/// What is drawn of a character at a byte of its text; `None` for what only changes its neighbours.
fn drawn(at: usize, c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        // Regional indicators, of which two are a flag.
        '\u{1F1E6}'..='\u{1F1FF}' => char::from_u32(u32::from(c) - 0x1F1E6 + u32::from('A')),
        // A skin colour, behind what it colours.
        '\u{1F3FB}'..='\u{1F3FF}' if at > 0 => None,
        // Joiners, marks of direction, fillers, the forms of an emoji as text or picture, tags.
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE0E}'
        | '\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E007F}' => None,
        c => Some(c),
    }
}

/// Marks of Indic, Tibetan, Burmese, Khmer and like writing; those of Thai and Lao are counted alike everywhere.
fn is_loose(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{F00}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}' | '\u{11000}'..='\u{11FFF}')
        && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn what_terminals_join_is_drawn_part_by_part() {
        for (text, drawn) in [
            ("👨\u{200D}👩\u{200D}👧", "👨👩👧"),
            ("🇻🇳", "VN"),
            ("👍🏽", "👍"),
            ("❤\u{FE0F}", "❤"),
            ("1\u{FE0F}\u{20E3}", "1\u{20E3}"),
            ("a\u{202E}b", "ab"),
            ("葛\u{E0100}飾", "葛\u{E0100}飾"),
            ("မြန်မာ नमस्ते ไทย", "မြန်မာ नमस्ते ไทย"),
        ] {
            assert_eq!(shown(text), drawn, "{text}");
        }
    }

    #[test]
    fn the_width_is_that_of_its_characters_and_of_its_clusters() {
        for text in ["👨\u{200D}👩\u{200D}👧 第二", "🇻🇳🇯🇵", "👍🏽x", "နေပြည်တော်", "नमस्ते", "สำนัก", "لا", "❤\u{FE0F}"]
        {
            let drawn = shown(text);
            assert_eq!(width(text), drawn.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>(), "{text}");
            assert_eq!(width(text), text.graphemes(true).map(width).sum::<usize>(), "{text}");
            assert!(drawn.graphemes(true).all(|part| loose(part) || part.width() == width(part)), "{text}");
            assert!(widest(&drawn) >= width(text), "{text}");
        }
    }
}
