//! The counter's screens: event, keys, app (pure update), effects, view.
//!
//! A key goes from the terminal to [`event`], through the page's table in [`keys`], into [`app::App::update`], which answers
//! [`effect::Effect`]s; `runner` carries them out on the desk and brings back what came of them. [`view`] only reads.
//! The thread that reads the terminal also draws, so a key is on the screen without waiting for another thread; what the
//! other threads bring is drawn by them, one at a time. Nothing runs and nothing is drawn while nothing happens.
//!
//! To add a screen: one file in [`screen`], its keys in [`keys`], its words in `locale/*/ui.ftl`.

pub mod app;
pub mod canvas;
pub mod clients;
pub mod effect;
pub mod event;
pub mod field;
pub mod keys;
mod linear;
pub mod open;
pub mod paint;
mod runner;
pub mod screen;
mod terminal;
pub mod theme;
pub mod view;
pub mod wrap;

pub use theme::Theme;

use crate::desk::{Class, Error, Setup};
use app::{App, Redraw, Start};
use canvas::Canvas;
use effect::Effect;
use event::Event;
use jiff::Timestamp;
use paint::Painter;
use ratatui::layout::Rect;
use runner::{Post, Runner};
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How the counter is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Line after line, without cursor movement.
    pub linear: bool,
    pub theme: Theme,
    /// Staff member and passphrase of a practice counter, shown on its first screen.
    pub practice_hint: Option<(String, String)>,
}

/// Opens the counter and stays until it is left.
///
/// # Errors
/// The data folder cannot be read, or there is no terminal.
pub fn run(setup: Setup, options: Options) -> Result<(), Error> {
    let linear = options.linear;
    let size = if linear { (80, 24) } else { crossterm::terminal::size().map_err(|error| no_terminal(&error))? };
    let app = App::new(Start {
        lang: setup.lang,
        practice: setup.practice(),
        today: setup.today,
        theme: options.theme,
        size,
        staff: setup.staff_names()?,
        hint: options.practice_hint,
        now: Timestamp::now(),
    });
    if linear {
        return linear::run(app, setup).map_err(|error| no_terminal(&error));
    }
    on_screen(app, setup).map_err(|error| no_terminal(&error))
}

fn no_terminal(error: &io::Error) -> Error {
    Error::new(Class::Outside, "terminal", &[("why", &error.to_string())])
}

fn on_screen(app: App, setup: Setup) -> io::Result<()> {
    let terminal = terminal::Terminal::enter()?;
    let shared = Arc::new(Mutex::new(None));
    let post: Post = {
        let shared = shared.clone();
        Arc::new(move |event| {
            let mut counter = lock(&shared);
            if let Some(counter) = counter.as_mut() {
                counter.take(event);
                // The terminal is gone: the thread that reads it will say so.
                let _ = counter.draw();
            }
        })
    };
    let counter = Counter::new(app, Runner::start(setup, post), terminal.output()?);
    *lock(&shared) = Some(counter);
    let ended = listen(&shared);
    let counter = lock(&shared).take();
    if let Some(mut counter) = counter {
        counter.runner.close();
    }
    ended
}

fn lock(shared: &Mutex<Option<Counter>>) -> MutexGuard<'_, Option<Counter>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes what the terminal says until the counter is left; one frame for each burst.
fn listen(shared: &Mutex<Option<Counter>>) -> io::Result<()> {
    if let Some(counter) = lock(shared).as_mut() {
        counter.draw()?;
    }
    loop {
        let event = crossterm::event::read()?;
        let mut guard = lock(shared);
        let Some(counter) = guard.as_mut() else { return Ok(()) };
        counter.take_term(event);
        while !counter.left && crossterm::event::poll(Duration::ZERO)? {
            counter.take_term(crossterm::event::read()?);
        }
        if counter.left {
            return Ok(());
        }
        counter.draw()?;
    }
}

/// App, painter and runner, held by whichever thread brings an event.
struct Counter {
    app: App,
    painter: Painter<File>,
    runner: Runner,
    /// The region a typed key changes, as it was last drawn.
    field: Option<Rect>,
    left: bool,
}

impl Counter {
    fn new(app: App, runner: Runner, output: File) -> Counter {
        let painter = Painter::new(output, app.size.0, app.size.1);
        Counter { app, painter, runner, field: None, left: false }
    }

    fn take_term(&mut self, event: crossterm::event::Event) {
        if let Some(event) = Event::of(event) {
            self.take(event);
        }
    }

    fn take(&mut self, event: Event) {
        if let Event::Resize(width, height) = event {
            self.painter.resize(width, height);
        }
        for effect in self.app.update(event, Timestamp::now()) {
            match effect {
                Effect::Quit => self.left = true,
                effect => self.runner.run(effect),
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let redraw = std::mem::take(&mut self.app.redraw);
        match (redraw, self.field) {
            (Redraw::Nothing, _) => Ok(()),
            (Redraw::Field, Some(region)) => self.draw_field(region),
            _ => self.draw_all(),
        }
    }

    fn draw_all(&mut self) -> io::Result<()> {
        let area = self.painter.back().area;
        self.painter.back().reset();
        let mut canvas = Canvas::new(self.painter.back(), self.app.theme.ink());
        view::draw(&self.app, &mut canvas);
        let caret = canvas.caret;
        self.field = canvas.field;
        self.painter.show(area, caret)
    }

    fn draw_field(&mut self, region: Rect) -> io::Result<()> {
        self.painter.clear(region);
        let mut canvas = Canvas::new(self.painter.back(), self.app.theme.ink());
        canvas.fill(region);
        if !view::draw_field(&self.app, &mut canvas, region) {
            return self.draw_all();
        }
        let caret = canvas.caret;
        self.painter.show(region, caret)
    }
}
