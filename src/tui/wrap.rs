//! Breaking text into rows by cells: at spaces in Latin text, between characters in Japanese, never inside a grapheme.

use super::glyph;
use unicode_segmentation::UnicodeSegmentation;

/// Cells a text covers on one row.
#[must_use]
pub fn cells(text: &str) -> u16 {
    u16::try_from(glyph::width(text)).unwrap_or(u16::MAX)
}

/// Characters that do not begin a row (kinsoku).
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕》〉)].,:;!?ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…";

/// Rows of at most `width` cells. Line ends of the text are kept; an empty text is one empty row.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<&str> {
    let mut rows = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, usize::from(width.max(1)), &mut rows);
    }
    rows
}

fn wrap_line<'a>(line: &'a str, width: usize, rows: &mut Vec<&'a str>) {
    let mut start = 0;
    while start < line.len() {
        let end = row_end(&line[start..], width) + start;
        rows.push(line[start..end].trim_end());
        start = end + (line[end..].len() - line[end..].trim_start_matches(' ').len());
    }
    if line.is_empty() {
        rows.push("");
    }
}

/// Where the first row ends.
fn row_end(text: &str, width: usize) -> usize {
    let (mut used, mut breakable, mut wide_before) = (0, 0, false);
    for (at, grapheme) in text.grapheme_indices(true) {
        let size = glyph::width(grapheme);
        let wide = size > 1;
        if at > 0 && (wide || wide_before) && !NOT_FIRST.contains(grapheme) {
            breakable = at;
        }
        if grapheme == " " {
            breakable = at;
        }
        if used + size > width {
            return match (breakable, at) {
                (0, 0) => grapheme.len(),
                (0, at) => at,
                (breakable, _) => breakable,
            };
        }
        used += size;
        wide_before = wide;
    }
    text.len()
}

/// A text cut to `max` cells, with a mark where something was left out.
#[must_use]
pub fn cut(text: &str, max: u16) -> String {
    if cells(text) <= max {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let size = glyph::width(grapheme);
        if used + size > usize::from(max.saturating_sub(1)) {
            break;
        }
        used += size;
        kept.push_str(grapheme);
    }
    kept.push('~');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_breaks_at_spaces() {
        assert_eq!(wrap("Status of residence held", 10), ["Status of", "residence", "held"]);
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(wrap("申請します。次", 10), ["申請しま", "す。次"]);
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut_and_nothing_is_lost() {
        assert_eq!(wrap("abcdefghij", 4).concat(), "abcdefghij");
        assert_eq!(wrap("漢字", 1).concat(), "漢字");
    }

    #[test]
    fn rows_never_exceed_the_width() {
        let text = "ファミリー Nguyễn Thị Lan、東京都新宿区西新宿2丁目8-1 東京都庁第一本庁舎。Very long indeed";
        for width in 2..40 {
            assert!(wrap(text, width).iter().all(|row| cells(row) <= width), "{width}");
        }
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(cut("技術・人文知識・国際業務", 8), "技術・~");
        assert_eq!(cut("short", 8), "short");
    }
}
