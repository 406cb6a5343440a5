//! A sheet to write on: text by cells, paragraphs, rules, and the caret.

use super::glyph;
use super::theme::Ink;
use super::wrap::{cells, cut, wrap};
use crate::text::{Lang, say};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Writes into a buffer, in the styles of a theme.
pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    pub ink: Ink,
    /// Where the terminal's cursor stands; `None` hides it.
    pub caret: Option<(u16, u16)>,
    /// The region a typed key changes, when there is one.
    pub field: Option<Rect>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, ink: Ink) -> Canvas<'a> {
        Canvas { buffer, ink, caret: None, field: None }
    }

    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Gives a region the base look.
    pub fn fill(&mut self, region: Rect) {
        let base = self.ink.base;
        self.buffer.set_style(region.intersection(self.buffer.area), base);
    }

    /// Writes text, cut at `max` cells; answers the column after it.
    pub fn put(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || max == 0 {
            return x;
        }
        let max = max.min(area.right() - x);
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.put_ascii(x, y, max, text, style);
        }
        self.put_clusters(x, y, max, &glyph::shown(text), style)
    }

    /// A cell for each cluster, and empty ones behind a wide one, as the painter counts them.
    fn put_clusters(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        let mut end = x;
        for cluster in text.graphemes(true) {
            let width = cells(cluster);
            if end + width > x + max {
                break;
            }
            if width == 0 || cluster.contains(char::is_control) {
                continue;
            }
            self.buffer[(end, y)].set_symbol(cluster).set_style(style);
            for hidden in end + 1..end + width {
                self.buffer[(hidden, y)].reset();
            }
            end += width;
        }
        end
    }

    /// A cell for each byte: what is typed is mostly this, and need not be taken apart.
    fn put_ascii(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        let mut end = x;
        for (x, c) in (x..x + max).zip(text.chars()) {
            self.buffer[(x, y)].set_char(c).set_style(style);
            end = x + 1;
        }
        end
    }

    /// As [`Canvas::put`], with a mark where something is left out.
    pub fn put_cut(&mut self, x: u16, y: u16, max: u16, text: &str, style: Style) -> u16 {
        if max == 0 { x } else { self.put(x, y, max, &cut(text, max), style) }
    }

    /// Writes text that ends before column `end`; answers the column it begins at.
    pub fn put_right(&mut self, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let x = end.saturating_sub(cells(text));
        self.put(x, y, end - x, text, style);
        x
    }

    /// Writes text over several rows; answers how many it took.
    pub fn paragraph(&mut self, region: Rect, text: &str, style: Style) -> u16 {
        let mut used = 0;
        for line in wrap(text, region.width) {
            if used >= region.height {
                break;
            }
            self.put(region.x, region.y + used, region.width, line, style);
            used += 1;
        }
        used
    }

    /// In the place of a list's lines: what is typed fits none of them.
    pub fn fits_nothing(&mut self, region: Rect, lang: Lang) {
        let soft = self.ink.soft;
        self.put(region.x + 2, region.y, region.width.saturating_sub(2), &say(lang, "ui-fits-nothing", &[]), soft);
    }

    /// A thin rule over the whole width.
    pub fn rule(&mut self, y: u16) {
        let (width, soft) = (self.buffer.area.width, self.ink.soft);
        self.put(1, y, width.saturating_sub(2), &"─".repeat(usize::from(width)), soft);
    }

    /// Clears `rows` rows above the footer for a question over the page, under a rule; what it says goes into the answer.
    pub fn panel(&mut self, rows: u16) -> Rect {
        let area = self.area();
        let rows = rows.min(area.height.saturating_sub(4));
        let top = area.height - 2 - rows;
        for y in top..top + rows {
            self.put(0, y, area.width, &" ".repeat(usize::from(area.width)), self.ink.base);
        }
        self.rule(top);
        Rect::new(2, top + 1, area.width.saturating_sub(4), rows - 1)
    }
}
