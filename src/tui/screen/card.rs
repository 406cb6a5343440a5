//! The card strip, on any screen: which card lies there, its PIN, and its facts beside what stands in the form.
//!
//! Nothing is written into the form unless it is accepted, item by item. The last try is spent only after the word `last`. A card laid down
//! while the strip says what failed begins anew by itself.

mod draw;
mod panel;

use super::scroll::Scroll;
use crate::case::{Fact, Path};
use crate::desk::{Certificates, Desk, Detail, Family, Residence, Result, Slot, Suggestion, Tries};
use crate::text::{Lang, say};
use crate::tui::app::{App, Input};
use crate::tui::clients::ClientEffect;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::{Key, Timer};
use crate::tui::field::{Secret, TextField};
use crate::tui::keys::{self, Act, Table};
use panel::{Panel, Told};
use std::time::Duration;

/// So long after a card was asked for, and none has come, it is said what may be wrong.
const LATE: Duration = Duration::from_secs(5);
/// Item with the number of a residence card.
const NUMBER: &str = "residence_card_number";
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
    let offers = match reads(family) {
        Reads::WithPin => "ui-card-there",
        Reads::WithNumber => "ui-card-there-residence",
        Reads::Nothing => "ui-card-there-nothing",
    };
    format!("{}  {}", named(app, family), app.say(offers, &[]))
}

fn named(app: &App, family: Family) -> String {
    let id = format!("ui-card-{}", family.word());
    format!("{} {}", say(Lang::JA, &id, &[]), say(app.client, &id, &[]))
}

/// What opens a card.
enum Reads {
    WithPin,
    WithNumber,
    Nothing,
}

/// A 特定在留カード is read as the My Number card it also is.
fn reads(family: Family) -> Reads {
    match family {
        Family::MyNumber | Family::ResidenceSpecial => Reads::WithPin,
        Family::Residence1 | Family::Residence2 | Family::SpecialPermanent => Reads::WithNumber,
        Family::Other | Family::None => Reads::Nothing,
    }
}

/// How far it is.
enum Step {
    /// Looking at the readers.
    Looking,
    /// No card lies there; `late`: none has come for a while.
    Waiting {
        late: bool,
    },
    /// The number of the residence card is typed.
    Number(TextField),
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
    /// There is no reader, or no service to ask for one: what is missing and a hint. It ends by itself when readers are there.
    Missing(String, String),
}

/// The strip.
pub struct Strip {
    step: Step,
    family: Family,
    /// What the card said.
    told: Option<Told>,
    /// Open over the screen.
    panel: Option<Panel>,
}

impl Strip {
    /// Somebody asked for the card.
    #[must_use]
    pub fn asking() -> Strip {
        Strip { step: Step::Looking, family: Family::None, told: None, panel: None }
    }

    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        if self.panel.is_some() {
            let pictures = self.told.as_ref().is_some_and(|told| !told.pictures.is_empty());
            let more: &[Table] = if pictures { &[keys::CARD_PICTURES] } else { &[] };
            return [more, &[keys::CARD_PANEL]].concat();
        }
        let mut tables = vec![match self.step {
            Step::Pin { .. } | Step::Number(_) => keys::CARD_PIN,
            Step::Facts(..) => keys::CARD_FACTS,
            _ => keys::CARD_FOUND,
        }];
        if self.told.is_some() && matches!(self.step, Step::Facts(..) | Step::NoCase(_)) {
            tables.insert(0, keys::CARD_READ);
        }
        tables
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
        if let Some(effects) = self.on_panel(app, &input) {
            return (true, effects);
        }
        match input {
            Input::Act(Act::Details) => return (true, self.open_panel()),
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

    /// What the panel makes of an input; `None` when it is not the panel's.
    fn on_panel(&mut self, app: &App, input: &Input) -> Option<Vec<Effect>> {
        let (panel, told) = (self.panel.as_mut()?, self.told.as_ref()?);
        match input {
            Input::Act(Act::Close) => self.panel = None,
            Input::Act(act @ (Act::Up | Act::Down)) => panel.scroll(*act == Act::Up, told),
            Input::Act(Act::Picture) => {
                return Some(panel.next_picture(app, told).into_iter().collect());
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Everything the card said; a My Number card is asked for its certificates, and a 特定在留カード for what its residence side says.
    fn open_panel(&mut self) -> Vec<Effect> {
        self.panel = self.told.is_some().then(Panel::new);
        if self.panel.is_none() || !matches!(reads(self.family), Reads::WithPin) {
            return Vec::new();
        }
        let mut effects = vec![Effect::Certificates];
        if self.family == Family::ResidenceSpecial && self.genuine().is_none() {
            effects.push(Effect::ReadResidence(None));
        }
        effects
    }

    /// No card has come for a while.
    pub fn late(&mut self) {
        if let Step::Waiting { late } = &mut self.step {
            *late = true;
        }
    }

    fn key(&mut self, key: Key) {
        if let Step::Number(field) = &mut self.step {
            field.input(key);
        }
        if let Step::Pin { last, agreed, pin, .. } = &mut self.step {
            let field = if *last && !agreed.is(LAST) { agreed } else { pin };
            field.input(key);
        }
    }

    fn paste(&mut self, text: &str) {
        if let Step::Number(field) = &mut self.step {
            field.paste(text);
        }
        if let Step::Pin { last, agreed, pin, .. } = &mut self.step {
            let field = if *last && !agreed.is(LAST) { agreed } else { pin };
            field.paste(text);
        }
    }

    fn enter(&mut self) -> Vec<Effect> {
        match &mut self.step {
            // Another word than the one asked for begins anew.
            Step::Pin { last: true, agreed, .. } if !agreed.is(LAST) => {
                agreed.clear();
                Vec::new()
            }
            Step::Found(_) | Step::Failed(..) | Step::Missing(..) | Step::Waiting { .. } => {
                self.step = Step::Looking;
                vec![Effect::Cards]
            }
            Step::Number(field) if !field.is_empty() => {
                let effect = Effect::ReadResidence(Some(field.text()));
                self.step = Step::Reading;
                vec![effect]
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
            Answer::Facts(facts) => {
                self.told = facts.as_ref().ok().map(|(_, facts)| Told::of_facts(facts));
                self.facts(app, facts);
            }
            Answer::Certificates(certificates) => self.certificates(app, certificates),
            Answer::Residence(card) => self.read(app, card),
            Answer::Picture(at, made) => {
                if let Some(panel) = &mut self.panel {
                    panel.picture(app, at, made);
                }
            }
            _ => {}
        }
        (true, Vec::new())
    }

    /// What lies on the readers. While a card is read or its facts are weighed, it may go, and
    /// while a PIN is typed, but not its reader; a card that comes when something had failed begins anew.
    fn cards(&mut self, app: &App, cards: Result<Vec<Slot>>) -> Vec<Effect> {
        let there = cards.as_ref().ok().and_then(|slots| on_reader(slots));
        let looking = matches!(self.step, Step::Looking | Step::Found(_) | Step::Missing(..) | Step::Waiting { .. });
        let anew = there.is_some() && matches!(self.step, Step::Failed(..));
        let unplugged =
            cards.as_ref().map_or(true, Vec::is_empty) && matches!(self.step, Step::Pin { .. } | Step::Number(_));
        if !looking && !anew && !unplugged {
            return Vec::new();
        }
        if let Some(family) = there {
            return self.found(app, family);
        }
        match cards {
            Ok(slots) if slots.is_empty() => {
                let say = |id: &str| app.say(id, &[]);
                self.step = Step::Missing(say("error-card-no-reader"), say("hint-card-no-reader"));
            }
            Ok(_) if matches!(self.step, Step::Waiting { .. }) => {}
            Ok(_) => {
                self.step = Step::Waiting { late: false };
                return vec![Effect::Arm(Timer::NoCard, LATE)];
            }
            Err(error) => self.step = Step::Missing(error.message(app.lang), error.hint(app.lang)),
        }
        Vec::new()
    }

    /// A card lies there: what opens it is asked for.
    fn found(&mut self, app: &App, family: Family) -> Vec<Effect> {
        self.family = family;
        self.step = match reads(family) {
            Reads::WithPin => {
                self.step = Step::Counting;
                return vec![Effect::Tries];
            }
            Reads::WithNumber => {
                let entry = app.open.as_ref().and_then(|open| open.filling.entry(&Path::item(NUMBER)));
                Step::Number(TextField::new(entry.map_or("", |entry| entry.typed.as_str()), false))
            }
            Reads::Nothing => Step::Found(family),
        };
        Vec::new()
    }

    fn read(&mut self, app: &mut App, card: Result<Box<Residence>>) {
        if let (Some(_), Some(told)) = (&self.panel, &mut self.told) {
            match card {
                Ok(card) => told.add_residence(*card),
                Err(error) => app.tell_error(&error),
            }
            return;
        }
        let facts = card.map(|card| {
            let facts = (card.card, card.facts());
            self.told = Some(Told::of_residence(*card));
            facts
        });
        self.facts(app, facts);
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

    fn certificates(&mut self, app: &mut App, certificates: Result<Certificates>) {
        match (certificates, &mut self.told) {
            (Ok(certificates), Some(told)) => told.certificates = Some(certificates),
            (Err(error), _) => app.tell_error(&error),
            (Ok(_), None) => {}
        }
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
        let mut effects = take_over(app, family, &accepted);
        effects.extend(self.remembered(app).filter(|_| !accepted.is_empty()));
        effects
    }

    /// What is remembered of the client, once something of the card was taken over.
    fn remembered(&self, app: &App) -> Option<Effect> {
        let (case, told) = (app.open.as_ref()?.filling.case.id, self.told.as_ref()?);
        let facts = told.details.iter().map(Detail::fact).collect();
        Some(ClientEffect::OfCard { case, family: self.family, facts }.into())
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
