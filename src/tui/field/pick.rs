//! One of several: numbered lines for a short list, a list that narrows as one types for a long one.

use super::{Beside, Did, Lines, TextField};
use crate::form::Bilingual;
use crate::form::kind::{Choice, ChoiceList, search_key};
use crate::text::Lang;
use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use crate::tui::theme::mark;
use ratatui::layout::Rect;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What is kept of the two wordings of a yes or no.
const YES_NO: [&str; 2] = ["yes", "no"];
/// Up to so many lines a digit picks.
const SHORT: usize = 9;
/// Lines of a long list that are shown.
const SHOWN: u16 = 8;

/// A choice of one line.
pub struct Pick {
    lines: Lines,
    /// What is kept is `yes` or `no`, not the printed wording.
    yes_no: bool,
    /// All its lines are periods.
    periods: bool,
    /// The line that is the answer.
    chosen: Option<usize>,
    /// The line pointed at.
    at: Option<usize>,
    filter: TextField,
    shown: Vec<usize>,
}

impl Pick {
    #[must_use]
    pub fn of_list(list: &Arc<ChoiceList>, typed: &str, beside: Beside) -> Pick {
        Pick::of_lines(Lines::new(list.clone(), beside), typed)
    }

    fn of_lines(lines: Lines, typed: &str) -> Pick {
        let chosen = lines.chosen(typed);
        Pick::new(lines, false, chosen)
    }

    /// The same box with other lines.
    #[must_use]
    pub fn with(&self, list: &Arc<ChoiceList>, typed: &str) -> Pick {
        Pick::of_lines(self.lines.with(list), typed)
    }

    /// Says its lines in another language beside Japanese.
    pub fn speak(&mut self, lang: Lang) {
        self.lines.speak(lang);
        let at = self.at;
        self.narrow();
        self.at = at.filter(|at| self.shown.contains(at)).or(self.at);
    }

    #[must_use]
    pub fn yes_no(yes: &Bilingual, no: &Bilingual, typed: &str, beside: Beside) -> Pick {
        let choice = |label: &Bilingual| Choice { label: label.clone(), ..Choice::default() };
        let list = ChoiceList { choices: vec![choice(yes), choice(no)], ..ChoiceList::default() };
        let chosen = YES_NO.iter().position(|word| *word == typed);
        Pick::new(Lines::new(Arc::new(list), beside), true, chosen)
    }

    fn new(lines: Lines, yes_no: bool, chosen: Option<usize>) -> Pick {
        let filter = TextField::new("", false);
        let periods = !lines.all().is_empty() && lines.all().iter().all(|choice| is_period(&choice.label.ja));
        let mut pick = Pick { lines, yes_no, periods, chosen, at: chosen, filter, shown: Vec::new() };
        pick.narrow();
        pick
    }

    /// A list that narrows as one types: of many lines, or of periods (3年), where a digit that picks a line would pick another than the one
    /// typed.
    #[must_use]
    pub fn long(&self) -> bool {
        self.lines.all().len() > SHORT || self.periods
    }

    /// The value chosen, or empty.
    #[must_use]
    pub fn value(&self) -> String {
        let Some(chosen) = self.chosen else { return String::new() };
        if self.yes_no { YES_NO[chosen.min(1)].to_owned() } else { self.lines.label(chosen).ja.clone() }
    }

    /// The number a line is chosen by; none beside a period, which is chosen as it is written.
    fn number(&self, line: usize) -> String {
        if self.periods { String::new() } else { self.lines.number(line) }
    }

    pub fn input(&mut self, key: Key) -> Did {
        match (key.code, key.typed()) {
            (Code::Up, _) => self.point(-1),
            (Code::Down, _) => self.point(1),
            (Code::Enter, _) => self.enter(),
            (_, Some(digit)) if !self.long() => self.digit(digit),
            _ if self.long() => match self.filter.input(key) {
                Did::Text => {
                    self.narrow();
                    Did::Text
                }
                did => did,
            },
            _ => Did::Nothing,
        }
    }

    pub fn paste(&mut self, text: &str) -> Did {
        let exact = if self.periods { None } else { self.named(text) };
        let named = if self.filter.is_empty() { exact } else { None };
        match named {
            Some(line) => {
                self.at = Some(line);
                Did::Caret
            }
            None if self.long() => {
                self.filter.paste(text);
                self.narrow();
                Did::Text
            }
            None => Did::Nothing,
        }
    }

    /// The line a text names by its number or its whole wording; of a short list, by a part of the wording that no other line has.
    fn named(&self, text: &str) -> Option<usize> {
        let text: String = text.trim().nfkc().collect();
        let of_part = || match self.lines.find(&text).as_slice() {
            [only] if !self.long() && !text.is_empty() => Some(*only),
            _ => None,
        };
        self.lines.chosen(&text).or_else(of_part)
    }

    /// Chooses the line pointed at; [`Did::Nothing`] when none is, or it is the answer already.
    fn enter(&mut self) -> Did {
        let pointed = self.at.or((!self.filter.is_empty()).then(|| self.shown.first().copied()).flatten());
        match pointed {
            Some(line) if Some(line) != self.chosen => {
                self.choose(line);
                Did::Picked
            }
            _ => Did::Nothing,
        }
    }

    fn choose(&mut self, line: usize) {
        self.chosen = Some(line);
        self.at = Some(line);
        self.filter = TextField::new("", false);
        self.narrow();
    }

    fn digit(&mut self, digit: char) -> Did {
        // A Japanese input method types full-width digits.
        let half = char::from_u32(u32::from(digit).wrapping_sub(0xFEE0)).filter(char::is_ascii_digit).unwrap_or(digit);
        match half.to_digit(10).map(|n| n as usize) {
            Some(n) if (1..=self.lines.all().len()).contains(&n) => {
                self.choose(n - 1);
                Did::Picked
            }
            _ => Did::Nothing,
        }
    }

    /// Points at the line before or after; [`Did::Nothing`] at the ends, so that ↑ leads back.
    fn point(&mut self, by: isize) -> Did {
        let here = self.at.and_then(|at| self.shown.iter().position(|line| *line == at));
        let next = match (here, by) {
            (None, 1) => Some(0),
            (None, _) => None,
            (Some(here), by) => here.checked_add_signed(by),
        };
        match next.and_then(|next| self.shown.get(next)) {
            Some(line) => {
                self.at = Some(*line);
                Did::Caret
            }
            None => Did::Nothing,
        }
    }

    /// Shows what fits the text typed.
    fn narrow(&mut self) {
        let query = self.filter.text();
        self.shown = self.lines.find(&query);
        if !query.trim().is_empty() {
            self.at = self.shown.first().copied();
        }
    }

    #[must_use]
    pub fn height(&self) -> u16 {
        if self.long() { SHOWN + 1 } else { u16::try_from(self.lines.all().len()).unwrap_or(1) }
    }

    /// Draws it; `client` is the language it is said in that no line fits.
    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect, client: Lang) {
        if !self.long() {
            for n in 0..self.lines.all().len() {
                self.line(canvas, region, n, n);
            }
            return;
        }
        let head = Rect { height: 1, ..region };
        if self.filter.is_empty() {
            let chosen = self.chosen.map(|n| self.lines.label(n).ja.clone()).unwrap_or_default();
            let style = canvas.ink.field;
            canvas.buffer.set_style(head, style);
            canvas.put(region.x, region.y, region.width, &chosen, style);
            canvas.caret = Some((region.x, region.y));
        } else {
            self.filter.draw(canvas, head);
        }
        if self.fits_nothing() {
            canvas.fits_nothing(Rect { y: region.y + 1, ..region }, client);
        }
        let rows = usize::from(region.height.saturating_sub(1));
        let here = self.at.and_then(|at| self.shown.iter().position(|line| *line == at)).unwrap_or(0);
        let first = (here + 1).saturating_sub(rows);
        for (row, n) in self.shown.iter().skip(first).take(rows).enumerate() {
            self.line(canvas, region, row + 1, *n);
        }
    }

    fn line(&self, canvas: &mut Canvas<'_>, region: Rect, row: usize, n: usize) {
        let y = region.y + u16::try_from(row).unwrap_or(0);
        if y >= region.bottom() {
            return;
        }
        let ink = canvas.ink;
        let pointed = self.at == Some(n);
        let style = if pointed { ink.chosen } else { ink.base };
        let tick = if self.chosen == Some(n) { mark::ANSWERED } else { " " };
        canvas.put(region.x, y, 1, tick, ink.good);
        let x = canvas.put(region.x + 2, y, region.width, &format!("{:>3} ", self.number(n)), ink.key);
        let x = canvas.put_cut(x, y, region.right().saturating_sub(x), &self.lines.label(n).ja, style);
        let style = if pointed { ink.strong } else { ink.soft };
        canvas.put_cut(x + 2, y, region.right().saturating_sub(x + 2), self.lines.words(n), style);
        if pointed && !self.long() {
            canvas.caret = Some((region.x + 2, y));
        }
    }

    /// What is typed fits no line.
    #[must_use]
    pub fn fits_nothing(&self) -> bool {
        self.long() && !self.filter.is_empty() && self.shown.is_empty()
    }

    /// What is typed fits several lines.
    #[must_use]
    pub fn undecided(&self) -> bool {
        self.long() && !self.filter.is_empty() && self.shown.len() > 1
    }

    /// Lines of a list too long to be read out whole, while nothing is typed to narrow it (linear mode).
    #[must_use]
    pub fn unlisted(&self) -> usize {
        let lines = self.lines.all().len();
        if lines > SHORT && self.filter.is_empty() { lines } else { 0 }
    }

    /// Its lines, for linear mode.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let shown: Vec<usize> = if self.unlisted() > 0 { Vec::new() } else { self.shown.clone() };
        shown
            .into_iter()
            .map(|n| {
                let tick = if self.chosen == Some(n) { "*" } else { " " };
                format!("{tick} {} {} {}", self.number(n), self.lines.label(n).ja, self.lines.words(n))
            })
            .collect()
    }
}

/// Years, months and days, each a number: `3年`, `1年3月`.
fn is_period(label: &str) -> bool {
    let key = search_key(label);
    let mut parts = key.split_inclusive(['年', '月', '日']).peekable();
    let number = |part: &str| part.strip_suffix(['年', '月', '日']).is_some_and(|number| number.parse::<u16>().is_ok());
    parts.peek().is_some() && parts.all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(tag: &str) -> Beside {
        Beside { lang: Lang::find(tag).expect("a language"), of: "test".to_owned() }
    }

    fn countries() -> Pick {
        let lines = [
            ("ベトナム", "Viet Nam"),
            ("ネパール", "Nepal"),
            ("ブラジル", "Brazil"),
            ("中国", "China"),
            ("韓国", "Republic of Korea"),
            ("米国", "United States of America"),
            ("英国", "United Kingdom"),
            ("タイ", "Thailand"),
            ("台湾", "Taiwan"),
            ("フィリピン", "Philippines"),
        ];
        let choices = lines.map(|(ja, en)| Choice {
            label: Bilingual { ja: ja.to_owned(), en: en.to_owned() },
            kana: (ja == "中国").then(|| "ちゅうごく".to_owned()),
            ..Choice::default()
        });
        Pick::of_list(&Arc::new(ChoiceList { choices: choices.to_vec(), ..ChoiceList::default() }), "", beside("en"))
    }

    fn press(pick: &mut Pick, script: &str) -> Did {
        Key::script(script).into_iter().fold(Did::Nothing, |_, key| pick.input(key))
    }

    #[test]
    fn a_long_list_is_found_in_latin_kana_and_kanji() {
        for (typed, found) in
            [("viet", "ベトナム"), ("べと", "ベトナム"), ("ｎｅｐ", "ネパール"), ("ちゅう", "中国"), ("韓", "韓国")]
        {
            let mut pick = countries();
            press(&mut pick, typed);
            assert_eq!(press(&mut pick, "<enter>"), Did::Picked, "{typed}");
            assert_eq!(pick.value(), found, "{typed}");
        }
    }

    #[test]
    fn a_long_list_is_found_and_said_in_the_clients_language() {
        let list = crate::form::Catalog::embedded().list("nationality").expect("the list");
        for (typed, found) in [("Trung Q", "中国"), ("trung quoc", "中国"), ("viet", "ベトナム"), ("duc", "ドイツ")]
        {
            let mut pick = Pick::of_list(&list, "", beside("vi"));
            press(&mut pick, &typed.replace(' ', "<space>"));
            assert_eq!(press(&mut pick, "<enter>"), Did::Picked, "{typed}");
            assert_eq!(pick.value(), found, "{typed}: what is kept is the print's own wording");
        }
        let mut pick = Pick::of_list(&list, "", beside("en"));
        press(&mut pick, "trung");
        assert!(pick.fits_nothing());
        pick.speak(Lang::find("vi").expect("vi"));
        assert_eq!(pick.lines(), ["  1 中国 Trung Quốc", "  42 中央アフリカ Trung Phi"]);
    }

    #[test]
    fn a_choice_without_words_is_said_in_english() {
        let word = |ja: &str, en: &str| Bilingual { ja: ja.to_owned(), en: en.to_owned() };
        let pick = Pick::yes_no(&word("有", "Yes"), &word("未定", "Not known anywhere"), "yes", beside("vi"));
        assert_eq!(pick.lines(), ["* 1 有 Có", "  2 未定 Not known anywhere"]);
    }

    #[test]
    fn enter_on_nothing_chooses_nothing() {
        let mut pick = countries();
        assert_eq!(press(&mut pick, "<enter>"), Did::Nothing);
        assert_eq!(pick.value(), "");
    }

    #[test]
    fn a_period_is_typed_as_it_is_written() {
        let periods = ["5年", "３年", "1年", "3月"]
            .map(|ja| Choice { label: Bilingual { ja: ja.to_owned(), en: ja.to_owned() }, ..Choice::default() });
        assert!(["3年", "１年３月", "30日"].into_iter().all(is_period));
        assert!(
            !["", "年", "５年を超える期間", "３０歳未満（１５点）", "36号（特定研究等活動）"]
                .into_iter()
                .any(is_period)
        );
        let list = Arc::new(ChoiceList { choices: periods.to_vec(), ..ChoiceList::default() });
        for (typed, found) in [("3年", "３年"), ("３月", "3月"), ("5", "5年"), ("<down><down>", "３年")] {
            let mut pick = Pick::of_list(&list, "", beside("en"));
            press(&mut pick, typed);
            assert_eq!(press(&mut pick, "<enter>"), Did::Picked, "{typed}");
            assert_eq!(pick.value(), found, "{typed}");
        }
    }

    #[test]
    fn a_digit_picks_and_arrows_point() {
        let word = |ja: &str, en: &str| Bilingual { ja: ja.to_owned(), en: en.to_owned() };
        let mut pick = Pick::yes_no(&word("有", "Yes"), &word("無", "No"), "", beside("en"));
        assert_eq!(press(&mut pick, "２"), Did::Picked);
        assert_eq!(pick.value(), "no");
        assert_eq!(press(&mut pick, "<up>"), Did::Caret);
        assert_eq!(press(&mut pick, "<up>"), Did::Nothing);
        assert_eq!(press(&mut pick, "<enter>"), Did::Picked);
        assert_eq!(pick.value(), "yes");
    }
}
