//! The card strip, on any screen: which card lies there, its PIN, and its facts beside what stands in the form.
//!
//! Nothing is written into the form unless it is accepted, item by item. The last try is spent only after the word `last`.

use super::scroll::Scroll;
use crate::case::{Fact, Path};
use crate::desk::{Desk, Family, Result, Slot, Suggestion, Tries};
use crate::text::{Lang, say};
use crate::tui::app::{App, Input};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Key;
use crate::tui::field::Secret;
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::wrap::{cells, cut};
use ratatui::layout::Rect;

/// Rows of the strip.
const ROWS: u16 = 9;
/// What has to be typed before the last try is spent.
const LAST: &str = "last";

/// The card that lies on a reader, if any.
#[must_use]
pub fn on_reader(slots: &[Slot]) -> Option<Family> {
    slots.iter().map(|slot| slot.card).find(|card| *card != Family::None)
}

/// Says which card lies there and what F3 does with it.
#[must_use]
pub fn noticed(app: &App, family: Family) -> String {
    let offers = if family == Family::MyNumber { "ui-card-there" } else { "ui-card-there-nothing" };
    format!("{}  {}", named(app, family), app.say(offers, &[]))
}

fn named(app: &App, family: Family) -> String {
    let id = format!("ui-card-{}", family.word());
    format!("{} {}", say(Lang::JA, &id, &[]), say(app.client, &id, &[]))
}

/// How far it is.
enum Step {
    /// Looking at the readers.
    Looking,
    /// A card lies there.
    Found(Family),
    /// Asking the card how many tries are left.
    Counting,
    /// The PIN is typed; `last`: one try is left, and the word for it is typed first.
    Pin {
        left: u8,
        last: bool,
        agreed: Secret,
        pin: Secret,
    },
    Reading,
    /// What the card says, each with what was decided.
    Facts(Vec<(Suggestion, Option<bool>)>, Scroll),
    /// No case is open to take the facts.
    NoCase(Vec<Fact>),
    /// What failed, and what to do.
    Failed(String, String),
}

/// The strip.
pub struct Strip {
    step: Step,
    family: Family,
}

impl Strip {
    /// Somebody asked for the card.
    #[must_use]
    pub fn asking() -> Strip {
        Strip { step: Step::Looking, family: Family::None }
    }

    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        vec![match self.step {
            Step::Pin { .. } => keys::CARD_PIN,
            Step::Facts(..) => keys::CARD_FACTS,
            _ => keys::CARD_FOUND,
        }]
    }

    /// Facts are weighed: a number points at one (linear mode).
    #[must_use]
    pub fn numbered(&self) -> bool {
        matches!(self.step, Step::Facts(..))
    }

    /// A PIN is typed (linear mode).
    #[must_use]
    pub fn secret(&self) -> bool {
        matches!(&self.step, Step::Pin { last, agreed, .. } if !*last || agreed.is(LAST))
    }

    /// What comes of an input; `false` when the strip goes away.
    pub fn update(&mut self, app: &mut App, input: Input) -> (bool, Vec<Effect>) {
        match input {
            Input::Act(Act::Close) => {
                let mut effects = Vec::new();
                if let Some(mut page) = app.page.take() {
                    // The page looks again at what the case holds now.
                    effects = page.update(app, Input::Answer(Answer::Completions(Vec::new())));
                    app.page.get_or_insert(page);
                }
                return (false, effects);
            }
            Input::Act(Act::Enter) => return (true, self.enter()),
            Input::Act(Act::Language) => app.turn_language(),
            Input::Act(act @ (Act::Accept | Act::AcceptAll | Act::Refuse | Act::Up | Act::Down)) => {
                return (true, self.decide(app, act));
            }
            Input::Key(key) => self.key(key),
            Input::Paste(text) => self.paste(&text),
            Input::Answer(answer) => return self.answer(app, answer),
            Input::Timer(_) | Input::Act(_) => {}
        }
        (true, Vec::new())
    }

    fn key(&mut self, key: Key) {
        if let Step::Pin { last, agreed, pin, .. } = &mut self.step {
            let field = if *last && !agreed.is(LAST) { agreed } else { pin };
            field.input(key);
        }
    }

    fn paste(&mut self, text: &str) {
        if let Step::Pin { last, agreed, pin, .. } = &mut self.step {
            let field = if *last && !agreed.is(LAST) { agreed } else { pin };
            field.paste(text);
        }
    }

    fn enter(&mut self) -> Vec<Effect> {
        match &self.step {
            Step::Found(_) | Step::Failed(..) => {
                self.step = Step::Looking;
                vec![Effect::Cards]
            }
            Step::Pin { last, agreed, pin, .. } if !pin.is_empty() && (!*last || agreed.is(LAST)) => {
                let effect = Effect::ReadCard { pin: pin.reveal(), last_try: *last };
                self.step = Step::Reading;
                vec![effect]
            }
            _ => Vec::new(),
        }
    }

    fn answer(&mut self, app: &mut App, answer: Answer) -> (bool, Vec<Effect>) {
        match answer {
            Answer::Cards(cards) => return (true, self.cards(app, cards)),
            Answer::Tries(tries) => self.tries(app, tries),
            Answer::Facts(facts) => self.facts(app, facts),
            _ => {}
        }
        (true, Vec::new())
    }

    /// What lies on the readers. While a card is read or its facts are weighed, it may go.
    fn cards(&mut self, app: &App, cards: Result<Vec<Slot>>) -> Vec<Effect> {
        if !matches!(self.step, Step::Looking | Step::Found(_)) {
            return Vec::new();
        }
        self.step = match cards.map(|slots| (on_reader(&slots), slots.is_empty())) {
            Ok((Some(Family::MyNumber), _)) => {
                self.family = Family::MyNumber;
                self.step = Step::Counting;
                return vec![Effect::Tries];
            }
            Ok((Some(family), _)) => {
                self.family = family;
                Step::Found(family)
            }
            Ok((None, no_reader)) => {
                let none = if no_reader { "card-no-reader" } else { "card-none" };
                Step::Failed(app.say(&format!("error-{none}"), &[]), app.say(&format!("hint-{none}"), &[]))
            }
            Err(error) => Step::Failed(error.message(app.lang), error.hint(app.lang)),
        };
        Vec::new()
    }

    fn tries(&mut self, app: &App, tries: Result<Tries>) {
        self.step = match tries.map(|tries| tries.text) {
            Ok(Some(left)) if left > 0 => {
                Step::Pin { left, last: left == 1, agreed: Secret::default(), pin: Secret::default() }
            }
            Ok(Some(_)) => Step::Failed(app.say("error-card-blocked", &[]), app.say("hint-card-blocked", &[])),
            Ok(None) => Step::Failed(app.say("error-card-other", &[]), app.say("hint-card-other", &[])),
            Err(error) => Step::Failed(error.message(app.lang), error.hint(app.lang)),
        };
    }

    fn facts(&mut self, app: &App, facts: Result<(Family, Vec<Fact>)>) {
        self.step = match (facts, &app.open) {
            (Ok((family, facts)), Some(open)) if open.filling.case.stage.editable() => {
                self.family = family;
                let offered = Desk::suggestions(&open.filling, &facts);
                Step::Facts(offered.into_iter().map(|offer| (offer, None)).collect(), Scroll::default())
            }
            (Ok((family, facts)), _) => {
                self.family = family;
                Step::NoCase(facts)
            }
            (Err(error), _) => Step::Failed(error.message(app.lang), error.hint(app.lang)),
        };
    }

    fn decide(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let family = self.family;
        let Step::Facts(offers, scroll) = &mut self.step else { return Vec::new() };
        let count = offers.len();
        let mut accepted = Vec::new();
        match act {
            Act::Up => scroll.up(count),
            Act::Down => scroll.down(count),
            Act::AcceptAll => {
                for (offer, decided) in
                    offers.iter_mut().filter(|(offer, decided)| decided.is_none() && offer.stands.is_empty())
                {
                    *decided = Some(true);
                    accepted.push(offer.clone());
                }
            }
            act => {
                if let Some((offer, decided)) = offers.get_mut(scroll.at) {
                    *decided = Some(act == Act::Accept);
                    if act == Act::Accept {
                        accepted.push(offer.clone());
                    }
                }
                scroll.down(count);
            }
        }
        take_over(app, family, &accepted)
    }

    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let (area, ink) = (canvas.area(), canvas.ink);
        let rows = ROWS.min(area.height.saturating_sub(4));
        let top = area.height - 2 - rows;
        for y in top..top + rows {
            canvas.put(0, y, area.width, &" ".repeat(usize::from(area.width)), ink.base);
        }
        canvas.rule(top);
        canvas.caret = None;
        canvas.field = None;
        let region = Rect::new(2, top + 1, area.width.saturating_sub(4), rows - 1);
        let mut y = region.y;
        for (n, line) in self.words(app).iter().enumerate() {
            let style = if n == 0 { ink.accent } else { ink.base };
            y += canvas.paragraph(Rect { y, height: region.bottom().saturating_sub(y), ..region }, line, style);
        }
        match &self.step {
            Step::Pin { last, agreed, pin, .. } if y < region.bottom() => {
                let field = if *last && !agreed.is(LAST) { agreed } else { pin };
                field.draw(canvas, Rect::new(region.x + 2, y, 16, 1));
            }
            Step::Facts(offers, scroll) => {
                let region = Rect { y, height: region.bottom().saturating_sub(y), ..region };
                draw_offers(app, canvas, region, offers, *scroll);
            }
            _ => {}
        }
    }

    /// What is said.
    fn words(&self, app: &App) -> Vec<String> {
        let named = |family| named(app, family);
        match &self.step {
            Step::Looking => vec![app.say("ui-card-looking", &[])],
            Step::Found(family) => vec![named(*family), app.say("ui-card-offers-nothing", &[])],
            Step::Counting | Step::Reading => vec![named(self.family), app.say("ui-card-reading", &[])],
            Step::Pin { left, last, agreed, .. } => {
                let left = app.say("ui-card-tries", &[("left", &left.to_string())]);
                let ask = if *last && !agreed.is(LAST) { "ui-card-last" } else { "ui-card-pin" };
                vec![named(self.family), left, app.say(ask, &[])]
            }
            Step::Facts(offers, _) if offers.is_empty() => vec![named(self.family), app.say("ui-card-no-facts", &[])],
            Step::Facts(..) => vec![app.say("ui-card-facts", &[])],
            Step::NoCase(facts) => {
                vec![named(self.family), app.say("ui-card-no-case", &[("count", &facts.len().to_string())])]
            }
            Step::Failed(what, hint) => vec![what.clone(), hint.clone()],
        }
    }

    /// The strip in lines, for linear mode.
    #[must_use]
    pub fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = self.words(app);
        if let Step::Facts(offers, scroll) = &self.step {
            for (n, (offer, decided)) in offers.iter().enumerate() {
                let here = if n == scroll.at { "*" } else { " " };
                let stands =
                    if offer.stands.is_empty() { app.say("ui-card-stands-empty", &[]) } else { offer.stands.clone() };
                let (name, sign) = (item_name(app, &offer.item), decision(*decided));
                lines.push(format!("{here}{} {sign} {name}: {} <- {stands}", n + 1, offer.value));
            }
        }
        lines
    }
}

/// Puts accepted facts into the case and saves them, together.
fn take_over(app: &mut App, family: Family, accepted: &[Suggestion]) -> Vec<Effect> {
    let (staff, now, today) = (app.staff.clone(), app.now, app.today);
    let Some(open) = &mut app.open else { return Vec::new() };
    let mut changes = Vec::new();
    for offer in accepted {
        let entry = offer.accepted(family, &staff, now);
        changes.extend(open.filling.put(&Path::item(&offer.item), entry));
    }
    open.commit(&changes, today)
}

fn decision(decided: Option<bool>) -> &'static str {
    match decided {
        None => mark::NOT_YET,
        Some(true) => mark::CHIP,
        Some(false) => mark::DOES_NOT_APPLY,
    }
}

fn item_name(app: &App, item: &str) -> String {
    let form = app.open.as_ref().map(|open| open.filling.form.clone());
    form.and_then(|form| form.item(item).map(|item| format!("{} {}", item.number(), item.label.ja))).unwrap_or_default()
}

fn draw_offers(
    app: &App,
    canvas: &mut Canvas<'_>,
    region: Rect,
    offers: &[(Suggestion, Option<bool>)],
    scroll: Scroll,
) {
    let ink = canvas.ink;
    let third = region.width / 3;
    let first = scroll.first(usize::from(region.height), offers.len());
    for (n, (offer, decided)) in offers.iter().enumerate().skip(first) {
        let y = region.y + u16::try_from(n - first).unwrap_or(0);
        if y >= region.bottom() {
            break;
        }
        let here = n == scroll.at;
        canvas.put(region.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
        canvas.put(region.x + 2, y, 1, decision(*decided), ink.good);
        canvas.put(region.x + 4, y, third - 4, &cut(&item_name(app, &offer.item), third - 5), ink.soft);
        canvas.put(
            region.x + third,
            y,
            third - 1,
            &cut(&offer.value, third - 2),
            if here { ink.chosen } else { ink.strong },
        );
        let stands = if offer.stands.is_empty() { app.say("ui-card-stands-empty", &[]) } else { offer.stands.clone() };
        let differs = app.open.as_ref().is_some_and(|open| offer.differs(&open.filling.form, app.today));
        let style = if differs { ink.problem } else { ink.soft };
        let x = region.x + 2 * third;
        let sign = if differs { "! " } else { "" };
        canvas.put(
            x,
            y,
            region.right().saturating_sub(x),
            &cut(&format!("{sign}{stands}"), cells(&stands).min(third) + 2),
            style,
        );
    }
}
