//! Typed text: one line or several, wrapped softly, edited grapheme by grapheme.

use super::Did;
use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use crate::tui::glyph;
use ratatui::layout::Rect;
use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

/// A text being typed.
pub struct TextField {
    area: TextArea<'static>,
    several: bool,
    /// A text was put in whole: the area keeps that as two steps.
    replaced: bool,
}

/// A row on the screen: line of the text, and its bytes.
struct Row {
    line: usize,
    from: usize,
    to: usize,
}

impl TextField {
    /// A field holding a text, the caret at its end.
    #[must_use]
    pub fn new(text: &str, several: bool) -> TextField {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextField { area, several, replaced: false }
    }

    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Takes a key; [`Did::Nothing`] when the key means nothing here.
    pub fn input(&mut self, key: Key) -> Did {
        if let Some(c) = key.typed() {
            self.area.insert_char(c);
            return Did::Text;
        }
        match (key.code, key.ctrl, key.alt) {
            (Code::Backspace, false, false) => text_if(self.delete_before()),
            (Code::Delete, false, false) => text_if(self.delete_after()),
            (Code::Left, false, false) => self.to(self.before()),
            (Code::Right, false, false) => self.to(self.after()),
            (Code::Home, false, false) | (Code::Char('a'), true, false) => self.travel(CursorMove::Head),
            (Code::End, false, false) | (Code::Char('e'), true, false) => self.travel(CursorMove::End),
            (Code::Up, false, false) if self.several => self.travel(CursorMove::Up),
            (Code::Down, false, false) if self.several => self.travel(CursorMove::Down),
            (Code::Char('u'), true, false) => text_if(self.area.delete_line_by_head()),
            (Code::Char('k'), true, false) => text_if(self.area.delete_line_by_end()),
            (Code::Char('w'), true, false) => text_if(self.area.delete_word()),
            _ => Did::Nothing,
        }
    }

    /// Begins a new line, where there may be several.
    pub fn new_line(&mut self) -> bool {
        if self.several {
            self.area.insert_newline();
        }
        self.several
    }

    /// Inserts what was pasted: control characters are left out, line ends become spaces in a one-line field.
    pub fn paste(&mut self, text: &str) -> Did {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean: String = text
            .trim_end_matches('\n')
            .chars()
            .map(|c| if c == '\t' || (c == '\n' && !self.several) { ' ' } else { c })
            .filter(|c| !c.is_control() || *c == '\n')
            .collect();
        text_if(self.area.insert_str(clean))
    }

    /// Takes the last keystrokes back.
    pub fn undo(&mut self) -> bool {
        self.area.undo() && (!self.between() || self.area.undo())
    }

    pub fn redo(&mut self) -> bool {
        self.area.redo() && (!self.between() || self.area.redo())
    }

    /// The empty text between the two steps that the area makes of a replacement.
    fn between(&self) -> bool {
        self.replaced && self.area.is_empty()
    }

    /// Another text, as one step that can be taken back.
    pub fn replace(&mut self, text: &str) {
        self.replaced = true;
        self.area.select_all();
        self.area.insert_str(text);
        self.area.cancel_selection();
    }

    fn caret(&self) -> (usize, usize) {
        let caret = self.area.cursor();
        (caret.0, caret.1)
    }

    fn line(&self, line: usize) -> &str {
        self.area.lines().get(line).map_or("", String::as_str)
    }

    /// The caret one grapheme back.
    fn before(&self) -> Option<(usize, usize)> {
        let (line, at) = self.caret();
        if at == 0 {
            return line.checked_sub(1).map(|line| (line, self.line(line).chars().count()));
        }
        let mut start = 0;
        for grapheme in self.line(line).graphemes(true) {
            let end = start + grapheme.chars().count();
            if end >= at {
                break;
            }
            start = end;
        }
        Some((line, start))
    }

    /// The caret one grapheme on.
    fn after(&self) -> Option<(usize, usize)> {
        let (line, at) = self.caret();
        let mut end = 0;
        for grapheme in self.line(line).graphemes(true) {
            end += grapheme.chars().count();
            if end > at {
                return Some((line, end));
            }
        }
        (line + 1 < self.area.lines().len()).then_some((line + 1, 0))
    }

    fn to(&mut self, place: Option<(usize, usize)>) -> Did {
        match place {
            Some((line, at)) => {
                self.jump(line, at);
                Did::Caret
            }
            None => Did::Nothing,
        }
    }

    fn jump(&mut self, line: usize, at: usize) {
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(line), short(at)));
    }

    fn travel(&mut self, way: CursorMove) -> Did {
        let caret = self.caret();
        self.area.move_cursor(way);
        if self.caret() == caret { Did::Nothing } else { Did::Caret }
    }

    fn delete_before(&mut self) -> bool {
        let ((line, at), Some((to_line, to))) = (self.caret(), self.before()) else { return false };
        if to_line != line {
            return self.area.delete_newline();
        }
        self.jump(line, to);
        self.area.delete_str(at - to)
    }

    fn delete_after(&mut self) -> bool {
        let ((line, at), Some((to_line, to))) = (self.caret(), self.after()) else { return false };
        if to_line != line {
            return self.area.delete_next_char();
        }
        self.area.delete_str(to - at)
    }

    /// Rows it takes at a width.
    #[must_use]
    pub fn rows(&self, width: u16) -> usize {
        self.layout(width).0.len()
    }

    /// Rows at a width, and row and column of the caret.
    fn layout(&self, width: u16) -> (Vec<Row>, (usize, usize)) {
        let width = usize::from(width.max(2));
        let (caret_line, caret_at) = self.caret();
        let mut rows = Vec::new();
        let mut caret = (0, 0);
        for (n, line) in self.area.lines().iter().enumerate() {
            if line.is_ascii() {
                if n == caret_line {
                    caret = ascii_caret(line.len(), caret_at, width - 1);
                    caret.0 += rows.len();
                }
                let starts = (0..line.len().max(1)).step_by(width - 1);
                rows.extend(starts.map(|from| Row { line: n, from, to: line.len().min(from + width - 1) }));
                continue;
            }
            let (mut from, mut used, mut chars) = (0, 0, 0);
            for (at, grapheme) in line.grapheme_indices(true) {
                let size = glyph::width(grapheme);
                // One cell stays free for the caret behind the last character.
                if used + size >= width {
                    rows.push(Row { line: n, from, to: at });
                    (from, used) = (at, 0);
                }
                if n == caret_line && chars <= caret_at {
                    caret = (rows.len(), used);
                }
                used += size;
                chars += grapheme.chars().count();
            }
            if n == caret_line && chars <= caret_at {
                caret = (rows.len(), used);
            }
            rows.push(Row { line: n, from, to: line.len() });
        }
        (rows, caret)
    }

    /// Draws it and puts the caret; the region shows the rows around the caret.
    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect) {
        let (rows, (caret_row, caret_x)) = self.layout(region.width);
        let height = usize::from(region.height);
        let first = (caret_row + 1).saturating_sub(height);
        let style = canvas.ink.field;
        for (n, row) in rows.iter().enumerate().skip(first).take(height) {
            let y = region.y + short(n - first);
            canvas.buffer.set_style(Rect { y, height: 1, ..region }, style);
            canvas.put(region.x, y, region.width, &self.line(row.line)[row.from..row.to], style);
        }
        canvas.caret = Some((region.x + short(caret_x), region.y + short(caret_row - first)));
    }
}

/// Row and column of the caret in a line of ASCII, a cell each: behind the last character of a full row it stays in that row.
fn ascii_caret(length: usize, at: usize, row: usize) -> (usize, usize) {
    if at == length && at > 0 && at.is_multiple_of(row) { (at / row - 1, row) } else { (at / row, at % row) }
}

fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn text_if(changed: bool) -> Did {
    if changed { Did::Text } else { Did::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn typed(text: &str, script: &str) -> TextField {
        let mut field = TextField::new(text, false);
        for key in Key::script(script) {
            field.input(key);
        }
        field
    }

    #[rstest]
    #[case("", "NGUYEN", "NGUYEN")]
    #[case("ABC", "<left><left>x", "AxBC")]
    #[case("ABC", "<home><del>", "BC")]
    #[case("ABC", "<c-u>", "")]
    #[case("葛\u{E0100}飾", "<bs><bs>", "")]
    #[case("か\u{3099}ぎ", "<left><left><del>", "ぎ")]
    #[case("👨\u{200D}👩\u{200D}👧x", "<left><bs>", "x")]
    fn keys_edit_graphemes(#[case] text: &str, #[case] script: &str, #[case] after: &str) {
        assert_eq!(typed(text, script).text(), after);
    }

    #[test]
    fn a_paste_into_one_line_stays_one_line() {
        let mut field = TextField::new("", false);
        field.paste("Tokyo\r\nShinjuku\t2\u{7}\n");
        assert_eq!(field.text(), "Tokyo Shinjuku 2");
    }

    #[test]
    fn a_paste_is_one_step() {
        let mut field = TextField::new("", true);
        field.paste("a\nb");
        assert_eq!(field.text(), "a\nb");
        field.undo();
        assert_eq!(field.text(), "");
    }

    #[test]
    fn rows_keep_a_cell_for_the_caret() {
        let field = TextField::new("東京都新宿区", false);
        assert_eq!(field.rows(13), 1);
        assert_eq!(field.rows(12), 2);
    }

    #[test]
    fn ascii_is_laid_out_like_any_text() {
        for length in 0..40 {
            let plain = "a".repeat(length);
            let mut ascii = TextField::new(&plain, true);
            let mut wide = TextField::new(&plain.replace('a', "\u{e9}"), true);
            for _ in 0..=length {
                let layout = |field: &TextField| {
                    let (rows, caret) = field.layout(9);
                    (
                        rows.iter()
                            .map(|row| field.line(row.line)[row.from..row.to].chars().count())
                            .collect::<Vec<_>>(),
                        caret,
                    )
                };
                assert_eq!(layout(&ascii), layout(&wide), "{length}");
                ascii.input(Key::plain(Code::Left));
                wide.input(Key::plain(Code::Left));
            }
        }
    }

    #[test]
    fn replacing_can_be_taken_back() {
        let mut field = TextField::new("2001-01-23", false);
        field.replace("2001-01");
        assert_eq!(field.text(), "2001-01");
        field.undo();
        assert_eq!(field.text(), "2001-01-23");
    }
}
