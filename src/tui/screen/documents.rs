//! The documents of the case: what is attached, what the rules ask for, how much room is left.

use super::checklist::{self, Row};
use super::review::Review;
use super::scroll::Scroll;
use super::walk::Walk;
use crate::case::{CATEGORY, PHOTO};
use crate::form::Bilingual;
use crate::law::{Limits, Rules};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Key;
use crate::tui::field::TextField;
use crate::tui::keys::{self, Act, Table};
use crate::tui::open::Open;
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::cut;
use ratatui::layout::Rect;
use std::path::PathBuf;

/// Rows for more about the line pointed at.
const DETAIL: u16 = 4;

/// What is asked for before a file is attached.
enum Front {
    Nothing,
    /// Where the file is, and what the folder offers.
    Path(TextField, Vec<String>),
    /// What the file is.
    Kind(String, Scroll),
}

/// The screen.
pub struct Documents {
    scroll: Scroll,
    front: Front,
    busy: bool,
}

impl Documents {
    #[must_use]
    pub fn new(_app: &App) -> Documents {
        Documents { scroll: Scroll::default(), front: Front::Nothing, busy: false }
    }

    /// Kind the chosen line stands for, when it is one still wanted.
    fn wanted(&self, open: &Open) -> Option<String> {
        match checklist::rows(open).into_iter().nth(self.scroll.at) {
            Some(Row::Wanted(kind, ..)) => Some(kind),
            _ => None,
        }
    }

    /// The path is there: ask what the file is, with the likeliest first.
    fn ask_kind(&mut self, app: &App, path: String) {
        let Some(open) = &app.open else { return };
        let lower = path.to_lowercase();
        let photo = lower.ends_with(".jpg") || lower.ends_with(".jpeg");
        let kinds = checklist::kinds(open);
        let wanted = self.wanted(open).filter(|kind| (kind == PHOTO) == photo);
        let at = match wanted {
            Some(wanted) => kinds.iter().position(|(kind, _)| *kind == wanted).unwrap_or(0),
            None if photo => 0,
            None => kinds.len() - 1,
        };
        self.front = Front::Kind(path, Scroll { at });
    }

    fn attach(&mut self, app: &App, path: &str, at: usize) -> Vec<Effect> {
        self.front = Front::Nothing;
        let Some(open) = &app.open else { return Vec::new() };
        let Some((kind, _)) = checklist::kinds(open).into_iter().nth(at) else { return Vec::new() };
        self.busy = true;
        let (case, form) = (Box::new(open.filling.case.clone()), open.filling.form.clone());
        vec![Effect::Attach { case, form, file: PathBuf::from(path), kind }]
    }

    fn detach(&mut self, app: &App) -> Vec<Effect> {
        let Some(open) = &app.open else { return Vec::new() };
        let Some(Row::File(file)) = checklist::rows(open).into_iter().nth(self.scroll.at) else { return Vec::new() };
        self.busy = true;
        let (case, form) = (Box::new(open.filling.case.clone()), open.filling.form.clone());
        vec![Effect::Detach { case, form, sha256: file.sha256.clone() }]
    }

    fn in_front(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match (&mut self.front, input) {
            (_, Input::Act(Act::Close)) => self.front = Front::Nothing,
            (Front::Path(path, _), Input::Act(Act::Complete)) => return vec![Effect::Complete(path.text())],
            (Front::Path(path, offers), Input::Answer(Answer::Completions(found))) => {
                let shared = shared_start(&found);
                if shared.len() > path.text().len() {
                    path.replace(&shared);
                }
                *offers = found;
            }
            (Front::Path(path, _), Input::Act(Act::Enter)) => {
                let path = path.text().trim().to_owned();
                if path.ends_with('/') {
                    return vec![Effect::Complete(path)];
                }
                if !path.is_empty() {
                    self.ask_kind(app, path);
                }
            }
            (Front::Path(path, _), Input::Key(key)) => {
                path.input(key);
            }
            (Front::Path(path, _), Input::Paste(text)) => {
                path.paste(text.trim().trim_matches('\''));
            }
            (Front::Kind(path, scroll), input) => {
                let (path, count) = (path.clone(), app.open.as_ref().map_or(0, |open| checklist::kinds(open).len()));
                match input {
                    Input::Act(Act::Up) => scroll.up(count),
                    Input::Act(Act::Down) => scroll.down(count),
                    Input::Act(Act::Enter) => {
                        let at = scroll.at;
                        return self.attach(app, &path, at);
                    }
                    Input::Key(key) => {
                        let digit = key.typed().and_then(|c| c.to_digit(10)).map(|n| n as usize);
                        if let Some(n) = digit.filter(|n| (1..=count).contains(n)) {
                            return self.attach(app, &path, n - 1);
                        }
                    }
                    Input::Paste(text) => {
                        if let Some(n) = text.trim().parse().ok().filter(|n| (1..=count).contains(n)) {
                            scroll.at = n - 1;
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn changed(&mut self, app: &mut App, changed: crate::desk::Result<Box<crate::case::Case>>) {
        self.busy = false;
        let today = app.today;
        match (changed, &mut app.open) {
            (Ok(case), Some(open)) => open.take(*case, today),
            (Err(error), _) => app.tell_error(&error),
            _ => {}
        }
        let count = app.open.as_ref().map_or(0, |open| checklist::rows(open).len());
        self.scroll.by(0, count);
    }

    /// Says of the question pointed at whether it applies.
    fn answer(&mut self, app: &mut App, applies: bool) -> Vec<Effect> {
        let Some(open) = &app.open else { return Vec::new() };
        let Some(Row::Asked(question)) = checklist::rows(open).into_iter().nth(self.scroll.at) else {
            return Vec::new();
        };
        if question.counted.is_some() {
            app.refuse("ui-question-by-sheet", &[]);
            return Vec::new();
        }
        // The same answer again takes it back.
        let known = (question.answer != Some(applies)).then(|| if applies { "yes" } else { "no" }.to_owned());
        let name = question.id.clone();
        self.know(open, name, known)
    }

    /// A digit on the line of the category.
    fn digit(&mut self, app: &App, key: Key) -> Vec<Effect> {
        let Some(open) = &app.open else { return Vec::new() };
        let Some(Row::Category) = checklist::rows(open).get(self.scroll.at) else { return Vec::new() };
        let no = key.typed().and_then(|c| c.to_digit(10));
        let known = no.filter(|no| open.categories.iter().any(|category| u32::from(category.no) == *no));
        known.map_or_else(Vec::new, |no| self.know(open, CATEGORY.to_owned(), Some(no.to_string())))
    }

    fn know(&mut self, open: &Open, name: String, known: Option<String>) -> Vec<Effect> {
        if self.busy {
            return Vec::new();
        }
        self.busy = true;
        let (case, form) = (Box::new(open.filling.case.clone()), open.filling.form.clone());
        vec![Effect::Know { case, form, name, known }]
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = app.open.as_ref().map_or(0, |open| checklist::rows(open).len());
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::Attach if !self.busy => self.front = Front::Path(TextField::new("", false), Vec::new()),
            Act::Delete if !self.busy => return self.detach(app),
            Act::Applies => return self.answer(app, true),
            Act::AppliesNot => return self.answer(app, false),
            Act::Language => app.turn_language(),
            Act::Review => app.go(Review::new(app)),
            Act::Close => {
                let walk = Walk::new(app);
                app.go(walk);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw_front(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, region: Rect) {
        let ink = canvas.ink;
        match &self.front {
            Front::Nothing => {}
            Front::Path(path, offers) => {
                canvas.put(region.x, region.y, region.width, &app.say("ui-attach-path", &[]), ink.strong);
                path.draw(canvas, Rect { y: region.y + 1, height: 2, ..region });
                for (n, offer) in offers.iter().take(usize::from(region.height.saturating_sub(4))).enumerate() {
                    let y = region.y + 3 + u16::try_from(n).unwrap_or(0);
                    let name = offer.trim_end_matches('/').rsplit('/').next().unwrap_or(offer);
                    canvas.put(region.x + 2, y, region.width, &cut(name, region.width.saturating_sub(3)), ink.soft);
                }
            }
            Front::Kind(path, scroll) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                let ask = app.say("ui-attach-kind", &[("name", name)]);
                canvas.put(region.x, region.y, region.width, &ask, ink.strong);
                let kinds = checklist::kinds(open);
                let rows = usize::from(region.height.saturating_sub(1));
                let first = scroll.first(rows, kinds.len());
                for (n, (kind, name)) in kinds.iter().enumerate().skip(first).take(rows) {
                    let y = region.y + 1 + u16::try_from(n - first).unwrap_or(0);
                    let here = n == scroll.at;
                    canvas.put(region.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
                    let x = canvas.put(region.x + 2, y, 6, &format!("{:>2} ", n + 1), ink.key);
                    let style = if here { ink.chosen } else { ink.base };
                    let text = checklist::name_of(app, kind, name);
                    canvas.put_cut(x, y, region.right() - x, &text, style);
                }
            }
        }
    }
}

/// The total against what may be sent: `5 of 20 files, 2.4 of 25.0 MB`.
#[must_use]
pub fn total(app: &App, open: &Open) -> String {
    let limits: Limits = Rules::in_force().limits(app.today);
    let files = &open.filling.case.attachments;
    let size = view::size(files.iter().map(|file| file.size).sum());
    app.say(
        "ui-documents-total",
        &[
            ("files", &files.len().to_string()),
            ("most", &limits.files.to_string()),
            ("size", &size),
            ("room", &view::size(limits.total_bytes)),
        ],
    )
}

/// What all of them begin with.
fn shared_start(found: &[String]) -> String {
    let Some(first) = found.first() else { return String::new() };
    let mut end = first.len();
    for other in &found[1..] {
        end = first
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|to| other.get(..*to) == first.get(..*to))
            .last()
            .unwrap_or(0)
            .min(end);
    }
    first[..end].to_owned()
}

impl Page for Documents {
    fn tables(&self, _app: &App) -> Vec<Table> {
        match self.front {
            Front::Nothing => vec![keys::DOCUMENTS],
            Front::Path(..) => vec![keys::PATH],
            Front::Kind(..) => vec![keys::CHOOSE],
        }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match (&self.front, input) {
            (_, Input::Answer(Answer::Changed(changed))) => {
                self.changed(app, changed);
                Vec::new()
            }
            (Front::Nothing, Input::Act(act)) => self.act(app, act),
            (Front::Nothing, Input::Key(key)) => self.digit(app, key),
            (Front::Nothing, _) => Vec::new(),
            (_, input) => self.in_front(app, input),
        }
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        let Some(open) = &app.open else { return };
        view::header(app, canvas, &app.say("ui-documents-title", &[]), &total(app, open));
        let (body, ink) = (view::body(canvas), canvas.ink);
        if !matches!(self.front, Front::Nothing) {
            self.draw_front(app, open, canvas, body);
            return;
        }
        let rows = checklist::rows(open);
        let window = usize::from(body.height.saturating_sub(DETAIL + 1));
        let first = self.scroll.first(window, rows.len());
        for (n, row) in rows.iter().enumerate().skip(first).take(window) {
            let y = body.y + u16::try_from(n - first).unwrap_or(0);
            let here = n == self.scroll.at;
            let (sign, left, right) = checklist::row_text(app, row, open);
            canvas.put(body.x, y, 1, if here { mark::HERE } else { sign }, if here { ink.accent } else { ink.good });
            let x = canvas.put_right(body.right(), y, &cut(&right, body.width / 2), ink.soft);
            let room = x.saturating_sub(body.x + 4);
            canvas.put_cut(body.x + 2, y, room, &left, if here { ink.strong } else { ink.base });
        }
        let y = body.bottom().saturating_sub(DETAIL);
        canvas.paragraph(Rect { y, height: DETAIL, ..body }, &checklist::detail(app, open, self.scroll.at), ink.soft);
        if self.busy {
            canvas.put(body.x, body.bottom() - 1, body.width, &app.say("ui-working", &[]), ink.soft);
        }
    }

    fn numbered(&self) -> bool {
        !matches!(self.front, Front::Path(..))
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let Some(open) = &app.open else { return Vec::new() };
        match &self.front {
            Front::Nothing => {
                let mut lines = vec![app.say("ui-documents-title", &[]), total(app, open)];
                for (n, row) in checklist::rows(open).iter().enumerate() {
                    let (_, left, right) = checklist::row_text(app, row, open);
                    lines.push(format!("{}{} {left}: {right}", if n == self.scroll.at { "*" } else { " " }, n + 1));
                }
                lines
            }
            Front::Path(_, offers) => {
                let mut lines = offers.clone();
                lines.push(app.say("ui-attach-path", &[]));
                lines
            }
            Front::Kind(path, scroll) => {
                let kinds = checklist::kinds(open);
                let line = |(n, (kind, name)): (usize, &(String, Bilingual))| {
                    format!(
                        "{}{} {}",
                        if n == scroll.at { "*" } else { " " },
                        n + 1,
                        checklist::name_of(app, kind, name)
                    )
                };
                let mut lines = vec![app.say("ui-attach-kind", &[("name", path.rsplit('/').next().unwrap_or(path))])];
                lines.extend(kinds.iter().enumerate().map(line));
                lines
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shared_start;

    #[test]
    fn completion_goes_as_far_as_all_agree() {
        let found = |names: &[&str]| shared_start(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(found(&["scan-1.pdf", "scan-2.pdf"]), "scan-");
        assert_eq!(found(&["証明1.pdf", "証書.pdf"]), "証");
        assert_eq!(found(&["only.pdf"]), "only.pdf");
        assert_eq!(found(&[]), "");
    }
}
