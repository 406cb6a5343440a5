//! The recovery key, shown once to the first staff member of a new data folder.

use super::home::Home;
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::field::TextField;
use crate::tui::keys::{self, Act, Table};
use crate::tui::view;
use ratatui::layout::Rect;
use secrecy::{ExposeSecret, SecretString};

/// The screen. It is left only by typing the last group of the key: proof that it was written down.
pub struct Recovery {
    key: SecretString,
    typed: TextField,
}

impl Recovery {
    #[must_use]
    pub fn new(key: SecretString) -> Recovery {
        Recovery { key, typed: TextField::new("", false) }
    }

    /// What has to be typed: the last group of the key.
    fn proof(&self) -> &str {
        self.key.expose_secret().rsplit(['-', ' ']).next().unwrap_or_default()
    }
}

impl Page for Recovery {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::RECOVERY]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(Act::Enter) if self.typed.text().trim().eq_ignore_ascii_case(self.proof()) => {
                app.go(Home::default());
            }
            Input::Act(Act::Enter) => app.refuse("ui-recovery-not-it", &[]),
            Input::Act(Act::Language) => app.turn_language(),
            Input::Key(key) => {
                self.typed.input(key);
            }
            Input::Paste(text) => {
                self.typed.paste(&text);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-recovery-title", &[]), &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        let mut y = body.y + 1;
        y += canvas.paragraph(Rect { y, height: 5, ..body }, &app.say("ui-recovery-why", &[]), ink.base) + 1;
        y += canvas.paragraph(
            Rect { x: body.x + 4, y, width: body.width - 8, height: 3 },
            self.key.expose_secret(),
            ink.accent,
        ) + 1;
        y += canvas.paragraph(Rect { y, height: 3, ..body }, &app.say("ui-recovery-type", &[]), ink.base) + 1;
        self.typed.draw(canvas, Rect::new(body.x + 4, y, 24, 1));
    }

    fn holds(&self) -> bool {
        true
    }

    fn lines(&self, app: &App) -> Vec<String> {
        vec![
            app.say("ui-recovery-title", &[]),
            app.say("ui-recovery-why", &[]),
            self.key.expose_secret().to_owned(),
            app.say("ui-recovery-type", &[]),
        ]
    }
}
