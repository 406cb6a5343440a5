//! Going from item to item, and what a key does to an answer as a whole: its state, taking back, unknown parts of a date.

use super::super::documents::Documents;
use super::super::home::Home;
use super::super::known::Known;
use super::super::review::Review;
use super::{Front, Walk};
use crate::case::{Mark, Path};
use crate::form::kind::Value;
use crate::form::{Kind, State};
use crate::tui::app::App;
use crate::tui::clients::ClientEffect;
use crate::tui::effect::Effect;
use crate::tui::field::{Did, Field, less_of_a_date};
use crate::tui::keys::Act;
use crate::tui::open::Open;

impl Walk {
    /// Goes on, unless what is typed to narrow a list fits none of its lines: nothing would be answered by it.
    pub(super) fn go_on(&mut self, app: &mut App) -> Vec<Effect> {
        if self.field.fits_nothing() {
            return Walk::fits_nothing(app);
        }
        self.next(app)
    }

    /// Says that what is typed is no line of the list.
    pub(super) fn fits_nothing(app: &mut App) -> Vec<Effect> {
        app.refuse(if app.linear { "ui-fits-nothing-again" } else { "ui-fits-nothing-stays" }, &[]);
        Vec::new()
    }

    /// Commits and goes on: to the next cell, or the next item.
    pub(super) fn next(&mut self, app: &mut App) -> Vec<Effect> {
        let mut effects = self.commit(app);
        if let Field::Table(table) = &mut self.field
            && table.cell.is_some()
        {
            table.step(1);
            self.after_change(app);
            return effects;
        }
        let last = app.open.as_ref().is_none_or(|open| self.at + 1 >= open.lines.len());
        if last {
            app.go(Review::new(app));
        } else {
            self.go(app, self.at + 1);
        }
        effects.shrink_to_fit();
        effects
    }

    pub(super) fn back(&mut self, app: &mut App) -> Vec<Effect> {
        let effects = self.commit(app);
        if let Field::Table(table) = &mut self.field
            && table.cell.is_some()
        {
            table.step(-1);
            self.after_change(app);
            return effects;
        }
        self.go(app, self.at.saturating_sub(1));
        effects
    }

    /// The next item with a problem, after this one, round the end.
    pub(super) fn next_problem(&mut self, app: &mut App) -> Vec<Effect> {
        let effects = self.commit(app);
        let Some(open) = &app.open else { return effects };
        let count = open.lines.len();
        // What is wrong comes before what is only not answered yet.
        let wrong = |at: &usize| open.lines[*at].mark == Mark::Problem;
        let asked = |at: &usize| open.problems_of(&open.lines[*at].item).next().is_some();
        let mut ahead = (1..=count).map(|step| (self.at + step) % count);
        match ahead.clone().find(wrong).or_else(|| ahead.find(asked)) {
            Some(at) => self.go(app, at),
            None => app.tell("ui-no-problem", &[]),
        }
        effects
    }

    /// The first item of the sheet before or after.
    pub(super) fn sheet(&mut self, app: &mut App, down: bool) -> Vec<Effect> {
        let effects = self.commit(app);
        let Some(open) = &app.open else { return effects };
        let here = open.lines.get(self.at).map_or(0, |line| line.sheet);
        let at = if down {
            open.lines.iter().position(|line| line.sheet > here).unwrap_or(open.lines.len().saturating_sub(1))
        } else {
            let before = open.lines.iter().take(self.at).map(|line| line.sheet).next_back().unwrap_or(0);
            open.lines.iter().position(|line| line.sheet == before).unwrap_or(0)
        };
        self.go(app, at);
        effects
    }

    /// Goes to a number as printed; the organisation's sheets repeat numbers, so the search begins after this item.
    pub(super) fn number(&mut self, app: &mut App, number: &str) -> Vec<Effect> {
        let effects = self.commit(app);
        let Some(open) = &app.open else { return effects };
        let count = open.lines.len();
        let item = |at: usize| open.item(at);
        let fits = |at: &usize| item(*at).is_some_and(|item| item.number() == number || item.no == number);
        match (1..=count).map(|step| (self.at + step) % count).find(fits) {
            Some(at) => self.go(app, at),
            None => app.refuse("ui-no-number", &[("number", number)]),
        }
        effects
    }

    pub(super) fn undo(&mut self, app: &mut App, again: bool) -> Vec<Effect> {
        if let (true, Field::Text(text)) = (self.dirty || again, &mut self.field)
            && if again { text.redo() } else { text.undo() }
        {
            self.dirty = true;
            return self.did(app, Did::Text);
        }
        let today = app.today;
        let Some(open) = &mut app.open else { return Vec::new() };
        let change = if again { open.filling.redo() } else { open.filling.undo() };
        let Some(change) = change else {
            app.refuse(if again { "ui-nothing-to-redo" } else { "ui-nothing-to-undo" }, &[]);
            return Vec::new();
        };
        let item = change.item.clone();
        let effects = open.commit(&[change], today);
        let at = open.find(&item).unwrap_or(self.at);
        self.go(app, at);
        effects
    }

    /// Sets a state beside *answered*; what was typed is kept.
    pub(super) fn state(&mut self, app: &mut App, state: State) -> Vec<Effect> {
        self.front = Front::Nothing;
        if let Some(effects) = self.cell_state(app, state) {
            return effects;
        }
        let Some(item) = app.open.as_ref().and_then(|open| open.item(self.at)) else { return Vec::new() };
        if state != State::Later && !item.states.contains(&state) {
            let word = app.say(&format!("state-{}", state.word()), &[]);
            app.refuse("ui-state-not-here", &[("state", &word)]);
            return Vec::new();
        }
        let entry = self.entry(app, state, self.field.typed().unwrap_or_default());
        let today = app.today;
        let Some(open) = &mut app.open else { return Vec::new() };
        self.dirty = false;
        let change = open.filling.put(&Path::item(&self.item), entry);
        let mut effects = open.commit(change.as_slice(), today);
        if let Field::Table(table) = &mut self.field {
            table.cell = None;
        }
        self.after_change(app);
        effects.extend(self.next(app));
        effects
    }

    /// States that stand for an answer here: those of the column of a cell being filled, and of the item.
    pub(super) fn states_here(&self, open: &Open) -> Vec<State> {
        let Some(item) = open.item(self.at) else { return Vec::new() };
        let filling = match &self.field {
            Field::Table(table) => table.filling(),
            _ => None,
        };
        let column = match (&item.kind, filling) {
            (Kind::Table { columns, .. }, Some((id, ..))) => columns.iter().find(|known| known.id == id),
            _ => None,
        };
        column.iter().flat_map(|column| &column.states).chain(&item.states).copied().collect()
    }

    /// The same for the cell being filled, where its column takes the state; goes on to the next cell.
    fn cell_state(&mut self, app: &mut App, state: State) -> Option<Vec<Effect>> {
        let Field::Table(table) = &mut self.field else { return None };
        let (column, row, typed) = table.filling()?;
        let item = app.open.as_ref().and_then(|open| open.item(self.at))?;
        let Kind::Table { columns, .. } = &item.kind else { return None };
        columns.iter().find(|known| known.id == column && known.states.contains(&state))?;
        let entry = self.entry(app, state, typed);
        let today = app.today;
        let open = app.open.as_mut()?;
        self.dirty = false;
        let change = open.filling.put(&Path::cell(&self.item, row, &column), entry);
        let mut effects = open.commit(change.as_slice(), today);
        self.after_change(app);
        effects.extend(self.next(app));
        Some(effects)
    }

    /// Makes the day, then the month, of a date unknown.
    pub(super) fn date_unknown(&mut self, app: &mut App) -> Vec<Effect> {
        let reading = app.open.as_ref().and_then(|open| self.read(open, app.today));
        let (Some(Value::Date(date) | Value::YearMonth(date)), Field::Text(text)) =
            (reading.and_then(|reading| reading.value), &mut self.field)
        else {
            app.refuse("ui-date-first", &[]);
            return Vec::new();
        };
        match less_of_a_date(date) {
            Some(less) => {
                text.replace(&less);
                self.dirty = true;
                self.shown = app.open.as_ref().and_then(|open| self.read(open, app.today));
                self.arm()
            }
            None => {
                app.refuse("ui-date-no-less", &[]);
                Vec::new()
            }
        }
    }

    /// The spelling proposed for characters of the text that cannot be sent.
    pub(super) fn proposal(&self, app: &App) -> Option<String> {
        let reading = app.open.as_ref().and_then(|open| self.read(open, app.today))?;
        let args = reading.faults.into_iter().filter(|fault| fault.code == "unsendable").flat_map(|fault| fault.args);
        args.into_iter().find(|(name, _)| *name == "proposal").map(|(_, proposal)| proposal)
    }

    /// Puts the proposed spelling in the place of what was typed.
    pub(super) fn respell(&mut self, app: &mut App) -> Vec<Effect> {
        let Some((proposal, text)) = self.proposal(app).zip(self.text()) else { return Vec::new() };
        text.replace(&proposal);
        self.dirty = true;
        self.shown = app.open.as_ref().and_then(|open| self.read(open, app.today));
        self.arm()
    }

    pub(super) fn leave(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let mut effects = self.commit(app);
        match act {
            Act::Documents => app.go(Documents::new(app)),
            Act::Review => app.go(Review::new(app)),
            Act::Known => {
                let (page, asked) = Known::open(app);
                app.go(page);
                effects.extend(asked);
            }
            Act::Edition => {
                let case = app.open.as_ref().map(|open| open.filling.case.id);
                effects.extend(case.map(|case| ClientEffect::Edition(case).into()));
            }
            Act::Close if !self.warned && app.open.as_ref().is_some_and(Open::save_failed) => {
                // Leaving now would lose it: one more try, and a word.
                self.warned = true;
                let today = app.today;
                effects.extend(app.open.as_mut().map(|open| open.save_again(today)).unwrap_or_default());
                app.refuse("ui-close-unsaved", &[]);
            }
            Act::Close => {
                app.open = None;
                app.go(Home::default());
                effects.push(Effect::List);
            }
            _ => {}
        }
        effects
    }

    /// Ends the row, or leaves the case.
    pub(super) fn close(&mut self, app: &mut App) -> Vec<Effect> {
        let in_row = matches!(&self.field, Field::Table(table) if table.cell.is_some());
        if !in_row {
            return self.leave(app, Act::Close);
        }
        let effects = self.commit(app);
        if let Field::Table(table) = &mut self.field {
            table.cell = None;
        }
        self.after_change(app);
        effects
    }
}
