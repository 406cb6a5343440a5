//! What the terminal gets, and what it then shows.

use super::*;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use std::num::NonZeroU16;

struct Page {
    painter: Painter<Vec<u8>>,
    screen: vt100::Parser,
}

impl Page {
    fn new() -> Page {
        let size = |n| NonZeroU16::new(n).unwrap();
        Page { painter: Painter::new(Vec::new(), 20, 3), screen: vt100::Parser::new(size(3), size(20), 0) }
    }

    /// Draws a line and answers the bytes it took.
    fn line(&mut self, y: u16, text: &str, style: Style, caret: Option<(u16, u16)>) -> usize {
        let row = Rect::new(0, y, 20, 1);
        self.painter.clear(row);
        self.painter.back().set_stringn(0, y, text, 20, style);
        self.painter.show(row, caret).unwrap();
        let bytes = std::mem::take(&mut self.painter.out);
        self.screen.process(&bytes);
        bytes.len()
    }

    /// Draws a line as pages do, for a terminal that shows some characters as others.
    fn put(&mut self, text: &str, other: &[(char, char)]) {
        let row = Rect::new(0, 1, 20, 1);
        self.painter.clear(row);
        Canvas::new(self.painter.back(), Theme::Mono.ink()).put(0, 1, 20, text, Style::default());
        self.painter.show(row, None).unwrap();
        let bytes = String::from_utf8(std::mem::take(&mut self.painter.out)).unwrap();
        let bytes: String =
            bytes.chars().map(|c| other.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect();
        self.screen.process(bytes.as_bytes());
    }

    /// Draws parts, each in a look of its own, on the second row.
    fn styled(&mut self, parts: &[(&str, u8)]) {
        let row = Rect::new(0, 1, 20, 1);
        self.painter.clear(row);
        let mut x = 0;
        for (text, look) in parts {
            let modifier = [Modifier::empty(), Modifier::BOLD, Modifier::UNDERLINED, Modifier::DIM][usize::from(*look)];
            let style = Style::default().add_modifier(modifier);
            if x + cells(text) <= 20 {
                x = self.painter.back().set_stringn(x, 1, *text, usize::from(20 - x), style).0;
            } else {
                break;
            }
        }
        self.painter.show(row, None).unwrap();
        let bytes = std::mem::take(&mut self.painter.out);
        self.screen.process(&bytes);
    }

    fn row(&self, y: u16) -> String {
        self.screen.screen().rows(0, 20).nth(usize::from(y)).unwrap_or_default()
    }
}

#[test]
fn a_typed_key_costs_one_byte() {
    let mut page = Page::new();
    page.line(1, "NGUYE", Style::default(), Some((5, 1)));
    assert_eq!(page.line(1, "NGUYEN", Style::default(), Some((6, 1))), 1);
    assert_eq!(page.row(1), "NGUYEN");
    assert_eq!(page.screen.screen().cursor_position(), (1, 6));
}

#[test]
fn a_picture_is_sent_once_and_its_cells_are_left_alone() {
    let one = ratatui::buffer::CellDiffOption::ForcedWidth(NonZeroU16::MIN);
    let mut page = Page::new();
    let picture = |page: &mut Page| {
        page.painter.clear(Rect::new(0, 0, 20, 1));
        page.painter.back().set_string(0, 0, "photo:", Style::default());
        page.painter.back()[(8, 0)].set_symbol("\x1bPq#0~\x1b\\").set_diff_option(one);
        for x in 9..14 {
            page.painter.back()[(x, 0)].set_diff_option(CellDiffOption::Skip);
        }
        page.painter.back().set_string(15, 0, "end", Style::default());
        page.painter.show(Rect::new(0, 0, 20, 1), None).unwrap();
        String::from_utf8(std::mem::take(&mut page.painter.out)).unwrap()
    };
    let sent = picture(&mut page);
    assert_eq!(sent.matches("Pq#0~").count(), 1);
    assert!(sent.ends_with("\x1b[1;16Hend"), "{sent:?}");
    assert_eq!(picture(&mut page), "", "nothing changed");
    assert!(page.line(0, "gone", Style::default(), None) >= 4);
    assert_eq!(page.row(0).trim_end(), "gone");
}

#[test]
fn nothing_changed_writes_nothing() {
    let mut page = Page::new();
    page.line(0, "窓口", Style::default(), Some((4, 0)));
    assert_eq!(page.line(0, "窓口", Style::default(), Some((4, 0))), 0);
}

#[test]
fn wide_characters_replace_and_are_replaced() {
    let mut page = Page::new();
    for text in ["ab漢字cd", "漢ab字cd", "a漢字bcd", "abcdefgh", "漢字漢字", "x漢y", "", "字"] {
        page.line(2, text, Style::default(), None);
        assert_eq!(page.row(2).trim_end(), text, "after {text}");
    }
}

#[test]
fn what_goes_away_is_erased_in_one_go() {
    let mut page = Page::new();
    page.line(1, "NGUYEN VAN ANH 1996", Style::default(), Some((0, 1)));
    assert_eq!(page.line(1, "", Style::default(), Some((0, 1))), b"\x1b[19X".len());
    assert_eq!(page.row(1).trim_end(), "");
    page.line(1, "NGUYEN VAN ANH  1996", Style::default(), Some((0, 1)));
    assert_eq!(page.line(1, "NGUYEN", Style::default(), Some((6, 1))), b"\x1b[7C\x1b[K\x08".len());
    assert_eq!(page.row(1).trim_end(), "NGUYEN");
    let field = Style::default().add_modifier(Modifier::UNDERLINED);
    page.line(1, "                    ", field, None);
    assert!(page.screen.screen().cell(1, 12).unwrap().underline());
    page.line(1, "", Style::default(), None);
    assert!(!page.screen.screen().cell(1, 12).unwrap().underline());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
    /// Whatever stood there and in whatever look: the screen shows what was drawn, and its marks.
    #[test]
    fn the_screen_is_what_was_drawn(lines in proptest::collection::vec(
        proptest::collection::vec((proptest::sample::select(vec!["a", " ", "漢", "        ", "○"]), 0..4_u8), 0..14), 1..8)
    ) {
        let mut page = Page::new();
        for line in lines {
            page.styled(&line);
            let mut used = 0;
            let mut fits = |(text, _): &&(&str, u8)| { used += cells(text); used <= 20 };
            let shown: String = line.iter().take_while(|part| fits(part)).map(|(text, _)| *text).collect();
            let row = page.row(1);
            proptest::prop_assert_eq!(row.trim_end(), shown.trim_end());
            let underlined = |x: u16| page.screen.screen().cell(1, x).unwrap().underline();
            for x in 0..20 {
                let cell = &page.painter.front[(x, 1)];
                let expected = cell.modifier.contains(Modifier::UNDERLINED);
                if x == 0 || cells(page.painter.front[(x - 1, 1)].symbol()) == 1 {
                    proptest::prop_assert_eq!(underlined(x), expected, "column {}", x);
                }
            }
        }
    }
}

#[test]
fn looks_are_changed_only_when_they_differ() {
    let mut page = Page::new();
    let bold = Style::default().add_modifier(Modifier::BOLD);
    page.line(0, "a", bold, Some((1, 0)));
    assert_eq!(page.line(0, "ab", bold, Some((2, 0))), 1);
    page.line(0, "ab", Style::default(), Some((2, 0)));
    assert!(!page.screen.screen().cell(0, 0).unwrap().bold());
}

#[test]
fn nothing_stays_beside_what_terminals_count_in_their_own_way() {
    let mut page = Page::new();
    for (text, shown) in [
        ("あいうえおかきくけこ", "あいうえおかきくけこ"),
        ("👨\u{200D}👩\u{200D}👧 第二", "👨👩👧 第二"),
        ("第二 🇻🇳 い", "第二 VN い"),
        ("👍🏽❤\u{FE0F}x", "👍❤x"),
        ("あ\u{200B}い", "あい"),
        ("第二", "第二"),
    ] {
        page.put(text, &[]);
        assert_eq!(page.row(1).trim_end(), shown);
    }
}

#[test]
fn a_vowel_sign_that_a_terminal_gives_no_cell_leaves_nothing_under_it() {
    // U+102C has a cell of its own in most terminals; here it is drawn as U+1036, which has none.
    let other = [('\u{102C}', '\u{1036}')];
    let mut page = Page::new();
    page.put("あいうえおかきくけこ", &other);
    page.put("ကာ ခာ", &other);
    assert_eq!(page.row(1).trim_end(), "က\u{1036}  ခ\u{1036}");
    page.put("ABCDEFGH", &other);
    assert_eq!(page.row(1).trim_end(), "ABCDEFGH");
}

#[test]
fn a_vowel_sign_that_a_terminal_gives_a_cell_stays_nowhere() {
    // U+09BE has no cell of its own as we count; here it is drawn as a letter, which has one.
    let other = [('\u{9BE}', 'x')];
    let mut page = Page::new();
    page.put("ABCDEFGH", &other);
    page.put("ক\u{9BE}CDEFGH", &other);
    assert_eq!(page.row(1).trim_end(), "কCDEFGH");
    page.put("AB", &other);
    assert_eq!(page.row(1).trim_end(), "AB");
}
