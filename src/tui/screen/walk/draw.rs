//! Drawing the walk: header, marks or outline, and the item.

use super::{Front, STATES, Walk};
use crate::case::{Entry, Mark, Origin, Path, Problem};
use crate::form::kind::{Fault, Kind};
use crate::form::{Item, State};
use crate::text::{Lang, say};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::field::Field;
use crate::tui::open::{Line, Open};
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::{cells, wrap};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// From this width the outline stands on the left.
const WIDE: u16 = 100;
pub(super) const OUTLINE: u16 = 34;
/// Cells for the number in the margin.
const MARGIN: u16 = 7;
/// Rows kept under the field for what is said about it.
const BELOW: u16 = 4;

/// Rows a field may take from where it begins.
pub fn most_rows(canvas: &Canvas<'_>, region: Rect) -> u16 {
    canvas.area().height.saturating_sub(region.y + BELOW + 2)
}

/// Mark and style of a line.
pub fn marked(canvas: &Canvas<'_>, open: &Open, line: &Line) -> (&'static str, Style) {
    let ink = canvas.ink;
    if open.is_saving(&line.item) {
        return (mark::SAVING, ink.soft);
    }
    match line.mark {
        Mark::Answered => (mark::ANSWERED, ink.good),
        Mark::Problem => (mark::PROBLEM, ink.problem),
        Mark::NotYet if line.needed => (mark::NOT_YET, ink.base),
        Mark::NotYet => (mark::NOT_YET, ink.soft),
        Mark::Later => (mark::LATER, ink.problem),
        Mark::DoesNotApply => (mark::DOES_NOT_APPLY, ink.soft),
        Mark::FromChip => (mark::CHIP, ink.good),
    }
}

/// The application's name: `留 在留期間更新許可申請書 · N`.
#[must_use]
pub fn title(app: &App, open: &Open) -> String {
    let form = &open.filling.form;
    let other = if app.lang == Lang::JA { "" } else { form.title.en.as_str() };
    format!("{} {} {}{}{other}", form.mark, form.title.ja, form.division, view::OPTIONAL)
}

/// Stage, and what is saved, in words.
#[must_use]
pub fn saved(app: &App, open: &Open) -> String {
    let stage = app.say(&format!("ui-stage-{}", open.filling.case.stage.word()), &[]);
    // While a save is under way the time of the last one stands: it is true, and the header does not flicker at each Enter.
    let saved = match (open.save_failed(), open.saved_at) {
        (true, _) => app.say("ui-not-saved", &[]),
        (_, Some(at)) => app.say("ui-saved-at", &[("time", &view::clock(at))]),
        _ if open.unsaved() => app.say("ui-saving", &[]),
        _ => app.say("ui-saved", &[]),
    };
    format!("{stage} · {saved}")
}

impl Walk {
    pub(super) fn draw_page(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &title(app, open), &saved(app, open));
        let body = view::body(canvas);
        if let Front::Outline(scroll) = &self.front {
            self.draw_outline(app, open, canvas, body, *scroll);
            return;
        }
        let pane = if canvas.area().width >= WIDE {
            self.draw_margin(app, open, canvas, Rect { width: OUTLINE, ..body });
            let x = body.x + OUTLINE + 2;
            Rect::new(x, body.y, body.right().saturating_sub(x), body.height)
        } else {
            self.draw_marks(open, canvas, Rect { height: 1, ..body });
            Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body }
        };
        self.draw_item(app, open, canvas, pane);
        self.draw_front(app, open, canvas, body);
    }

    /// Every number with its mark on one line, around where we are.
    fn draw_marks(&self, open: &Open, canvas: &mut Canvas<'_>, region: Rect) {
        let mut tokens: Vec<(String, &'static str, Style, bool)> = Vec::new();
        let mut group: Option<(usize, String)> = None;
        for (n, line) in open.lines.iter().enumerate() {
            let no = open.item(n).map(|item| item.no.clone()).unwrap_or_default();
            let (mark, style) = marked(canvas, open, line);
            let same =
                group.as_ref().is_some_and(|(sheet, number)| *sheet == line.sheet && *number == no && !no.is_empty());
            match tokens.last_mut() {
                Some(token) if same => {
                    if weight(mark) > weight(token.1) {
                        (token.1, token.2) = (mark, style);
                    }
                    token.3 |= n == self.at;
                }
                _ => tokens.push((no.clone(), mark, style, n == self.at)),
            }
            group = Some((line.sheet, no));
        }
        let width = |token: &(String, &str, Style, bool)| cells(&token.0) + 2;
        let here = tokens.iter().position(|token| token.3).unwrap_or(0);
        let (mut first, mut used) = (here, tokens.get(here).map_or(0, width));
        while first > 0 && used + width(&tokens[first - 1]) < region.width / 2 {
            first -= 1;
            used += width(&tokens[first]);
        }
        let mut x = region.x;
        let ink = canvas.ink;
        for token in &tokens[first..] {
            if x + width(token) > region.right() {
                break;
            }
            let (mark, number) = if token.3 { (mark::HERE, ink.accent) } else { (token.1, ink.soft) };
            x = canvas.put(x, region.y, region.width, &token.0, number);
            x = canvas.put(x, region.y, 1, mark, if token.3 { ink.accent } else { token.2 }) + 1;
        }
    }

    fn draw_item(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, pane: Rect) {
        let Some(item) = open.item(self.at) else { return };
        let ink = canvas.ink;
        let x = pane.x + MARGIN + 1;
        let width = pane.right().saturating_sub(x + 1);
        let text = |y: u16| Rect::new(x, y, width, pane.bottom().saturating_sub(y));
        let roomy = pane.height >= 22;
        let mut y = pane.y;
        if roomy {
            let sheet = open.lines.get(self.at).map_or(0, |line| line.sheet);
            canvas.put(x, y, width, &open.filling.form.sheets[sheet].title.ja, ink.soft);
            y += 2;
        }
        canvas.put(pane.x, y, MARGIN, &item.number(), ink.accent);
        y += canvas.paragraph(text(y), &item.label.ja, ink.strong).max(1);
        y += canvas.paragraph(text(y), &open.label(item, app.client), ink.soft);
        if !item.checked {
            y += canvas.paragraph(text(y), &app.say("ui-unchecked-item", &[]), ink.soft);
        }
        y += 1;
        let said = self.said_rows(app, open, item, width.saturating_sub(2));
        let wrong = said.iter().rposition(|row| row.bad).map_or(0, |at| short(at + 1));
        let region = self.field_region(item, Rect::new(x, y, width, pane.bottom().saturating_sub(y)), wrong);
        canvas.put(x - 1, y, 1, mark::CARET, ink.accent);
        self.field.draw(canvas, region, app.client);
        canvas.field = Some(region);
        if let Some(unit) = item.unit.as_ref().filter(|_| !matches!(self.field, Field::Elsewhere(_))) {
            canvas.put(region.right() + 1, region.y, 16, unit, ink.soft);
        }
        draw_said(app, canvas, &said, text(region.bottom() + 1));
    }

    /// Where the field stands; `wrong` rows under it say what is wrong, and are read whole where the field can give the room.
    fn field_region(&self, item: &Item, room: Rect, wrong: u16) -> Rect {
        let width = match &item.kind {
            Kind::Date { .. }
            | Kind::YearMonth { .. }
            | Kind::Phone
            | Kind::PostalCode
            | Kind::Integer { .. }
            | Kind::Money { .. }
            | Kind::Span { .. }
            | Kind::ResidenceCard
            | Kind::CorporateNumber
            | Kind::EmploymentInsurance
            | Kind::Time
            | Kind::Passport { .. } => 24,
            _ => room.width,
        };
        let width = width.min(room.width);
        let most = room.height.saturating_sub(BELOW).max(1);
        let most = most.min(room.height.saturating_sub(wrong + 1).max(self.field.least()));
        Rect { width, height: self.field.height(&item.kind, width).clamp(1, most), ..room }
    }

    /// What is said about the answer, row by row: its state and source, what is sent, what is wrong, help.
    fn said_rows(&self, app: &App, open: &Open, item: &Item, width: u16) -> Vec<Said> {
        let mut rows = Vec::new();
        for (mark, text, bad) in self.said(app, open, item) {
            let lines = wrap(&text, width).into_iter().enumerate();
            rows.extend(lines.map(|(n, line)| Said {
                mark: if n == 0 { mark } else { "" },
                text: line.to_owned(),
                bad,
                soft: mark.is_empty(),
            }));
        }
        rows
    }

    /// Lines said about the answer: mark, text, whether it is a problem.
    fn said(&self, app: &App, open: &Open, item: &Item) -> Vec<(&'static str, String, bool)> {
        let mut said = Vec::new();
        let entry = open.filling.entry(&Path::item(&item.id)).cloned().unwrap_or_default();
        said.extend(self.state_said(app, &entry));
        said.extend(derived_said(app, open, item));
        // What was typed before a state was given is kept, and not sent.
        let sent = self.dirty || matches!(entry.state, State::Answered | State::NotAsked);
        if let Some(reading) = self.shown.as_ref().filter(|_| sent && !matches!(self.field, Field::Pick(_))) {
            let typed = self.typed().unwrap_or_default();
            if !reading.sent.is_empty() && reading.sent != typed {
                said.push(("", app.say("ui-is-sent-as", &[("sent", &reading.sent)]), false));
            }
            if let Some(beside) = &reading.beside {
                said.push(("", beside.clone(), false));
            }
        }
        for (path, fault) in self.faults(open, item, &entry) {
            let places = [Lang::JA, app.client].map(|lang| place(open, item, &path, lang));
            for (n, ((sentence, fix), place)) in both(app, &fault).into_iter().zip(places).enumerate() {
                said.push((if n == 0 { mark::PROBLEM } else { "" }, format!("{place}{sentence} {fix}"), true));
            }
        }
        if !self.dirty {
            for warning in open.warnings_of(&item.id) {
                let sentences = both(app, &warning.fault).map(|(sentence, fix)| format!("{sentence} {fix}"));
                said.extend(sentences.map(|text| ("", text, false)));
            }
        }
        if let Some(help) = &item.help {
            said.push(("", help.ja.clone(), false));
        }
        if let Some(help) = open.help(item, app.client) {
            said.push(("", help, false));
        }
        said
    }

    fn state_said(&self, app: &App, entry: &Entry) -> Option<(&'static str, String, bool)> {
        match (entry.state, &entry.origin) {
            (state, _) if STATES.contains(&state) => {
                let id = format!("state-{}", state.word());
                let words = format!("{} / {}", say(Lang::JA, &id, &[]), say(app.client, &id, &[]));
                Some((mark_of(state), words, state == State::Later))
            }
            (_, Origin::Chip(_)) => Some((mark::CHIP, app.say("ui-from-card", &[]), false)),
            (_, Origin::EarlierCase(_)) => Some(("", app.say("ui-from-earlier", &[]), false)),
            (_, Origin::Organisation(_)) => Some(("", app.say("ui-from-organisation", &[]), false)),
            (_, Origin::Batch) => Some(("", app.say("ui-from-batch", &[]), false)),
            _ => None,
        }
    }

    /// Faults of what stands in the field; of the committed answer, what the check says too. Each with where it is.
    fn faults(&self, open: &Open, item: &Item, entry: &Entry) -> Vec<(Path, Fault)> {
        if self.dirty {
            let faults = self.shown.as_ref().map(|reading| reading.faults.clone()).unwrap_or_default();
            return faults.into_iter().map(|fault| (Path::item(&item.id), fault)).collect();
        }
        let touched = entry.state != State::NotAsked
            || open.lines.get(self.at).is_some_and(|line| matches!(line.mark, Mark::Problem | Mark::Later));
        let here = |problem: &&Problem| match &self.field {
            Field::Table(table) => table.cell.is_none() || problem.path == self.path(),
            _ => true,
        };
        open.problems_of(&item.id)
            .filter(|_| touched)
            .filter(here)
            .map(|problem| (problem.path.clone(), problem.fault.clone()))
            .collect()
    }

    fn draw_front(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, body: Rect) {
        let ink = canvas.ink;
        let y = body.bottom().saturating_sub(1);
        let row = Rect { y, height: 1, ..body };
        match &self.front {
            Front::Number(text) => {
                canvas.put(row.x, y, row.width, &" ".repeat(usize::from(row.width)), ink.base);
                let x = canvas.put(row.x, y, row.width, &app.say("ui-ask-number", &[]), ink.strong) + 1;
                text.draw(canvas, Rect { x, width: 10, ..row });
                canvas.field = None;
            }
            Front::States => {
                let top = y.saturating_sub(5);
                canvas.fill(Rect { y: top, height: 6, ..row });
                for line in 0..6 {
                    canvas.put(row.x, top + line, row.width, &" ".repeat(usize::from(row.width)), ink.base);
                }
                canvas.put(row.x, top, row.width, &app.say("ui-ask-state", &[]), ink.strong);
                for (n, state) in STATES.iter().enumerate() {
                    let line = top + 1 + u16::try_from(n).unwrap_or(0);
                    let taken = self.takes(open, *state);
                    let (number, style) = if taken { (ink.key, ink.base) } else { (ink.soft, ink.soft) };
                    let x = canvas.put(row.x + 2, line, 3, &(n + 1).to_string(), number) + 1;
                    let sign = if taken { mark_of(*state) } else { " " };
                    let x = canvas.put(x, line, 1, sign, style) + 1;
                    let id = format!("state-{}", state.word());
                    let words = format!("{}  {}", say(Lang::JA, &id, &[]), say(app.client, &id, &[]));
                    let x = canvas.put(x, line, row.right().saturating_sub(x), &words, style) + 2;
                    if !taken {
                        canvas.put(x, line, row.right().saturating_sub(x), &app.say("ui-state-not-taken", &[]), style);
                    }
                }
                canvas.caret = None;
                canvas.field = None;
            }
            _ => {}
        }
    }

    /// The states in lines, for linear mode.
    pub(super) fn state_lines(&self, app: &App, open: &Open) -> Vec<String> {
        let line = |(n, state): (usize, &State)| {
            let taken = if self.takes(open, *state) { String::new() } else { app.say("ui-state-not-taken", &[]) };
            format!("{} {} {taken}", n + 1, app.say(&format!("state-{}", state.word()), &[])).trim_end().to_owned()
        };
        std::iter::once(app.say("ui-ask-state", &[])).chain(STATES.iter().enumerate().map(line)).collect()
    }

    /// Whether the box that is filled takes a state.
    fn takes(&self, open: &Open, state: State) -> bool {
        state == State::Later || self.states_here(open).contains(&state)
    }

    /// The item in lines, for linear mode.
    pub(super) fn item_lines(&self, app: &App, open: &Open) -> Vec<String> {
        let Some(item) = open.item(self.at) else { return Vec::new() };
        let mut lines = vec![format!("{} {}", item.number(), item.label.ja), open.label(item, app.client)];
        match &self.field {
            Field::Pick(pick) => lines.extend(pick.lines()),
            Field::Many(many) => lines.extend(many.lines()),
            Field::Table(table) => lines.extend(table.lines()),
            Field::Text(text) if !text.is_empty() => lines.push(app.say("ui-linear-stands", &[("text", &text.text())])),
            Field::Text(_) => {}
            Field::Elsewhere(id) => lines.push(say(app.client, id, &[])),
        }
        let unlisted = self.field.unlisted();
        if unlisted > 0 {
            lines.push(app.say("ui-linear-narrow", &[("count", &unlisted.to_string())]));
            let chosen = self.typed().filter(|chosen| !chosen.is_empty());
            lines.extend(chosen.map(|chosen| app.say("ui-linear-stands", &[("text", &chosen)])));
        }
        lines.extend(
            self.said(app, open, item).into_iter().map(|(mark, text, _)| format!("{mark} {text}").trim().to_owned()),
        );
        lines.push(saved(app, open));
        lines
    }
}

/// What an item works out to, or the sum that its answer counts towards.
fn derived_said(app: &App, open: &Open, item: &Item) -> Option<(&'static str, String, bool)> {
    if let Some(value) = open.derived(item) {
        return Some((mark::ANSWERED, value, false));
    }
    let sum = open.sum(item)?;
    Some(("", format!("{} / {}: {}", sum.label.ja, open.label(sum, app.client), open.derived(sum)?), false))
}

/// A row under the field.
struct Said {
    mark: &'static str,
    text: String,
    /// It says what is wrong.
    bad: bool,
    /// It follows from no mark of its own.
    soft: bool,
}

/// Draws what is said; where it does not all fit, the last row says how much more there is of what is wrong.
fn draw_said(app: &App, canvas: &mut Canvas<'_>, said: &[Said], region: Rect) {
    let ink = canvas.ink;
    let height = usize::from(region.height);
    let wrong = said.iter().rposition(|row| row.bad).map_or(0, |at| at + 1);
    let shown = if wrong > height { height.saturating_sub(1) } else { height };
    for (y, row) in (region.y..).zip(said.iter().take(shown)) {
        canvas.put(region.x, y, 1, row.mark, if row.bad { ink.problem } else { ink.good });
        let style = if row.soft { ink.soft } else { ink.base };
        canvas.put(region.x + 2, y, region.width.saturating_sub(2), &row.text, style);
    }
    if wrong > shown && region.height > 0 {
        let more = app.say("ui-said-more", &[("count", &(wrong - shown).to_string())]);
        canvas.put(region.x + 2, region.bottom() - 1, region.width.saturating_sub(2), &more, ink.accent);
    }
}

/// Row and column of a problem in a table, in a language: `2 氏名: `.
#[must_use]
pub fn place(open: &Open, item: &Item, path: &Path, lang: Lang) -> String {
    let (Kind::Table { columns, .. }, Some((row, column))) = (&item.kind, &path.cell) else { return String::new() };
    let printed = || columns.iter().find(|other| other.id == *column).map(|other| other.label.ja.clone());
    let name = if lang == Lang::JA { printed() } else { open.column(&item.id, column, lang) };
    format!("{row} {}: ", name.as_deref().unwrap_or(column))
}

fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// The mark of a state beside *answered*, as it stands in the outline.
fn mark_of(state: State) -> &'static str {
    match state {
        State::Later => mark::LATER,
        State::DoesNotApply => mark::DOES_NOT_APPLY,
        _ => mark::ANSWERED,
    }
}

/// How much a mark asks for attention, for several items under one number.
fn weight(mark: &str) -> u8 {
    match mark {
        mark::PROBLEM => 5,
        mark::LATER => 4,
        mark::NOT_YET => 3,
        mark::SAVING => 2,
        mark::ANSWERED | mark::CHIP => 1,
        _ => 0,
    }
}

/// What is wrong and how to mend it, in Japanese and the client's language.
pub fn both(app: &App, fault: &Fault) -> [(String, String); 2] {
    let args: Vec<(&str, &str)> = fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    [Lang::JA, app.client].map(|lang| {
        (say(lang, &format!("problem-{}", fault.code), &args), say(lang, &format!("fix-{}", fault.code), &args))
    })
}
