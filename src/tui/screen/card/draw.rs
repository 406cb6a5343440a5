//! The strip on the screen and in lines. Only reads.

use super::panel::verdict;
use super::{LAST, Step, Strip, named};
use crate::case::Origin;
use crate::desk::{Genuine, Suggestion};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::screen::scroll::Scroll;
use crate::tui::theme::mark;
use crate::tui::wrap::{cells, cut};
use ratatui::layout::Rect;

/// Rows of the strip.
const ROWS: u16 = 9;

impl Strip {
    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        if let (Some(panel), Some(told)) = (&self.panel, &self.told) {
            return panel.draw(app, canvas, &named(app, self.family), told);
        }
        let (ink, region) = (canvas.ink, canvas.panel(ROWS));
        canvas.caret = None;
        canvas.field = None;
        let mut y = region.y;
        for (n, line) in self.words(app).iter().enumerate() {
            let false_card = matches!(self.genuine(), Some(Genuine::No(_)));
            let style = match n {
                0 => ink.accent,
                1 if false_card => ink.problem,
                _ => ink.base,
            };
            y += canvas.paragraph(Rect { y, height: region.bottom().saturating_sub(y), ..region }, line, style);
        }
        match &self.step {
            Step::Pin { last, agreed, pin, .. } if y < region.bottom() => {
                let field = if *last && !agreed.is(LAST) { agreed } else { pin };
                field.draw(canvas, Rect::new(region.x + 2, y, 16, 1));
            }
            Step::Number(field) if y < region.bottom() => {
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
            Step::Waiting { late: false } => vec![app.say("ui-card-lay", &[])],
            Step::Waiting { late: true } => vec![app.say("ui-card-lay", &[]), app.say("ui-card-late", &[])],
            Step::Number(_) => vec![named(self.family), app.say("ui-card-number", &[])],
            Step::Facts(offers, _) if offers.is_empty() => vec![named(self.family), app.say("ui-card-no-facts", &[])],
            Step::Facts(..) => self.with_verdict(app, app.say("ui-card-facts", &[])),
            Step::NoCase(facts) => {
                let mut words = self.with_verdict(app, named(self.family));
                words.push(app.say("ui-card-no-case", &[("count", &facts.len().to_string())]));
                words
            }
            Step::Failed(what, hint) | Step::Missing(what, hint) => vec![what.clone(), hint.clone()],
        }
    }

    pub(super) fn genuine(&self) -> Option<Genuine> {
        self.told.as_ref().and_then(|told| told.genuine)
    }

    /// A sentence, and whether the residence card is genuine.
    fn with_verdict(&self, app: &App, first: String) -> Vec<String> {
        let told = self.genuine().map(|genuine| verdict(app, genuine));
        std::iter::once(first).chain(told).collect()
    }

    /// The strip in lines, for linear mode.
    #[must_use]
    pub fn lines(&self, app: &App) -> Vec<String> {
        if let (Some(panel), Some(told)) = (&self.panel, &self.told) {
            return panel.lines(app, &named(app, self.family), told);
        }
        let mut lines = self.words(app);
        match &self.step {
            // Nothing comes by itself here, so all is said at once.
            Step::Waiting { .. } => lines = vec![app.say("ui-card-lay", &[]), app.say("ui-card-late", &[])],
            Step::Number(field) if !field.is_empty() => lines.push(field.text()),
            _ => {}
        }
        if let Step::Facts(offers, scroll) = &self.step {
            for (n, (offer, decided)) in offers.iter().enumerate() {
                let here = if n == scroll.at { "*" } else { " " };
                let stands = stands(app, offer);
                let (name, sign) = (item_name(app, &offer.item), decision(*decided));
                lines.push(format!("{here}{} {sign} {name}: {} <- {stands}", n + 1, offer.value));
            }
        }
        lines
    }
}

fn decision(decided: Option<bool>) -> &'static str {
    match decided {
        None => mark::NOT_YET,
        Some(true) => mark::CHIP,
        Some(false) => mark::DOES_NOT_APPLY,
    }
}

/// What the card says, and how the form writes it where there is room for both.
fn value(app: &App, offer: &Suggestion, room: u16) -> String {
    let form = app.open.as_ref().map(|open| &open.filling.form);
    let converted =
        form.and_then(|form| offer.converted(form, app.today)).map(|told| format!("{} = {told}", offer.value));
    converted.filter(|both| cells(both) <= room).unwrap_or_else(|| offer.value.clone())
}

/// What stands in the form, and where it came from when nobody typed it here.
fn stands(app: &App, offer: &Suggestion) -> String {
    match &offer.origin {
        _ if offer.stands.is_empty() => app.say("ui-card-stands-empty", &[]),
        Origin::EarlierCase(_) => app.say("ui-card-stands-earlier", &[("stands", &offer.stands)]),
        Origin::Typed | Origin::Chip(_) | Origin::Organisation(_) | Origin::Batch => offer.stands.clone(),
    }
}

/// The name of an item in the form, or what a card calls what no form has.
pub(super) fn item_label(app: &App, item: &str) -> String {
    let name = item_name(app, item);
    if name.is_empty() { app.say(&format!("ui-card-detail-{}", item.replace('_', "-")), &[]) } else { name }
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
            &cut(&value(app, offer, third - 2), third - 2),
            if here { ink.chosen } else { ink.strong },
        );
        let stands = stands(app, offer);
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
