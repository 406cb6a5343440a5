//! The card panel: everything a card said, as it stands on the card and as the form takes it, whether the card is genuine, and its photo when asked.

use super::draw::item_label;
use crate::case::Fact;
use crate::desk::{Certificates, Detail, Genuine, Residence, Result, Why};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::screen::scroll::Scroll;
use crate::tui::wrap::{cells, cut};
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;

/// Cells of the photo at most.
const PHOTO: Size = Size { width: 30, height: 18 };
/// Rows of the screen that are not the panel's: title, verdict, rule, and the two last lines.
const AROUND: u16 = 6;

/// What a card said.
pub struct Told {
    pub details: Vec<Detail>,
    /// Asked of residence cards.
    pub genuine: Option<Genuine>,
    /// Empty: the card has none.
    pub face: Vec<u8>,
    /// Of a My Number card.
    pub certificates: Option<Certificates>,
}

impl Told {
    pub fn of_residence(card: Residence) -> Told {
        Told { details: card.details, genuine: Some(card.genuine), face: card.face, certificates: None }
    }

    pub fn of_facts(facts: &[Fact]) -> Told {
        let detail = |fact: &Fact| Detail {
            item: fact.item.clone(),
            raw: fact.value.clone(),
            value: fact.value.clone(),
            checked: fact.checked,
        };
        Told { details: facts.iter().map(detail).collect(), genuine: None, face: Vec::new(), certificates: None }
    }

    /// Label, value, and what stands beside it, one line each.
    fn rows(&self, app: &App) -> Vec<(String, String, String)> {
        let row = |detail: &Detail| (item_label(app, &detail.item), detail.value.clone(), beside(app, detail));
        let mut rows: Vec<_> = self.details.iter().map(row).collect();
        rows.extend(self.certificates.iter().flat_map(|certificates| certificate_rows(app, certificates)));
        rows
    }
}

/// The ends of a My Number card's certificates, and its tries.
fn certificate_rows(app: &App, certificates: &Certificates) -> Vec<(String, String, String)> {
    let row = |id: &str, value: String| (app.say(id, &[]), value, String::new());
    let left = |tries: Option<u8>| tries.map_or_else(|| "–".to_owned(), |left| left.to_string());
    let tries = certificates.tries;
    let each = [("text", &*left(tries.text)), ("auth", &*left(tries.auth)), ("sign", &*left(tries.sign))];
    vec![
        row("ui-card-authority-auth", certificates.auth_authority.until.to_string()),
        row("ui-card-authority-sign", certificates.sign_authority.until.to_string()),
        row("ui-card-tries-of", app.say("ui-card-tries-each", &each)),
    ]
}

/// The panel of a card.
pub struct Panel {
    scroll: Scroll,
    photo: Photo,
}

enum Photo {
    NotAsked,
    Asked,
    Shown(Box<Protocol>),
    /// Why there is none.
    Not(String),
}

impl Panel {
    pub fn new() -> Panel {
        Panel { scroll: Scroll::default(), photo: Photo::NotAsked }
    }

    /// Asks for the photo, or puts it away; the room it may take, if it is to be made.
    pub fn ask_photo(&mut self, app: &App) -> Option<Size> {
        let asked = matches!(self.photo, Photo::NotAsked);
        self.photo = if asked { Photo::Asked } else { Photo::NotAsked };
        let height = PHOTO.height.min(app.size.1.saturating_sub(AROUND));
        asked.then_some(Size { height, ..PHOTO })
    }

    pub fn photo(&mut self, app: &App, photo: Result<Protocol>) {
        if !matches!(self.photo, Photo::Asked) {
            return;
        }
        self.photo = match photo {
            Ok(protocol) => Photo::Shown(Box::new(protocol)),
            Err(error) => Photo::Not(error.message(app.lang)),
        };
    }

    pub fn scroll(&mut self, up: bool, told: &Told) {
        let count = told.details.len();
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
        let used = canvas.paragraph(Rect::new(1, 1, area.width.saturating_sub(2), 2), &words, style);
        canvas.rule(1 + used);
        let top = 2 + used;
        let body = Rect::new(1, top, area.width.saturating_sub(2), area.height.saturating_sub(top + 2));
        let room = self.draw_photo(app, canvas, body);
        draw_rows(canvas, room, self.scroll, &told.rows(app));
    }

    /// The photo on the right; the room that is left for words.
    fn draw_photo(&self, app: &App, canvas: &mut Canvas<'_>, body: Rect) -> Rect {
        let width = PHOTO.width.min(body.width / 2);
        let photo = Rect { x: body.right() - width, width, ..body };
        let ink = canvas.ink;
        match &self.photo {
            Photo::NotAsked => return body,
            Photo::Asked => {
                canvas.paragraph(photo, &app.say("ui-card-photo-coming", &[]), ink.soft);
            }
            Photo::Shown(protocol) => Image::new(protocol).render(photo, canvas.buffer),
            Photo::Not(why) => {
                canvas.paragraph(photo, why, ink.problem);
            }
        }
        Rect { width: body.width.saturating_sub(width + 1), ..body }
    }

    /// The panel in lines.
    pub fn lines(&self, app: &App, title: &str, told: &Told) -> Vec<String> {
        let mut lines = vec![title.to_owned()];
        lines.extend(told.genuine.map(|genuine| verdict(app, genuine)));
        lines.extend(told.rows(app).into_iter().map(|(label, value, more)| format!("{label}: {value}{more}")));
        if !matches!(self.photo, Photo::NotAsked) {
            lines.push(app.say("ui-card-photo-not-here", &[]));
        }
        lines
    }
}

fn draw_rows(canvas: &mut Canvas<'_>, room: Rect, scroll: Scroll, rows: &[(String, String, String)]) {
    let ink = canvas.ink;
    let label = room.width / 3;
    let first = scroll.first(usize::from(room.height), rows.len());
    for (y, (name, value, more)) in (room.y..room.bottom()).zip(rows.iter().skip(first)) {
        canvas.put(room.x, y, label, &cut(name, label.saturating_sub(1)), ink.soft);
        let width = room.width - label;
        let x = canvas.put(room.x + label, y, width, &cut(value, width), ink.strong);
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
