//! Several of many: digits and space tick lines; a long list narrows as one types.

use super::{Beside, Did, Lines, TextField};
use crate::form::kind::ChoiceList;
use crate::text::Lang;
use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use crate::tui::theme::mark;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What stands between two choices when they are typed.
const BETWEEN: &str = "; ";
/// A list with more lines is narrowed by typing; its lines have no digit of their own.
const SHORT: usize = 9;

/// A choice of several lines.
pub struct Many {
    lines: Lines,
    most: usize,
    ticked: Vec<bool>,
    /// Line of the list pointed at.
    at: usize,
    filter: TextField,
    /// Lines that fit what is typed.
    shown: Vec<usize>,
}

impl Many {
    #[must_use]
    pub fn new(list: &Arc<ChoiceList>, most: usize, typed: &str, beside: Beside) -> Many {
        Many::of_lines(Lines::new(list.clone(), beside), most, typed)
    }

    fn of_lines(lines: Lines, most: usize, typed: &str) -> Many {
        let chosen: Vec<&str> = typed.split([';', '；', '\n']).map(str::trim).collect();
        let ticked = lines.all().iter().map(|choice| chosen.contains(&choice.label.ja.as_str())).collect();
        let shown = (0..lines.all().len()).collect();
        Many { lines, most, ticked, at: 0, filter: TextField::new("", false), shown }
    }

    /// The same box with other lines.
    #[must_use]
    pub fn with(&self, list: &Arc<ChoiceList>, typed: &str) -> Many {
        Many::of_lines(self.lines.with(list), self.most, typed)
    }

    /// Says its lines in another language beside Japanese.
    pub fn speak(&mut self, lang: Lang) {
        self.lines.speak(lang);
        let at = self.at;
        self.show();
        if self.shown.contains(&at) {
            self.at = at;
        }
    }

    /// The printed wordings ticked.
    #[must_use]
    pub fn value(&self) -> String {
        let ticked = self.lines.all().iter().zip(&self.ticked).filter(|(_, ticked)| **ticked);
        ticked.map(|(choice, _)| choice.label.ja.as_str()).collect::<Vec<_>>().join(BETWEEN)
    }

    fn long(&self) -> bool {
        self.lines.all().len() > SHORT
    }

    pub fn input(&mut self, key: Key) -> Did {
        match (key.code, key.typed()) {
            (Code::Up, _) => self.point(false),
            (Code::Down, _) => self.point(true),
            (_, Some(' ' | '　')) if self.shown.contains(&self.at) => self.tick(self.at),
            (Code::Enter, _) => Did::Nothing,
            _ if self.long() || self.typing() => self.narrow(key),
            (_, Some(c)) => match c.to_digit(10).map(|n| n as usize) {
                Some(n) if (1..=self.ticked.len()).contains(&n) => self.tick(n - 1),
                _ => Did::Nothing,
            },
            _ => Did::Nothing,
        }
    }

    /// Ticks exactly the lines a text names. One that does not name lines narrows the list and ticks nothing.
    pub fn paste(&mut self, text: &str) -> Did {
        let named = self.named(text);
        self.filter = TextField::new(if named.is_some() { "" } else { text.trim() }, false);
        self.show();
        let Some(lines) = named else { return Did::Caret };
        self.at = lines.first().copied().unwrap_or(self.at);
        self.ticked = (0..self.ticked.len()).map(|line| lines.contains(&line)).collect();
        Did::Text
    }

    /// The lines a text names: by number with anything between them (`1 3`), or by their wording, which semicolons part. `None` where a part
    /// of it is no line, or where they are more than may be ticked.
    fn named(&self, text: &str) -> Option<BTreeSet<usize>> {
        let text: String = text.nfkc().collect();
        let between = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';');
        let numbers = text.chars().all(|c| c.is_ascii_digit() || between(c));
        let parts = text.split(|c| if numbers { between(c) } else { c == ';' }).filter(|part| !part.trim().is_empty());
        let lines: BTreeSet<usize> = parts.map(|part| self.lines.chosen(part)).collect::<Option<_>>()?;
        (1..=self.most).contains(&lines.len()).then_some(lines)
    }

    /// To the line above or below among those shown; at their end the key is left to the walk.
    fn point(&mut self, down: bool) -> Did {
        let here = self.shown.iter().position(|line| *line == self.at).unwrap_or(0);
        let next = if down { here.checked_add(1) } else { here.checked_sub(1) };
        match next.and_then(|next| self.shown.get(next)) {
            Some(line) => {
                self.at = *line;
                Did::Caret
            }
            None => Did::Nothing,
        }
    }

    /// Shows what fits the text typed, and points at the first of it. What is ticked stays ticked.
    fn narrow(&mut self, key: Key) -> Did {
        if self.filter.input(key) != Did::Text {
            return Did::Nothing;
        }
        self.show();
        Did::Caret
    }

    fn show(&mut self) {
        let query = self.filter.text();
        self.shown = self.lines.find(&query);
        self.at = self.shown.first().copied().unwrap_or(self.at);
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

    /// What is typed fits no line.
    #[must_use]
    pub fn fits_nothing(&self) -> bool {
        self.typing() && self.shown.is_empty()
    }

    /// What is typed shows lines that are still to be ticked.
    #[must_use]
    pub fn undecided(&self) -> bool {
        self.typing() && !self.shown.is_empty()
    }

    fn typing(&self) -> bool {
        !self.filter.is_empty()
    }

    #[must_use]
    pub fn height(&self) -> u16 {
        u16::try_from(self.ticked.len()).unwrap_or(10).min(10)
    }

    /// Draws it; `client` is the language it is said in that no line fits.
    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect, client: Lang) {
        let typing = self.typing();
        if typing {
            self.filter.draw(canvas, Rect { height: 1, ..region });
        }
        if self.fits_nothing() {
            canvas.fits_nothing(Rect { y: region.y + 1, ..region }, client);
        }
        let top = u16::from(typing);
        let rows = usize::from(region.height.saturating_sub(top));
        let here = self.shown.iter().position(|line| *line == self.at).unwrap_or(0);
        let first = (here + 1).saturating_sub(rows);
        for (row, n) in self.shown.iter().skip(first).take(rows).enumerate() {
            self.line(canvas, region, region.y + top + u16::try_from(row).unwrap_or(0), *n);
        }
    }

    fn line(&self, canvas: &mut Canvas<'_>, region: Rect, y: u16, n: usize) {
        let ink = canvas.ink;
        let tick = if self.ticked[n] { mark::ANSWERED } else { " " };
        canvas.put(region.x, y, 1, tick, ink.good);
        let x = canvas.put(region.x + 2, y, region.width, &format!("{:>3} ", self.lines.number(n)), ink.key);
        let style = if n == self.at { ink.chosen } else { ink.base };
        let x = canvas.put_cut(x, y, region.right().saturating_sub(x), &self.lines.label(n).ja, style);
        canvas.put_cut(x + 2, y, region.right().saturating_sub(x + 2), self.lines.words(n), ink.soft);
        if n == self.at && self.filter.is_empty() {
            canvas.caret = Some((region.x + 2, y));
        }
    }

    /// Its lines, for linear mode.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |n: usize| {
            let tick = if self.ticked[n] { "*" } else { " " };
            format!("{tick} {} {} {}", self.lines.number(n), self.lines.label(n).ja, self.lines.words(n))
        };
        self.shown.iter().map(|n| line(*n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Bilingual;
    use crate::form::kind::Choice;

    fn many(count: usize) -> Many {
        let line = |n: usize| {
            let (ja, en) = if n == 7 {
                ("宿泊業".to_owned(), "Hotels".to_owned())
            } else {
                (format!("業種{n}"), String::new())
            };
            Choice { label: Bilingual { ja, en }, ..Choice::default() }
        };
        let list = ChoiceList { choices: (0..count).map(line).collect(), ..ChoiceList::default() };
        Many::new(&Arc::new(list), 2, "", Beside { lang: Lang::EN, of: "test".to_owned() })
    }

    fn keys(many: &mut Many, script: &str) {
        for key in Key::script(script) {
            many.input(key);
        }
    }

    #[test]
    fn a_long_list_narrows_as_one_types_and_keeps_its_ticks() {
        let mut many = many(40);
        keys(&mut many, " hotel");
        assert_eq!(many.shown, [7]);
        keys(&mut many, " ");
        assert_eq!(many.value(), "業種0; 宿泊業");
        keys(&mut many, "<bs><bs><bs><bs><bs>");
        assert_eq!(many.shown.len(), 40);
        keys(&mut many, "<down> ");
        assert_eq!(many.value(), "業種0; 宿泊業", "two are the most");
    }

    #[test]
    fn nothing_that_fits_is_nothing_to_tick() {
        let mut many = many(40);
        keys(&mut many, "xyz ");
        assert_eq!((many.shown.len(), many.value()), (0, String::new()));
    }

    #[test]
    fn a_text_names_the_lines_it_ticks() {
        for (text, ticked) in
            [("1 3", "業種0; 業種2"), ("２、３", "業種1; 業種2"), ("hotels; 業種0", "業種0; 宿泊業"), ("2 2", "業種1")]
        {
            let mut many = many(40);
            assert_eq!(many.paste("40"), Did::Text);
            assert_eq!((many.paste(text), many.undecided()), (Did::Text, false), "{text}");
            assert_eq!(many.value(), ticked, "{text}: what stood there is replaced");
        }
    }

    #[test]
    fn a_text_that_names_no_lines_ticks_nothing_and_is_not_passed_over() {
        for count in [5, 40] {
            for text in ["1 41", "1 2 3", "nothing like it", "業種0; nothing"] {
                let mut many = many(count);
                keys(&mut many, " ");
                assert_eq!(many.paste(text), Did::Caret, "{text}");
                assert_eq!((many.fits_nothing(), many.value().as_str()), (true, "業種0"), "{text}");
                many.input(Key::ctrl('u'));
                assert!(!many.fits_nothing(), "{text}");
            }
        }
        let mut many = many(40);
        assert_eq!((many.paste("hot"), many.undecided(), many.value()), (Did::Caret, true, String::new()));
        assert_eq!((many.paste("8"), many.undecided(), many.value()), (Did::Text, false, "宿泊業".to_owned()));
    }

    #[test]
    fn a_short_list_is_ticked_by_digits() {
        let mut many = many(5);
        keys(&mut many, "31");
        assert_eq!(many.value(), "業種0; 業種2");
    }
}
