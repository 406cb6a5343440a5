//! Who signs, on the review screen: nobody beside the declarations, or the My Number card of the person who files.
//!
//! The tries left are shown before the PIN is typed, and the last one is spent only after the word `last`. After a wrong PIN, or what cannot be
//! one and spends no try, it is asked again with the tries that are left; nothing is tried that was not typed anew.

use crate::desk::{Result, Tries};
use crate::text::{Lang, say};
use crate::tui::app::{App, Notice, Tone};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{CardPin, Effect};
use crate::tui::event::Key;
use crate::tui::field::Secret;
use ratatui::layout::Rect;

/// Rows of the question for the PIN.
const ROWS: u16 = 7;
/// What has to be typed before the last try is spent.
const LAST: &str = "last";

/// Whether a card signs, and how far it is asked.
#[derive(Default)]
pub struct Signing {
    with_card: bool,
    step: Step,
}

#[derive(Default)]
enum Step {
    #[default]
    Still,
    /// Asking the card how many tries are left.
    Counting,
    /// The PIN is typed; with one try left, the word for it first.
    Pin { left: u8, agreed: Secret, pin: Secret },
}

impl Signing {
    #[must_use]
    pub fn with_card(&self) -> bool {
        self.with_card
    }

    pub fn turn(&mut self) {
        self.with_card = !self.with_card;
    }

    /// A PIN, or the word before it, is typed.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.step, Step::Pin { .. })
    }

    /// What is typed is not to be seen.
    #[must_use]
    pub fn secret(&self) -> bool {
        matches!(&self.step, Step::Pin { left, agreed, .. } if *left > 1 || agreed.is(LAST))
    }

    /// Asks the card for the tries left.
    pub fn begin(&mut self) -> Vec<Effect> {
        if matches!(self.step, Step::Counting) {
            return Vec::new();
        }
        self.step = Step::Counting;
        vec![Effect::Tries]
    }

    pub fn leave(&mut self) {
        self.step = Step::Still;
    }

    /// What the card said to [`Signing::begin`].
    pub fn tries(&mut self, app: &mut App, tries: Result<Tries>) {
        if !matches!(self.step, Step::Counting) {
            return;
        }
        self.step = Step::Still;
        match tries.map(|tries| tries.sign) {
            Ok(Some(left)) if left > 0 => {
                self.step = Step::Pin { left, agreed: Secret::default(), pin: Secret::default() };
            }
            Ok(Some(_)) => app.notice = Some(notice(app, "card-blocked")),
            Ok(None) => app.notice = Some(notice(app, "card-other")),
            Err(error) => app.tell_error(&error),
        }
    }

    pub fn key(&mut self, key: Key) {
        if let Some(field) = self.field() {
            field.input(key);
        }
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.field() {
            field.paste(text);
        }
    }

    /// What is typed into now.
    fn field(&mut self) -> Option<&mut Secret> {
        match &mut self.step {
            Step::Pin { left: 1, agreed, pin } => Some(if agreed.is(LAST) { pin } else { agreed }),
            Step::Pin { pin, .. } => Some(pin),
            _ => None,
        }
    }

    /// The PIN, once it is typed; the question is over then.
    pub fn enter(&mut self) -> Option<CardPin> {
        let typed = match &self.step {
            Step::Pin { left, agreed, pin } if !pin.is_empty() && (*left > 1 || agreed.is(LAST)) => {
                CardPin { pin: pin.reveal(), last_try: *left == 1 }
            }
            _ => {
                self.word_again();
                return None;
            }
        };
        self.step = Step::Still;
        Some(typed)
    }

    /// Another word than the one asked for begins anew.
    fn word_again(&mut self) {
        if let Step::Pin { left: 1, agreed, .. } = &mut self.step
            && !agreed.is(LAST)
        {
            agreed.clear();
        }
    }

    /// Draws the question over the lower part of the page.
    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let Step::Pin { left, agreed, pin } = &self.step else { return };
        let (ink, region) = (canvas.ink, canvas.panel(ROWS));
        let mut y = region.y;
        for (n, line) in self.lines(app).iter().enumerate() {
            let style = if n == 0 { ink.accent } else { ink.base };
            y += canvas.paragraph(Rect { y, height: region.bottom().saturating_sub(y), ..region }, line, style);
        }
        if y < region.bottom() {
            let field = if *left == 1 && !agreed.is(LAST) { agreed } else { pin };
            field.draw(canvas, Rect::new(region.x + 2, y, 20, 1));
        }
    }

    /// The question in lines.
    #[must_use]
    pub fn lines(&self, app: &App) -> Vec<String> {
        let Step::Pin { left, agreed, .. } = &self.step else { return Vec::new() };
        let ask = if *left == 1 && !agreed.is(LAST) { "ui-card-last" } else { "ui-sign-pin" };
        let title = format!("{} {}", say(Lang::JA, "ui-sign-card", &[]), say(app.client, "ui-sign-card", &[]));
        vec![title, app.say("ui-card-tries", &[("left", &left.to_string())]), app.say(ask, &[])]
    }
}

fn notice(app: &App, code: &str) -> Notice {
    let say = |kind: &str| app.say(&format!("{kind}-{code}"), &[]);
    Notice { text: say("error"), hint: say("hint"), tone: Tone::Refused }
}
