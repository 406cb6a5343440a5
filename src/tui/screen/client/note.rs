//! Noting something of a client: which event or date, then the day or value.

use super::super::scroll::Scroll;
use crate::desk::{Error, row_words};
use crate::form::kind::{Kind, Value};
use crate::law::Rules;
use crate::tui::app::{App, Input};
use crate::tui::canvas::Canvas;
use crate::tui::clients::ClientEffect;
use crate::tui::field::TextField;
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use jiff::civil::Date;
use ratatui::layout::Rect;
use uuid::Uuid;

/// What can be remembered of a client, in the order it is offered.
const FACTS: [&str; 7] =
    ["stay_until", "status", "period", "card_until", "passport_until", "certificate_until", "user_id_until"];

/// Something being noted.
pub(super) struct Note {
    /// Id and name of each choice.
    choices: Vec<(String, String)>,
    event: bool,
    scroll: Scroll,
    /// The choice is made, and its day or value is typed.
    value: Option<TextField>,
}

/// How it went on.
pub(super) enum Went {
    On,
    Away,
    Done(ClientEffect),
}

impl Note {
    pub fn event(app: &App) -> Note {
        let name = |(id, name): (String, crate::form::Bilingual)| {
            let name = row_words(app.lang, &format!("event-{id}"), &name);
            (id, name)
        };
        let choices = Rules::in_force().events(app.today).into_iter().map(name).collect();
        Note { choices, event: true, scroll: Scroll::default(), value: None }
    }

    pub fn fact() -> Note {
        let choices = FACTS.iter().map(|word| ((*word).to_owned(), format!("ui-fact-{word}"))).collect();
        Note { choices, event: false, scroll: Scroll::default(), value: None }
    }

    pub fn table(&self) -> Table {
        if self.value.is_some() { keys::ASK } else { keys::CHOOSE }
    }

    /// A number points at a choice.
    pub fn numbered(&self) -> bool {
        self.value.is_none()
    }

    fn name(&self, app: &App, n: usize) -> String {
        let Some((_, name)) = self.choices.get(n) else { return String::new() };
        if self.event { name.clone() } else { app.say(name, &[]) }
    }

    pub fn input(&mut self, app: &mut App, input: &Input, client: Uuid) -> Went {
        let count = self.choices.len();
        match (input, &mut self.value) {
            (Input::Act(Act::Close), _) => return Went::Away,
            (Input::Act(Act::Enter), None) => self.value = Some(TextField::new("", false)),
            (Input::Act(Act::Enter), Some(field)) => {
                let typed = field.text().trim().to_owned();
                return self.done(app, typed, client);
            }
            (Input::Act(Act::Up), None) => self.scroll.up(count),
            (Input::Act(Act::Down), None) => self.scroll.down(count),
            (Input::Key(key), Some(field)) => {
                field.input(*key);
            }
            (Input::Paste(text), Some(field)) => {
                field.paste(text);
            }
            _ => {}
        }
        Went::On
    }

    fn done(&self, app: &mut App, typed: String, client: Uuid) -> Went {
        let Some((id, _)) = self.choices.get(self.scroll.at) else { return Went::Away };
        if !self.event {
            return Went::Done(ClientEffect::Remember { client, word: id.clone(), value: typed });
        }
        match day(&typed, app.today) {
            Some(day) => Went::Done(ClientEffect::Happened { client, kind: id.clone(), day }),
            None => {
                let error = Error::new(crate::desk::Class::Usage, "bad-fact", &[("word", id)]);
                app.tell_error(&error);
                Went::On
            }
        }
    }

    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>, body: Rect) {
        let ink = canvas.ink;
        let title = if self.event { "ui-client-which-event" } else { "ui-client-which-fact" };
        canvas.put(body.x, body.y, body.width, &app.say(title, &[]), ink.accent);
        let region = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        if let Some(field) = &self.value {
            canvas.put(region.x, region.y, region.width, &self.name(app, self.scroll.at), ink.strong);
            field.draw(canvas, Rect::new(region.x + 2, region.y + 1, 40.min(region.width), 1));
            let help = if self.event { "ui-client-day-help" } else { "ui-client-value-help" };
            let rest = Rect { y: region.y + 3, height: region.height.saturating_sub(3), ..region };
            canvas.paragraph(rest, &app.say(help, &[]), ink.soft);
            return;
        }
        let rows = usize::from(region.height);
        let first = self.scroll.first(rows, self.choices.len());
        for n in (first..self.choices.len()).take(rows) {
            let y = region.y + u16::try_from(n - first).unwrap_or(0);
            let here = n == self.scroll.at;
            canvas.put(region.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
            let style = if here { ink.chosen } else { ink.base };
            canvas.put(region.x + 2, y, region.width - 2, &self.name(app, n), style);
        }
    }

    pub fn lines(&self, app: &App) -> Vec<String> {
        if self.value.is_some() {
            let help = if self.event { "ui-client-day-help" } else { "ui-client-value-help" };
            return vec![self.name(app, self.scroll.at), app.say(help, &[])];
        }
        (0..self.choices.len()).map(|n| format!("{} {}", n + 1, self.name(app, n))).collect()
    }
}

/// A day as people write it.
fn day(typed: &str, today: Date) -> Option<Date> {
    let reading = Kind::Date { partial: false, not_after_today: false }.read(typed, today);
    match reading.value.filter(|_| reading.faults.is_empty())? {
        Value::Date(date) => date.full(),
        _ => None,
    }
}
