//! An A4 page and the few things drawn on it: text, paragraphs, rules, frames. Points, from the top left.

use super::Error;
use super::font::{Cluster, Fonts, width, wrap};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;

/// A4 in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// Left and right margin.
pub(super) const MARGIN: f32 = 51.0;
/// Line height in ems.
const LEADING: f32 = 1.45;

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub size: f32,
    pub ink: Ink,
}

/// Ink that stays readable in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Grey,
    /// Hairlines.
    Pale,
    /// Practice marks.
    Red,
}

impl Ink {
    fn color(self) -> rgb::Color {
        match self {
            Ink::Black => rgb::Color::new(20, 20, 20),
            Ink::Grey => rgb::Color::new(95, 95, 95),
            Ink::Pale => rgb::Color::new(195, 195, 195),
            Ink::Red => rgb::Color::new(165, 20, 25),
        }
    }
}

impl Style {
    pub const fn new(size: f32, ink: Ink) -> Style {
        Style { size, ink }
    }

    /// Height of one line.
    pub fn line(self) -> f32 {
        self.size * LEADING
    }
}

/// The page being drawn.
pub(super) struct Page<'a> {
    pub fonts: &'static Fonts,
    pub surface: Surface<'a>,
}

impl Page<'_> {
    /// Text on one line, its top at `y`; answers its width.
    pub fn text(&mut self, x: f32, y: f32, style: Style, text: &str) -> Result<f32, Error> {
        let set = self.fonts.set(text)?;
        self.line(x, y, style, &set);
        Ok(width(&set) * style.size)
    }

    /// Text on as many lines as it needs; answers its height.
    pub fn paragraph(&mut self, (x, y): (f32, f32), wide: f32, style: Style, text: &str) -> Result<f32, Error> {
        let set = self.fonts.set(text)?;
        let mut down = 0.0;
        for line in wrap(&set, wide / style.size) {
            self.line(x, y + down, style, line);
            down += style.line();
        }
        Ok(down)
    }

    /// Text on one line, cut with … where it is wider.
    pub fn cut(&mut self, (x, y): (f32, f32), wide: f32, style: Style, text: &str) -> Result<(), Error> {
        let mut set = self.fonts.set(text)?;
        if width(&set) * style.size > wide {
            let dots = self.fonts.set("…")?;
            while width(&set) + width(&dots) > wide / style.size && set.pop().is_some() {}
            set.extend(dots);
        }
        self.line(x, y, style, &set);
        Ok(())
    }

    /// Text on one line, smaller where it would be wider.
    pub fn fitted(&mut self, (x, y): (f32, f32), wide: f32, style: Style, text: &str) -> Result<(), Error> {
        let set = self.fonts.set(text)?;
        let size = style.size.min(wide / width(&set).max(1.0));
        self.line(x, y + style.size - size, Style { size, ..style }, &set);
        Ok(())
    }

    fn line(&mut self, mut x: f32, y: f32, style: Style, line: &[Cluster]) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(style.ink)));
        // the baseline lies 0.88 em under the top of the em box in both fonts
        let baseline = y + style.size * (0.88 + (LEADING - 1.0) / 2.0);
        for (font, text, glyphs, wide) in self.fonts.runs(line) {
            self.surface.draw_glyphs(Point::from_xy(x, baseline), &glyphs, font, &text, style.size, false);
            x += wide * style.size;
        }
    }

    /// A horizontal hairline over the text width.
    pub fn rule(&mut self, y: f32, ink: Ink) {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, y);
        path.line_to(WIDTH - MARGIN, y);
        self.stroke(path, ink, 0.6);
    }

    /// A frame.
    pub fn frame(&mut self, (x, y): (f32, f32), (wide, high): (f32, f32), ink: Ink) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, wide, high) {
            path.push_rect(rect);
        }
        self.stroke(path, ink, 1.4);
    }

    fn stroke(&mut self, path: PathBuilder, ink: Ink, wide: f32) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint: ink.color().into(), width: wide, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: ink.color().into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}
