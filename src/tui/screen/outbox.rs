//! What is on its way: each submission, each file, how fast, how long still. It can be left; sending goes on.

use super::home::Home;
use super::receipt::ReceiptPage;
use super::scroll::Scroll;
use crate::desk::{Outcome, Result, Sending};
use crate::tui::app::{App, Input, Notice, Page, Tone};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::cut;
use ratatui::layout::Rect;
use uuid::Uuid;

/// Cells of a progress bar.
const BAR: u16 = 20;

/// The screen.
#[derive(Default)]
pub struct Outbox {
    scroll: Scroll,
    /// The submission whose receipt is waited for.
    watched: Option<Uuid>,
}

impl Outbox {
    /// The screen right after a submission was queued.
    #[must_use]
    pub fn at(case: Uuid) -> Outbox {
        Outbox { scroll: Scroll::default(), watched: Some(case) }
    }

    fn chosen<'a>(&self, app: &'a App) -> Option<&'a Sending> {
        let watched = self.watched.and_then(|case| app.outbox.iter().find(|sending| sending.case == case));
        watched.or_else(|| app.outbox.get(self.scroll.at))
    }

    fn sent(&mut self, app: &mut App, case: Uuid, outcome: Result<Outcome>) -> Vec<Effect> {
        match outcome {
            Ok(Outcome::Received(receipt)) if self.watched == Some(case) => {
                app.notice = None;
                app.go(ReceiptPage::new(case, *receipt));
                Vec::new()
            }
            Ok(Outcome::Refused(told)) => {
                let first =
                    told.first().map(|told| format!("{} {} {}", told.no, told.message, told.fix).trim().to_owned());
                let text = app.say("ui-refused", &[("count", &told.len().to_string())]);
                app.notice = Some(Notice { text, hint: first.unwrap_or_default(), tone: Tone::Refused });
                if self.watched == Some(case) { vec![Effect::Open(case)] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = app.outbox.len();
        match act {
            Act::Up => {
                self.watched = None;
                self.scroll.up(count);
            }
            Act::Down => {
                self.watched = None;
                self.scroll.down(count);
            }
            Act::Send => {
                let again = self.chosen(app).map(|sending| sending.case);
                self.watched = again.or(self.watched);
                return again.map(Effect::Send).into_iter().collect();
            }
            Act::Close => {
                app.go(Home::default());
                return vec![Effect::List];
            }
            _ => {}
        }
        Vec::new()
    }

    fn files(&self, app: &App, sending: &Sending) -> Vec<(String, String)> {
        let line = |file: &crate::desk::SendingFile| {
            let (sent, size) = (view::size(file.sent), view::size(file.size));
            (file.name.clone(), app.say("ui-sent-of", &[("sent", &sent), ("size", &size)]))
        };
        sending.files.iter().map(line).collect()
    }
}

/// What a submission is doing, in words.
fn doing(app: &App, sending: &Sending) -> String {
    let (done, total) = sending.bytes();
    if let Some(why) = &sending.last_error {
        return app.say("ui-waiting-because", &[("why", why), ("attempts", &sending.attempts.to_string())]);
    }
    match app.moving.get(&sending.case) {
        Some((since, from)) => {
            let millis = u64::try_from(app.now.duration_since(*since).as_millis()).unwrap_or(0);
            speed(app, done.saturating_sub(*from), millis, total - done.min(total))
        }
        None => app.say("ui-connecting", &[]),
    }
}

/// Rate and time left, once both are known.
fn speed(app: &App, moved: u64, millis: u64, left: u64) -> String {
    if moved == 0 || millis < 300 {
        return app.say("ui-sending", &[]);
    }
    let rate = (moved * 1000 / millis).max(1);
    let seconds = left.div_ceil(rate);
    let time = if seconds < 90 {
        app.say("ui-seconds", &[("seconds", &seconds.to_string())])
    } else {
        app.say("ui-minutes", &[("minutes", &seconds.div_ceil(60).to_string())])
    };
    app.say("ui-rate", &[("rate", &view::size(rate)), ("time", &time)])
}

/// A bar of full and empty cells.
fn bar(done: u64, total: u64, width: u16) -> String {
    let full = done.min(total) * u64::from(width) / total.max(1);
    let full = usize::try_from(full).unwrap_or(0);
    format!("[{}{}]", "#".repeat(full), "-".repeat(usize::from(width) - full))
}

fn percent(done: u64, total: u64) -> String {
    format!("{} %", done.min(total) * 100 / total.max(1))
}

/// All that is to be sent, on one line.
pub fn draw_total(app: &App, canvas: &mut Canvas<'_>, region: Rect) {
    let (done, total) = app.outbox.iter().map(Sending::bytes).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    let files: usize = app.outbox.iter().map(|sending| sending.files.len()).sum();
    let text = app.say(
        "ui-home-outbox",
        &[("cases", &app.outbox.len().to_string()), ("files", &files.to_string()), ("size", &view::size(total))],
    );
    let ink = canvas.ink;
    let x = canvas.put(region.x, region.y, region.width, &text, ink.strong) + 2;
    canvas.put(x, region.y, region.right().saturating_sub(x), &bar(done, total, BAR), ink.accent);
    let x = x + BAR + 3;
    canvas.put(x, region.y, region.right().saturating_sub(x), &percent(done, total), ink.base);
}

impl Page for Outbox {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::OUTBOX]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(act) => self.act(app, act),
            Input::Answer(Answer::Sent(case, outcome)) => self.sent(app, case, outcome),
            _ => Vec::new(),
        }
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-outbox-title", &[]), &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        if app.outbox.is_empty() {
            canvas.paragraph(body, &app.say("ui-outbox-empty", &[]), ink.soft);
            return;
        }
        let mut y = body.y;
        let chosen = self.chosen(app).map(|sending| sending.case);
        for sending in &app.outbox {
            if y + 2 >= body.bottom() {
                break;
            }
            let here = chosen == Some(sending.case);
            let (done, total) = sending.bytes();
            canvas.put(body.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
            let name = cut(&sending.client, body.width / 3);
            let x = canvas.put(body.x + 2, y, body.width / 3, &name, if here { ink.strong } else { ink.base }) + 2;
            let x = canvas.put(x, y, body.width, &bar(done, total, BAR), ink.accent) + 1;
            canvas.put(x, y, 6, &percent(done, total), ink.base);
            y += 1;
            let words = Rect::new(body.x + 2, y, body.width - 2, body.bottom().saturating_sub(y));
            y += canvas.paragraph(
                words,
                &doing(app, sending),
                if sending.last_error.is_some() { ink.problem } else { ink.soft },
            );
            if here {
                for (name, sent) in self.files(app, sending) {
                    if y >= body.bottom() {
                        break;
                    }
                    canvas.put(body.x + 4, y, body.width / 2 - 4, &cut(&name, body.width / 2 - 5), ink.base);
                    canvas.put(body.x + body.width / 2, y, body.width / 2, &sent, ink.soft);
                    y += 1;
                }
            }
            y += 1;
        }
        if y < body.bottom() {
            canvas.paragraph(Rect { y, height: body.bottom() - y, ..body }, &app.say("ui-outbox-leave", &[]), ink.soft);
        }
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![app.say("ui-outbox-title", &[])];
        for sending in &app.outbox {
            let (done, total) = sending.bytes();
            lines.push(format!("{}: {}. {}", sending.client, percent(done, total), doing(app, sending)));
            lines.extend(self.files(app, sending).into_iter().map(|(name, sent)| format!("  {name}: {sent}")));
        }
        if app.outbox.is_empty() {
            lines.push(app.say("ui-outbox-empty", &[]));
        }
        lines
    }
}
