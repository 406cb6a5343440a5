//! The card panel: everything a card said, as it stands on the card and as the form takes it, whether the card is genuine, and its photo when asked.

use super::draw::item_label;
use crate::desk::{Detail, Genuine, Residence, Result, Why};
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

/// The panel of a residence card.
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

    pub fn scroll(&mut self, up: bool, card: &Residence) {
        let count = card.details.len();
        if up { self.scroll.up(count) } else { self.scroll.down(count) }
    }

    pub fn draw(&self, app: &App, canvas: &mut Canvas<'_>, title: &str, card: &Residence) {
        let (area, ink) = (canvas.area(), canvas.ink);
        for y in 0..area.height.saturating_sub(2) {
            canvas.put(0, y, area.width, &" ".repeat(usize::from(area.width)), ink.base);
        }
        canvas.caret = None;
        canvas.field = None;
        canvas.put(1, 0, area.width.saturating_sub(2), title, ink.accent);
        let style = if matches!(card.genuine, Genuine::No(_)) { ink.problem } else { ink.base };
        let told = verdict(app, card.genuine);
        let used = canvas.paragraph(Rect::new(1, 1, area.width.saturating_sub(2), 2), &told, style);
        canvas.rule(1 + used);
        let top = 2 + used;
        let body = Rect::new(1, top, area.width.saturating_sub(2), area.height.saturating_sub(top + 2));
        let room = self.draw_photo(app, canvas, body);
        self.draw_details(app, canvas, room, card);
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

    fn draw_details(&self, app: &App, canvas: &mut Canvas<'_>, room: Rect, card: &Residence) {
        let ink = canvas.ink;
        let label = room.width / 3;
        let first = self.scroll.first(usize::from(room.height), card.details.len());
        for (y, detail) in (room.y..room.bottom()).zip(card.details.iter().skip(first)) {
            canvas.put(room.x, y, label, &cut(&item_label(app, detail.item), label.saturating_sub(1)), ink.soft);
            let width = room.width - label;
            let (told, more) = (detail.value.clone(), beside(app, detail));
            let x = canvas.put(room.x + label, y, width, &cut(&told, width), ink.strong);
            let left = room.right().saturating_sub(x);
            canvas.put(x, y, left, &cut(&more, left.min(cells(&more))), ink.soft);
        }
    }

    /// The panel in lines.
    pub fn lines(&self, app: &App, title: &str, card: &Residence) -> Vec<String> {
        let mut lines = vec![title.to_owned(), verdict(app, card.genuine)];
        let told =
            |detail: &Detail| format!("{}: {}{}", item_label(app, detail.item), detail.value, beside(app, detail));
        lines.extend(card.details.iter().map(told));
        if !matches!(self.photo, Photo::NotAsked) {
            lines.push(app.say("ui-card-photo-not-here", &[]));
        }
        lines
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
    let item = app.open.as_ref()?.filling.form.item(detail.item)?;
    let reading = item.kind.read(&detail.value, app.today);
    let told = reading.beside.unwrap_or(reading.paper);
    (reading.faults.is_empty() && !told.is_empty() && told != detail.value).then_some(told)
}
