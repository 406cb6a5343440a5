//! The embedded fonts: which one has a character, how wide it is, where a line may break.
//!
//! Never lets a missing glyph through: a character neither font has is an error that names it.

use super::Error;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::{Charmap, MapVariant};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The main font first; the second has rare kanji and Vietnamese.
const FILES: [&[u8]; 2] = [
    include_bytes!("../../assets/fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansJP-Regular.ttf"),
];

/// May not begin a line (closing marks, small kana, the long-vowel mark).
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕］｝〉》”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥,.:;?!)]}%";
/// May not end a line.
const NOT_LAST: &str = "（「『【〔［｛〈《“‘([{";

/// Both fonts, read once.
pub(super) struct Fonts {
    faces: Vec<Face>,
}

struct Face {
    font: Font,
    charmap: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    per_em: f32,
}

/// One visible character with its glyph.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    text: String,
    face: usize,
    glyph: u32,
    /// In ems.
    advance: f32,
}

impl Fonts {
    /// The fonts built into the program.
    pub fn embedded() -> Result<&'static Fonts, Error> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        let read = || Some(Fonts { faces: FILES.into_iter().map(Face::read).collect::<Option<Vec<Face>>>()? });
        FONTS.get_or_init(read).as_ref().ok_or_else(|| Error::Failed("the embedded fonts cannot be read".to_owned()))
    }

    /// The glyphs of a text. One font for all of it where one has it all, so that a name looks of one piece.
    pub fn set(&self, text: &str) -> Result<Vec<Cluster>, Error> {
        let shown = text.graphemes(true).filter(|cluster| !cluster.chars().all(is_invisible));
        let clusters: Vec<String> = shown.map(composed).collect();
        let whole = (0..self.faces.len()).find(|face| clusters.iter().all(|text| self.find(*face, text).is_some()));
        let faces: Vec<usize> = whole.map_or_else(|| (0..self.faces.len()).collect(), |face| vec![face]);
        let mut missing: Vec<String> = Vec::new();
        let mut set = Vec::with_capacity(clusters.len());
        for text in clusters {
            match faces.iter().find_map(|face| self.find(*face, &text)) {
                Some((face, glyph, advance)) => set.push(Cluster { text, face, glyph, advance }),
                None => missing.push(named(&text)),
            }
        }
        missing.dedup();
        if missing.is_empty() { Ok(set) } else { Err(Error::NoGlyph(missing.join(", "))) }
    }

    /// Every character of it has a glyph.
    pub fn can_set(&self, text: &str) -> bool {
        self.set(text).is_ok()
    }

    /// The font and its glyphs, run by run, for drawing.
    pub fn runs<'a>(&'a self, line: &'a [Cluster]) -> impl Iterator<Item = (Font, String, Vec<KrillaGlyph>, f32)> + 'a {
        line.chunk_by(|a, b| a.face == b.face).map(|run| {
            let mut text = String::new();
            let glyphs = run.iter().map(|cluster| {
                let from = text.len();
                text.push_str(&cluster.text);
                let glyph = GlyphId::new(cluster.glyph);
                KrillaGlyph::new(glyph, cluster.advance, 0.0, 0.0, 0.0, from..text.len(), None)
            });
            let glyphs: Vec<KrillaGlyph> = glyphs.collect();
            (self.faces[run[0].face].font.clone(), text, glyphs, width(run))
        })
    }

    fn find(&self, face: usize, text: &str) -> Option<(usize, u32, f32)> {
        let (glyph, advance) = self.faces.get(face)?.glyph(text)?;
        Some((face, glyph, advance))
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Face> {
        let file = FontRef::new(bytes).ok()?;
        let font = Font::new(bytes.into(), 0)?;
        let (charmap, per_em) = (file.charmap(), font.units_per_em());
        Some(Face { font, charmap, widths: file.glyph_metrics(Size::unscaled(), LocationRef::default()), per_em })
    }

    /// Glyph and advance of a cluster: one character, or one with a variation selector (a kanji's own shape in a name). A
    /// selector the font does not know is left aside, as Unicode allows.
    fn glyph(&self, text: &str) -> Option<(u32, f32)> {
        let mut characters = text.chars();
        let (first, second, rest) = (characters.next()?, characters.next(), characters.next());
        let plain = || self.charmap.map(if first.is_whitespace() { ' ' } else { first });
        let glyph = match second {
            None => plain()?,
            Some(selector) if rest.is_none() && is_selector(selector) => {
                match self.charmap.map_variant(first, selector) {
                    Some(MapVariant::Variant(glyph)) => glyph,
                    Some(MapVariant::UseDefault) | None => plain()?,
                }
            }
            Some(_) => return None,
        };
        let advance = self.widths.advance_width(glyph)? / self.per_em;
        (glyph.to_u32() != 0).then_some((glyph.to_u32(), advance))
    }
}

/// Width in ems.
pub(super) fn width(line: &[Cluster]) -> f32 {
    line.iter().map(|cluster| cluster.advance).sum()
}

/// Lines no wider than `most` ems, broken at spaces and between kanji and kana, by the usual rules for what may not begin or
/// end a line.
pub(super) fn wrap(mut text: &[Cluster], most: f32) -> Vec<&[Cluster]> {
    let mut lines = Vec::new();
    while let Some(end) = overflow(text, most) {
        let at = (1..=end).rev().find(|at| may_break(text, *at)).unwrap_or(end.max(1));
        let (line, rest) = text.split_at(at);
        lines.push(trimmed(line));
        text = rest;
    }
    lines.push(trimmed(text));
    lines
}

/// Number of clusters that fit, when not all do.
fn overflow(text: &[Cluster], most: f32) -> Option<usize> {
    let mut sum = 0.0;
    text.iter().position(|cluster| {
        sum += cluster.advance;
        sum > most && cluster.text != " "
    })
}

fn may_break(text: &[Cluster], at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(at - 1), text.get(at)) else { return true };
    if before.text == " " {
        return true;
    }
    let wide = |cluster: &Cluster| cluster.text.chars().next().is_some_and(|first| first >= '\u{2E80}');
    (wide(before) || wide(after) || before.text == "/")
        && !NOT_FIRST.contains(&after.text)
        && !NOT_LAST.contains(&before.text)
        && after.text != " "
}

fn trimmed(line: &[Cluster]) -> &[Cluster] {
    let end = line.iter().rposition(|cluster| cluster.text != " ").map_or(0, |last| last + 1);
    &line[..end]
}

/// Letters with combining marks as one character. Others stay as they are: composing would turn compatibility kanji of a
/// name into other ones.
fn composed(cluster: &str) -> String {
    let marks = cluster.chars().skip(1).any(|c| !is_selector(c));
    if marks { cluster.nfc().collect() } else { cluster.to_owned() }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Draws nothing, wherever it stands.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}

fn named(cluster: &str) -> String {
    let points: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    format!("{cluster} ({})", points.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> &'static Fonts {
        Fonts::embedded().unwrap()
    }

    fn faces(text: &str) -> Vec<usize> {
        fonts().set(text).unwrap().iter().map(|cluster| cluster.face).collect()
    }

    #[test]
    fn a_text_is_of_one_font_where_one_has_it_all() {
        assert_eq!(faces("髙﨑 葛󠄀飾"), [0; 5]);
        assert_eq!(faces("𠮷田"), [1, 1]);
        assert_eq!(faces("Nguyễn Thị Huệ"), [1; 14]);
        assert_eq!(faces("Łuğ"), [0; 3]);
        assert_eq!(faces("𠮷Ł"), [1, 0]);
    }

    #[test]
    fn letters_with_marks_are_composed_and_kanji_left_alone() {
        let text = |typed: &str| fonts().set(typed).unwrap().into_iter().map(|c| c.text).collect::<String>();
        assert_eq!(text("Hue\u{323}\u{302}"), "Huệ");
        assert_eq!(text("\u{FA19}"), "\u{FA19}");
        assert_eq!(text("a\u{200B}b"), "ab");
    }

    #[test]
    fn a_variation_of_a_kanji_has_its_own_glyph() {
        let glyph = |text: &str| fonts().set(text).unwrap()[0].glyph;
        assert_ne!(glyph("葛\u{E0100}"), glyph("葛\u{E0101}"));
    }

    #[test]
    fn a_character_without_glyph_is_named() {
        let Err(Error::NoGlyph(named)) = fonts().set("A𓀀한") else { panic!("no error") };
        assert_eq!(named, "𓀀 (U+13000), 한 (U+D55C)");
    }

    #[test]
    fn lines_break_where_they_may() {
        let lines = |text: &str, most: f32| {
            let set = fonts().set(text).unwrap();
            let line = |line: &[Cluster]| line.iter().map(|cluster| cluster.text.as_str()).collect::<String>();
            wrap(&set, most).into_iter().map(line).collect::<Vec<String>>()
        };
        assert_eq!(lines("one two three", 4.5), ["one two", "three"]);
        assert_eq!(lines("在留期間、更新", 4.5), ["在留期", "間、更新"]);
        assert_eq!(lines("abcdefghij", 2.0).concat(), "abcdefghij");
        assert_eq!(lines("", 2.0), [""]);
    }
}
