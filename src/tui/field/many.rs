//! Several of many: digits and space tick lines.

use super::Did;
use crate::form::kind::ChoiceList;
use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use crate::tui::theme::mark;
use ratatui::layout::Rect;
use std::sync::Arc;

/// What stands between two choices when they are typed.
const BETWEEN: &str = "; ";

/// A choice of several lines.
pub struct Many {
    list: Arc<ChoiceList>,
    most: usize,
    ticked: Vec<bool>,
    at: usize,
}

impl Many {
    #[must_use]
    pub fn new(list: &Arc<ChoiceList>, most: usize, typed: &str) -> Many {
        let chosen: Vec<&str> = typed.split([';', '；', '\n']).map(str::trim).collect();
        let ticked = list.choices.iter().map(|choice| chosen.contains(&choice.label.ja.as_str())).collect();
        Many { list: list.clone(), most, ticked, at: 0 }
    }

    /// The printed wordings ticked.
    #[must_use]
    pub fn value(&self) -> String {
        let ticked = self.list.choices.iter().zip(&self.ticked).filter(|(_, ticked)| **ticked);
        ticked.map(|(choice, _)| choice.label.ja.as_str()).collect::<Vec<_>>().join(BETWEEN)
    }

    pub fn input(&mut self, key: Key) -> Did {
        match (key.code, key.typed()) {
            (Code::Up, _) if self.at > 0 => {
                self.at -= 1;
                Did::Caret
            }
            (Code::Down, _) if self.at + 1 < self.ticked.len() => {
                self.at += 1;
                Did::Caret
            }
            (_, Some(' ')) => self.tick(self.at),
            (_, Some(c)) => match c.to_digit(10).map(|n| n as usize) {
                Some(n) if (1..=self.ticked.len()).contains(&n) => self.tick(n - 1),
                _ => Did::Nothing,
            },
            _ => Did::Nothing,
        }
    }

    fn tick(&mut self, n: usize) -> Did {
        self.at = n;
        let full = self.ticked.iter().filter(|ticked| **ticked).count() >= self.most;
        if full && !self.ticked[n] {
            return Did::Caret;
        }
        self.ticked[n] = !self.ticked[n];
        Did::Text
    }

    #[must_use]
    pub fn height(&self) -> u16 {
        u16::try_from(self.ticked.len()).unwrap_or(10).min(10)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect) {
        let rows = usize::from(region.height);
        let first = (self.at + 1).saturating_sub(rows);
        let ink = canvas.ink;
        for (row, n) in (first..self.ticked.len()).take(rows).enumerate() {
            let y = region.y + u16::try_from(row).unwrap_or(0);
            let label = &self.list.choices[n].label;
            let tick = if self.ticked[n] { mark::ANSWERED } else { " " };
            canvas.put(region.x, y, 1, tick, ink.good);
            let x = canvas.put(region.x + 2, y, region.width, &format!("{:>3} ", n + 1), ink.key);
            let style = if n == self.at { ink.chosen } else { ink.base };
            let x = canvas.put(x, y, region.right().saturating_sub(x), &label.ja, style);
            canvas.put(x + 2, y, region.right().saturating_sub(x + 2), &label.en, ink.soft);
            if n == self.at {
                canvas.caret = Some((region.x + 2, y));
            }
        }
    }

    /// Its lines, for linear mode.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |n: usize| {
            let label = &self.list.choices[n].label;
            format!("{} {} {} {}", if self.ticked[n] { "*" } else { " " }, n + 1, label.ja, label.en)
        };
        (0..self.ticked.len()).map(line).collect()
    }
}
