//! The receipt: number, time, what was received, which office, what happens next; and its print.

use super::home::Home;
use crate::desk::SignedReceipt;
use crate::text::{Lang, say};
use crate::tui::app::{App, Input, Page, Tone};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::field::TextField;
use crate::tui::keys::{self, Act, Table};
use crate::tui::view;
use crate::tui::wrap::cells;
use ratatui::layout::Rect;
use std::path::PathBuf;
use uuid::Uuid;

/// The screen.
pub struct ReceiptPage {
    case: Uuid,
    signed: SignedReceipt,
    /// Where the print goes, while that is asked.
    path: Option<TextField>,
}

impl ReceiptPage {
    #[must_use]
    pub fn new(case: Uuid, signed: SignedReceipt) -> ReceiptPage {
        ReceiptPage { case, signed, path: None }
    }

    /// Name and value, Japanese and the client's language in the name.
    fn facts(&self, app: &App) -> Vec<(String, String)> {
        let receipt = &self.signed.receipt;
        let name = |id: &str| format!("{} {}", say(Lang::JA, id, &[]), say(app.client, id, &[]));
        let mut facts = vec![
            (name("ui-receipt-number"), receipt.number.clone()),
            (name("ui-receipt-time"), format!("{} (Asia/Tokyo)", view::day_and_time(receipt.time))),
        ];
        if let Some(office) = &receipt.office {
            let unchecked = if office.checked { String::new() } else { app.say("ui-unchecked-rule", &[]) };
            facts.push((name("ui-receipt-office"), format!("{}  {}", office.ja, office.en)));
            facts.push((name("ui-receipt-phone"), format!("{} {unchecked}", office.phone)));
        }
        facts.push((name("ui-receipt-hash"), receipt.sha256.clone()));
        for file in &receipt.files {
            facts.push((name("ui-receipt-file"), format!("{}  {}", file.name, view::size(file.size))));
        }
        facts
    }

    fn next_words(&self, app: &App) -> Vec<String> {
        let id = if self.signed.receipt.practice { "ui-receipt-next-practice" } else { "ui-receipt-next" };
        vec![say(Lang::JA, id, &[]), say(app.client, id, &[])]
    }

    fn ask_path(&mut self) {
        let number: String =
            self.signed.receipt.number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        self.path = Some(TextField::new(&format!("receipt-{number}.pdf"), false));
    }

    fn in_path(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        let Some(path) = &mut self.path else { return Vec::new() };
        match input {
            Input::Act(Act::Close) => self.path = None,
            Input::Act(Act::Enter) => {
                let to = PathBuf::from(path.text().trim());
                self.path = None;
                app.tell("ui-working", &[]);
                return vec![Effect::Print { case: self.case, lang: app.client, to }];
            }
            Input::Key(key) => {
                path.input(key);
            }
            Input::Paste(text) => {
                path.paste(&text);
            }
            _ => {}
        }
        Vec::new()
    }

    fn printed(app: &mut App, printed: crate::desk::Result<PathBuf>) {
        match printed {
            Ok(to) => {
                let text = app.say("ui-printed", &[("path", &to.display().to_string())]);
                app.notify(text, Tone::Done);
            }
            Err(error) => app.tell_error(&error),
        }
    }
}

impl Page for ReceiptPage {
    fn tables(&self, _app: &App) -> Vec<Table> {
        if self.path.is_some() { vec![keys::ASK] } else { vec![keys::RECEIPT] }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Answer(Answer::Printed(printed)) => ReceiptPage::printed(app, printed),
            input if self.path.is_some() => return self.in_path(app, input),
            Input::Act(Act::Print) => self.ask_path(),
            Input::Act(Act::Language) => app.turn_language(),
            Input::Act(Act::Enter) => return vec![Effect::Open(self.case)],
            Input::Act(Act::Close) => {
                app.open = None;
                app.go(Home::default());
                return vec![Effect::List];
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-receipt-title", &[]), &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        let mut y = body.y + u16::from(body.height > 18);
        let title = [say(Lang::JA, "ui-receipt-received", &[]), say(app.client, "ui-receipt-received", &[])].join("  ");
        canvas.put(body.x, y, body.width, &title, ink.good);
        y += 1;
        if self.signed.receipt.practice {
            let words =
                [say(Lang::JA, "ui-practice-nothing-filed", &[]), say(app.client, "ui-practice-nothing-filed", &[])];
            y += canvas.paragraph(Rect { y, height: 4, ..body }, &words.join("\n"), ink.accent);
        }
        y += 1;
        let facts = self.facts(app);
        let wide = facts.iter().map(|(name, _)| cells(name)).max().unwrap_or(0).min(body.width / 2) + 2;
        for (n, (name, value)) in facts.iter().enumerate() {
            if y >= body.bottom() {
                break;
            }
            canvas.put(body.x, y, wide.saturating_sub(1), name, ink.soft);
            let room = Rect::new(body.x + wide, y, body.width.saturating_sub(wide), body.bottom() - y);
            y += canvas.paragraph(room, value, if n == 0 { ink.strong } else { ink.base });
        }
        y += 1;
        for words in self.next_words(app) {
            if y < body.bottom() {
                y += canvas.paragraph(Rect { y, height: body.bottom() - y, ..body }, &words, ink.base);
            }
        }
        if let Some(path) = &self.path {
            let y = body.bottom().saturating_sub(1);
            canvas.put(body.x, y, body.width, &" ".repeat(usize::from(body.width)), ink.base);
            let x = canvas.put(body.x, y, body.width, &app.say("ui-print-to", &[]), ink.strong) + 1;
            path.draw(canvas, Rect::new(x, y, body.right().saturating_sub(x), 1));
        }
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![app.say("ui-receipt-received", &[])];
        if self.signed.receipt.practice {
            lines.push(say(Lang::JA, "ui-practice-nothing-filed", &[]));
            lines.push(say(app.client, "ui-practice-nothing-filed", &[]));
        }
        lines.extend(self.facts(app).into_iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(self.next_words(app));
        if let Some(path) = &self.path {
            lines.push(format!("{} ({})", app.say("ui-print-to", &[]), path.text()));
        }
        lines
    }
}
