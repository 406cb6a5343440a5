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
mod glyph;
pub mod keys;
mod linear;
mod memory;
pub mod open;
pub mod paint;
pub mod picture;
mod runner;
pub mod screen;
mod terminal;
pub mod theme;
pub mod view;
pub mod wrap;

pub use theme::Theme;

use crate::desk::{Class, Error, Setup};
use crate::text::Lang;
use app::{App, Redraw, Start};
use canvas::Canvas;
use effect::Effect;
use event::{Event, Timer};
use jiff::Timestamp;
use keys::Act;
use paint::Painter;
use ratatui::layout::Rect;
use runner::{Post, Runner};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
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

/// How the counter was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// For the practice folder, or back from it, in the language that was chosen.
    Switch(Lang),
}

/// Opens the counter and stays until it is left.
///
/// # Errors
/// The data folder cannot be read, or there is no terminal.
pub fn run(setup: Setup, options: Options) -> Result<Ended, Error> {
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

/// So long after the whole screen was last drawn, memory that was needed only once goes back. A typed key needs the same again and again.
const SETTLE: Duration = Duration::from_secs(1);

fn no_terminal(error: &io::Error) -> Error {
    Error::new(Class::Outside, "terminal", &[("why", &error.to_string())])
}

fn on_screen(app: App, setup: Setup) -> io::Result<Ended> {
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
    let stops = stop_on_signal(shared.clone())?;
    let ended = listen(&shared);
    stops.close();
    end(&shared);
    ended
}

/// Finishes what the desk was given.
fn end(shared: &Mutex<Option<Counter>>) {
    let counter = lock(shared).take();
    if let Some(mut counter) = counter {
        counter.carry_out();
        counter.runner.close();
    }
}

/// Told to stop, or its terminal gone: what stands under the caret is kept, the terminal put back, and the process ends as
/// the signal says.
fn stop_on_signal(shared: Arc<Mutex<Option<Counter>>>) -> io::Result<signal_hook::iterator::Handle> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let handle = signals.handle();
    thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        if let Some(counter) = lock(&shared).as_mut() {
            counter.act(Act::Quit);
        }
        end(&shared);
        terminal::restore();
        // Only a signal that does not exist fails.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    });
    Ok(handle)
}

fn lock(shared: &Mutex<Option<Counter>>) -> MutexGuard<'_, Option<Counter>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes what the terminal says until the counter is left; one frame for each burst.
fn listen(shared: &Mutex<Option<Counter>>) -> io::Result<Ended> {
    if let Some(counter) = lock(shared).as_mut() {
        counter.draw()?;
    }
    loop {
        let event = crossterm::event::read()?;
        let mut guard = lock(shared);
        let Some(counter) = guard.as_mut() else { return Ok(Ended::Quit) };
        counter.take_term(event);
        while counter.ended.is_none() && crossterm::event::poll(Duration::ZERO)? {
            counter.take_term(crossterm::event::read()?);
        }
        if let Some(ended) = counter.ended {
            return Ok(ended);
        }
        counter.draw()?;
    }
}

/// App, painter and runner, held by whichever thread brings an event.
struct Counter {
    app: App,
    painter: Painter<File>,
    runner: Runner,
    /// What is to be done once the screen stands: waking another thread takes longer than drawing a letter.
    effects: Vec<Effect>,
    /// The region a typed key changes, as it was last drawn.
    field: Option<Rect>,
    ended: Option<Ended>,
}

impl Counter {
    fn new(app: App, runner: Runner, output: File) -> Counter {
        let painter = Painter::new(output, app.size.0, app.size.1);
        Counter { app, painter, runner, effects: Vec::new(), field: None, ended: None }
    }

    fn take_term(&mut self, event: crossterm::event::Event) {
        if let Some(event) = Event::of(event) {
            self.take(event);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Timer(Timer::Settle) => return memory::settle(),
            Event::Resize(width, height) => self.painter.resize(width, height),
            _ => {}
        }
        let effects = self.app.update(event, Timestamp::now());
        self.want(effects);
    }

    fn act(&mut self, act: Act) {
        let effects = self.app.act(act);
        self.want(effects);
    }

    fn want(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = Some(Ended::Quit),
                Effect::Switch => self.ended = Some(Ended::Switch(self.app.lang)),
                effect => self.effects.push(effect),
            }
        }
    }

    fn carry_out(&mut self) {
        for effect in self.effects.drain(..) {
            self.runner.run(effect);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let drawn = match (std::mem::take(&mut self.app.redraw), self.field) {
            (Redraw::Nothing, _) => Ok(()),
            (Redraw::Field, Some(region)) => self.draw_field(region),
            _ => self.draw_all(),
        };
        self.carry_out();
        drawn
    }

    fn draw_all(&mut self) -> io::Result<()> {
        self.effects.push(Effect::Arm(Timer::Settle, SETTLE));
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
