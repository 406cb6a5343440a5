//! Widths of characters, and which characters the receiving side can carry.
//!
//! The agency's systems take JIS X 0208 and ASCII. Names are never normalised with NFKC: it turns a compatibility kanji of
//! a person's name into another kanji without a word. Where a character cannot go, a replacement is *proposed*.

use super::{Chars, Fault};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_width::UnicodeWidthChar;

/// Distance between an ASCII character and its full-width form.
const WIDE: u32 = 0xFEE0;

/// ASCII and half-width kana to full width; a space to the ideographic space.
pub(super) fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + WIDE).unwrap_or(c),
        other => like_jis(other),
    };
    whole_kana(text).chars().map(wide).collect()
}

/// Full-width letters, digits, signs and spaces to ASCII; everything else stays.
pub(super) fn half_width(text: &str) -> String {
    text.chars().map(half).collect()
}

pub(super) fn half(c: char) -> char {
    match c {
        '\u{3000}' | '\u{00A0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - WIDE).unwrap_or(c),
        '−' | '‐' | '‑' | '–' | '—' | '―' => '-',
        '’' | '‘' => '\'',
        other => other,
    }
}

/// The form of a sign that the agency's character class has, where Unicode has several for one JIS position.
fn like_jis(c: char) -> char {
    match c {
        '\u{301C}' => '\u{FF5E}', // wave dash
        '\u{2212}' => '\u{FF0D}', // minus
        '\u{2014}' => '\u{2015}', // dash
        '\u{2016}' => '\u{2225}', // double vertical line
        '\u{00A0}' => ' ',
        other => other,
    }
}

/// Signs to the form JIS has, half-width kana to full-width kana; widths of letters stay.
pub(super) fn as_jis(text: &str) -> String {
    whole_kana(text).chars().map(like_jis).collect()
}

/// Half-width kana to full width, voicing marks joined.
fn whole_kana(text: &str) -> String {
    let is_half = |c: char| ('\u{FF61}'..='\u{FF9F}').contains(&c);
    if !text.contains(is_half) {
        return text.to_owned();
    }
    let mut whole = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if is_half(c) {
            run.push(c);
            continue;
        }
        whole.extend(run.nfkc());
        run.clear();
        whole.push(c);
    }
    whole.pop();
    whole
}

/// Whether JIS X 0208 has a character: rows 1–8 and 16–84. The vendor rows (NEC 13, NEC and IBM kanji) are not in it.
pub(super) fn is_jis_x_0208(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut buffer));
    !unmappable && matches!(*bytes, [0x81..=0x84 | 0x88..=0x9F | 0xE0..=0xEA, _])
}

/// Whether the receiving side can carry a character.
pub(super) fn is_sendable(c: char) -> bool {
    matches!(c, ' '..='~' | '\n') || is_jis_x_0208(c)
}

/// Signs the agency's columns take in full width: the class 全角記号 of its bulk-application templates of 2026.
const SIGNS: &str = "　゛゜ゝゞ・ーヽヾ、。，．：；！´｀¨＾￣＿〃仝々〆〇―‐／＼～∥｜…‥‘’“”（）〔〕［］｛｝〈〉《》「」『』【】＋－±×÷＝≠＜＞≦≧∞∴♂♀°′″℃￥＄￠￡％＃＆＠§☆★○●◎◇◆□△▲▽▼※〒→←↑↓〓■？＊";

/// Whether the agency's columns take a character in full width: kana, kanji (no rule about JIS levels; the templates' range ends one
/// past the block), digits, Latin letters and the signs above.
#[must_use]
pub fn is_full_width(c: char) -> bool {
    is_full_width_kanji(c)
        || matches!(c, '\u{3041}'..='\u{3094}' | '\u{309B}'..='\u{309E}' | '\u{30A1}'..='\u{30F6}' | '\u{30FB}'..='\u{30FC}')
        || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        || SIGNS.contains(c)
}

/// Whether a character is a kanji as the agency's columns count them.
#[must_use]
pub fn is_full_width_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{A000}').contains(&c)
}

/// Whether a character can be sent under a rule: what the agency's columns take; where it checks none, anything of JIS X 0208.
fn carries(rule: Chars, c: char) -> bool {
    is_sendable(c) && (rule == Chars::Free || matches!(c, ' '..='~' | '\n') || is_full_width(c))
}

/// The fault naming the characters that cannot be sent, with the proposed spelling.
pub(super) fn unsendable(text: &str, rule: Chars) -> Option<Fault> {
    let bad: Vec<char> = text.chars().filter(|c| !carries(rule, *c)).collect();
    if bad.is_empty() {
        return None;
    }
    let fault = Fault::new("unsendable").with("characters", named(bad));
    let instead = propose(text, rule);
    Some(match instead {
        Some(instead) => fault.with("proposal", instead),
        None => Fault { code: "unsendable-unknown", ..fault },
    })
}

/// Characters one after another, each once; those that are not seen on their own by their code point: `髙 U+200D`.
pub(super) fn named(characters: impl IntoIterator<Item = char>) -> String {
    let mut names: Vec<String> = Vec::new();
    for c in characters {
        let name = if is_unseen(c) { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" ")
}

/// Controls, marks, joiners and what else has no width, halves of a flag and skin colours of an emoji.
fn is_unseen(c: char) -> bool {
    c.width().unwrap_or(0) == 0
        || is_combining_mark(c)
        || matches!(c, '\u{AD}' | '\u{3164}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// The whole text with every character that cannot be sent replaced; `None` when one has no likely replacement.
pub(super) fn propose(text: &str, rule: Chars) -> Option<String> {
    let mut proposal = String::with_capacity(text.len());
    for c in text.nfc() {
        if carries(rule, c) {
            proposal.push(c);
        } else {
            proposal.push_str(&replacement(c).filter(|instead| instead.chars().all(|c| carries(rule, c)))?);
        }
    }
    Some(match rule {
        Chars::FullWidth => full_width(&proposal),
        Chars::Capitals => proposal.to_uppercase(),
        Chars::Any | Chars::Free | Chars::HalfWidth | Chars::Digits => proposal,
    })
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// What stands for a character that cannot be sent.
fn replacement(c: char) -> Option<String> {
    if c == '\t' || c == '\u{2028}' || c == '\u{2029}' {
        return Some(" ".to_owned());
    }
    if c.is_control() || is_combining_mark(c) || is_variation(c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
        return Some(String::new());
    }
    if let Some(letters) = letters(c) {
        return Some(letters.to_owned());
    }
    if let Some((_, usual)) = VARIANTS.iter().find(|(variant, _)| *variant == c) {
        return Some(usual.to_string());
    }
    let mut base = String::new();
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            base.push(part);
        }
    });
    if !base.is_empty() && base.chars().all(is_sendable) {
        return Some(base);
    }
    let plain: String = std::iter::once(c).nfkc().collect();
    (plain.chars().all(is_sendable)).then_some(plain)
}

/// Letters that are no base letter with a mark; as in the machine-readable zone (ICAO Doc 9303 part 3, section 6).
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'Đ' | 'Ð' => "D",
        'đ' | 'ð' => "d",
        'Ł' => "L",
        'ł' => "l",
        'Ø' | 'Œ' => "OE",
        'ø' | 'œ' => "oe",
        'Æ' => "AE",
        'æ' => "ae",
        'Þ' => "TH",
        'þ' => "th",
        'ß' => "ss",
        'ẞ' => "SS",
        'ı' => "i",
        'İ' => "I",
        'Ŋ' => "N",
        'ŋ' => "n",
        'Ħ' => "H",
        'ħ' => "h",
        _ => return None,
    })
}

/// Kanji of names outside JIS X 0208 and the form usually written for them; signs the agency's columns do not take, and those they do.
const VARIANTS: [(char, char); 25] = [
    ('─', '―'),
    ('≪', '《'),
    ('≫', '》'),
    ('◯', '○'),
    ('髙', '高'),
    ('﨑', '崎'),
    ('𠮷', '吉'),
    ('栁', '柳'),
    ('濵', '浜'),
    ('德', '徳'),
    ('瀨', '瀬'),
    ('淸', '清'),
    ('靑', '青'),
    ('桒', '桑'),
    ('閒', '間'),
    ('曻', '昇'),
    ('寬', '寛'),
    ('彅', '薙'),
    ('橫', '横'),
    ('增', '増'),
    ('黑', '黒'),
    ('綠', '緑'),
    ('郞', '郎'),
    ('步', '歩'),
    ('緖', '緒'),
];

/// Whether a text is short enough, counted in UTF-16 units as the agency counts.
pub(super) fn too_long(text: &str, max: usize) -> Option<Fault> {
    let length = text.encode_utf16().count();
    (length > max).then(|| Fault::new("too-long").with("max", max).with("length", length))
}

/// Runs of white space to one space, none at the ends.
pub(super) fn single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_converted_both_ways() {
        assert_eq!(full_width("1-1 Aｶﾞ〜"), "１－１　Ａガ～");
        assert_eq!(half_width("０３－１２３４　Ａｂ"), "03-1234 Ab");
        assert_eq!(as_jis("10〜20−ﾊﾟｿｺﾝ"), "10～20－パソコン");
    }

    #[test]
    fn the_vendor_rows_are_not_in_jis_x_0208() {
        for c in ['亜', '凜', '熙', '堯', 'ア', 'あ', 'Ａ', '、', '～', '－', 'Я', 'α', '─', '葛'] {
            assert!(is_jis_x_0208(c), "{c}");
        }
        for c in ['①', '㈱', '髙', '﨑', '𠮷', 'ｱ', 'é', 'Đ', '한', '简', '😀', 'Ⅳ', '\u{FA19}', 'a', '~']
        {
            assert!(!is_jis_x_0208(c), "{c}");
        }
    }

    #[test]
    fn the_columns_take_fewer_characters_than_jis_x_0208() {
        assert_eq!(SIGNS.chars().count(), 108);
        assert!(SIGNS.chars().all(|c| carries(Chars::FullWidth, c)));
        for c in ['亜', 'ア', 'ヶ', 'あ', 'Ａ', '０', '々', '～', 'a', '~', '\n'] {
            assert!(carries(Chars::Any, c) && carries(Chars::Free, c), "{c}");
        }
        for c in ['α', 'Ω', 'Я', 'ё', '√', '♪', '─', '≪', '∀', '\u{212B}'] {
            assert!(!carries(Chars::Any, c) && !carries(Chars::FullWidth, c) && carries(Chars::Free, c), "{c}");
        }
        assert_eq!(propose("東京─大阪", Chars::FullWidth).as_deref(), Some("東京―大阪"));
        assert_eq!(unsendable("β線", Chars::Any).map(|fault| fault.code), Some("unsendable-unknown"));
        assert_eq!(unsendable("β線", Chars::Free), None);
    }

    #[test]
    fn a_replacement_is_proposed_where_one_is_likely() {
        for (typed, proposal) in [
            ("髙橋", Some("高橋")),
            ("山﨑", Some("山崎")),
            ("𠮷野家", Some("吉野家")),
            ("㈱ABC", Some("(株)ABC")),
            ("①部", Some("1部")),
            ("Café", Some("Cafe")),
            ("葛\u{E0100}", Some("葛")),
            ("a\u{200B}b", Some("ab")),
            ("tab\there", Some("tab here")),
            ("김민지", None),
            ("😀", None),
        ] {
            assert_eq!(propose(typed, Chars::Any).as_deref(), proposal, "{typed}");
        }
        assert_eq!(propose("㈱ABC", Chars::FullWidth).as_deref(), Some("（株）ＡＢＣ"));
    }

    #[test]
    fn each_variant_is_outside_and_its_usual_form_inside_the_columns() {
        for (variant, usual) in VARIANTS {
            assert!(!carries(Chars::Any, variant) && carries(Chars::Any, usual), "{variant} {usual}");
        }
    }

    #[test]
    fn the_fault_names_each_character_once() {
        let fault = unsendable("髙髙﨑\u{7}", Chars::Any).expect("a fault");
        assert_eq!(fault.args[0], ("characters", "髙 﨑 U+0007".to_owned()));
        assert_eq!(named("👨\u{200D}👩\u{200D}👧🇻❤\u{FE0F}".chars()), "👨 U+200D 👩 👧 U+1F1FB ❤ U+FE0F");
        assert_eq!(unsendable("한국", Chars::Any).map(|fault| fault.code), Some("unsendable-unknown"));
        assert_eq!(unsendable("日本 ABC\n～", Chars::Any), None);
    }
}
