//! From a drawn buffer to the fewest bytes a terminal needs: only changed cells, colour codes only when the look changes, no
//! cursor move when the cursor is already there, blanks erased instead of written, one write per frame.
//!
//! Wide characters are exact: the cells they cover are never written on their own, and whatever half of an old wide
//! character stays behind is written again.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// How a cell looks, apart from its character.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Look {
        Look { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// A space in this look is an empty cell.
    fn leaves_blank(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(SEEN_ON_BLANKS)
    }
}

const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Shortest run of blanks that is erased instead of written.
const ERASED: u16 = 6;

/// Nothing is to be seen there, whatever the colour of its characters would be.
fn blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).leaves_blank()
}

fn looks_the_same(cell: &Cell, other: &Cell) -> bool {
    cell == other || (blank(cell) && blank(other))
}

/// Keeps what the terminal shows and brings it to what was drawn.
pub struct Painter<W> {
    out: W,
    front: Buffer,
    back: Buffer,
    bytes: Vec<u8>,
    look: Look,
    /// The terminal's cursor is in this row, when that is certain.
    line: Option<u16>,
    /// And in this column.
    column: Option<u16>,
    caret_shown: bool,
    whole: bool,
}

impl<W: Write> Painter<W> {
    /// A painter for a terminal of this size, showing anything.
    pub fn new(out: W, width: u16, height: u16) -> Painter<W> {
        let area = Rect::new(0, 0, width, height);
        Painter {
            out,
            front: Buffer::empty(area),
            back: Buffer::empty(area),
            bytes: Vec::with_capacity(8 * 1024),
            look: Look::PLAIN,
            line: None,
            column: None,
            caret_shown: false,
            whole: true,
        }
    }

    /// The terminal has another size now; the next frame is painted whole.
    pub fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        self.front = Buffer::empty(area);
        self.back = Buffer::empty(area);
        self.repaint();
    }

    /// The next frame is painted whole, whatever the terminal shows.
    pub fn repaint(&mut self) {
        self.whole = true;
    }

    /// Where the next frame is drawn.
    pub fn back(&mut self) -> &mut Buffer {
        &mut self.back
    }

    /// Empties a region of the next frame.
    pub fn clear(&mut self, region: Rect) {
        let region = region.intersection(self.back.area);
        for y in region.top()..region.bottom() {
            for x in region.left()..region.right() {
                self.back[(x, y)].reset();
            }
        }
    }

    /// Brings the terminal to what was drawn in `region` and puts the cursor at the caret.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn show(&mut self, region: Rect, caret: Option<(u16, u16)>) -> io::Result<()> {
        self.bytes.clear();
        let region = if self.whole { self.begin() } else { region.intersection(self.back.area) };
        for y in region.top()..region.bottom() {
            self.row(y, region.left(), region.right());
        }
        self.whole = false;
        self.caret(caret);
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    fn begin(&mut self) -> Rect {
        self.bytes.extend_from_slice(b"\x1b[?25l\x1b[0m\x1b[2J");
        self.caret_shown = false;
        self.look = Look::PLAIN;
        (self.line, self.column) = (None, None);
        self.front.reset();
        self.back.area
    }

    fn row(&mut self, y: u16, left: u16, right: u16) {
        let (mut x, mut stale) = (left, left);
        while x < right {
            let width = cells(self.back[(x, y)].symbol());
            let changed = x < stale || !looks_the_same(&self.back[(x, y)], &self.front[(x, y)]);
            if changed && let Some(erased) = self.erase(x, y, stale, right) {
                x += erased;
                continue;
            }
            if changed {
                // An old wide character that loses a half takes its other half along.
                let reach = |x: u16| x + cells(self.front[(x, y)].symbol());
                stale = (x..(x + width).min(right)).map(reach).fold(stale.max(x + width), u16::max);
                self.go(x, y);
                self.put(x, y, width);
            }
            for hidden in x + 1..(x + width).min(right) {
                self.front[(hidden, y)] = self.back[(hidden, y)].clone();
            }
            x += width;
        }
    }

    /// Erases the blanks that begin here, up to the last that is not blank on the screen; answers how many cells that were.
    fn erase(&mut self, x: u16, y: u16, stale: u16, right: u16) -> Option<u16> {
        let end = (x..right).find(|x| !blank(&self.back[(*x, y)])).unwrap_or(right);
        let last = (x..end).rev().find(|x| *x < stale || !blank(&self.front[(*x, y)]))?;
        // A wide character that begins there reaches one cell further, and stands no longer.
        let count = last + cells(self.front[(last, y)].symbol()).max(1) - x;
        if count < ERASED || x + count > end {
            return None;
        }
        self.go(x, y);
        self.look(if self.look.leaves_blank() { self.look } else { Look::PLAIN });
        if x + count == self.back.area.width {
            self.csi(&[], b'K');
        } else {
            self.csi(&[count], b'X');
        }
        for x in x..x + count {
            self.front[(x, y)] = self.back[(x, y)].clone();
        }
        Some(count)
    }

    fn look(&mut self, look: Look) {
        if look != self.look {
            change(&mut self.bytes, self.look, look);
            self.look = look;
        }
    }

    fn put(&mut self, x: u16, y: u16, width: u16) {
        let cell = self.back[(x, y)].clone();
        if !(blank(&cell) && self.look.leaves_blank()) {
            self.look(Look::of(&cell));
        }
        let symbol = cell.symbol();
        self.bytes.extend_from_slice(symbol.as_bytes());
        // At the last column the terminal's cursor waits in a way that differs between terminals.
        let (end, ambiguous) = (x + width, ambiguous(symbol));
        self.column = (end < self.back.area.width && !ambiguous).then_some(end);
        if ambiguous && end >= self.back.area.width {
            self.line = None;
        }
        self.front[(x, y)] = cell;
    }

    fn go(&mut self, x: u16, y: u16) {
        match (self.line, self.column) {
            (Some(line), Some(from)) if line == y && from == x => {}
            (Some(line), Some(from)) if line == y && from < x && self.step_over(from, x, y) => {}
            (Some(line), Some(from)) if line == y && from + 1 == x => self.csi(&[], b'C'),
            (Some(line), Some(from)) if line == y && from < x => self.csi(&[x - from], b'C'),
            (Some(line), Some(from)) if line == y && from - x <= 3 => {
                self.bytes.extend(std::iter::repeat_n(8, usize::from(from - x)));
            }
            (Some(line), _) if x == 0 && line + 1 == y => self.bytes.extend_from_slice(b"\r\n"),
            (Some(line), _) if x == 0 && line == y => self.bytes.push(b'\r'),
            (Some(line), _) if line == y => self.csi(&[x + 1], b'G'),
            _ => self.csi(&[y + 1, x + 1], b'H'),
        }
        (self.line, self.column) = (Some(y), Some(x));
    }

    /// Writes a short gap again instead of jumping over it, where that is shorter.
    fn step_over(&mut self, from: u16, to: u16, y: u16) -> bool {
        let plain = |x: u16| {
            let cell = &self.front[(x, y)];
            let fits = Look::of(cell) == self.look || (blank(cell) && self.look.leaves_blank());
            cell.symbol().len() == 1 && fits && looks_the_same(cell, &self.back[(x, y)])
        };
        if to - from > 3 || !(from..to).all(plain) {
            return false;
        }
        for x in from..to {
            self.bytes.extend_from_slice(self.front[(x, y)].symbol().as_bytes());
        }
        true
    }

    fn caret(&mut self, caret: Option<(u16, u16)>) {
        match caret {
            Some((x, y)) => {
                let (x, y) =
                    (x.min(self.back.area.width.saturating_sub(1)), y.min(self.back.area.height.saturating_sub(1)));
                self.go(x, y);
                if !self.caret_shown {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                    self.caret_shown = true;
                }
            }
            None if self.caret_shown => {
                self.bytes.extend_from_slice(b"\x1b[?25l");
                self.caret_shown = false;
            }
            None => {}
        }
    }

    fn csi(&mut self, numbers: &[u16], end: u8) {
        self.bytes.extend_from_slice(b"\x1b[");
        for (n, number) in numbers.iter().enumerate() {
            if n > 0 {
                self.bytes.push(b';');
            }
            decimal(&mut self.bytes, *number);
        }
        self.bytes.push(end);
    }
}

fn decimal(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(number.to_string().as_bytes());
}

/// Cells a symbol covers; at least one.
fn cells(symbol: &str) -> u16 {
    if symbol.len() == 1 {
        return 1;
    }
    u16::try_from(symbol.width()).unwrap_or(1).max(1)
}

/// Terminals set to *ambiguous wide* draw these two cells wide, so the cursor is not where it should be. Rules are left out:
/// they run on, and a position for each cell would cost more than the line is worth.
fn ambiguous(symbol: &str) -> bool {
    !symbol.is_ascii() && symbol != "─" && symbol.width() != symbol.width_cjk()
}

/// The codes that turn one look into another.
fn change(bytes: &mut Vec<u8>, from: Look, to: Look) {
    let mut codes: Vec<String> = Vec::new();
    let mut from = from;
    if !(from.modifier - to.modifier).is_empty() || to == Look::PLAIN {
        codes.push("0".to_owned());
        from = Look::PLAIN;
    }
    for (modifier, code) in MODIFIERS {
        if (to.modifier - from.modifier).contains(modifier) {
            codes.push(code.to_owned());
        }
    }
    if to.fg != from.fg {
        codes.push(color(to.fg, 30));
    }
    if to.bg != from.bg {
        codes.push(color(to.bg, 40));
    }
    bytes.extend_from_slice(b"\x1b[");
    if codes != ["0"] {
        bytes.extend_from_slice(codes.join(";").as_bytes());
    }
    bytes.push(b'm');
}

const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

fn color(color: Color, base: u8) -> String {
    match color {
        Color::Indexed(n @ 0..=7) => (base + n).to_string(),
        Color::Indexed(n @ 8..=15) => (base + 60 + n - 8).to_string(),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::White => (base + 67).to_string(),
        _ => (base + 9).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

        /// Draws parts, each in a look of its own, on the second row.
        fn styled(&mut self, parts: &[(&str, u8)]) {
            let row = Rect::new(0, 1, 20, 1);
            self.painter.clear(row);
            let mut x = 0;
            for (text, look) in parts {
                let modifier =
                    [Modifier::empty(), Modifier::BOLD, Modifier::UNDERLINED, Modifier::DIM][usize::from(*look)];
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
}
