//! A client: dates to keep, cases, what is known and from where, what happened; noting more, and a new case.

mod note;

use super::home::{Home, marked};
use super::new::New;
use super::scroll::Scroll;
use crate::case::Origin;
use crate::desk::{CaseLine, Client, deadlines, japan, row_words};
use crate::law::{Deadline, Rules};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::clients::ClientEffect;
use crate::tui::effect::Effect;
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use note::Note;
use ratatui::layout::Rect;
use uuid::Uuid;

/// The screen.
pub struct ClientPage {
    client: Uuid,
    scroll: Scroll,
    /// Something is being noted.
    note: Option<Note>,
    /// Asked once whether to forget the client.
    forgetting: bool,
}

/// A row: a heading, or a line that can be pointed at.
enum Row<'a> {
    Heading(&'static str),
    Deadline(Deadline),
    Case(&'a CaseLine),
    /// Left, middle, right.
    Words(String, String, String),
}

impl Row<'_> {
    fn is_line(&self) -> bool {
        !matches!(self, Row::Heading(_))
    }
}

/// What a deadline asks for, in the language of the staff.
pub(super) fn sentence(app: &App, deadline: &Deadline) -> String {
    let args: Vec<(&str, &str)> = deadline.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let text = app.say(&format!("law-{}", deadline.code), &args);
    if deadline.checked { text } else { format!("{text} {}", app.say("ui-unchecked-rule", &[])) }
}

impl ClientPage {
    #[must_use]
    pub fn new(client: Uuid) -> ClientPage {
        ClientPage { client, scroll: Scroll::default(), note: None, forgetting: false }
    }

    fn client<'a>(&self, app: &'a App) -> Option<&'a Client> {
        app.clients.iter().find(|client| client.id == self.client)
    }

    fn rows<'a>(&self, app: &'a App) -> Vec<Row<'a>> {
        let Some(client) = self.client(app) else { return Vec::new() };
        let known = client.known.iter().map(|(word, known)| {
            let from = format!("{} {}", japan(known.at).date(), origin(app, &known.origin));
            Row::Words(app.say(&format!("ui-fact-{word}"), &[]), known.value.clone(), from)
        });
        let events = client
            .events
            .iter()
            .map(|event| Row::Words(event_name(app, &event.kind), event.day.to_string(), event.by.clone()));
        let cases = app.cases.iter().filter(|case| case.person == Some(self.client));
        let groups = [
            ("ui-client-deadlines", deadlines(client, app.today).into_iter().map(Row::Deadline).collect::<Vec<_>>()),
            ("ui-client-cases", cases.map(Row::Case).collect()),
            ("ui-client-known", known.collect()),
            ("ui-client-events", events.collect()),
        ];
        let mut rows = Vec::new();
        for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            rows.push(Row::Heading(heading));
            rows.extend(lines);
        }
        rows
    }

    fn count(&self, app: &App) -> usize {
        self.rows(app).iter().filter(|row| row.is_line()).count()
    }

    fn chosen<'a>(&self, app: &'a App) -> Option<Row<'a>> {
        self.rows(app).into_iter().filter(Row::is_line).nth(self.scroll.at)
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = self.count(app);
        let again = std::mem::take(&mut self.forgetting);
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Enter => {
                if let Some(Row::Case(case)) = self.chosen(app) {
                    return vec![Effect::Open(case.id)];
                }
            }
            Act::Kept => {
                if let Some(Row::Deadline(deadline)) = self.chosen(app) {
                    return vec![ClientEffect::Done { client: self.client, rule: deadline.rule }.into()];
                }
            }
            Act::Event => self.note = Some(Note::event(app)),
            Act::Fact => self.note = Some(Note::fact()),
            Act::New => {
                if let Some(page) = self.client(app).map(|client| New::of_client(app, client)) {
                    app.go(page);
                }
            }
            Act::Delete => return self.forget(app, again),
            Act::Close => {
                app.go(Home::default());
                return vec![Effect::List];
            }
            _ => {}
        }
        Vec::new()
    }

    /// Asks, and forgets when it is said once more.
    fn forget(&mut self, app: &mut App, again: bool) -> Vec<Effect> {
        if again {
            app.go(Home::default());
            return vec![ClientEffect::Forget(self.client).into(), Effect::List];
        }
        let name = self.client(app).map(|client| client.name.clone()).unwrap_or_default();
        self.forgetting = true;
        app.tell("ui-client-forget-sure", &[("client", &name)]);
        Vec::new()
    }

    fn noting(&mut self, app: &mut App, input: &Input) -> Vec<Effect> {
        let Some(note) = &mut self.note else { return Vec::new() };
        match note.input(app, input, self.client) {
            note::Went::On => Vec::new(),
            note::Went::Away => {
                self.note = None;
                Vec::new()
            }
            note::Went::Done(effect) => {
                self.note = None;
                vec![effect.into()]
            }
        }
    }
}

/// Where something is known from, in words.
pub(super) fn origin(app: &App, origin: &Origin) -> String {
    app.say(
        match origin {
            Origin::Typed => "ui-origin-typed",
            Origin::Chip(_) => "ui-from-card",
            Origin::EarlierCase(_) => "ui-from-earlier",
            Origin::Organisation(_) => "ui-from-organisation",
            Origin::Batch => "ui-from-batch",
        },
        &[],
    )
}

/// What happened, in the words of the rules.
fn event_name(app: &App, kind: &str) -> String {
    let known = Rules::in_force().events(app.today).into_iter().find(|(id, _)| id == kind);
    known.map_or_else(|| kind.to_owned(), |(id, name)| row_words(app.lang, &format!("event-{id}"), &name))
}

impl Page for ClientPage {
    fn tables(&self, _app: &App) -> Vec<Table> {
        match &self.note {
            Some(note) => vec![note.table()],
            None => vec![keys::CLIENT],
        }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        if self.note.is_some() && !matches!(input, Input::Answer(_) | Input::Timer(_)) {
            return self.noting(app, &input);
        }
        if let Input::Act(act) = input {
            return self.act(app, act);
        }
        let count = self.count(app);
        self.scroll.by(0, count);
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let who = self.client(app).map(|client| format!("{}  {}  {}", client.name, client.born, client.nationality));
        view::header(app, canvas, &who.unwrap_or_default(), &app.staff);
        let body = view::body(canvas);
        if let Some(note) = &self.note {
            return note.draw(app, canvas, body);
        }
        let rows = self.rows(app);
        if rows.is_empty() {
            canvas.paragraph(body, &app.say("ui-client-nothing", &[]), canvas.ink.soft);
        }
        let here = rows.iter().enumerate().filter(|(_, row)| row.is_line()).nth(self.scroll.at).map_or(0, |(n, _)| n);
        let window = usize::from(body.height);
        let first = Scroll { at: here }.first(window, rows.len());
        let mut y = body.y;
        for (n, row) in rows.iter().enumerate().skip(first) {
            if y >= body.bottom() {
                break;
            }
            let region = Rect { y, height: body.bottom() - y, ..body };
            y += draw_row(app, canvas, region, row, n == here);
        }
    }

    fn numbered(&self) -> bool {
        self.note.as_ref().is_none_or(Note::numbered)
    }

    fn lines(&self, app: &App) -> Vec<String> {
        if let Some(note) = &self.note {
            return note.lines(app);
        }
        let mut lines: Vec<String> = self.client(app).map(|client| client.name.clone()).into_iter().collect();
        let mut n = 0;
        for row in self.rows(app) {
            n += usize::from(row.is_line());
            let words = match &row {
                Row::Heading(heading) => app.say(heading, &[]),
                Row::Deadline(deadline) => format!("{n} {}: {}", deadline.day, sentence(app, deadline)),
                Row::Case(case) => format!("{n} {}", marked(case)),
                Row::Words(left, middle, right) => format!("{n} {left}: {middle} ({right})"),
            };
            lines.push(words);
        }
        lines
    }
}

/// Draws a row; answers how many lines it took.
fn draw_row(app: &App, canvas: &mut Canvas<'_>, region: Rect, row: &Row<'_>, here: bool) -> u16 {
    let ink = canvas.ink;
    if let Row::Heading(heading) = row {
        canvas.put(region.x, region.y, region.width, &app.say(heading, &[]), ink.accent);
        return 1;
    }
    canvas.put(region.x, region.y, 1, if here { mark::HERE } else { " " }, ink.accent);
    let style = if here { ink.chosen } else { ink.strong };
    let third = region.width / 3;
    let mut put = |x: u16, max: u16, text: &str, style| canvas.put_cut(region.x + x, region.y, max, text, style);
    match row {
        Row::Deadline(deadline) => {
            let late = deadline.day < app.today;
            put(2, 10, &deadline.day.to_string(), if late && !here { ink.problem } else { style });
            let words = Rect { x: region.x + 14, width: region.width.saturating_sub(14), ..region };
            return canvas.paragraph(words, &sentence(app, deadline), ink.base).max(1);
        }
        Row::Case(case) => {
            put(2, third, &marked(case), style);
            put(third + 4, third, &app.say(&format!("ui-stage-{}", case.stage.word()), &[]), ink.base);
            put(2 * third + 4, third - 4, &view::when(case.saved_at, app.now), ink.soft);
        }
        Row::Words(left, middle, right) => {
            put(2, third, left, style);
            put(third + 4, third - 2, middle, ink.base);
            put(2 * third + 4, third - 4, right, ink.soft);
        }
        Row::Heading(_) => {}
    }
    1
}
