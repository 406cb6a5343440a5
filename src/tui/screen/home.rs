//! The desk: what is due today, the open cases, what waits to be sent, what was filed.

use super::new::New;
use super::outbox::Outbox;
use super::scroll::Scroll;
use crate::case::Stage;
use crate::desk::CaseLine;
use crate::form::Catalog;
use crate::text::Lang;
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::field::{Did, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::{cells, cut};
use jiff::civil::Date;
use ratatui::layout::Rect;
use ratatui::style::Style;
use uuid::Uuid;

/// A stay that ends within so many days is named first.
const SOON: i32 = 30;

/// The screen.
#[derive(Default)]
pub struct Home {
    scroll: Scroll,
    search: Option<TextField>,
    /// Asked once whether to delete it.
    deleting: Option<Uuid>,
}

/// A row of the screen: a heading, or a case.
enum Row<'a> {
    Heading(&'static str),
    Case(&'a CaseLine),
    Empty,
}

impl Home {
    /// Rows in the order they stand.
    fn rows<'a>(&self, app: &'a App) -> Vec<Row<'a>> {
        let query = self.search.as_ref().map(|search| search.text().to_lowercase()).unwrap_or_default();
        let shown: Vec<&CaseLine> = app.cases.iter().filter(|case| found(case, &query)).collect();
        let (due, rest): (Vec<_>, Vec<_>) = shown.into_iter().partition(|case| due(case, app.today));
        let (open, filed): (Vec<_>, Vec<_>) = rest.into_iter().partition(|case| case.stage.editable());
        let (waiting, filed): (Vec<_>, Vec<_>) =
            filed.into_iter().partition(|case| matches!(case.stage, Stage::Queued | Stage::Sending));
        let mut due = due;
        due.sort_by_key(|case| case.expires);
        let mut rows = Vec::new();
        let groups =
            [("ui-home-today", due), ("ui-home-open", open), ("ui-home-waiting", waiting), ("ui-home-filed", filed)];
        for (heading, cases) in groups {
            if !cases.is_empty() {
                if !rows.is_empty() {
                    rows.push(Row::Empty);
                }
                rows.push(Row::Heading(heading));
                rows.extend(cases.into_iter().map(Row::Case));
            }
        }
        rows
    }

    fn cases<'a>(&self, app: &'a App) -> Vec<&'a CaseLine> {
        let case = |row: &Row<'a>| if let Row::Case(case) = row { Some(*case) } else { None };
        self.rows(app).iter().filter_map(case).collect()
    }

    fn chosen(&self, app: &App) -> Option<Uuid> {
        self.cases(app).get(self.scroll.at).map(|case| case.id)
    }

    fn delete(&mut self, app: &mut App) -> Vec<Effect> {
        let Some(case) = self.cases(app).get(self.scroll.at).copied() else { return Vec::new() };
        let (id, name, number) = (case.id, client(app, case), case.number.clone());
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
        let count = self.cases(app).len();
        if act != Act::Delete {
            self.deleting = None;
        }
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Enter => return self.chosen(app).map(Effect::Open).into_iter().collect(),
            Act::Search => self.search = Some(TextField::new("", false)),
            Act::Close => {
                self.search = None;
                self.scroll = Scroll::default();
            }
            Act::New => app.go(New::new(app)),
            Act::Outbox => app.go(Outbox::default()),
            Act::Delete => return self.delete(app),
            _ => {}
        }
        Vec::new()
    }

    fn draw_case(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect, case: &CaseLine, here: bool) {
        let ink = canvas.ink;
        let (sign, style) = urgency(case, app.today)
            .map_or((" ", ink.soft), |late| if late { (mark::PROBLEM, ink.problem) } else { (" ", ink.base) });
        canvas.put(region.x, region.y, 1, if here { mark::HERE } else { sign }, if here { ink.accent } else { style });
        let name_style = if here { ink.chosen } else { ink.strong };
        let name_width = (region.width / 4).max(16);
        let x = region.x + 2;
        canvas.put(x, region.y, name_width, &cut(&client(app, case), name_width - 1), name_style);
        let right = self.right(app, canvas, region, case);
        let x = x + name_width + 1;
        let room = right.saturating_sub(x + 1);
        let whole = what(app, case);
        // Where there is no room for all of it, the mark of the procedure stands for its name.
        let text = if cells(&whole) <= room { whole } else { marked(case) };
        canvas.put(x, region.y, room, &cut(&text, room), ink.base);
    }

    /// Stage or deadline, and when it was saved; answers the column where they begin.
    fn right(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect, case: &CaseLine) -> u16 {
        let ink = canvas.ink;
        let saved = view::when(case.saved_at, app.now);
        let mut end = canvas.put_right(region.right(), region.y, &saved, ink.soft);
        let stage = app.say(&format!("ui-stage-{}", case.stage.word()), &[]);
        end = canvas.put_right(end.saturating_sub(2), region.y, &stage, ink.base);
        if case.stage.editable() {
            let (answered, total) = (case.progress.answered.to_string(), case.progress.total.to_string());
            let progress = app.say("ui-progress-short", &[("answered", &answered), ("total", &total)]);
            end = canvas.put_right(end.saturating_sub(2), region.y, &progress, ink.soft);
        }
        if let Some((text, style)) = self.left_of(app, case, canvas) {
            end = canvas.put_right(end.saturating_sub(2), region.y, &text, style);
        }
        end
    }

    fn left_of(&self, app: &App, case: &CaseLine, canvas: &Canvas<'_>) -> Option<(String, Style)> {
        if !due(case, app.today) {
            return None;
        }
        let days = days_left(case.expires?, app.today);
        let ink = canvas.ink;
        let style = if days <= 3 { ink.problem } else { ink.base };
        let text = match days {
            days if days < 0 => app.say("ui-days-over", &[]),
            0 => app.say("ui-days-today", &[]),
            days => app.say("ui-days-left", &[("days", &days.to_string())]),
        };
        Some((text, style))
    }
}

fn client(app: &App, case: &CaseLine) -> String {
    if case.client.trim().is_empty() { app.say("ui-no-name", &[]) } else { case.client.clone() }
}

/// Procedure and status: `留 extension · 技術・人文知識・国際業務`.
fn what(app: &App, case: &CaseLine) -> String {
    let known = Catalog::embedded().procedures().iter().find(|procedure| procedure.slug == case.procedure);
    match known {
        Some(known) => {
            let title = if app.lang == Lang::JA { &known.title.ja } else { &known.title.en };
            format!("{} {title} / {}", known.mark, case.status)
        }
        None => format!("{} / {}", case.procedure, case.status),
    }
}

/// Mark of the procedure and status: `留 技術・人文知識・国際業務`.
fn marked(case: &CaseLine) -> String {
    let known = Catalog::embedded().procedures().iter().find(|procedure| procedure.slug == case.procedure);
    format!("{} {}", known.map_or(case.procedure.as_str(), |known| known.mark.as_str()), case.status)
}

fn found(case: &CaseLine, query: &str) -> bool {
    [&case.client, &case.status, &case.procedure, &case.id.to_string()]
        .iter()
        .any(|text| text.to_lowercase().contains(query))
        || case.number.as_ref().is_some_and(|number| number.to_lowercase().contains(query))
}

fn days_left(expires: Date, today: Date) -> i32 {
    (expires - today).get_days()
}

/// Not yet filed, and the stay ends soon.
fn due(case: &CaseLine, today: Date) -> bool {
    case.stage.editable() && case.expires.is_some_and(|expires| days_left(expires, today) <= SOON)
}

fn urgency(case: &CaseLine, today: Date) -> Option<bool> {
    due(case, today).then_some(case.expires.is_some_and(|expires| days_left(expires, today) <= 3))
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
        let count = self.cases(app).len();
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
        let here = rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::Case(_))).nth(self.scroll.at);
        let here = here.map_or(0, |(n, _)| n);
        let window = usize::from(body.height.saturating_sub(2));
        let first = Scroll { at: here }.first(window, rows.len());
        for (n, row) in rows.iter().enumerate().skip(first).take(window) {
            let y = body.y + u16::try_from(n - first).unwrap_or(0);
            let region = Rect { y, height: 1, ..body };
            match row {
                Row::Heading(heading) => {
                    canvas.put(body.x, y, body.width, &app.say(heading, &[]), ink.accent);
                }
                Row::Case(case) => self.draw_case(app, canvas, region, case, n == here),
                Row::Empty => {}
            }
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
            match row {
                Row::Heading(heading) => lines.push(app.say(heading, &[])),
                Row::Case(case) => {
                    n += 1;
                    let stage = app.say(&format!("ui-stage-{}", case.stage.word()), &[]);
                    let tick = if n - 1 == self.scroll.at { "*" } else { " " };
                    lines.push(format!("{tick}{n} {}, {}, {stage}", client(app, case), what(app, case)));
                }
                Row::Empty => {}
            }
        }
        if n == 0 {
            lines.push(app.say("ui-home-none", &[]));
        }
        lines
    }
}
