//! The outline: every item with its mark, on the left where there is room, or in front of the item.

use super::draw::marked;
use super::{Front, Walk};
use crate::tui::app::{App, Input};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::keys::Act;
use crate::tui::open::Open;
use crate::tui::screen::scroll::Scroll;
use crate::tui::theme::mark;
use ratatui::layout::Rect;

/// A row: the heading of a sheet, or an item by its place on the walk.
enum Row {
    Sheet(usize),
    Item(usize),
}

fn rows(open: &Open) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut sheet = None;
    for (n, line) in open.lines.iter().enumerate() {
        if sheet != Some(line.sheet) {
            sheet = Some(line.sheet);
            rows.push(Row::Sheet(line.sheet));
        }
        rows.push(Row::Item(n));
    }
    rows
}

fn progress(app: &App, open: &Open) -> String {
    let (answered, total) = (open.progress.answered.to_string(), open.progress.total.to_string());
    let problems = open.progress.problems.to_string();
    app.say("ui-progress", &[("answered", &answered), ("total", &total), ("problems", &problems)])
}

impl Walk {
    /// The outline on the left of a wide window.
    pub(super) fn draw_margin(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, region: Rect) {
        self.draw_rows(app, open, canvas, Rect { height: region.height.saturating_sub(1), ..region }, self.at);
        let soft = canvas.ink.soft;
        canvas.put(region.x, region.bottom().saturating_sub(1), region.width, &progress(app, open), soft);
        for y in region.y..region.bottom() {
            canvas.put(region.right(), y, 1, "│", soft);
        }
    }

    /// The outline in front of the item.
    pub(super) fn draw_outline(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, body: Rect, scroll: Scroll) {
        self.draw_rows(app, open, canvas, Rect { height: body.height.saturating_sub(1), ..body }, scroll.at);
        let soft = canvas.ink.soft;
        canvas.put(body.x, body.bottom().saturating_sub(1), body.width, &progress(app, open), soft);
    }

    fn draw_rows(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, region: Rect, at: usize) {
        let rows = rows(open);
        let here = rows.iter().position(|row| matches!(row, Row::Item(n) if *n == at)).unwrap_or(0);
        let window = usize::from(region.height);
        let first = Scroll { at: here }.first(window, rows.len());
        let ink = canvas.ink;
        for (n, row) in rows.iter().skip(first).take(window).enumerate() {
            let y = region.y + u16::try_from(n).unwrap_or(0);
            match row {
                Row::Sheet(sheet) => {
                    let sheet = &open.filling.form.sheets[*sheet];
                    canvas.put_cut(region.x, y, region.width, &sheet.title.ja, ink.soft);
                }
                Row::Item(item) => {
                    let pointed = *item == at;
                    self.draw_row(app, open, canvas, Rect { y, height: 1, ..region }, *item, pointed);
                }
            }
        }
    }

    fn draw_row(&self, app: &App, open: &Open, canvas: &mut Canvas<'_>, row: Rect, at: usize, pointed: bool) {
        // In the margin there is room for the Japanese only.
        let full = row.width > super::draw::OUTLINE;
        let (Some(line), Some(item)) = (open.lines.get(at), open.item(at)) else { return };
        let ink = canvas.ink;
        let (sign, style) = marked(canvas, open, line);
        let (sign, style) = if pointed { (mark::HERE, ink.accent) } else { (sign, style) };
        canvas.put(row.x + 1, row.y, 1, sign, style);
        canvas.put(row.x + 3, row.y, 5, &line.no, ink.soft);
        let (x, text) = (row.x + 9, if pointed { ink.strong } else { ink.base });
        let width = if full { row.width / 2 - 9 } else { row.width.saturating_sub(10) };
        canvas.put_cut(x, row.y, width, &item.label.ja, text);
        if full {
            let x = x + width + 1;
            let width = row.right().saturating_sub(x);
            canvas.put_cut(x, row.y, width, &open.label(item, app.client), ink.soft);
        }
    }

    pub(super) fn outline(&mut self, app: &mut App, input: &Input) -> Vec<Effect> {
        let count = app.open.as_ref().map_or(0, |open| open.lines.len());
        let Front::Outline(scroll) = &mut self.front else { return Vec::new() };
        match input {
            Input::Act(Act::Up) => scroll.up(count),
            Input::Act(Act::Down) => scroll.down(count),
            Input::Act(Act::PageUp) => scroll.page(false, count),
            Input::Act(Act::PageDown) => scroll.page(true, count),
            Input::Act(Act::Enter) => {
                let at = scroll.at;
                self.front = Front::Nothing;
                self.go(app, at);
            }
            _ => {}
        }
        Vec::new()
    }

    /// The outline in lines, for linear mode.
    pub(super) fn outline_lines(&self, app: &App, open: &Open) -> Vec<String> {
        let mut lines: Vec<String> = rows(open)
            .iter()
            .map(|row| match row {
                Row::Sheet(sheet) => open.filling.form.sheets[*sheet].title.ja.clone(),
                Row::Item(at) => {
                    let (line, item) = (&open.lines[*at], open.item(*at));
                    let label = item.map(|item| item.label.ja.clone()).unwrap_or_default();
                    let mark = app.say(mark_word(line.mark), &[]);
                    format!("{} {label}: {mark}", line.no)
                }
            })
            .collect();
        lines.push(progress(app, open));
        lines
    }
}

/// A mark in words, where marks are not seen.
fn mark_word(mark: crate::case::Mark) -> &'static str {
    use crate::case::Mark;
    match mark {
        Mark::Answered => "ui-mark-answered",
        Mark::Problem => "ui-mark-problem",
        Mark::NotYet => "ui-mark-not-yet",
        Mark::Later => "ui-mark-later",
        Mark::DoesNotApply => "ui-mark-na",
        Mark::FromChip => "ui-mark-chip",
    }
}
