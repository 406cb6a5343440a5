//! A filed case: where it stands, what was filed as it was filed, its files, its number.

use super::home::Home;
use super::receipt::ReceiptPage;
use super::review::filed_rows;
use super::scroll::Scroll;
use crate::case::Stage;
use crate::desk::SignedReceipt;
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keys::{self, Act, Table};
use crate::tui::open::Open;
use crate::tui::theme::mark;
use crate::tui::view;

/// The way of an application, in the order it is walked.
const WAY: [Stage; 5] =
    [Stage::Received, Stage::Accepted, Stage::UnderExamination, Stage::DocumentsAsked, Stage::Decided];

/// The screen.
pub struct Filed {
    scroll: Scroll,
    receipt: Option<Box<SignedReceipt>>,
}

/// A row: left, middle, right, heading.
type Row = (String, String, String, bool);

impl Filed {
    #[must_use]
    pub fn new() -> Filed {
        Filed { scroll: Scroll::default(), receipt: None }
    }

    fn rows(&self, app: &App, open: &Open, width: u16) -> Vec<Row> {
        let heading = |id: &str| (String::new(), app.say(id, &[]), String::new(), true);
        let mut rows = vec![heading("ui-filed-way")];
        rows.extend(self.way(app, open));
        if let Some(receipt) = &self.receipt {
            let number = receipt.receipt.number.clone();
            rows.push((String::new(), app.say("ui-filed-number", &[]), number, false));
        }
        rows.push(heading("ui-filed-files"));
        let files = &open.filling.case.attachments;
        rows.extend(files.iter().map(|file| (String::new(), file.name.clone(), view::size(file.size), false)));
        rows.push(heading("ui-filed-answers"));
        rows.extend(filed_rows(app, open, width));
        rows
    }

    /// The timeline: what has happened, where it is now, what comes.
    fn way(&self, app: &App, open: &Open) -> Vec<Row> {
        let now = open.filling.case.stage;
        let order = |stage: Stage| Stage::ALL.iter().position(|other| *other == stage).unwrap_or(0);
        let beside = matches!(now, Stage::Refused | Stage::Amended | Stage::Withdrawn);
        let mut rows: Vec<Row> = WAY
            .iter()
            .map(|stage| {
                let sign = if *stage == now {
                    mark::HERE
                } else if order(*stage) < order(now) {
                    mark::ANSWERED
                } else {
                    mark::NOT_YET
                };
                let received = self.receipt.as_ref().filter(|_| *stage == Stage::Received);
                let time = received.map(|signed| view::day_and_time(signed.receipt.time)).unwrap_or_default();
                (sign.to_owned(), app.say(&format!("ui-stage-{}", stage.word()), &[]), time, false)
            })
            .collect();
        if beside {
            let words = app.say(&format!("ui-stage-{}", now.word()), &[]);
            rows.push((mark::HERE.to_owned(), words, String::new(), false));
        }
        rows
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = app.open.as_ref().map_or(0, |open| self.rows(app, open, app.size.0).len());
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Language => app.turn_language(),
            Act::Receipt => {
                if let (Some(receipt), Some(open)) = (&self.receipt, &app.open) {
                    let page = ReceiptPage::new(open.filling.case.id, (**receipt).clone());
                    app.go(page);
                }
            }
            Act::Close => {
                app.open = None;
                app.go(Home::default());
                return vec![Effect::List];
            }
            _ => {}
        }
        Vec::new()
    }
}

impl Default for Filed {
    fn default() -> Filed {
        Filed::new()
    }
}

impl Page for Filed {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::FILED]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Act(act) => return self.act(app, act),
            Input::Answer(Answer::Receipt(_, Ok(receipt))) => self.receipt = Some(receipt),
            Input::Answer(Answer::Receipt(_, Err(error))) => app.tell_error(&error),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let Some(open) = &app.open else { return };
        let stage = app.say(&format!("ui-stage-{}", open.filling.case.stage.word()), &[]);
        view::header(app, canvas, &super::walk::title(app, open), &stage);
        let (body, ink) = (view::body(canvas), canvas.ink);
        let rows = self.rows(app, open, body.width);
        let window = usize::from(body.height);
        let first = self.scroll.at.min(rows.len().saturating_sub(window));
        for (n, (left, middle, right, heading)) in rows.iter().skip(first).take(window).enumerate() {
            let y = body.y + u16::try_from(n).unwrap_or(0);
            let half = body.width / 2;
            let x = if *heading { body.x } else { body.x + 8 };
            canvas.put(body.x + 1, y, 6, left, ink.soft);
            let room = (body.x + half).saturating_sub(x + 1);
            canvas.put_cut(x, y, room, middle, if *heading { ink.accent } else { ink.base });
            canvas.put_cut(body.x + half, y, half, right, ink.strong);
        }
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let Some(open) = &app.open else { return Vec::new() };
        let row = |(left, middle, right, _): Row| format!("{left} {middle} {right}").trim().to_owned();
        self.rows(app, open, 200).into_iter().map(row).filter(|line| !line.is_empty()).collect()
    }
}
