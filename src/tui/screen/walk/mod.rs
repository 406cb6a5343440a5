//! The walk: one item at a time, in paper order.
//!
//! A typed key changes the field and nothing else. What will be sent, and what is wrong, is said at Enter or when the hand
//! rests; the text under the caret is kept on the way.

mod draw;
mod moves;
mod outline;

pub use draw::{place, saved, title};

use super::scroll::Scroll;
use crate::case::{Entry, Origin, Path};
use crate::form::kind::{Kind, Reading};
use crate::form::{Item, State};
use crate::text::Lang;
use crate::tui::app::{App, Input, Page, Redraw};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::event::{Code, Key, Timer};
use crate::tui::field::{Did, Field, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::open::Open;
use ratatui::layout::Rect;
use std::time::Duration;

/// The hand rests, and the text under the caret is to be kept, so long after a key.
const REST: Duration = Duration::from_millis(300);

/// What lies in front of the item.
enum Front {
    Nothing,
    Outline(Scroll),
    Number(TextField),
    States,
}

/// The screen.
pub struct Walk {
    at: usize,
    item: String,
    field: Field,
    /// What stands in the field was not committed.
    dirty: bool,
    keeping: bool,
    /// Said once that leaving would lose what could not be saved.
    warned: bool,
    /// What was last said of the field.
    shown: Option<Reading>,
    front: Front,
}

impl Walk {
    /// The walk of the open case, at the first item that has no answer.
    #[must_use]
    pub fn new(app: &mut App) -> Walk {
        let first = app.open.as_ref().map_or(0, |open| {
            let kept = open.caret.as_ref().and_then(|(path, _)| open.find(&path.item));
            let empty = || open.lines.iter().position(|line| line.mark == crate::case::Mark::NotYet && line.needed);
            kept.or_else(empty).unwrap_or(0)
        });
        Walk::at(app, first)
    }

    /// The walk at an item.
    #[must_use]
    pub fn at_item(app: &mut App, item: &str) -> Walk {
        let at = app.open.as_ref().and_then(|open| open.find(item)).unwrap_or(0);
        Walk::at(app, at)
    }

    fn at(app: &mut App, at: usize) -> Walk {
        let mut walk = Walk {
            at,
            item: String::new(),
            field: Field::Elsewhere("ui-elsewhere-declaration"),
            dirty: false,
            keeping: false,
            warned: false,
            shown: None,
            front: Front::Nothing,
        };
        walk.go(app, at);
        walk
    }

    /// Shows the item at a place of the walk.
    fn go(&mut self, app: &mut App, at: usize) {
        let today = app.today;
        let Some(open) = &mut app.open else { return };
        let at = at.min(open.lines.len().saturating_sub(1));
        let Some(item) = open.item(at) else { return };
        let (id, kept) = (item.id.clone(), open.caret.as_ref().is_some_and(|(path, _)| path.item == item.id));
        let fitting = |path: &Path| open.filling.fitting(path, today);
        self.field = Field::of_item(item, open.filling.answer(&id), fitting, app.client);
        self.at = at;
        self.item = id;
        self.dirty = false;
        self.name_columns(open, app.client);
        self.shown = self.read(open, today);
        if kept && let Some((path, typed)) = open.caret.take() {
            self.bring_back(app, &path, &typed);
        }
    }

    /// A cell that was just entered shows of its list what goes with the answers as they stand now.
    fn narrow_cell(&mut self, app: &App) {
        if let (Field::Table(table), Some(open)) = (&mut self.field, &app.open) {
            table.narrow(|row, column| open.filling.fitting(&Path::cell(&self.item, row, column), app.today));
        }
    }

    fn name_columns(&mut self, open: &Open, client: Lang) {
        if let Field::Table(table) = &mut self.field {
            table.name_columns(|column| open.column(&self.item, column, client));
        }
    }

    /// Puts the text back that stood under the caret when the case was left.
    fn bring_back(&mut self, app: &mut App, path: &Path, typed: &str) {
        if let (Field::Table(table), Some((row, column))) = (&mut self.field, &path.cell) {
            table.go(*row, column);
        }
        if let Some(text) = self.text()
            && text.text() != typed
        {
            text.replace(typed);
            self.dirty = true;
            app.tell("ui-walk-kept", &[]);
        }
    }

    /// The text that is typed: of the item, or of a cell of its table.
    fn text(&mut self) -> Option<&mut TextField> {
        let field = match &mut self.field {
            Field::Table(table) => table.cell.as_mut().map(|cell| &mut cell.field),
            field => Some(field),
        };
        match field {
            Some(Field::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The box that is filled: the item, or a cell of its table.
    fn path(&self) -> Path {
        match &self.field {
            Field::Table(table) => match table.filling() {
                Some((column, row, _)) => Path::cell(&self.item, row, &column),
                None => Path::item(&self.item),
            },
            _ => Path::item(&self.item),
        }
    }

    fn typed(&self) -> Option<String> {
        match &self.field {
            Field::Table(table) => table.filling().map(|(_, _, typed)| typed),
            field => field.typed(),
        }
    }

    /// The kind of the box that is filled.
    fn kind<'a>(&self, open: &'a Open) -> Option<&'a Kind> {
        let item = open.filling.form.item(&self.item)?;
        match (&item.kind, &self.field) {
            (Kind::Table { columns, .. }, Field::Table(table)) => {
                let cell = table.cell.as_ref()?;
                columns.get(cell.column).map(|column| &column.kind)
            }
            (kind, _) => Some(kind),
        }
    }

    /// What the kind makes of what stands in the field.
    fn read(&self, open: &Open, today: jiff::civil::Date) -> Option<Reading> {
        let typed = self.typed().filter(|typed| !typed.trim().is_empty())?;
        Some(self.kind(open)?.read(&typed, today))
    }

    /// Commits what stands in the field.
    fn commit(&mut self, app: &mut App) -> Vec<Effect> {
        if !std::mem::take(&mut self.dirty) {
            return Vec::new();
        }
        let (path, Some(typed)) = (self.path(), self.typed()) else { return Vec::new() };
        let empty = typed.trim().is_empty();
        let entry = self.entry(app, if empty { State::NotAsked } else { State::Answered }, typed);
        let today = app.today;
        let Some(open) = &mut app.open else { return Vec::new() };
        let change = if empty { open.filling.clear(&path) } else { open.filling.put(&path, entry) };
        let effects = open.commit(change.as_slice(), today);
        self.after_change(app);
        effects
    }

    fn entry(&self, app: &App, state: State, typed: String) -> Entry {
        Entry { state, typed, origin: Origin::Typed, by: Some(app.staff.as_str().into()), at: Some(app.now) }
    }

    /// The walk may have changed under the item.
    fn after_change(&mut self, app: &mut App) {
        let today = app.today;
        let Some(open) = &mut app.open else { return };
        if let Some(at) = open.find(&self.item) {
            self.at = at;
        }
        if let Field::Table(table) = &mut self.field {
            table.refresh(open.filling.answer(&self.item));
        }
        self.shown = self.read(open, today);
    }

    /// Gives a key to the field; what the field does not want moves the walk.
    fn field_key(&mut self, app: &mut App, key: Key) -> Vec<Effect> {
        match self.field.input(key) {
            Did::Nothing => match key.code {
                Code::Enter | Code::Down => self.go_on(app),
                Code::Up => self.back(app),
                _ => {
                    app.redraw = Redraw::Nothing;
                    Vec::new()
                }
            },
            did => self.did(app, did),
        }
    }

    fn did(&mut self, app: &mut App, did: Did) -> Vec<Effect> {
        match did {
            Did::Nothing | Did::Caret => {
                app.redraw = Redraw::Field;
                Vec::new()
            }
            Did::Text => {
                app.redraw = Redraw::Field;
                self.dirty = true;
                self.arm()
            }
            Did::Picked => {
                self.dirty = true;
                self.next(app)
            }
        }
    }

    fn arm(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Arm(Timer::Rest, REST)];
        if !std::mem::replace(&mut self.keeping, true) {
            effects.push(Effect::Arm(Timer::Keep, REST));
        }
        effects
    }

    fn timer(&mut self, app: &mut App, timer: Timer) -> Vec<Effect> {
        app.redraw = Redraw::Nothing;
        match timer {
            Timer::Keep => {
                self.keeping = false;
                self.keep(app)
            }
            Timer::Settle | Timer::NoCard => Vec::new(),
            Timer::Rest => {
                let now = app.open.as_ref().filter(|_| self.dirty).and_then(|open| self.read(open, app.today));
                if self.dirty && told(now.as_ref()) != told(self.shown.as_ref()) {
                    self.shown = now;
                    app.redraw = Redraw::All;
                }
                Vec::new()
            }
        }
    }

    fn keep(&self, app: &App) -> Vec<Effect> {
        match (&app.open, self.typed()) {
            (Some(open), Some(typed)) if self.dirty => {
                vec![Effect::Keep { case: open.filling.case.id, path: self.path().to_string(), typed }]
            }
            _ => Vec::new(),
        }
    }

    fn table(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let today = app.today;
        let Field::Table(table) = &mut self.field else { return Vec::new() };
        match act {
            Act::AddRow if !table.add() => {
                let most = table.most().to_string();
                app.refuse("ui-table-full", &[("rows", &most)]);
            }
            Act::EditRow => {
                table.edit();
            }
            Act::RemoveRow => {
                let (Some(row), Some(open)) = (table.row(), &mut app.open) else { return Vec::new() };
                let change = open.filling.remove_row(&self.item, row);
                let effects = open.commit(change.as_slice(), today);
                self.after_change(app);
                return effects;
            }
            _ => {}
        }
        self.after_change(app);
        Vec::new()
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        match act {
            Act::Next if !matches!(self.field, Field::Pick(_)) && !self.in_pick() => self.go_on(app),
            Act::Next => self.field_key(app, Key::plain(Code::Enter)),
            Act::Up => self.field_key(app, Key::plain(Code::Up)),
            Act::Down => self.field_key(app, Key::plain(Code::Down)),
            Act::Back => self.back(app),
            Act::Number => self.front(Front::Number(TextField::new("", false))),
            Act::States => self.front(Front::States),
            Act::Outline => {
                let effects = self.commit(app);
                self.front = Front::Outline(Scroll { at: self.at });
                effects
            }
            Act::NextProblem => self.next_problem(app),
            Act::PageDown => self.sheet(app, true),
            Act::PageUp => self.sheet(app, false),
            Act::Language => {
                app.turn_language();
                self.field.speak(app.client);
                if let Some(open) = app.open.take() {
                    self.name_columns(&open, app.client);
                    app.open = Some(open);
                }
                Vec::new()
            }
            Act::State(state) => self.state(app, state),
            Act::Undo => self.undo(app, false),
            Act::Redo => self.undo(app, true),
            Act::DateUnknown => self.date_unknown(app),
            Act::Respell => self.respell(app),
            Act::NewLine => self.new_line(app),
            Act::AddRow | Act::EditRow | Act::RemoveRow => self.table(app, act),
            Act::Close => self.close(app),
            act => self.leave(app, act),
        }
    }

    fn in_pick(&self) -> bool {
        matches!(&self.field, Field::Table(table)
            if table.cell.as_ref().is_some_and(|cell| matches!(cell.field, Field::Pick(_))))
    }

    fn front(&mut self, front: Front) -> Vec<Effect> {
        self.front = front;
        Vec::new()
    }

    fn new_line(&mut self, app: &mut App) -> Vec<Effect> {
        let begun = if let Field::Text(text) = &mut self.field { text.new_line() } else { false };
        if begun { self.did(app, Did::Text) } else { Vec::new() }
    }

    fn in_front(&mut self, app: &mut App, input: &Input) -> Option<Vec<Effect>> {
        match (&mut self.front, input) {
            (Front::Nothing, _) | (_, Input::Timer(_) | Input::Answer(_) | Input::Act(Act::Lock | Act::Quit)) => None,
            (_, Input::Act(Act::Close)) => Some(self.front(Front::Nothing)),
            (Front::Outline(_), _) => Some(self.outline(app, input)),
            (Front::Number(text), Input::Key(key)) => {
                text.input(*key);
                Some(Vec::new())
            }
            (Front::Number(text), Input::Paste(pasted)) => {
                text.paste(pasted);
                Some(Vec::new())
            }
            (Front::Number(text), Input::Act(Act::Enter)) => {
                let number = text.text().trim().to_owned();
                self.front = Front::Nothing;
                Some(self.number(app, &number))
            }
            (Front::States, Input::Key(key)) => {
                let digit = key.typed().and_then(|c| c.to_digit(10)).map(|n| n as usize);
                let state = digit.and_then(|n| STATES.get(n.wrapping_sub(1)));
                Some(if let Some(state) = state { self.state(app, *state) } else { Walk::fits_nothing(app) })
            }
            _ => Some(Vec::new()),
        }
    }
}

/// States in the order of the menu.
const STATES: [State; 5] = [State::Unknown, State::None, State::DoesNotApply, State::Declined, State::Later];

/// What is worth saying of a reading.
fn told(reading: Option<&Reading>) -> Option<(&str, &[crate::form::kind::Fault], Option<&str>)> {
    reading.map(|reading| (reading.sent.as_str(), reading.faults.as_slice(), reading.beside.as_deref()))
}

impl Page for Walk {
    fn tables(&self, app: &App) -> Vec<Table> {
        match (&self.front, &self.field) {
            (Front::Outline(_), _) => vec![keys::OUTLINE],
            (Front::Number(_) | Front::States, _) => vec![keys::ASK],
            (_, Field::Table(table)) if table.cell.is_some() && self.proposal(app).is_some() => {
                vec![keys::RESPELL, keys::ROW, keys::WALK]
            }
            (_, Field::Table(table)) if self.in_pick() && table.cell.is_some() => {
                vec![keys::LINE, keys::ROW, keys::WALK]
            }
            (_, Field::Table(table)) if table.cell.is_some() => vec![keys::ROW, keys::WALK],
            (_, Field::Table(_)) => vec![keys::TABLE, keys::WALK],
            (_, Field::Text(_)) if self.proposal(app).is_some() => vec![keys::RESPELL, keys::WALK],
            (_, Field::Text(_)) => match app.open.as_ref().and_then(|open| self.kind(open)) {
                Some(Kind::Date { partial: true, .. } | Kind::YearMonth { partial: true }) => {
                    vec![keys::DATE, keys::WALK]
                }
                Some(Kind::Multiline { .. }) => vec![keys::LINES, keys::WALK],
                _ => vec![keys::WALK],
            },
            (_, Field::Pick(_) | Field::Many(_)) => vec![keys::LINE, keys::CHOICE, keys::WALK],
            _ => vec![keys::WALK],
        }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        if let Some(effects) = self.in_front(app, &input) {
            return effects;
        }
        let effects = match input {
            Input::Act(act) => self.act(app, act),
            Input::Key(key) => self.field_key(app, key),
            Input::Paste(text) => match self.field.paste(&text) {
                Did::Nothing if self.field.chooses() => Walk::fits_nothing(app),
                did => self.did(app, did),
            },
            Input::Timer(timer) => self.timer(app, timer),
            Input::Answer(_) => {
                // A card was accepted into the case, or files changed: the item may hold something else now.
                if !self.dirty {
                    self.go(app, self.at);
                }
                Vec::new()
            }
        };
        self.narrow_cell(app);
        effects
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        if let Some(open) = &app.open {
            self.draw_page(app, open, canvas);
        }
    }

    fn draw_field(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) -> bool {
        let Some(open) = &app.open else { return false };
        let Some(item) = open.item(self.at).filter(|_| matches!(self.front, Front::Nothing)) else { return false };
        if self.field.height(&item.kind, region.width) > region.height
            && region.height < draw::most_rows(canvas, region)
        {
            return false;
        }
        self.field.draw(canvas, region, app.client);
        true
    }

    fn undecided(&self) -> bool {
        self.field.undecided()
    }

    fn numbered(&self) -> bool {
        matches!(self.front, Front::Outline(_))
    }

    fn keyed(&self) -> bool {
        matches!(self.front, Front::States)
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let Some(open) = &app.open else { return Vec::new() };
        match &self.front {
            Front::Outline(_) => self.outline_lines(app, open),
            Front::Number(_) => vec![app.say("ui-ask-number", &[])],
            Front::States => self.state_lines(app, open),
            Front::Nothing => self.item_lines(app, open),
        }
    }
}

/// Where the item's own words come from, for other screens.
#[must_use]
pub fn shown_value(open: &Open, item: &Item, today: jiff::civil::Date) -> String {
    let Some(answer) = open.filling.answer(&item.id) else { return String::new() };
    let entry = &answer.entry;
    match (&item.kind, entry.state) {
        (Kind::Table { .. }, State::Answered | State::NotAsked) => String::new(),
        (_, State::Answered) => {
            let reading = item.kind.read(&entry.typed, today);
            if reading.paper.is_empty() { entry.typed.clone() } else { reading.paper }
        }
        _ => String::new(),
    }
}
