//! What the counter's screens know, and how it changes: a pure function of what happened. No clock, no input or output.

mod clients;
mod notice;
mod sending;

pub use notice::{Notice, Tone};

use super::canvas::Canvas;
use super::clients::ClientEffect;
use super::effect::{Answer, Effect};
use super::event::{Event, Key, Timer};
use super::keys::{self, Act, Table};
use super::open::Open;
use super::screen::{self, card::Strip};
use super::theme::Theme;
use crate::desk::{CaseLine, Client, Due, Error, Family, Filling, Result, Sending, japan};
use crate::text::{Arg, Lang, say};
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::layout::Rect;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// What could not be saved is tried again so long after.
const SAVE_AGAIN: Duration = Duration::from_secs(3);

/// What a page is given.
pub enum Input {
    Act(Act),
    /// A key no table knows: it types.
    Key(Key),
    Paste(String),
    Timer(Timer),
    Answer(Answer),
}

/// One screen.
pub trait Page: Send {
    /// The keys that work now, most special first.
    fn tables(&self, app: &App) -> Vec<Table>;
    /// What comes of an input. Another page is shown by [`App::go`].
    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect>;
    fn draw(&self, app: &App, canvas: &mut Canvas<'_>);
    /// Draws only the region a typed key changes; `false` when the whole page has to be drawn.
    fn draw_field(&self, _app: &App, _canvas: &mut Canvas<'_>, _region: Rect) -> bool {
        false
    }
    /// The same in lines, for linear mode.
    fn lines(&self, app: &App) -> Vec<String>;
    /// Only its own keys work: it must not be left by another (the recovery key is shown once).
    fn holds(&self) -> bool {
        false
    }
    /// Its lines are numbered, and a number points at one (linear mode).
    fn numbered(&self) -> bool {
        false
    }
    /// A digit answers it as it is typed (linear mode).
    fn keyed(&self) -> bool {
        false
    }
    /// What was typed fits several choices: they are told, and one is still to be named (linear mode).
    fn undecided(&self) -> bool {
        false
    }
    /// The answer to be typed is not to be seen (linear mode).
    fn secret(&self) -> bool {
        false
    }
}

/// How much has to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Redraw {
    #[default]
    Nothing,
    Field,
    All,
}

/// Whether the server was reached when it was last tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    #[default]
    NotTried,
    Up,
    Down,
}

/// How the app begins.
pub struct Start {
    pub lang: Lang,
    pub practice: bool,
    /// Date the rules are applied for, if it is not today.
    pub today: Option<Date>,
    pub theme: Theme,
    pub size: (u16, u16),
    /// Staff who may open; empty when the data folder is new.
    pub staff: Vec<String>,
    /// Name and passphrase shown on the first screen of a practice counter.
    pub hint: Option<(String, String)>,
    pub now: Timestamp,
}

/// The state of the counter.
pub struct App {
    /// Language of the staff: everything but what is read out.
    pub lang: Lang,
    /// The client's language, under the Japanese.
    pub client: Lang,
    pub practice: bool,
    pub theme: Theme,
    pub size: (u16, u16),
    pub now: Timestamp,
    pub today: Date,
    fixed_today: Option<Date>,
    pub names: Vec<String>,
    pub hint: Option<(String, String)>,
    /// Who is at the counter; empty while locked.
    pub staff: String,
    pub cases: Vec<CaseLine>,
    pub clients: Vec<Client>,
    /// What clients have to do soon, the nearest first.
    pub due: Vec<Due>,
    /// The case being begun is for a client who is known: what is known comes before its first item.
    pub known_first: bool,
    /// The case at which it was said that the client is known.
    greeted: Option<Uuid>,
    pub outbox: Vec<Sending>,
    /// When each submission began to move, and from how many bytes.
    pub moving: BTreeMap<Uuid, (Timestamp, u64)>,
    pub link: Link,
    pub open: Option<Open>,
    pub strip: Option<Strip>,
    /// A card lies on a reader and nobody has looked at it yet.
    pub card_there: Option<Family>,
    pub help: bool,
    /// Told line after line: there are no keys but Enter.
    pub linear: bool,
    pub shield: bool,
    pub notice: Option<Notice>,
    pub redraw: Redraw,
    pub page: Option<Box<dyn Page>>,
    listed: bool,
}

impl App {
    #[must_use]
    pub fn new(start: Start) -> App {
        let today = start.today.unwrap_or_else(|| japan(start.now).date());
        let client = if start.lang == Lang::JA { Lang::EN } else { start.lang };
        let mut app = App {
            lang: start.lang,
            client,
            practice: start.practice,
            theme: start.theme,
            size: start.size,
            now: start.now,
            today,
            fixed_today: start.today,
            names: start.staff,
            hint: start.hint,
            staff: String::new(),
            cases: Vec::new(),
            clients: Vec::new(),
            due: Vec::new(),
            known_first: false,
            greeted: None,
            outbox: Vec::new(),
            moving: BTreeMap::new(),
            link: Link::NotTried,
            open: None,
            strip: None,
            card_there: None,
            help: false,
            linear: false,
            shield: false,
            notice: None,
            redraw: Redraw::All,
            page: None,
            listed: false,
        };
        app.page = Some(Box::new(screen::unlock::Unlock::new(&app)));
        app
    }

    /// A sentence in the language of the staff.
    #[must_use]
    pub fn say(&self, id: &str, args: &[Arg<'_>]) -> String {
        say(self.lang, id, args)
    }

    /// Shows another page.
    pub fn go(&mut self, page: impl Page + 'static) {
        self.page = Some(Box::new(page));
    }

    /// The client's next language.
    pub fn turn_language(&mut self) {
        let others: Vec<Lang> = Lang::all().iter().copied().filter(|lang| *lang != Lang::JA).collect();
        let here = others.iter().position(|lang| *lang == self.client).map_or(0, |n| n + 1);
        if let Some(next) = others.get(here % others.len().max(1)) {
            self.client = *next;
        }
    }

    /// The tables whose keys work now.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        if self.help {
            return vec![keys::HELP];
        }
        let mut tables = match (&self.strip, &self.page) {
            (Some(strip), _) => strip.tables(),
            (None, Some(page)) => page.tables(self),
            (None, None) => Vec::new(),
        };
        if self.everywhere() {
            tables.push(keys::EVERYWHERE);
        }
        tables
    }

    /// Whether the keys that work everywhere work here.
    #[must_use]
    pub fn everywhere(&self) -> bool {
        !self.staff.is_empty() && !self.page.as_ref().is_some_and(|page| page.holds())
    }

    /// What comes of an event.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let pending = std::mem::replace(&mut self.redraw, Redraw::All);
        let effects = match event {
            Event::Key(key) => self.key(key),
            Event::Paste(_) if self.shield || self.help => Vec::new(),
            Event::Paste(text) => self.give(Input::Paste(text)),
            Event::Timer(Timer::NoCard) => self.strip_late(),
            Event::Timer(timer) => {
                let today = self.today;
                let mut effects = self.give_page(Input::Timer(timer));
                if let (Timer::Keep, Some(open)) = (timer, &mut self.open) {
                    effects.extend(open.save_again(today));
                }
                effects
            }
            Event::Resize(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            Event::Answer(answer) => {
                self.today = self.fixed_today.unwrap_or_else(|| japan(now).date());
                self.answer(answer)
            }
        };
        self.redraw = self.redraw.max(pending);
        effects
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if self.shield {
            self.shield = keys::act(&[keys::EVERYWHERE], key) != Some(Act::Shield);
            return Vec::new();
        }
        match keys::act(&self.tables(), key) {
            Some(act) => self.act(act),
            None if self.help => Vec::new(),
            None => self.give(Input::Key(key)),
        }
    }

    /// Does what a key or a word stands for.
    pub fn act(&mut self, act: Act) -> Vec<Effect> {
        self.notice = None;
        match act {
            Act::Close if self.help => {
                self.help = false;
                Vec::new()
            }
            Act::Help => {
                self.help = true;
                Vec::new()
            }
            Act::Shield => {
                self.shield = true;
                Vec::new()
            }
            Act::Lock => self.lock(),
            Act::Card if self.strip.is_none() => {
                self.card_there = None;
                self.strip = Some(Strip::asking());
                vec![Effect::Cards]
            }
            Act::Quit => {
                let mut effects = self.give_page(Input::Act(Act::Quit));
                effects.push(Effect::Quit);
                effects
            }
            act => self.give(Input::Act(act)),
        }
    }

    fn lock(&mut self) -> Vec<Effect> {
        let mut effects = self.give_page(Input::Act(Act::Lock));
        effects.push(Effect::Lock);
        self.staff.clear();
        self.cases.clear();
        self.clients.clear();
        self.due.clear();
        self.outbox.clear();
        self.open = None;
        self.strip = None;
        self.card_there = None;
        self.listed = false;
        self.page = Some(Box::new(screen::unlock::Unlock::new(self)));
        effects
    }

    fn give(&mut self, input: Input) -> Vec<Effect> {
        let said = self.notice.take().is_some();
        let effects = match self.strip.take() {
            None => self.give_page(input),
            Some(mut strip) => {
                let (stays, effects) = strip.update(self, input);
                if stays {
                    self.strip = Some(strip);
                }
                effects
            }
        };
        if said {
            self.redraw = Redraw::All;
        }
        effects
    }

    fn give_page(&mut self, input: Input) -> Vec<Effect> {
        let Some(mut page) = self.page.take() else { return Vec::new() };
        let effects = page.update(self, input);
        if self.page.is_none() {
            self.page = Some(page);
        }
        effects
    }

    fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Unlocked(Ok((staff, key))) => self.unlocked(staff, key),
            // What comes back after locking belongs to nobody.
            _ if self.staff.is_empty() && !matches!(answer, Answer::Unlocked(_)) => Vec::new(),
            Answer::Forms(came) => self.newer_forms(came),
            Answer::Listed(listed) => self.listed(listed),
            Answer::Opened(opened) => self.opened(opened),
            Answer::Saved { turn, at } => self.saved(turn, at),
            Answer::Kept(kept) => self.kept(kept),
            Answer::Deleted(Ok(())) => vec![Effect::List],
            Answer::Deleted(Err(error)) => self.failed(&error),
            Answer::Clients(answer) => self.clients(answer),
            Answer::Progress(sending) => self.progress(*sending),
            Answer::Sent(case, outcome) => self.sent(case, outcome),
            Answer::Cards(_)
            | Answer::Tries(_)
            | Answer::Facts(_)
            | Answer::Residence(_)
            | Answer::Certificates(_)
            | Answer::Picture(..) => self.card(answer),
            answer => self.give_page(Input::Answer(answer)),
        }
    }

    /// A card was asked for some time ago.
    fn strip_late(&mut self) -> Vec<Effect> {
        self.strip.as_mut().map(Strip::late);
        Vec::new()
    }

    fn failed(&mut self, error: &Error) -> Vec<Effect> {
        self.tell_error(error);
        Vec::new()
    }

    fn unlocked(&mut self, staff: String, key: Option<SecretString>) -> Vec<Effect> {
        if !self.names.contains(&staff) {
            self.names.push(staff.clone());
        }
        self.staff = staff;
        // A practice folder is thrown away, not recovered.
        match key.filter(|_| self.hint.is_none()) {
            Some(key) => self.go(screen::recovery::Recovery::new(key)),
            None => self.go(screen::home::Home::default()),
        }
        vec![Effect::List, Effect::Forms, Effect::Cards, Effect::Watch]
    }

    fn listed(&mut self, listed: Result<(Vec<CaseLine>, Vec<Sending>)>) -> Vec<Effect> {
        match listed {
            Ok((cases, outbox)) => {
                self.cases = cases;
                self.outbox = outbox;
                let mut effects = vec![ClientEffect::List.into()];
                if !std::mem::replace(&mut self.listed, true) {
                    effects.extend(self.outbox.iter().map(|sending| Effect::Send(sending.case)));
                }
                effects
            }
            Err(error) => self.failed(&error),
        }
    }

    fn opened(&mut self, opened: Result<(Box<Filling>, Option<(String, String)>)>) -> Vec<Effect> {
        match opened {
            Ok((filling, caret)) => {
                let stage = filling.case.stage;
                let id = filling.case.id;
                let open = Open::new(*filling, caret, self.today);
                self.open = Some(open);
                let mut effects = screen::show_case(self, stage, id);
                effects.extend(self.before_the_walk(stage));
                effects
            }
            Err(error) => {
                self.known_first = false;
                self.failed(&error)
            }
        }
    }

    fn saved(&mut self, turn: u64, at: Result<Timestamp>) -> Vec<Effect> {
        match (at, &mut self.open) {
            (Ok(at), Some(open)) => {
                open.saved(turn, at);
                self.greet();
            }
            (Err(error), open) => {
                if let Some(open) = open {
                    open.not_saved(turn);
                }
                self.tell_error(&error);
                return vec![Effect::Arm(Timer::Keep, SAVE_AGAIN)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn kept(&mut self, kept: Result<Timestamp>) -> Vec<Effect> {
        match kept {
            // The time in the header moves with the next redraw.
            Ok(at) => {
                self.redraw = Redraw::Nothing;
                if let Some(open) = &mut self.open {
                    open.saved_at = Some(at);
                }
                Vec::new()
            }
            Err(error) => self.failed(&error),
        }
    }

    fn card(&mut self, answer: Answer) -> Vec<Effect> {
        if let (Answer::Cards(slots), None) = (&answer, &self.strip) {
            let before = self.card_there;
            self.card_there = slots.as_ref().ok().and_then(|slots| screen::card::on_reader(slots));
            if self.card_there == before {
                self.redraw = Redraw::Nothing;
            }
            return Vec::new();
        }
        match self.strip.take() {
            Some(mut strip) => {
                let (stays, effects) = strip.update(self, Input::Answer(answer));
                if stays {
                    self.strip = Some(strip);
                }
                effects
            }
            None => self.give_page(Input::Answer(answer)),
        }
    }
}
