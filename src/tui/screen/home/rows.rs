//! The rows of the desk: what is due, clients that were looked for, cases.

use crate::case::Stage;
use crate::desk::{CaseLine, Client, Due, row_words};
use crate::form::Catalog;
use crate::form::kind::search_key;
use crate::law::Route;
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::clients::SOON;
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::{cells, cut};
use jiff::civil::Date;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::collections::HashMap;

/// So near, it is told as a problem.
const URGENT: i32 = 3;

/// A row of the screen.
pub(super) enum Row<'a> {
    Heading(&'static str),
    Due(&'a Due),
    Client(&'a Client),
    Case(&'a CaseLine),
    Empty,
}

impl Row<'_> {
    /// It can be pointed at.
    pub fn is_line(&self) -> bool {
        !matches!(self, Row::Heading(_) | Row::Empty)
    }
}

/// Rows in the order they stand; only what holds the query.
pub(super) fn rows<'a>(app: &'a App, query: &str) -> Vec<Row<'a>> {
    let query = Query::new(query);
    let shown = app.cases.iter().filter(|case| query.finds_case(case));
    let (due, rest): (Vec<_>, Vec<_>) = shown.partition(|case| unnamed_due(case, app.today));
    let (open, filed): (Vec<_>, Vec<_>) = rest.into_iter().partition(|case| case.stage.editable());
    let (waiting, filed): (Vec<_>, Vec<_>) =
        filed.into_iter().partition(|case| matches!(case.stage, Stage::Queued | Stage::Sending));
    let mut today: Vec<(Option<Date>, Row<'a>)> = due.into_iter().map(|case| (case.expires, Row::Case(case))).collect();
    let of_clients = nearest(&app.due, app.today).into_iter().filter(|due| query.finds(&due.name));
    today.extend(of_clients.map(|due| (Some(due.deadline.day), Row::Due(due))));
    today.sort_by_key(|(day, _)| *day);
    let clients: Vec<Row<'a>> = if query.is_empty() {
        Vec::new()
    } else {
        app.clients.iter().filter(|client| query.finds(&client.name)).map(Row::Client).collect()
    };
    let cases = |cases: Vec<&'a CaseLine>| cases.into_iter().map(Row::Case).collect::<Vec<_>>();
    let groups = [
        ("ui-home-today", today.into_iter().map(|(_, row)| row).collect()),
        ("ui-home-clients", clients),
        ("ui-home-open", cases(open)),
        ("ui-home-waiting", cases(waiting)),
        ("ui-home-filed", cases(filed)),
    ];
    let mut rows = Vec::new();
    for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        if !rows.is_empty() {
            rows.push(Row::Empty);
        }
        rows.push(Row::Heading(heading));
        rows.extend(lines);
    }
    rows
}

/// What is looked for, as it is compared. Without letters or digits it finds everything.
struct Query {
    key: String,
    words: String,
}

impl Query {
    fn new(typed: &str) -> Query {
        Query { key: search_key(typed), words: typed.to_lowercase() }
    }

    fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    fn finds(&self, name: &str) -> bool {
        self.is_empty() || search_key(name).contains(&self.key)
    }

    fn finds_case(&self, case: &CaseLine) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(&self.words);
        self.finds(&case.client)
            || [&case.status, &case.procedure].into_iter().any(|text| holds(text))
            || case.number.as_deref().is_some_and(holds)
            || holds(&case.id.to_string())
    }
}

/// Of one date that can be kept in several ways, the way that is still open: the online one until its last day, then the counter's.
fn nearest(list: &[Due], today: Date) -> Vec<&Due> {
    let date = |due: &Due| {
        let since = due.deadline.args.iter().find(|(name, _)| name == "since").map(|(_, day)| day.clone());
        matches!(due.deadline.route, Route::Online | Route::Counter).then_some((due.client, since))
    };
    let order = |due: &Due| {
        let passed = due.deadline.day < today;
        // Of what has passed, the last one is told.
        let day = if passed { -days_left(due.deadline.day, today) } else { 0 };
        (passed, day, due.deadline.route != Route::Online, due.deadline.day)
    };
    let mut first = HashMap::new();
    for due in list {
        if let Some(date) = date(due) {
            let least = first.entry(date).or_insert_with(|| order(due));
            *least = order(due).min(*least);
        }
    }
    list.iter().filter(|due| date(due).is_none_or(|date| first.get(&date) == Some(&order(due)))).collect()
}

/// How a day that near is written.
fn pressing(app: &App, canvas: &Canvas<'_>, day: Date) -> Style {
    if days_left(day, app.today) <= URGENT { canvas.ink.problem } else { canvas.ink.base }
}

/// How long a date can still be kept.
fn due_words(app: &App, day: Date) -> String {
    match days_left(day, app.today) {
        days if days < 0 => app.say("ui-due-passed", &[]),
        days => app.say("ui-due-days", &[("days", &days.to_string())]),
    }
}

/// How long the stay still lasts.
fn stay_words(app: &App, expires: Date) -> String {
    match days_left(expires, app.today) {
        days if days < 0 => app.say("ui-days-over", &[]),
        0 => app.say("ui-days-today", &[]),
        days => app.say("ui-days-left", &[("days", &days.to_string())]),
    }
}

/// Draws a row.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, region: Rect, row: &Row<'_>, here: bool) {
    let ink = canvas.ink;
    match row {
        Row::Heading(heading) => {
            canvas.put(region.x, region.y, region.width, &app.say(heading, &[]), ink.accent);
        }
        Row::Due(due) => draw_due(app, canvas, region, due, here),
        Row::Client(client) => {
            let rest = draw_name(canvas, region, &client.name, here, false);
            let text = format!("{}  {}", client.born, client.nationality);
            canvas.put_cut(rest.x, rest.y, rest.width, &text, ink.base);
        }
        Row::Case(case) => draw_case(app, canvas, region, case, here),
        Row::Empty => {}
    }
}

/// Mark and name; answers the region after them.
fn draw_name(canvas: &mut Canvas<'_>, region: Rect, name: &str, here: bool, urgent: bool) -> Rect {
    let ink = canvas.ink;
    let (sign, style) = match (here, urgent) {
        (true, _) => (mark::HERE, ink.accent),
        (false, true) => (mark::PROBLEM, ink.problem),
        (false, false) => (" ", ink.base),
    };
    canvas.put(region.x, region.y, 1, sign, style);
    let width = (region.width / 4).max(16);
    let x = region.x + 2;
    canvas.put(x, region.y, width, &cut(name, width - 1), if here { ink.chosen } else { ink.strong });
    let x = x + width + 1;
    Rect { x, width: region.right().saturating_sub(x), ..region }
}

fn draw_due(app: &App, canvas: &mut Canvas<'_>, region: Rect, due: &Due, here: bool) {
    let urgent = days_left(due.deadline.day, app.today) <= URGENT;
    let rest = draw_name(canvas, region, &due.name, here, urgent);
    let style = pressing(app, canvas, due.deadline.day);
    let x = canvas.put(rest.x, rest.y, rest.width, &due_words(app, due.deadline.day), style).max(rest.x + 12) + 2;
    let room = rest.right().saturating_sub(x);
    canvas.put_cut(x, rest.y, room, &sentence(app, due), canvas.ink.base);
}

/// What is to be done.
fn sentence(app: &App, due: &Due) -> String {
    super::super::client::sentence(app, &due.deadline)
}

fn draw_case(app: &App, canvas: &mut Canvas<'_>, region: Rect, case: &CaseLine, here: bool) {
    let urgent =
        unnamed_due(case, app.today) && case.expires.is_some_and(|expires| days_left(expires, app.today) <= URGENT);
    let rest = draw_name(canvas, region, &client(app, case), here, urgent);
    let right = right(app, canvas, region, case);
    let room = right.saturating_sub(rest.x + 1);
    let whole = what(app, case);
    // Where there is no room for all of it, the mark of the procedure stands for its name.
    let text = if cells(&whole) <= room { whole } else { marked(case) };
    canvas.put_cut(rest.x, rest.y, room, &text, canvas.ink.base);
}

/// Stage or deadline, and when it was saved; answers the column where they begin.
fn right(app: &App, canvas: &mut Canvas<'_>, region: Rect, case: &CaseLine) -> u16 {
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
    if let Some(expires) = case.expires.filter(|_| unnamed_due(case, app.today)) {
        let style = pressing(app, canvas, expires);
        end = canvas.put_right(end.saturating_sub(2), region.y, &stay_words(app, expires), style);
    }
    end
}

/// A row as a line of text.
pub(super) fn words(app: &App, row: &Row<'_>) -> String {
    match row {
        Row::Heading(heading) => app.say(heading, &[]),
        Row::Due(due) => {
            format!("{}, {}. {}", due.name, due_words(app, due.deadline.day), sentence(app, due))
        }
        Row::Client(client) => format!("{}, {}, {}", client.name, client.born, client.nationality),
        Row::Case(case) => {
            let stage = app.say(&format!("ui-stage-{}", case.stage.word()), &[]);
            format!("{}, {}, {stage}", client(app, case), what(app, case))
        }
        Row::Empty => String::new(),
    }
}

/// The client's name on a case's line.
pub(super) fn client(app: &App, case: &CaseLine) -> String {
    if case.client.trim().is_empty() { app.say("ui-no-name", &[]) } else { case.client.clone() }
}

/// Procedure and status: `留 extension · 技術・人文知識・国際業務`.
fn what(app: &App, case: &CaseLine) -> String {
    let known = Catalog::in_force().procedures().iter().find(|procedure| procedure.slug == case.procedure);
    match known {
        Some(known) => {
            let title = row_words(app.lang, &format!("procedure-{}", known.slug), &known.title);
            format!("{} {title} / {}", known.mark, case.status)
        }
        None => format!("{} / {}", case.procedure, case.status),
    }
}

/// Mark of the procedure and status: `留 技術・人文知識・国際業務`.
pub(in crate::tui::screen) fn marked(case: &CaseLine) -> String {
    let known = Catalog::in_force().procedures().iter().find(|procedure| procedure.slug == case.procedure);
    format!("{} {}", known.map_or(case.procedure.as_str(), |known| known.mark.as_str()), case.status)
}

fn days_left(day: Date, today: Date) -> i32 {
    (day - today).get_days()
}

/// Not yet filed, the stay ends soon, and no client is known who would stand among what is due.
fn unnamed_due(case: &CaseLine, today: Date) -> bool {
    let soon = case.expires.is_some_and(|expires| days_left(expires, today) <= SOON);
    case.stage.editable() && case.person.is_none() && soon
}
