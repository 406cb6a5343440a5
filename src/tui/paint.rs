//! From a drawn buffer to the fewest bytes a terminal needs: only changed cells, colour codes only when the look changes, no
//! cursor move when the cursor is already there, blanks erased instead of written, one write per frame.
//!
//! Wide characters are exact: the cells they cover are never written on their own, and whatever half of an old wide
//! character stays behind is written again.

use super::glyph;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
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
    cell.symbol() == " " && Look::of(cell).leaves_blank() && cell.diff_option == CellDiffOption::None
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
            if self.back[(x, y)].diff_option == CellDiffOption::Skip {
                self.front[(x, y)] = self.back[(x, y)].clone();
                x += 1;
                continue;
            }
            let width = span(&self.back[(x, y)]);
            let changed = x < stale || !looks_the_same(&self.back[(x, y)], &self.front[(x, y)]);
            if changed && let Some(erased) = self.erase(x, y, stale, right) {
                x += erased;
                continue;
            }
            if changed {
                // An old wide character that loses a half takes its other half along.
                let reached = |x: u16| x + reach(&self.front[(x, y)]);
                stale =
                    (x..(x + width).min(right)).map(reached).fold(stale.max(x + reach(&self.back[(x, y)])), u16::max);
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
        let count = last + reach(&self.front[(last, y)]) - x;
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
        let (end, loose) = (x + width, glyph::loose(symbol));
        if loose {
            // A terminal that gives it fewer cells leaves nothing in the others of what stood there.
            self.bytes.extend(std::iter::repeat_n(b' ', usize::from(width)));
            self.column = (end < self.back.area.width).then_some(end);
            self.go(x, y);
        }
        self.bytes.extend_from_slice(symbol.as_bytes());
        // At the last column the terminal's cursor waits in a way that differs between terminals.
        let ambiguous = loose || ambiguous(symbol);
        self.column = (end < self.back.area.width && !ambiguous).then_some(end);
        if ambiguous && end >= self.back.area.width {
            self.line = None;
        }
        // A picture leaves the cursor where it likes.
        if cell.diff_option != CellDiffOption::None {
            (self.line, self.column) = (None, None);
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

/// Cells a cell's symbol covers: one, for the commands of a picture.
fn span(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ => cells(cell.symbol()),
    }
}

/// Cells a cell's symbol may cover in one terminal or another.
fn reach(cell: &Cell) -> u16 {
    let widest = || u16::try_from(glyph::widest(cell.symbol())).unwrap_or(1);
    if glyph::loose(cell.symbol()) { span(cell).max(widest()) } else { span(cell) }
}

/// Cells a symbol covers; at least one.
fn cells(symbol: &str) -> u16 {
    if symbol.len() == 1 {
        return 1;
    }
    u16::try_from(glyph::width(symbol)).unwrap_or(1).max(1)
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
mod tests;
