//! Check your answers: everything in paper order, the documents, the two declarations, and *Send*.

use super::documents::{self, Documents};
use super::outbox::Outbox;
use super::scroll::Scroll;
use super::signing::Signing;
use super::walk::{Walk, shown_value};
use crate::case::{Mark, Path, Problem};
use crate::form::{Item, Kind, State};
use crate::text::{Lang, say};
use crate::tui::app::{App, Input, Page, Tone};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, CardPin, Effect};
use crate::tui::keys::{self, Act, Table};
use crate::tui::open::{Open, row_line, row_line_in};
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::wrap;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The screen.
pub struct Review {
    scroll: Scroll,
    declared: [bool; 2],
    signing: Signing,
    sending: bool,
}

/// What Enter does on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Item(String),
    Documents,
    Declaration(usize),
    Signer,
    Send,
}

/// How a line is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Heading,
    Plain,
    Soft,
    Problem,
    /// Worth saying, and not in the way.
    Warning,
}

/// A line of the screen.
struct Row {
    target: Option<Target>,
    margin: String,
    mark: &'static str,
    text: String,
    /// In the second column.
    value: String,
    hand: Hand,
}

impl Row {
    fn text(hand: Hand, text: impl Into<String>) -> Row {
        Row { target: None, margin: String::new(), mark: " ", text: text.into(), value: String::new(), hand }
    }
}

/// What was typed cannot be a PIN, or is not this card's: the PIN is asked again.
const ASKED_AGAIN: [&str; 2] = ["card-bad-sign-pin", "card-wrong-pin"];

const DECLARATIONS: [&str; 2] = ["ui-declare-intent", "ui-declare-facts"];

impl Review {
    #[must_use]
    pub fn new(_app: &App) -> Review {
        Review { scroll: Scroll::default(), declared: [false; 2], signing: Signing::default(), sending: false }
    }

    fn rows(&self, app: &App, open: &Open, width: u16) -> Vec<Row> {
        let mut rows = answers(app, open, width);
        rows.push(Row::text(Hand::Plain, ""));
        rows.push(Row {
            target: Some(Target::Documents),
            value: documents::total(app, open),
            ..Row::text(Hand::Heading, app.say("ui-documents-title", &[]))
        });
        rows.extend(files(open));
        rows.extend(
            file_problems(open).flat_map(|problem| said(app, problem, |_| String::new(), Hand::Problem, width)),
        );
        rows.push(Row::text(Hand::Plain, ""));
        let title = app.say("ui-declarations", &[("language", &app.client.name())]);
        rows.push(Row::text(Hand::Heading, title));
        for (n, id) in DECLARATIONS.iter().enumerate() {
            rows.extend(self.declaration(app, n, id, width));
        }
        rows.push(Row::text(Hand::Soft, app.say("ui-declared-by", &[("staff", &app.staff)])));
        rows.push(Row::text(Hand::Plain, ""));
        rows.extend(self.signer(app));
        rows.push(Row::text(Hand::Plain, ""));
        rows.push(Row { target: Some(Target::Send), ..Row::text(Hand::Heading, self.send_words(app, open)) });
        rows
    }

    fn declaration(&self, app: &App, n: usize, id: &str, width: u16) -> Vec<Row> {
        let tick = if self.declared[n] { mark::ANSWERED } else { mark::NOT_YET };
        let mut rows = Vec::new();
        for (lang, hand) in [(Lang::JA, Hand::Plain), (app.client, Hand::Soft)] {
            for line in wrap(&say(lang, id, &[]), width.saturating_sub(8)) {
                rows.push(Row::text(hand, line));
            }
        }
        if let Some(first) = rows.first_mut() {
            first.mark = tick;
            first.margin = (n + 1).to_string();
            first.target = Some(Target::Declaration(n));
        }
        rows
    }

    /// Who signs: a line to turn on.
    fn signer(&self, app: &App) -> [Row; 3] {
        let on = self.signing.with_card();
        let line = |lang: Lang, hand| Row::text(hand, say(lang, "ui-sign-card", &[]));
        let (mark, words) = if on { (mark::ANSWERED, "ui-sign-on") } else { (mark::NOT_YET, "ui-sign-off") };
        [
            Row::text(Hand::Heading, app.say("ui-sign-title", &[])),
            Row { target: Some(Target::Signer), mark, value: app.say(words, &[]), ..line(Lang::JA, Hand::Plain) },
            line(app.client, Hand::Soft),
        ]
    }

    fn send_words(&self, app: &App, open: &Open) -> String {
        if self.sending {
            return app.say("ui-working", &[]);
        }
        let problems = open.problems.len();
        if problems > 0 {
            return app.say("ui-send-problems", &[("problems", &problems.to_string())]);
        }
        if self.declared != [true; 2] {
            return app.say("ui-send-declare", &[]);
        }
        app.say(if app.practice { "ui-send-practice" } else { "ui-send-ready" }, &[])
    }

    fn send(&mut self, app: &mut App) -> Vec<Effect> {
        let Some(open) = &app.open else { return Vec::new() };
        if self.sending {
            return Vec::new();
        }
        if !open.problems.is_empty() || self.declared != [true; 2] {
            let words = self.send_words(app, open);
            app.notify(words, Tone::Refused);
            return Vec::new();
        }
        if self.signing.with_card() {
            return self.signing.begin();
        }
        self.submit(app, None)
    }

    fn submit(&mut self, app: &App, card: Option<CardPin>) -> Vec<Effect> {
        let Some(open) = &app.open else { return Vec::new() };
        self.sending = true;
        let (case, form) = (Box::new(open.filling.case.clone()), open.filling.form.clone());
        vec![Effect::Submit { case, form, lang: app.client, card }]
    }

    fn submitted(&mut self, app: &mut App, submitted: crate::desk::Result<Box<crate::case::Case>>) -> Vec<Effect> {
        self.sending = false;
        match submitted {
            Ok(case) => {
                let id = case.id;
                app.open = None;
                app.go(Outbox::at(id));
                vec![Effect::List, Effect::Send(id)]
            }
            Err(error) => {
                app.tell_error(&error);
                let today = app.today;
                if let Some(open) = &mut app.open {
                    open.refresh(today);
                }
                // A PIN typed anew must not be taken for keys of this page.
                if ASKED_AGAIN.contains(&error.code) { self.signing.begin() } else { Vec::new() }
            }
        }
    }

    fn targets(&self, app: &App) -> Vec<Target> {
        let width = app.size.0;
        let rows = app.open.as_ref().map(|open| self.rows(app, open, width)).unwrap_or_default();
        rows.into_iter().filter_map(|row| row.target).collect()
    }

    fn enter(&mut self, app: &mut App, declare_only: bool) -> Vec<Effect> {
        let Some(target) = self.targets(app).into_iter().nth(self.scroll.at) else { return Vec::new() };
        match target {
            Target::Declaration(n) => self.declared[n] = !self.declared[n],
            Target::Signer => self.signing.turn(),
            _ if declare_only => {}
            Target::Item(item) => {
                let walk = Walk::at_item(app, &item);
                app.go(walk);
            }
            Target::Documents => app.go(Documents::new(app)),
            Target::Send => return self.send(app),
        }
        Vec::new()
    }

    fn next_problem(&mut self, app: &mut App) {
        let Some(open) = &app.open else { return };
        let targets = self.targets(app);
        let wrong = |target: &Target| match target {
            Target::Item(item) => open.problems_of(item).next().is_some(),
            Target::Documents => file_problems(open).next().is_some(),
            _ => false,
        };
        let count = targets.len();
        match (1..=count).map(|step| (self.scroll.at + step) % count).find(|at| wrong(&targets[*at])) {
            Some(at) => self.scroll.at = at,
            None => app.tell("ui-no-problem", &[]),
        }
    }

    /// While the card's PIN is asked.
    fn question(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(Act::Enter) => {
                return self.signing.enter().map(|card| self.submit(app, Some(card))).unwrap_or_default();
            }
            Input::Act(Act::Close) => self.signing.leave(),
            Input::Key(key) => self.signing.key(key),
            Input::Paste(text) => self.signing.paste(&text),
            _ => {}
        }
        Vec::new()
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = self.targets(app).len();
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::End => self.scroll.by(isize::MAX, count),
            Act::Enter => return self.enter(app, false),
            Act::Declare => return self.enter(app, true),
            Act::Send => return self.send(app),
            Act::NextProblem => self.next_problem(app),
            Act::Language => {
                // What was read in another language has to be read again.
                self.declared = [false; 2];
                app.turn_language();
            }
            Act::Documents => app.go(Documents::new(app)),
            Act::Close => {
                let walk = Walk::new(app);
                app.go(walk);
            }
            _ => {}
        }
        Vec::new()
    }
}

/// The answers in paper order, sheets as headings.
fn answers(app: &App, open: &Open, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut sheet = None;
    for (n, line) in open.lines.iter().enumerate() {
        let Some(item) = open.item(n).filter(|item| !matches!(item.kind, Kind::Declaration)) else { continue };
        if sheet != Some(line.sheet) {
            sheet = Some(line.sheet);
            rows.push(Row::text(Hand::Heading, open.filling.form.sheets[line.sheet].title.ja.clone()));
        }
        rows.extend(answer(app, open, item, line.mark, width));
    }
    rows
}

fn answer(app: &App, open: &Open, item: &Item, mark: Mark, width: u16) -> Vec<Row> {
    let value = value(app, open, item);
    let room = width.saturating_sub(10) / 2;
    let words = open.answered_words(item, app.client, app.today);
    let mut values = wrap(&value, room).into_iter().chain(wrap(&words, room));
    let mut rows = vec![
        Row {
            target: Some(Target::Item(item.id.clone())),
            margin: item.number(),
            mark: sign(mark),
            text: item.label.ja.clone(),
            value: values.next().unwrap_or_default().to_owned(),
            hand: Hand::Plain,
        },
        Row {
            value: values.next().unwrap_or_default().to_owned(),
            ..Row::text(Hand::Soft, open.label(item, app.client))
        },
    ];
    rows.extend(values.map(|value| Row { value: value.to_owned(), ..Row::text(Hand::Soft, "") }));
    rows.extend(table_rows(app, open, item));
    let place = |problem: &Problem| {
        let path = problem.path.clone();
        move |lang| super::walk::place(open, item, &path, lang)
    };
    rows.extend(
        open.problems_of(&item.id).flat_map(|problem| said(app, problem, place(problem), Hand::Problem, width)),
    );
    rows.extend(
        open.warnings_of(&item.id).flat_map(|warning| said(app, warning, place(warning), Hand::Warning, width)),
    );
    rows
}

/// A problem or warning in Japanese and the client's language, behind its place in each.
fn said(app: &App, problem: &Problem, place: impl Fn(Lang) -> String, hand: Hand, width: u16) -> Vec<Row> {
    let args: Vec<(&str, &str)> = problem.fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let texts =
        [Lang::JA, app.client].map(|lang| place(lang) + &say(lang, &format!("problem-{}", problem.fault.code), &args));
    texts.iter().flat_map(|text| wrap(text, width.saturating_sub(12))).map(|line| Row::text(hand, line)).collect()
}

/// What the paper shows, or the state in words.
fn value(app: &App, open: &Open, item: &Item) -> String {
    let state = open.filling.state(&Path::item(&item.id));
    if matches!(item.kind, Kind::Photo) {
        let photo = open.filling.case.attachments.iter().find(|file| file.kind == crate::case::PHOTO);
        return photo.map(|file| file.name.clone()).unwrap_or_default();
    }
    if let Some(value) = open.derived(item) {
        return value;
    }
    match state {
        State::Answered => match (&item.kind, shown_value(open, item, app.today)) {
            (Kind::YesNo { yes, .. }, value) if value == "yes" => yes.ja.clone(),
            (Kind::YesNo { no, .. }, value) if value == "no" => no.ja.clone(),
            (_, value) => value,
        },
        State::NotAsked => String::new(),
        state => format!("({})", say(Lang::JA, &format!("state-{}", state.word()), &[])),
    }
}

fn table_rows(app: &App, open: &Open, item: &Item) -> Vec<Row> {
    let Kind::Table { columns, .. } = &item.kind else { return Vec::new() };
    let rows = open.filling.answer(&item.id).map(|answer| answer.rows.as_slice()).unwrap_or_default();
    let said = |(n, row)| {
        let words = row_line_in(n, columns, row, app.client, app.today).map(|words| Row::text(Hand::Soft, words));
        std::iter::once(Row::text(Hand::Plain, row_line(n, columns, row))).chain(words)
    };
    rows.iter().enumerate().flat_map(said).collect()
}

fn files(open: &Open) -> Vec<Row> {
    let files = &open.filling.case.attachments;
    files
        .iter()
        .map(|file| Row {
            mark: mark::ANSWERED,
            value: view::size(file.size),
            ..Row::text(Hand::Plain, file.name.clone())
        })
        .collect()
}

/// Problems that are about no item of the walk: documents and files.
fn file_problems(open: &Open) -> impl Iterator<Item = &crate::case::Problem> {
    open.problems.iter().filter(|problem| open.find(&problem.path.item).is_none())
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Answered => mark::ANSWERED,
        Mark::Problem => mark::PROBLEM,
        Mark::NotYet => mark::NOT_YET,
        Mark::Later => mark::LATER,
        Mark::DoesNotApply => mark::DOES_NOT_APPLY,
        Mark::FromChip => mark::CHIP,
    }
}

fn draw_row(canvas: &mut Canvas<'_>, region: Rect, row: &Row, here: bool) {
    let ink = canvas.ink;
    let style: Style = match row.hand {
        Hand::Heading | Hand::Warning => ink.accent,
        Hand::Plain => ink.base,
        Hand::Soft => ink.soft,
        Hand::Problem => ink.problem,
    };
    let y = region.y;
    if here {
        canvas.put(region.x, y, 1, mark::HERE, ink.accent);
    }
    let heading = row.hand == Hand::Heading;
    if !heading {
        let sign = if row.hand == Hand::Problem { mark::PROBLEM } else { row.mark };
        let sign_style = if matches!(sign, mark::PROBLEM | mark::LATER) { ink.problem } else { ink.good };
        canvas.put(region.x + 1, y, 6, &row.margin, ink.soft);
        canvas.put(region.x + 8, y, 1, sign, sign_style);
    }
    let x = region.x + if heading { 2 } else { 10 };
    let value_x = region.x + 10 + region.width.saturating_sub(10) / 2;
    let end = if row.value.is_empty() { region.right() } else { value_x - 1 };
    let style = if here && !heading { style.patch(ink.strong) } else { style };
    canvas.put_cut(x, y, end.saturating_sub(x), &row.text, style);
    canvas.put(value_x, y, region.right().saturating_sub(value_x), &row.value, ink.strong);
}

impl Page for Review {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![if self.signing.asks() { keys::CARD_PIN } else { keys::REVIEW }]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            input if self.signing.asks() => self.question(app, input),
            Input::Answer(Answer::Tries(tries)) => {
                self.signing.tries(app, tries);
                Vec::new()
            }
            Input::Act(act) => self.act(app, act),
            Input::Answer(Answer::Submitted(submitted)) => self.submitted(app, submitted),
            Input::Key(key) => {
                // The digits of the declarations, as printed.
                if let Some(n) = key.typed().and_then(|c| c.to_digit(10)).filter(|n| (1..=2).contains(n)) {
                    let at = n as usize - 1;
                    self.declared[at] = !self.declared[at];
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let Some(open) = &app.open else { return };
        view::header(app, canvas, &app.say("ui-review-title", &[]), &super::walk::saved(app, open));
        let body = view::body(canvas);
        let rows = self.rows(app, open, body.width);
        let here = rows.iter().enumerate().filter(|(_, row)| row.target.is_some()).nth(self.scroll.at);
        let here = here.map_or(0, |(n, _)| n);
        let window = usize::from(body.height);
        let first = Scroll { at: here }.first(window, rows.len());
        for (n, row) in rows.iter().enumerate().skip(first).take(window) {
            let y = body.y + u16::try_from(n - first).unwrap_or(0);
            draw_row(canvas, Rect { y, height: 1, ..body }, row, n == here);
        }
        self.signing.draw(app, canvas);
    }

    fn numbered(&self) -> bool {
        !self.signing.asks()
    }

    fn secret(&self) -> bool {
        self.signing.secret()
    }

    fn lines(&self, app: &App) -> Vec<String> {
        if self.signing.asks() {
            return self.signing.lines(app);
        }
        let Some(open) = &app.open else { return Vec::new() };
        let mut lines = vec![app.say("ui-review-title", &[])];
        let mut n = 0;
        for row in self.rows(app, open, 200) {
            let mut number = String::new();
            if row.target.is_some() {
                n += 1;
                number = format!("[{n}] ");
            }
            let sign = if row.hand == Hand::Problem { mark::PROBLEM } else { row.mark };
            let parts = [row.margin.as_str(), sign, row.text.as_str(), row.value.as_str()];
            let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
            lines.push(format!("{number}{}", parts.join(" ")));
        }
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// The answers as rows of text, for what was filed.
#[must_use]
pub fn filed_rows(app: &App, open: &Open, width: u16) -> Vec<(String, String, String, bool)> {
    answers(app, open, width)
        .into_iter()
        .filter(|row| !matches!(row.hand, Hand::Problem | Hand::Warning))
        .map(|row| (row.margin, row.text, row.value, row.hand == Hand::Heading))
        .collect()
}
