//! What is known already, beside what stands in the form: of the client, of organisations, and what changed since the last
//! filing. Nothing is taken over unless it is accepted.

use super::client::origin;
use super::scroll::Scroll;
use super::walk::Walk;
use crate::case::{Answer, ItemChange};
use crate::desk::{Offer, japan};
use crate::form::State;
use crate::text::{Lang, say};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::clients::{ClientAnswer, ClientEffect, KnownAnswers};
use crate::tui::effect::{Answer as DeskAnswer, Effect};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use ratatui::layout::Rect;

/// The screen.
pub struct Known {
    answers: Option<Box<KnownAnswers>>,
    /// Which list is seen: the client's, each organisation's, what changed.
    list: usize,
    scroll: Scroll,
    /// Items taken over, by list.
    taken: Vec<(usize, String)>,
}

impl Known {
    /// The screen, and what has to be asked of the desk for it.
    #[must_use]
    pub fn open(app: &App) -> (Known, Vec<Effect>) {
        let case = app.open.as_ref().map(|open| open.filling.case.id);
        let effects = case.map(|case| ClientEffect::Known(case).into()).into_iter().collect();
        (Known { answers: None, list: 0, scroll: Scroll::default(), taken: Vec::new() }, effects)
    }

    fn lists(&self) -> usize {
        self.answers.as_ref().map_or(1, |known| 1 + known.organisations.len() + usize::from(known.since.is_some()))
    }

    /// The offers of the list that is seen; of what changed there are none.
    fn offers(&self) -> &[Offer] {
        match (&self.answers, self.list) {
            (Some(known), 0) => &known.client,
            (Some(known), n) => known.organisations.get(n - 1).map_or(&[], |(_, offers)| offers),
            (None, _) => &[],
        }
    }

    fn changes(&self) -> &[ItemChange] {
        let last = self.answers.as_ref().filter(|known| self.list == 1 + known.organisations.len());
        last.and_then(|known| known.since.as_ref()).map_or(&[], |since| &since.changes)
    }

    fn count(&self) -> usize {
        self.offers().len() + self.changes().len()
    }

    fn is_taken(&self, item: &str) -> bool {
        self.taken.iter().any(|(list, taken)| *list == self.list && taken == item)
    }

    fn title(&self, app: &App) -> String {
        let Some(known) = &self.answers else { return app.say("ui-working", &[]) };
        match (self.list, known.organisations.get(self.list.wrapping_sub(1)), &known.since) {
            (0, ..) => app.say("ui-known-client", &[]),
            (_, Some((name, _)), _) => app.say("ui-known-organisation", &[("name", name)]),
            (_, None, Some(since)) => {
                let (day, count) = (japan(since.filed_at).date().to_string(), since.changes.len().to_string());
                app.say("ui-known-changes", &[("number", &since.number), ("day", &day), ("count", &count)])
            }
            (_, None, None) => String::new(),
        }
    }

    /// Takes offers over and saves them, together.
    fn take(&mut self, app: &mut App, all: bool) -> Vec<Effect> {
        let wanted = |(n, offer): &(usize, &Offer)| {
            if all { offer.stands.is_none() && !self.is_taken(&offer.item) } else { *n == self.scroll.at }
        };
        let offers: Vec<Offer> =
            self.offers().iter().enumerate().filter(wanted).map(|(_, offer)| offer.clone()).collect();
        let today = app.today;
        let Some(open) = &mut app.open else { return Vec::new() };
        let changes = open.filling.take(&offers);
        self.taken.extend(offers.into_iter().map(|offer| (self.list, offer.item)));
        let effects = open.commit(&changes, today);
        app.tell_done("ui-known-taken", &[("count", &changes.len().to_string())]);
        effects
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = self.count();
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Turn => {
                self.list = (self.list + 1) % self.lists();
                self.scroll = Scroll::default();
            }
            Act::Accept => {
                let effects = self.take(app, false);
                self.scroll.down(count);
                return effects;
            }
            Act::AcceptAll => return self.take(app, true),
            Act::KeepOrganisation => {
                let case = app.open.as_ref().map(|open| open.filling.case.id);
                return case.map(|case| ClientEffect::Keep(case).into()).into_iter().collect();
            }
            Act::Close => {
                let walk = Walk::new(app);
                app.go(walk);
            }
            _ => {}
        }
        Vec::new()
    }

    fn answer(&mut self, app: &mut App, answer: ClientAnswer) -> Vec<Effect> {
        match answer {
            ClientAnswer::Known(Ok(known)) => self.answers = Some(known),
            ClientAnswer::Known(Err(error)) | ClientAnswer::Kept(Err(error)) => app.tell_error(&error),
            ClientAnswer::Kept(Ok(name)) => app.tell_done("ui-known-kept", &[("name", &name)]),
            _ => {}
        }
        Vec::new()
    }

    /// Number and label of an item, as printed.
    fn name(app: &App, item: &str, no: &str) -> String {
        let form = app.open.as_ref().map(|open| open.filling.form.clone());
        let label = form.and_then(|form| form.item(item).map(|item| item.label.ja.clone()));
        format!("{no} {}", label.unwrap_or_else(|| item.to_owned())).trim().to_owned()
    }

    /// Sign, item, what is known, what stands, where from.
    fn line(&self, app: &App, n: usize) -> Option<(&'static str, String, String, String, String)> {
        if let Some(offer) = self.offers().get(n) {
            let taken = self.is_taken(&offer.item);
            let sign = if taken {
                mark::ANSWERED
            } else if offer.stands.is_some() {
                mark::PROBLEM
            } else {
                mark::NOT_YET
            };
            let entry = &offer.answer.entry;
            let day = entry.at.map(|at| japan(at).date().to_string()).unwrap_or_default();
            let from = format!("{day} {}", origin(app, &entry.origin));
            let stands = if taken { Some(&offer.answer) } else { offer.stands.as_ref() };
            return Some((
                sign,
                Known::name(app, &offer.item, &offer.no),
                words(&offer.answer),
                stood(app, stands),
                from,
            ));
        }
        let change = self.changes().get(n)?;
        let (before, now) = (stood(app, change.before.as_ref()), stood(app, change.now.as_ref()));
        Some((" ", Known::name(app, &change.item, &change.no), before, now, String::new()))
    }
}

fn stood(app: &App, answer: Option<&Answer>) -> String {
    answer.map_or_else(|| app.say("ui-card-stands-empty", &[]), words)
}

/// An answer in words, in the language of the form.
pub(super) fn words(answer: &Answer) -> String {
    let entry = |entry: &crate::case::Entry| match entry.state {
        State::Answered => entry.typed.replace('\n', " / "),
        State::NotAsked => String::new(),
        state => say(Lang::JA, &format!("state-{}", state.word()), &[]),
    };
    let row = |row: &crate::case::Row| row.cells.values().map(entry).collect::<Vec<_>>().join(" ");
    if answer.rows.is_empty() || answer.entry.state != State::Answered {
        return entry(&answer.entry);
    }
    answer.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
}

impl Page for Known {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![if self.changes().is_empty() { keys::KNOWN } else { keys::CHANGES }]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(act) => self.act(app, act),
            Input::Answer(DeskAnswer::Clients(answer)) => self.answer(app, answer),
            _ => Vec::new(),
        }
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let title = app.open.as_ref().map(|open| super::walk::title(app, open)).unwrap_or_default();
        view::header(app, canvas, &title, &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        canvas.put_cut(body.x, body.y, body.width, &self.title(app), ink.accent);
        let region = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        if self.answers.is_some() && self.count() == 0 {
            canvas.paragraph(region, &app.say("ui-known-nothing", &[]), ink.soft);
        }
        let rows = usize::from(region.height);
        let first = self.scroll.first(rows, self.count());
        for n in (first..self.count()).take(rows) {
            let y = region.y + u16::try_from(n - first).unwrap_or(0);
            if let Some(line) = self.line(app, n) {
                draw_line(canvas, Rect { y, height: 1, ..region }, &line, n == self.scroll.at);
            }
        }
    }

    fn numbered(&self) -> bool {
        true
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![self.title(app)];
        for n in 0..self.count() {
            let Some((sign, name, known, stands, from)) = self.line(app, n) else { continue };
            let here = if n == self.scroll.at { "*" } else { " " };
            lines.push(format!("{here}{} {sign} {name}: {known} <- {stands} {from}", n + 1).trim_end().to_owned());
        }
        if self.answers.is_some() && self.count() == 0 {
            lines.push(app.say("ui-known-nothing", &[]));
        }
        lines
    }
}

/// Draws a line in columns: item, what is known, what stands, and where there is room, from where and when.
fn draw_line(
    canvas: &mut Canvas<'_>,
    region: Rect,
    (sign, name, known, stands, from): &(&str, String, String, String, String),
    here: bool,
) {
    let ink = canvas.ink;
    let from_room = if from.is_empty() { 0 } else { (region.width / 3).min(30) };
    let third = (region.width - 4 - from_room) / 3;
    canvas.put(region.x, region.y, 1, if here { mark::HERE } else { " " }, ink.accent);
    canvas.put(region.x + 2, region.y, 1, sign, if *sign == mark::PROBLEM { ink.problem } else { ink.good });
    let mut put = |n: u16, text: &str, max: u16, style| {
        canvas.put_cut(region.x + 4 + n * third, region.y, max, text, style);
    };
    put(0, name, third - 1, ink.soft);
    put(1, known, third - 1, if here { ink.chosen } else { ink.strong });
    put(2, stands, third - 1, ink.base);
    put(3, from, from_room, ink.soft);
}
