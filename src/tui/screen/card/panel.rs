//! The card panel: everything a card said, as it stands on the card and as the form takes it, whether the card is genuine, and its pictures when asked.

use super::draw::item_label;
use crate::case::Fact;
use crate::desk::{Certificates, Detail, Genuine, Residence, Result, Why};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::screen::scroll::Scroll;
use crate::tui::wrap::{cells, cut};
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;

/// Cells of the photo at most.
const PHOTO: Size = Size { width: 30, height: 18 };
/// Rows of the screen that are not a picture's: title, verdict, rule, its name, and the two last lines.
const AROUND: u16 = 7;
/// Rows of the verdict at most.
const VERDICT: u16 = 5;
/// Message that names the photo.
const FACE: &str = "ui-card-picture-face";

/// What a card said.
pub struct Told {
    pub details: Vec<Detail>,
    /// Asked of residence cards.
    pub genuine: Option<Genuine>,
    /// Items that such a card has and that were not read.
    pub unread: Vec<&'static str>,
    /// What they show, as a message, and the picture; none on most cards.
    pub pictures: Vec<(&'static str, Vec<u8>)>,
    /// Of a My Number card.
    pub certificates: Option<Certificates>,
}

impl Told {
    pub fn of_residence(card: Residence) -> Told {
        // The first generation has the whole front as a picture, the second the name alone.
        let front = if card.address.is_empty() { "ui-card-picture-front" } else { "ui-card-picture-name" };
        let pictures = [(FACE, card.face), (front, card.front), ("ui-card-picture-address", card.address)];
        Told {
            details: card.details,
            genuine: Some(card.genuine),
            unread: card.unread,
            pictures: pictures.into_iter().filter(|(_, picture)| !picture.is_empty()).collect(),
            certificates: None,
        }
    }

    /// The residence side of a 特定在留カード, beside what its My Number side said.
    pub fn add_residence(&mut self, card: Residence) {
        self.details.extend(card.details);
        self.genuine = Some(card.genuine);
        self.unread = card.unread;
        // What the My Number side said is not missing.
        self.unread.retain(|item| self.details.iter().all(|detail| detail.item != *item));
    }

    pub fn of_facts(facts: &[Fact]) -> Told {
        let detail = |fact: &Fact| Detail {
            item: fact.item.clone(),
            raw: fact.value.clone(),
            value: fact.value.clone(),
            checked: fact.checked,
        };
        Told {
            details: facts.iter().map(detail).collect(),
            genuine: None,
            unread: Vec::new(),
            pictures: Vec::new(),
            certificates: None,
        }
    }

    /// How many lines there are.
    fn count(&self) -> usize {
        self.details.len() + self.unread.len() + self.certificates.as_ref().map_or(0, |_| CERTIFICATE_ROWS)
    }

    /// Label, value, and what stands beside it, one line each.
    fn rows(&self, app: &App) -> Vec<(String, String, String)> {
        let row = |detail: &Detail| (item_label(app, &detail.item), detail.value.clone(), beside(app, detail));
        let mut rows: Vec<_> = self.details.iter().map(row).collect();
        let not_read = || app.say("ui-card-unread", &[]);
        rows.extend(self.unread.iter().map(|item| (item_label(app, item), not_read(), String::new())));
        rows.extend(self.certificates.iter().flat_map(|certificates| certificate_rows(app, certificates)));
        rows
    }
}

/// Lines of the certificates.
const CERTIFICATE_ROWS: usize = 4;

/// The ends of a My Number card's certificates, and its tries.
fn certificate_rows(app: &App, certificates: &Certificates) -> [(String, String, String); CERTIFICATE_ROWS] {
    let row = |id: &str, value: String| (app.say(id, &[]), value, String::new());
    let left = |tries: Option<u8>| tries.map_or_else(|| "–".to_owned(), |left| left.to_string());
    let tries = certificates.tries;
    let each = [("text", &*left(tries.text)), ("auth", &*left(tries.auth)), ("sign", &*left(tries.sign))];
    [
        row("ui-card-certificate-issuer", certificates.auth.issuer.clone()),
        row("ui-card-authority-auth", certificates.auth_authority.until.to_string()),
        row("ui-card-authority-sign", certificates.sign_authority.until.to_string()),
        row("ui-card-tries-of", app.say("ui-card-tries-each", &each)),
    ]
}

/// The panel of a card.
pub struct Panel {
    scroll: Scroll,
    /// Which of the card's pictures is asked for.
    at: Option<usize>,
    picture: Picture,
}

enum Picture {
    NotAsked,
    Asked,
    Shown(Box<Protocol>),
    /// Why there is none.
    Not(String),
}

impl Panel {
    pub fn new() -> Panel {
        Panel { scroll: Scroll::default(), at: None, picture: Picture::NotAsked }
    }

    /// Asks for the next picture, or after the last puts it away.
    pub fn next_picture(&mut self, app: &App, told: &Told) -> Option<Effect> {
        let next = self.at.map_or(0, |at| at + 1);
        self.at = (next < told.pictures.len()).then_some(next);
        self.picture = if self.at.is_some() { Picture::Asked } else { Picture::NotAsked };
        let whole = Size::new(app.size.0.saturating_sub(2), app.size.1.saturating_sub(AROUND));
        let photo = Size { width: PHOTO.width, height: PHOTO.height.min(whole.height) };
        let (name, bytes) = told.pictures.get(next)?;
        Some(Effect::Picture { at: next, bytes: bytes.clone(), room: if *name == FACE { photo } else { whole } })
    }

    /// The picture asked for; one that comes late, when another is asked for, is left out.
    pub fn picture(&mut self, app: &App, at: usize, made: Result<Protocol>) {
        if !matches!(self.picture, Picture::Asked) || self.at != Some(at) {
            return;
        }
        self.picture = match made {
            Ok(protocol) => Picture::Shown(Box::new(protocol)),
            Err(error) => Picture::Not(error.message(app.lang)),
        };
    }

    pub fn scroll(&mut self, up: bool, told: &Told) {
        let count = told.count();
        if up { self.scroll.up(count) } else { self.scroll.down(count) }
    }

    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>, title: &str, told: &Told) {
        let (area, ink) = (canvas.area(), canvas.ink);
        for y in 0..area.height.saturating_sub(2) {
            canvas.put(0, y, area.width, &" ".repeat(usize::from(area.width)), ink.base);
        }
        canvas.caret = None;
        canvas.field = None;
        canvas.put(1, 0, area.width.saturating_sub(2), title, ink.accent);
        let style = if matches!(told.genuine, Some(Genuine::No(_))) { ink.problem } else { ink.base };
        let words = told.genuine.map(|genuine| verdict(app, genuine)).unwrap_or_default();
        let used = canvas.paragraph(Rect::new(1, 1, area.width.saturating_sub(2), VERDICT), &words, style);
        canvas.rule(1 + used);
        let top = 2 + used;
        let body = Rect::new(1, top, area.width.saturating_sub(2), area.height.saturating_sub(top + 2));
        let room = self.draw_picture(app, canvas, body, told);
        draw_rows(canvas, room, self.scroll, &told.rows(app));
    }

    /// The photo on the right, a picture of words over all of it; the room that is left for words.
    fn draw_picture(&self, app: &App, canvas: &mut Canvas<'_>, body: Rect, told: &Told) -> Rect {
        let Some((name, _)) = self.at.and_then(|at| told.pictures.get(at)) else { return body };
        let width = if *name == FACE { PHOTO.width.min(body.width / 2) } else { body.width };
        let place = Rect { x: body.right() - width, width, ..body };
        let ink = canvas.ink;
        canvas.put(place.x, place.y, width, &app.say(name, &[]), ink.soft);
        let place = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
        match &self.picture {
            Picture::NotAsked => {}
            Picture::Asked => {
                canvas.paragraph(place, &app.say("ui-card-picture-coming", &[]), ink.soft);
            }
            Picture::Shown(protocol) => Image::new(protocol).render(place, canvas.buffer),
            Picture::Not(why) => {
                canvas.paragraph(place, why, ink.problem);
            }
        }
        Rect { width: body.width.saturating_sub(width + 1), ..body }
    }

    /// The panel in lines.
    pub fn lines(&self, app: &App, title: &str, told: &Told) -> Vec<String> {
        let mut lines = vec![title.to_owned()];
        lines.extend(told.genuine.map(|genuine| verdict(app, genuine)));
        lines.extend(told.rows(app).into_iter().map(|(label, value, more)| format!("{label}: {value}{more}")));
        if self.at.is_some() {
            lines.push(app.say("ui-card-picture-not-here", &[]));
        }
        lines
    }
}

fn draw_rows(canvas: &mut Canvas<'_>, room: Rect, scroll: Scroll, rows: &[(String, String, String)]) {
    let ink = canvas.ink;
    // As wide as the words are, within reason: one width for all rows, also those scrolled away.
    let widest = rows.iter().map(|(name, ..)| cells(name) + 1).max().unwrap_or_default();
    let label = widest.clamp(room.width / 3, room.width / 2);
    let first = scroll.first(usize::from(room.height), rows.len());
    for (y, (name, value, more)) in (room.y..room.bottom()).zip(rows.iter().skip(first)) {
        canvas.put(room.x, y, label, &cut(name, label.saturating_sub(1)), ink.soft);
        let width = room.width - label;
        let x = canvas.put_cut(room.x + label, y, width, value, ink.strong);
        let left = room.right().saturating_sub(x);
        canvas.put(x, y, left, &cut(more, left.min(cells(more))), ink.soft);
    }
}

/// The verdict and its reason.
pub fn verdict(app: &App, genuine: Genuine) -> String {
    let told = app.say(&format!("card-genuine-{}", genuine.word()), &[]);
    match genuine.why().map(Why::word) {
        None => told,
        Some(why) => format!("{told} {}", app.say(&format!("card-why-{why}"), &[])),
    }
}

/// What stands on the card and what the paper shows, where either is another text than the value; and whether the meaning is sure.
fn beside(app: &App, detail: &Detail) -> String {
    let raw = (detail.raw != detail.value).then(|| format!("  ← {}", detail.raw));
    let paper = on_paper(app, detail).map(|paper| format!("  = {paper}"));
    let unsure = (!detail.checked).then(|| format!("  {}", app.say("ui-card-not-checked", &[])));
    [raw, paper, unsure].into_iter().flatten().collect()
}

/// How the form in hand writes it.
fn on_paper(app: &App, detail: &Detail) -> Option<String> {
    let item = app.open.as_ref()?.filling.form.item(&detail.item)?;
    let reading = item.kind.read(&detail.value, app.today);
    let told = reading.beside.unwrap_or(reading.paper);
    (reading.faults.is_empty() && !told.is_empty() && told != detail.value).then_some(told)
}
