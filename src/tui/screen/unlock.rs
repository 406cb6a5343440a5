//! The first screen: who is at the counter, and the passphrase. In a new data folder, the first staff member is made here.

use crate::desk::Result;
use crate::text::Lang;
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Key;
use crate::tui::field::{Did, Secret, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::wrap::cells;
use ratatui::layout::Rect;
use secrecy::SecretString;

/// Fewest characters of a passphrase made here. Everything at the counter rests on it, and it is typed every morning.
pub const SHORTEST: usize = 8;

/// Where the hand is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Choosing who, passphrase under it.
    Open,
    /// First staff member: name, passphrase, the same again.
    Name,
    First,
    Again,
}

/// The screen.
pub struct Unlock {
    step: Step,
    at: usize,
    name: TextField,
    secret: Secret,
    again: Secret,
    length: usize,
    waiting: bool,
    problem: Option<&'static str>,
}

impl Unlock {
    #[must_use]
    pub fn new(app: &App) -> Unlock {
        let new = app.names.is_empty();
        let hinted = app.hint.as_ref().map_or("", |(name, _)| name.as_str());
        Unlock {
            step: if new && app.hint.is_none() { Step::Name } else { Step::Open },
            at: app.names.iter().position(|name| name == hinted).unwrap_or(0),
            name: TextField::new("", false),
            secret: Secret::default(),
            again: Secret::default(),
            length: 0,
            waiting: false,
            problem: None,
        }
    }

    /// Staff to choose from: those of the data folder, or the one of a new practice counter.
    fn names(app: &App) -> Vec<String> {
        match &app.hint {
            Some((name, _)) if app.names.is_empty() => vec![name.clone()],
            _ => app.names.clone(),
        }
    }

    fn enter(&mut self, app: &App) -> Vec<Effect> {
        self.problem = None;
        match self.step {
            Step::Open if self.secret.is_empty() => Vec::new(),
            Step::Open => {
                let Some(staff) = Unlock::names(app).get(self.at).cloned() else { return Vec::new() };
                self.unlock(staff, app.names.is_empty())
            }
            Step::Name if self.name.text().trim().is_empty() => Vec::new(),
            Step::Name => {
                self.step = Step::First;
                Vec::new()
            }
            Step::First if self.length < SHORTEST => {
                self.problem = Some("ui-unlock-too-short");
                Vec::new()
            }
            Step::First => {
                self.step = Step::Again;
                Vec::new()
            }
            Step::Again if !self.again.same(&self.secret) => {
                self.problem = Some("ui-unlock-differ");
                self.step = Step::First;
                self.secret.clear();
                self.again.clear();
                self.length = 0;
                Vec::new()
            }
            Step::Again => self.unlock(self.name.text().trim().to_owned(), true),
        }
    }

    fn unlock(&mut self, staff: String, create: bool) -> Vec<Effect> {
        self.waiting = true;
        let passphrase = self.secret.reveal();
        self.secret.clear();
        self.again.clear();
        self.length = 0;
        vec![Effect::Unlock { staff, passphrase, create }]
    }

    fn key(&mut self, key: Key) {
        match self.step {
            Step::Name => {
                self.name.input(key);
            }
            Step::Again => {
                self.again.input(key);
            }
            Step::Open | Step::First => {
                self.problem = None;
                if self.secret.input(key) {
                    self.length = if key.typed().is_some() { self.length + 1 } else { self.length.saturating_sub(1) };
                    if self.secret.is_empty() {
                        self.length = 0;
                    }
                }
            }
        }
    }

    fn paste(&mut self, text: &str) {
        match self.step {
            Step::Name => {
                let _: Did = self.name.paste(text);
            }
            Step::Again => self.again.paste(text),
            Step::Open | Step::First => {
                self.secret.paste(text);
                self.length += text.chars().filter(|c| !c.is_control()).count();
            }
        }
    }

    fn failed(&mut self, app: &mut App, unlocked: Result<(String, Option<SecretString>)>) {
        self.waiting = false;
        if let Err(error) = unlocked {
            if self.step == Step::Again {
                self.step = Step::Name;
            }
            app.tell_error(&error);
        }
    }

    fn draw_fields(&self, app: &App, canvas: &mut Canvas<'_>, x: u16, mut y: u16) {
        let ink = canvas.ink;
        let label_width = cells(&app.say("ui-unlock-staff", &[])).max(cells(&app.say("ui-unlock-passphrase", &[]))) + 2;
        let field = x + label_width + 2;
        let width = canvas.area().width.saturating_sub(field + 2).min(40);
        canvas.put(x, y, label_width, &app.say("ui-unlock-staff", &[]), ink.soft);
        if self.step == Step::Open {
            for (n, name) in Unlock::names(app).iter().enumerate().take(6) {
                let here = n == self.at;
                canvas.put(field - 2, y, 2, if here { mark::HERE } else { " " }, ink.accent);
                canvas.put(field, y, width, name, if here { ink.strong } else { ink.base });
                y += 1;
            }
        } else {
            self.name.draw(canvas, Rect::new(field, y, width, 1));
            y += 1;
        }
        y += 1;
        if self.step != Step::Name {
            canvas.put(x, y, label_width, &app.say("ui-unlock-passphrase", &[]), ink.soft);
            self.secret.draw(canvas, Rect::new(field, y, width, 1));
        }
        if self.step == Step::Again {
            y += 1;
            canvas.put(x, y, label_width, &app.say("ui-unlock-again", &[]), ink.soft);
            self.again.draw(canvas, Rect::new(field, y, width, 1));
        }
        self.draw_words(app, canvas, Rect::new(x, y + 2, canvas.area().width.saturating_sub(x + 2).min(64), 12));
    }

    fn draw_words(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) {
        let ink = canvas.ink;
        let mut y = region.y;
        for (text, style) in self.words(app).iter().map(|(text, bad)| (text, if *bad { ink.problem } else { ink.soft }))
        {
            let left = region.bottom().saturating_sub(y);
            y += canvas.paragraph(Rect { y, height: left, ..region }, text, style);
        }
    }

    /// What is said under the fields; `true` marks a problem.
    fn words(&self, app: &App) -> Vec<(String, bool)> {
        let mut words = Vec::new();
        if let Some(problem) = self.problem {
            words.push((app.say(problem, &[("length", &SHORTEST.to_string())]), true));
        }
        if self.waiting {
            words.push((app.say("ui-unlock-opening", &[]), false));
        }
        match (&app.hint, self.step) {
            (Some((name, passphrase)), _) => {
                words.push((app.say("ui-unlock-hint", &[("name", name), ("passphrase", passphrase)]), false));
            }
            (None, Step::Open) => words.push((app.say("ui-unlock-encrypted", &[]), false)),
            (None, _) => words.push((app.say("ui-unlock-first", &[("length", &SHORTEST.to_string())]), false)),
        }
        words
    }
}

impl Page for Unlock {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::UNLOCK]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Answer(Answer::Unlocked(unlocked)) => self.failed(app, unlocked),
            _ if self.waiting => {}
            Input::Act(Act::Enter) => return self.enter(app),
            Input::Act(Act::Up) => self.at = self.at.saturating_sub(1),
            Input::Act(Act::Down) => self.at = (self.at + 1).min(Unlock::names(app).len().saturating_sub(1)),
            Input::Act(Act::Language) => {
                let all = Lang::all();
                let here = all.iter().position(|lang| *lang == app.lang).map_or(0, |n| n + 1);
                app.lang = all[here % all.len()];
            }
            Input::Key(key) => self.key(key),
            Input::Paste(text) => self.paste(&text),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let (area, ink) = (canvas.area(), canvas.ink);
        let top = (area.height / 6).max(1);
        let title = "窓口  madoguchi";
        let middle = |text: &str| area.width.saturating_sub(cells(text)) / 2;
        canvas.put(middle(title), top, area.width, title, ink.accent);
        let line = app.say("ui-title", &[]);
        canvas.put(middle(&line), top + 1, area.width, &line, ink.soft);
        if app.practice {
            let practice = app.say("ui-practice-long", &[]);
            canvas.put(middle(&practice), top + 2, area.width, &practice, ink.accent);
        }
        self.draw_fields(app, canvas, area.width.saturating_sub(64) / 2 + 4, top + 4);
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![format!("窓口 madoguchi. {}", app.say("ui-title", &[]))];
        if app.practice {
            lines.push(app.say("ui-practice-long", &[]));
        }
        if self.step == Step::Open {
            for (n, name) in Unlock::names(app).iter().enumerate() {
                lines.push(format!("{}{} {name}", if n == self.at { "*" } else { " " }, n + 1));
            }
        }
        lines.extend(self.words(app).into_iter().map(|(text, _)| text));
        lines.push(match self.step {
            Step::Name => app.say("ui-unlock-staff", &[]),
            Step::Again => app.say("ui-unlock-again", &[]),
            _ => app.say("ui-unlock-passphrase", &[]),
        });
        lines
    }

    fn secret(&self) -> bool {
        self.step != Step::Name
    }
}
