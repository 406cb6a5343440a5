//! A newer edition of a draft's form: what is carried, what is asked otherwise, what has no place; and moving to it.

use super::home::Home;
use super::known::words;
use super::scroll::Scroll;
use crate::case::Answer;
use crate::desk::Move;
use crate::form::Kind;
use crate::form::diff::{Difference, Place};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::clients::{ClientAnswer, ClientEffect};
use crate::tui::effect::{Answer as DeskAnswer, Effect};
use crate::tui::keys::{self, Act, Table};
use crate::tui::open::row_line;
use crate::tui::view;
use ratatui::layout::Rect;
use serde_json::Value;
use uuid::Uuid;

/// The screen.
pub struct Edition {
    case: Uuid,
    moves: Box<Move>,
    scroll: Scroll,
}

impl Edition {
    #[must_use]
    pub fn new(case: Uuid, moves: Box<Move>) -> Edition {
        Edition { case, moves, scroll: Scroll::default() }
    }

    /// What moving does, line by line; headings are marked.
    fn rows(&self, app: &App) -> Vec<(bool, String)> {
        let moves = &self.moves;
        let (from, to) = (moves.from.edition.as_str(), moves.to.edition.as_str());
        let carried = moves.carried.to_string();
        let mut rows = vec![(false, app.say("ui-edition-what", &[("from", from), ("to", to), ("carried", &carried)]))];
        let mut group = |heading: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                rows.push((true, app.say(heading, &[])));
                rows.extend(lines.into_iter().map(|line| (false, line)));
            }
        };
        let aside = moves.aside.iter().flat_map(|(at, answer)| self.set_aside(app, at, answer));
        group("ui-edition-aside", aside.collect());
        match &moves.diff {
            Some(diff) => {
                let changed = diff.changed.iter().flat_map(|(at, differences)| {
                    let mut lines: Vec<String> =
                        differences.iter().map(|one| format!("    {}", differs(app, one))).collect();
                    lines.dedup();
                    std::iter::once(format!("  {}", place(at))).chain(lines)
                });
                group("ui-edition-changed", changed.collect());
                group("ui-edition-added", diff.added.iter().map(|at| format!("  {}", place(at))).collect());
            }
            None => group("ui-edition-unknown", vec![format!("  {}", app.say("ui-edition-check-all", &[]))]),
        }
        rows
    }

    /// An answer without a place: its item and what was answered; of a table each row that holds something, in the columns of the edition
    /// it was answered in.
    fn set_aside(&self, app: &App, at: &Place, answer: &Answer) -> Vec<String> {
        if answer.rows.is_empty() {
            return vec![format!("  {}: {}", place(at), words(answer))];
        }
        let form = app.open.as_ref().map(|open| &open.filling.form).filter(|form| form.pin == self.moves.from);
        let columns = match form.and_then(|form| form.item(&at.item)).map(|item| &item.kind) {
            Some(Kind::Table { columns, .. }) => columns.as_slice(),
            _ => &[],
        };
        let rows = answer.rows.iter().enumerate().map(|(n, row)| format!("    {}", row_line(n, columns, row)));
        std::iter::once(format!("  {}", place(at))).chain(rows).collect()
    }
}

/// Properties of an item that staff read as they stand.
const READ: [&str; 8] = ["no", "sub", "ja", "en", "unit", "max", "most", "rows"];

/// What is asked otherwise about an item: `length 40 → 2`, of a choice the lines that are gone and new.
fn differs(app: &App, one: &Difference) -> String {
    let word = app.say("ui-edition-differs", &[("what", &one.what)]);
    match (&one.old, &one.new) {
        (Value::Array(old), Value::Array(new)) if one.what == "choices" => {
            let line = |sign: char, line: &Value| format!("{sign}{}", plain(&line["ja"]));
            let gone = old.iter().filter(|line| !new.contains(line)).map(|gone| line('−', gone));
            let added = new.iter().filter(|line| !old.contains(line)).map(|added| line('+', added));
            format!("{word} {}", gone.chain(added).collect::<Vec<_>>().join(" "))
        }
        (old, new) if READ.contains(&one.what.as_str()) => format!("{word} {} → {}", plain(old), plain(new)),
        _ => word,
    }
}

/// A text or number as staff read it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// Number, Japanese label, or the id where neither is known.
fn place(at: &Place) -> String {
    let label = if at.ja.is_empty() { &at.item } else { &at.ja };
    format!("{} {label}", at.no).trim().to_owned()
}

impl Page for Edition {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::EDITION]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        let count = self.rows(app).len();
        match input {
            Input::Act(Act::Enter) => return vec![ClientEffect::Move(self.case).into()],
            Input::Act(Act::Up) => self.scroll.up(count),
            Input::Act(Act::Down) => self.scroll.down(count),
            Input::Act(Act::PageUp) => self.scroll.page(false, count),
            Input::Act(Act::PageDown) => self.scroll.page(true, count),
            Input::Act(Act::Close) => {
                app.open = None;
                app.go(Home::default());
                return vec![Effect::List];
            }
            Input::Answer(DeskAnswer::Clients(ClientAnswer::Moved(case, moved))) => match moved {
                Ok(()) => return vec![Effect::Open(case)],
                Err(error) => app.tell_error(&error),
            },
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-edition-title", &[]), &self.moves.to.code);
        let (body, ink) = (view::body(canvas), canvas.ink);
        let rows = self.rows(app);
        let first = self.scroll.at.min(rows.len().saturating_sub(usize::from(body.height)));
        let mut y = body.y;
        for (n, (heading, text)) in rows.iter().enumerate().skip(first) {
            if y >= body.bottom() {
                break;
            }
            let region = Rect { y, height: body.bottom() - y, ..body };
            if n == 0 {
                y += canvas.paragraph(region, text, ink.base) + 1;
            } else {
                let style = if *heading { ink.accent } else { ink.base };
                canvas.put_cut(region.x, y, region.width, text, style);
                y += 1;
            }
        }
    }

    fn lines(&self, app: &App) -> Vec<String> {
        self.rows(app).into_iter().map(|(_, text)| text).collect()
    }
}
