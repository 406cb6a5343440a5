//! The first screen: who is at the counter, and the passphrase. In a new data folder, the first staff member is made here.

use crate::desk::{Result, SHORTEST_PASSPHRASE};
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

/// Where the hand is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Choosing who, passphrase under it.
    Open,
    /// A new staff member: name, passphrase, the same again.
    Name,
    First,
    Again,
    /// A colleague's passphrase, where the data folder has staff: only they can let another in.
    Vouch,
}

/// The screen.
pub struct Unlock {
    step: Step,
    /// Line of the list: a name, or behind the last one *add a staff member…*.
    at: usize,
    name: TextField,
    /// Passphrase of the staff member who opens, or of the new one.
    secret: Secret,
    again: Secret,
    vouched: Secret,
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
            vouched: Secret::default(),
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

    /// Lines of the list that is shown now.
    fn choices(&self, app: &App) -> Vec<String> {
        let mut names = Unlock::names(app);
        if self.step == Step::Open && !app.names.is_empty() {
            names.push(app.say("ui-unlock-add", &[]));
        }
        names
    }

    fn enter(&mut self, app: &App) -> Vec<Effect> {
        self.problem = None;
        match self.step {
            Step::Open => return self.open(app),
            Step::Name => self.named(app),
            Step::First if self.secret.length() < SHORTEST_PASSPHRASE => self.problem = Some("ui-unlock-too-short"),
            Step::First => self.step = Step::Again,
            Step::Again if !self.again.same(&self.secret) => {
                self.problem = Some("ui-unlock-differ");
                self.step = Step::First;
                self.secret.clear();
                self.again.clear();
            }
            Step::Again if app.names.is_empty() => return self.unlock(self.new_name(), true),
            Step::Again => (self.step, self.at) = (Step::Vouch, 0),
            Step::Vouch => return self.add(app),
        }
        Vec::new()
    }

    fn open(&mut self, app: &App) -> Vec<Effect> {
        match Unlock::names(app).get(self.at) {
            Some(_) if self.secret.is_empty() => Vec::new(),
            Some(name) => self.unlock(name.clone(), app.names.is_empty()),
            None => {
                self.secret.clear();
                self.step = Step::Name;
                Vec::new()
            }
        }
    }

    fn new_name(&self) -> String {
        self.name.text().trim().to_owned()
    }

    fn named(&mut self, app: &App) {
        let name = self.new_name();
        if app.names.contains(&name) {
            self.problem = Some("ui-unlock-name-taken");
        } else if !name.is_empty() {
            self.step = Step::First;
        }
    }

    fn unlock(&mut self, staff: String, create: bool) -> Vec<Effect> {
        self.waiting = true;
        let passphrase = self.secret.reveal();
        self.secret.clear();
        self.again.clear();
        vec![Effect::Unlock { staff, passphrase, create }]
    }

    /// What was chosen for the new staff member stays until a colleague's passphrase was right.
    fn add(&mut self, app: &App) -> Vec<Effect> {
        let Some(by) = app.names.get(self.at).filter(|_| !self.vouched.is_empty()) else { return Vec::new() };
        self.waiting = true;
        let vouched = self.vouched.reveal();
        self.vouched.clear();
        vec![Effect::AddStaff { name: self.new_name(), passphrase: self.secret.reveal(), by: by.clone(), vouched }]
    }

    fn typing(&mut self) -> Option<&mut Secret> {
        match self.step {
            Step::Name => None,
            Step::Open | Step::First => Some(&mut self.secret),
            Step::Again => Some(&mut self.again),
            Step::Vouch => Some(&mut self.vouched),
        }
    }

    fn key(&mut self, key: Key) {
        self.problem = None;
        match self.typing() {
            Some(secret) => {
                secret.input(key);
            }
            None => {
                self.name.input(key);
            }
        }
    }

    fn paste(&mut self, text: &str) {
        match self.typing() {
            Some(secret) => secret.paste(text),
            None => {
                let _: Did = self.name.paste(text);
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

    fn draw_fields(&self, app: &App, canvas: &mut Canvas<'_>, x: u16, y: u16) {
        let words = ["ui-unlock-staff", "ui-unlock-passphrase", "ui-unlock-again", "ui-unlock-colleague"];
        let label = words.iter().map(|id| cells(&app.say(id, &[]))).max().unwrap_or_default();
        let width = canvas.area().width.saturating_sub(x + label + 6).min(40);
        let mut form = Rows { app, canvas, x, y, field: x + label + 4, width };
        if self.step == Step::Open {
            form.list("ui-unlock-staff", &self.choices(app), self.at);
            if self.at < Unlock::names(app).len() {
                form.gap();
                form.secret("ui-unlock-passphrase", &self.secret);
            }
        } else {
            self.draw_new(&mut form);
        }
        let y = form.y + 1;
        self.draw_words(app, canvas, Rect::new(x, y, canvas.area().width.saturating_sub(x + 2).min(64), 12));
    }

    fn draw_new(&self, form: &mut Rows<'_, '_>) {
        form.text("ui-unlock-staff", &self.name);
        if self.step != Step::Name {
            form.gap();
            form.secret("ui-unlock-passphrase", &self.secret);
        }
        if matches!(self.step, Step::Again | Step::Vouch) {
            form.secret("ui-unlock-again", if self.step == Step::Again { &self.again } else { &self.secret });
        }
        if self.step == Step::Vouch {
            form.gap();
            form.list("ui-unlock-colleague", &form.app.names, self.at);
            form.gap();
            form.secret("ui-unlock-passphrase", &self.vouched);
        }
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
        let length = SHORTEST_PASSPHRASE.to_string();
        if let Some(problem) = self.problem {
            words.push((app.say(problem, &[("length", &length)]), true));
        }
        if self.waiting {
            words.push((app.say("ui-unlock-opening", &[]), false));
        }
        let id = match (&app.hint, self.step) {
            (Some((name, passphrase)), Step::Open) => {
                words.push((app.say("ui-unlock-hint", &[("name", name), ("passphrase", passphrase)]), false));
                return words;
            }
            (_, Step::Open) => "ui-unlock-encrypted",
            (_, Step::Vouch) => "ui-unlock-vouch",
            (_, _) if app.names.is_empty() => "ui-unlock-first",
            (_, _) => "ui-unlock-another",
        };
        words.push((app.say(id, &[("length", &length)]), false));
        words
    }
}

/// Labels on the left, fields on the right, from top to bottom.
struct Rows<'a, 'c> {
    app: &'a App,
    canvas: &'a mut Canvas<'c>,
    x: u16,
    y: u16,
    field: u16,
    width: u16,
}

/// Names shown at once; the chosen one is always among them.
const NAMES: usize = 6;

impl Rows<'_, '_> {
    fn label(&mut self, id: &str) -> Rect {
        let soft = self.canvas.ink.soft;
        self.canvas.put(self.x, self.y, self.field - self.x - 2, &self.app.say(id, &[]), soft);
        Rect::new(self.field, self.y, self.width, 1)
    }

    fn text(&mut self, id: &str, text: &TextField) {
        let field = self.label(id);
        text.draw(self.canvas, field);
        self.y += 1;
    }

    fn gap(&mut self) {
        self.y += 1;
    }

    fn secret(&mut self, id: &str, secret: &Secret) {
        let field = self.label(id);
        secret.draw(self.canvas, field);
        self.y += 1;
    }

    fn list(&mut self, id: &str, names: &[String], at: usize) {
        self.label(id);
        let ink = self.canvas.ink;
        let first = at.saturating_sub(NAMES - 1);
        for (n, name) in names.iter().enumerate().skip(first).take(NAMES) {
            let here = n == at;
            self.canvas.put(self.field - 2, self.y, 2, if here { mark::HERE } else { " " }, ink.accent);
            self.canvas.put(self.field, self.y, self.width, name, if here { ink.strong } else { ink.base });
            self.y += 1;
        }
    }
}

impl Page for Unlock {
    fn tables(&self, app: &App) -> Vec<Table> {
        match (self.step, &app.hint) {
            (Step::Open, Some(_)) => vec![keys::UNLOCK, keys::LEAVE_PRACTICE],
            (Step::Open, None) => vec![keys::UNLOCK, keys::PRACTICE],
            _ if app.names.is_empty() => vec![keys::UNLOCK, keys::PRACTICE],
            _ => vec![keys::UNLOCK, keys::ADD_STAFF],
        }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Answer(Answer::Unlocked(unlocked)) => self.failed(app, unlocked),
            _ if self.waiting => {}
            Input::Act(Act::Enter) => return self.enter(app),
            Input::Act(Act::Up) => self.at = self.at.saturating_sub(1),
            Input::Act(Act::Down) => self.at = (self.at + 1).min(self.choices(app).len().saturating_sub(1)),
            Input::Act(Act::Practice) => return vec![Effect::Switch],
            Input::Act(Act::Close) => *self = Unlock::new(app),
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
        if matches!(self.step, Step::Open | Step::Vouch) {
            for (n, name) in self.choices(app).iter().enumerate() {
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
