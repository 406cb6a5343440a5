//! Export for the official site: which cases, into which folder, what its template refuses; and the number the site gave.

use super::home::Home;
use super::scroll::Scroll;
use crate::case::official::Template;
use crate::desk::{CaseLine, OfficialExport, Result};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Effect};
use crate::tui::field::TextField;
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

/// Rows under the list for what is asked.
const ASK: u16 = 3;

/// What stands in front of the list.
enum Front {
    Nothing,
    /// The folder to write to.
    Folder(TextField),
    /// The number the site gave for a case.
    Number(Uuid, TextField),
    /// What came of the export.
    Told(OfficialExport, Scroll),
}

/// The screen.
pub struct Official {
    scroll: Scroll,
    marked: BTreeSet<Uuid>,
    front: Front,
    busy: bool,
}

impl Default for Official {
    fn default() -> Official {
        Official { scroll: Scroll::default(), marked: BTreeSet::new(), front: Front::Nothing, busy: false }
    }
}

impl Official {
    /// Cases that can still be filed, of the procedures the site takes in bulk.
    fn cases(app: &App) -> Vec<&CaseLine> {
        let taken = |case: &&CaseLine| case.stage.editable() && Template::of(&case.procedure).is_some();
        app.cases.iter().filter(taken).collect()
    }

    fn here(&self, app: &App) -> Option<Uuid> {
        Official::cases(app).get(self.scroll.at).map(|case| case.id)
    }

    /// The cases marked, in the order of the list; where none is, the one pointed at.
    fn chosen(&self, app: &App) -> Vec<Uuid> {
        let marked = Official::cases(app).into_iter().map(|case| case.id).filter(|id| self.marked.contains(id));
        let marked: Vec<Uuid> = marked.collect();
        if marked.is_empty() { self.here(app).into_iter().collect() } else { marked }
    }

    fn act(&mut self, app: &mut App, act: Act) -> Vec<Effect> {
        let count = Official::cases(app).len();
        match act {
            Act::Up => self.scroll.up(count),
            Act::Down => self.scroll.down(count),
            Act::PageUp => self.scroll.page(false, count),
            Act::PageDown => self.scroll.page(true, count),
            Act::Mark => {
                if let Some(id) = self.here(app).filter(|id| !self.marked.remove(id)) {
                    self.marked.insert(id);
                }
                self.scroll.down(count);
            }
            Act::Enter if !self.busy && count > 0 => self.front = Front::Folder(TextField::new("", false)),
            Act::Number => {
                if let Some(id) = self.here(app) {
                    self.front = Front::Number(id, TextField::new("", false));
                }
            }
            Act::Close => {
                app.go(Home::default());
                return vec![Effect::List];
            }
            _ => {}
        }
        Vec::new()
    }

    fn in_front(&mut self, app: &App, input: Input) -> Vec<Effect> {
        let chosen = self.chosen(app);
        match (&mut self.front, input) {
            (_, Input::Act(Act::Close)) => self.front = Front::Nothing,
            (Front::Folder(path), Input::Act(Act::Complete)) => return vec![Effect::Complete(path.text())],
            (Front::Folder(path), Input::Answer(Answer::Completions(found))) => {
                if let [only] = found.as_slice() {
                    path.replace(only);
                }
            }
            (Front::Folder(path), Input::Act(Act::Enter)) if !path.text().trim().is_empty() => {
                let to = PathBuf::from(path.text().trim());
                self.front = Front::Nothing;
                self.busy = true;
                return vec![Effect::ExportOfficial { cases: chosen, to }];
            }
            (Front::Number(case, number), Input::Act(Act::Enter)) if !number.text().trim().is_empty() => {
                let (case, number) = (*case, number.text());
                self.front = Front::Nothing;
                return vec![Effect::CloseOfficial { case, number }];
            }
            (Front::Folder(text) | Front::Number(_, text), Input::Key(key)) => {
                text.input(key);
            }
            (Front::Folder(text) | Front::Number(_, text), Input::Paste(pasted)) => {
                text.paste(pasted.trim());
            }
            (Front::Told(export, scroll), Input::Act(act)) => match act {
                Act::Up => scroll.up(export.problems.len()),
                Act::Down => scroll.down(export.problems.len()),
                Act::PageUp => scroll.page(false, export.problems.len()),
                Act::PageDown => scroll.page(true, export.problems.len()),
                // To the case whose problem is pointed at, to mend it.
                Act::Enter => {
                    return export.problems.get(scroll.at).map(|found| Effect::Open(found.case)).into_iter().collect();
                }
                _ => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn exported(&mut self, app: &mut App, export: Result<Box<OfficialExport>>) {
        self.busy = false;
        match export {
            Ok(export) => self.front = Front::Told(*export, Scroll::default()),
            Err(error) => app.tell_error(&error),
        }
    }

    fn closed(&mut self, app: &mut App, closed: Result<String>) -> Vec<Effect> {
        match closed {
            Ok(number) => {
                app.tell_done("ui-official-closed", &[("number", &number)]);
                vec![Effect::List]
            }
            Err(error) => {
                app.tell_error(&error);
                Vec::new()
            }
        }
    }

    /// A case on one line: whether it is marked, who, and what.
    fn line(&self, app: &App, case: &CaseLine) -> (&'static str, String, String) {
        let sign = if self.marked.contains(&case.id) { mark::ANSWERED } else { " " };
        let name = if case.client.trim().is_empty() { app.say("ui-no-name", &[]) } else { case.client.clone() };
        (sign, name, format!("{} / {}", case.form_code, case.status))
    }

    fn client(app: &App, id: Uuid) -> String {
        let case = app.cases.iter().find(|case| case.id == id);
        case.map_or_else(|| id.to_string(), |case| case.client.clone())
    }

    /// What came of the export, with what is wrong on two lines each.
    fn told(app: &App, export: &OfficialExport) -> Vec<(String, String)> {
        let problem = |found: &crate::desk::OfficialProblem| {
            let client = Official::client(app, found.case);
            (format!("{client}  {} {}", found.told.no, found.told.message), found.told.fix.clone())
        };
        let file = |file: &crate::desk::OfficialFile| {
            let (name, people) = (file.path.display().to_string(), file.cases.len().to_string());
            (app.say("cli-official-file", &[("name", &name), ("code", &file.code), ("people", &people)]), String::new())
        };
        let asked = export.problems.iter().chain(&export.warnings);
        asked.map(problem).chain(export.files.iter().map(file)).collect()
    }

    fn sentence(app: &App, export: &OfficialExport) -> String {
        if export.problems.is_empty() {
            return app.say("cli-official-not-tried", &[]);
        }
        app.say("cli-official-refused", &[("count", &export.problems.len().to_string())])
    }

    fn draw_told(app: &App, canvas: &mut Canvas<'_>, body: Rect, export: &OfficialExport, scroll: Scroll) {
        let ink = canvas.ink;
        let style = if export.problems.is_empty() { ink.strong } else { ink.problem };
        let head = canvas.paragraph(body, &Official::sentence(app, export), style);
        let rows = Official::told(app, export);
        let mut y = body.y + head + 1;
        for (n, (text, fix)) in rows.iter().enumerate().skip(scroll.at.saturating_sub(1)) {
            if y + 2 >= body.bottom() {
                return;
            }
            let here = n == scroll.at && !export.problems.is_empty();
            canvas.put(body.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
            let room = Rect { x: body.x + 2, y, width: body.width - 2, height: body.bottom() - y };
            y += canvas.paragraph(room, text, if here { ink.strong } else { ink.base });
            let room = Rect { x: body.x + 4, y, width: body.width - 4, height: body.bottom().saturating_sub(y) };
            y += if fix.is_empty() { 0 } else { canvas.paragraph(room, fix, ink.soft) };
        }
    }

    fn draw_list(&self, app: &App, canvas: &mut Canvas<'_>, body: Rect) {
        let ink = canvas.ink;
        let cases = Official::cases(app);
        if cases.is_empty() {
            canvas.paragraph(body, &app.say("ui-official-none", &[]), ink.soft);
            return;
        }
        let rows = usize::from(body.height);
        let first = self.scroll.first(rows, cases.len());
        for (n, case) in cases.iter().enumerate().skip(first).take(rows) {
            let y = body.y + u16::try_from(n - first).unwrap_or(0);
            let here = n == self.scroll.at;
            let (sign, name, what) = self.line(app, case);
            canvas.put(body.x, y, 1, if here { mark::HERE } else { " " }, ink.accent);
            canvas.put(body.x + 2, y, 1, sign, ink.accent);
            let half = body.width / 3;
            canvas.put_cut(body.x + 4, y, half, &name, if here { ink.chosen } else { ink.strong });
            let x = body.x + 5 + half;
            canvas.put_cut(x, y, body.right().saturating_sub(x), &what, ink.base);
        }
    }
}

impl Page for Official {
    fn tables(&self, _app: &App) -> Vec<Table> {
        match self.front {
            Front::Nothing => vec![keys::OFFICIAL],
            Front::Folder(_) => vec![keys::FOLDER],
            Front::Number(..) => vec![keys::OFFICIAL_NUMBER],
            Front::Told(..) => vec![keys::OFFICIAL_TOLD],
        }
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match (&self.front, input) {
            (_, Input::Answer(Answer::Exported(export))) => self.exported(app, export),
            (_, Input::Answer(Answer::ClosedOfficial(closed))) => return self.closed(app, closed),
            (Front::Nothing, Input::Act(act)) => return self.act(app, act),
            (Front::Nothing, _) => {}
            (_, input) => return self.in_front(app, input),
        }
        let count = Official::cases(app).len();
        self.scroll.by(0, count);
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-official-title", &[]), &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        if let Front::Told(export, scroll) = &self.front {
            Official::draw_told(app, canvas, body, export, *scroll);
            return;
        }
        let list = Rect { height: body.height.saturating_sub(ASK), ..body };
        self.draw_list(app, canvas, list);
        let ask = Rect { y: list.bottom(), height: ASK, ..body };
        let (id, field) = match &self.front {
            Front::Folder(path) => ("ui-official-folder", Some(path)),
            Front::Number(_, number) => ("ui-official-number", Some(number)),
            _ => ("ui-official-why", None),
        };
        let style = if field.is_some() { ink.strong } else { ink.soft };
        let used = canvas.paragraph(ask, &app.say(id, &[]), style);
        if let Some(field) = field {
            field.draw(canvas, Rect { y: ask.y + used.min(ASK - 1), height: 1, ..ask });
        }
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![app.say("ui-official-title", &[])];
        match &self.front {
            Front::Told(export, _) => {
                lines.push(Official::sentence(app, export));
                lines.extend(Official::told(app, export).into_iter().map(|(text, fix)| format!("{text} {fix}")));
            }
            Front::Folder(_) => lines.push(app.say("ui-official-folder", &[])),
            Front::Number(..) => lines.push(app.say("ui-official-number", &[])),
            Front::Nothing => {
                let line = |case: &&CaseLine| {
                    let (sign, name, what) = self.line(app, case);
                    format!("{sign} {name}: {what}")
                };
                lines.extend(Official::cases(app).iter().map(line));
                lines.push(app.say(if lines.len() == 1 { "ui-official-none" } else { "ui-official-why" }, &[]));
            }
        }
        lines
    }
}
