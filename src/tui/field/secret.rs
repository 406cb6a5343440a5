//! A passphrase or PIN being typed: shown as stars, wiped from memory when it is no longer needed.

use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use ratatui::layout::Rect;
use secrecy::SecretString;
use zeroize::Zeroizing;

/// Longest secret; the buffer is made once, so that no copy stays behind when it grows.
const MOST: usize = 512;

/// A secret being typed.
pub struct Secret(Zeroizing<String>);

impl Default for Secret {
    fn default() -> Secret {
        Secret(Zeroizing::new(String::with_capacity(MOST)))
    }
}

impl Secret {
    pub fn input(&mut self, key: Key) -> bool {
        match (key.code, key.typed()) {
            (_, Some(c)) => self.push(c),
            (Code::Backspace, _) => self.0.pop().is_some(),
            (Code::Char('u'), _) if key.ctrl => {
                self.clear();
                true
            }
            _ => false,
        }
    }

    pub fn paste(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            self.push(c);
        }
    }

    fn push(&mut self, c: char) -> bool {
        let fits = self.0.len() + c.len_utf8() <= MOST;
        if fits {
            self.0.push(c);
        }
        fits
    }

    pub fn clear(&mut self) {
        *self = Secret::default();
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Characters typed so far.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether two secrets are the same.
    #[must_use]
    pub fn same(&self, other: &Secret) -> bool {
        *self.0 == *other.0
    }

    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.0.as_str() == text
    }

    /// The secret, for one operation.
    #[must_use]
    pub fn reveal(&self) -> SecretString {
        SecretString::from(self.0.as_str())
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect) {
        let stars = self.length().min(usize::from(region.width.saturating_sub(1)));
        let style = canvas.ink.field;
        canvas.buffer.set_style(Rect { height: 1, ..region }, style);
        let x = canvas.put(region.x, region.y, region.width, &"*".repeat(stars), style);
        canvas.caret = Some((x, region.y));
    }
}
