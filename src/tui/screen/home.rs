//! The desk: what is due today, the open cases, what waits to be sent, what was filed; clients and cases are found here.

mod rows;

pub(super) use rows::marked;

use super::client::ClientPage;
use super::new::New;
use super::official::Official;
use super::outbox::Outbox;
use super::scroll::Scroll;
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::field::{Did, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::view;
use ratatui::layout::Rect;
use rows::Row;
use uuid::Uuid;

/// The screen.
#[derive(Default)]
pub struct Home {
    scroll: Scroll,
    search: Option<TextField>,
    /// Asked once whether to delete it.
    deleting: Option<Uuid>,
}

impl Home {
    fn rows<'a>(&self, app: &'a App) -> Vec<Row<'a>> {
        let query = self.search.as_ref().map(TextField::text).unwrap_or_default();
        rows::rows(app, &query)
    }

    fn count(&self, app: &App) -> usize {
        self.rows(app).iter().filter(|row| row.is_line()).count()
    }

    /// The row pointed at.
    fn chosen<'a>(&self, app: &'a App) -> Option<Row<'a>> {
        self.rows(app).into_iter().filter(Row::is_line).nth(self.scroll.at)
    }

    fn enter(&self, app: &mut App) -> Vec<Effect> {
        let client = match self.chosen(app) {
            Some(Row::Case(case)) => return vec![Effect::Open(case.id)],
            Some(Row::Due(due)) => due.client,
            Some(Row::Client(client)) => client.id,
            _ => return Vec::new(),
        };
        app.go(ClientPage::new(client));
        Vec::new()
    }

    fn delete(&mut self, app: &mut App) -> Vec<Effect> {
        let Some(Row::Case(case)) = self.chosen(app) else { return Vec::new() };
        let (id, name, number) = (case.id, rows::client(app, case), case.number.clone());
        if self.deleting == Some(id) {
            self.deleting = None;
            return vec![Effect::Delete { case: id, with_receipt: number.is_some() }];
        }
        self.deleting = Some(id);
        match number {
            Some(number) => app.tell("ui-home-delete-filed", &[("client", &name), ("number", &number)]),
            None => app.tell("ui-home-delete-sure", &[("client", &name)]),
        }
        Vec::new()
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = self.count(app);
        if act != Act::Delete {
            self.deleting = None;
        }
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Enter => return self.enter(app),
            Act::Search => self.search = Some(TextField::new("", false)),
            Act::Close => {
                self.search = None;
                self.scroll = Scroll::default();
            }
            Act::New => app.go(New::new(app)),
            Act::Outbox => app.go(Outbox::default()),
            Act::Official => app.go(Official::default()),
            Act::Delete => return self.delete(app),
            _ => {}
        }
        Vec::new()
    }
}

impl Page for Home {
    fn tables(&self, _app: &App) -> Vec<Table> {
        if self.search.is_some() { vec![keys::SEARCH] } else { vec![keys::HOME] }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(act) => return self.act(app, act),
            Input::Key(key) => {
                if self.search.as_mut().is_some_and(|search| search.input(key) == Did::Text) {
                    self.scroll = Scroll::default();
                }
            }
            Input::Paste(text) => {
                if let Some(search) = &mut self.search {
                    search.paste(&text);
                    self.scroll = Scroll::default();
                }
            }
            Input::Answer(_) | Input::Timer(_) => {}
        }
        let count = self.count(app);
        self.scroll.by(0, count);
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, "madoguchi", &format!("{}   {}", app.staff, view::when(app.now, app.now)));
        let (mut body, ink) = (view::body(canvas), canvas.ink);
        if let Some(search) = &self.search {
            let x = canvas.put(body.x, body.y, body.width, &app.say("ui-home-search", &[]), ink.soft) + 1;
            search.draw(canvas, Rect::new(x, body.y, body.right().saturating_sub(x).min(40), 1));
        }
        body.y += 2;
        body.height = body.height.saturating_sub(2);
        let rows = self.rows(app);
        if rows.is_empty() {
            let text = if app.cases.is_empty() { "ui-home-none" } else { "ui-home-not-found" };
            canvas.paragraph(body, &app.say(text, &[]), ink.soft);
        }
        let here = rows.iter().enumerate().filter(|(_, row)| row.is_line()).nth(self.scroll.at);
        let here = here.map_or(0, |(n, _)| n);
        let window = usize::from(body.height.saturating_sub(2));
        let first = Scroll { at: here }.first(window, rows.len());
        for (n, row) in rows.iter().enumerate().skip(first).take(window) {
            let y = body.y + u16::try_from(n - first).unwrap_or(0);
            let region = Rect { y, height: 1, ..body };
            rows::draw(app, canvas, region, row, n == here);
        }
        if !app.outbox.is_empty() {
            let y = body.bottom().saturating_sub(1);
            super::outbox::draw_total(app, canvas, Rect { y, height: 1, ..body });
        }
    }

    fn numbered(&self) -> bool {
        self.search.is_none()
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![format!("madoguchi. {}", app.staff)];
        let mut n = 0;
        for row in self.rows(app) {
            let words = rows::words(app, &row);
            if row.is_line() {
                n += 1;
                let tick = if n - 1 == self.scroll.at { "*" } else { " " };
                lines.push(format!("{tick}{n} {words}"));
            } else if !words.is_empty() {
                lines.push(words);
            }
        }
        if n == 0 {
            lines.push(app.say("ui-home-none", &[]));
        }
        lines
    }
}
