//! Draws the app: the page, the card strip, the last line, help. Only reads.

use super::app::{App, Link, Tone};
use super::canvas::Canvas;
use super::keys::{Act, Table};
use super::theme::mark;
use super::wrap::{cells, wrap};
use crate::desk::{Family, japan};
use jiff::Timestamp;
use ratatui::layout::Rect;

/// Below this a page cannot be read.
const LEAST: (u16, u16) = (40, 12);

/// What follows it in a title is left out where there is no room for all of it.
pub const OPTIONAL: &str = "  ";

/// Draws everything.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    canvas.fill(area);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return too_small(app, canvas);
    }
    if app.shield {
        let (base, name) = (canvas.ink.base, app.say("ui-shield", &[]));
        canvas.put(2, 1, area.width - 4, &name, base);
        return;
    }
    if app.help {
        help(app, canvas);
    } else if let Some(page) = &app.page {
        page.draw(app, canvas);
        if let Some(strip) = &app.strip {
            strip.draw(app, canvas);
        }
    }
    footer(app, canvas);
}

/// Draws only the region a typed key changes; `false` when everything has to be drawn.
pub fn draw_field(app: &App, canvas: &mut Canvas<'_>, region: Rect) -> bool {
    if app.shield || app.help || app.strip.is_some() {
        return false;
    }
    app.page.as_ref().is_some_and(|page| page.draw_field(app, canvas, region))
}

/// Where a page may write: between the header's rule and the last line's.
#[must_use]
pub fn body(canvas: &Canvas<'_>) -> Rect {
    let area = canvas.area();
    Rect::new(2, 2, area.width.saturating_sub(4), area.height.saturating_sub(4))
}

/// The first line and its rule: what this is on the left, who and how on the right.
pub fn header(app: &App, canvas: &mut Canvas<'_>, left: &str, right: &str) {
    let (width, ink) = (canvas.area().width, canvas.ink);
    let mut end = width - 1;
    if app.practice {
        end = canvas.put_right(end, 0, &app.say("ui-practice", &[]), ink.accent).saturating_sub(2);
    }
    let link = match app.link {
        Link::Up => app.say("ui-link-up", &[]),
        Link::Down => app.say("ui-link-down", &[]),
        Link::NotTried => String::new(),
    };
    for text in [link.as_str(), right] {
        if !text.is_empty() && cells(text) < end {
            let style = if app.link == Link::Down && text == link { ink.problem } else { ink.soft };
            end = canvas.put_right(end, 0, text, style).saturating_sub(2);
        }
    }
    let x = canvas.put(1, 0, end.saturating_sub(1), "窓口", ink.accent) + 1;
    let room = end.saturating_sub(x + 1);
    let left = match left.split_once(OPTIONAL) {
        Some((short, _)) if cells(left) > room => short,
        _ => left.trim_end(),
    };
    canvas.put_cut(x, 0, room, left, ink.strong);
    canvas.rule(1);
}

/// A time of day in Japan, `10:42:07`.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    japan(at).strftime("%H:%M:%S").to_string()
}

/// Today's time, or the day of an earlier one.
#[must_use]
pub fn when(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (japan(at), japan(now));
    let format = if at.date() == now.date() { "%H:%M" } else { "%m-%d %H:%M" };
    at.strftime(format).to_string()
}

/// Day and time in Japan, `2026-11-24 10:42`.
#[must_use]
pub fn day_and_time(at: Timestamp) -> String {
    japan(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A size in words: `843 B`, `61 kB`, `2.4 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes} B"),
        1_000..=999_999 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn footer(app: &App, canvas: &mut Canvas<'_>) {
    let (area, ink) = (canvas.area(), canvas.ink);
    let y = area.height - 1;
    let mut x = 1;
    for (key, label) in fitting(footer_keys(app, &app.tables()), area.width) {
        x = canvas.put(x, y, area.width - x, &key, ink.key) + 1;
        x = canvas.put(x, y, area.width - x, &label, ink.base) + 2;
    }
    match &app.notice {
        Some(_) => notice(app, canvas, y),
        None => match app.card_there {
            Some(family) => card_there(app, canvas, y - 1, family),
            None => canvas.rule(y - 1),
        },
    }
}

/// A card lies on the reader: which, and how to read it.
fn card_there(app: &App, canvas: &mut Canvas<'_>, y: u16, family: Family) {
    let (width, ink) = (canvas.area().width, canvas.ink);
    canvas.put(1, y, 1, mark::CHIP, ink.good);
    canvas.put(3, y, width.saturating_sub(4), &super::screen::card::noticed(app, family), ink.base);
}

/// Those of the keys that find room on a line so wide, in their order, each with two blanks around it. The way out and help have their room before
/// any other.
fn fitting(keys: Vec<(String, Act, String)>, mut room: u16) -> Vec<(String, String)> {
    let kept = |act: &Act| matches!(act, Act::Close | Act::Quit | Act::Help);
    let mut fits = vec![false; keys.len()];
    for first in [true, false] {
        for (n, (key, _, label)) in keys.iter().enumerate().filter(|(_, (_, act, _))| kept(act) == first) {
            let wanted = cells(key) + 1 + cells(label) + 2;
            if wanted <= room {
                (fits[n], room) = (true, room - wanted);
            }
        }
    }
    keys.into_iter().zip(fits).filter(|(_, fits)| *fits).map(|((key, _, label), _)| (key, label)).collect()
}

/// Keys of the last line with what they do; a key stands there once.
fn footer_keys(app: &App, tables: &[Table]) -> Vec<(String, Act, String)> {
    let mut seen = Vec::new();
    let mut keys: Vec<(String, Act, String)> = Vec::new();
    for binding in tables.iter().flat_map(|table| table.iter()) {
        if seen.contains(&binding.key) || keys.iter().any(|(_, act, _)| *act == binding.act && binding.foot) {
            continue;
        }
        seen.push(binding.key);
        let label = app.say(binding.label, &[]);
        match keys.last_mut() {
            // Digits that say which of the same: `1–4 category`.
            Some((names, Act::Category(_), last)) if binding.foot && *last == label => {
                names.truncate(1);
                *names = format!("{names}–{}", binding.key.name());
            }
            _ if binding.foot => keys.push((binding.key.name(), binding.act, label)),
            _ => {}
        }
    }
    // Help comes last in the tables, but stands where it is looked for.
    if let Some(help) = keys.iter().position(|(_, act, _)| *act == Act::Help) {
        let help = keys.remove(help);
        keys.insert(keys.len().min(2), help);
    }
    keys
}

fn notice(app: &App, canvas: &mut Canvas<'_>, bottom: u16) {
    let Some(notice) = &app.notice else { return };
    let (width, ink) = (canvas.area().width, canvas.ink);
    let mut rows: Vec<String> = wrap(&notice.text, width - 6).into_iter().map(str::to_owned).collect();
    if !notice.hint.is_empty() {
        rows.extend(wrap(&notice.hint, width - 6).into_iter().map(str::to_owned));
    }
    rows.truncate(6);
    let count = u16::try_from(rows.len()).unwrap_or(1);
    let top = bottom.saturating_sub(count);
    canvas.buffer.set_style(Rect::new(0, top, width, count), ink.base);
    for (n, row) in rows.iter().enumerate() {
        let y = top + u16::try_from(n).unwrap_or(0);
        canvas.put(0, y, width, &" ".repeat(usize::from(width)), ink.base);
        if n == 0 {
            let (mark, style) = match notice.tone {
                Tone::Done => (mark::ANSWERED, ink.good),
                Tone::Said => (" ", ink.base),
                Tone::Refused => (mark::PROBLEM, ink.problem),
            };
            canvas.put(1, y, 1, mark, style);
        }
        let style = if notice.tone == Tone::Refused && n == 0 { ink.strong } else { ink.base };
        canvas.put(3, y, width - 4, row, style);
    }
}

fn help(app: &App, canvas: &mut Canvas<'_>) {
    let ink = canvas.ink;
    header(app, canvas, &app.say("ui-help-title", &[]), "");
    let body = body(canvas);
    let bindings = help_lines(app);
    let rows = body.height.max(1);
    let column = body.width / 2;
    for (n, (key, label)) in bindings.iter().enumerate() {
        let n = u16::try_from(n).unwrap_or(0);
        let (x, y) = (body.x + n / rows * column, body.y + n % rows);
        if n / rows > 1 {
            break;
        }
        canvas.put(x, y, 12, key, ink.key);
        canvas.put(x + 12, y, column.saturating_sub(13), label, ink.base);
    }
}

/// Every key that works on the page under the help, and what it does.
#[must_use]
pub fn help_lines(app: &App) -> Vec<(String, String)> {
    let mut tables = match (&app.strip, &app.page) {
        (Some(strip), _) => strip.tables(),
        (None, Some(page)) => page.tables(app),
        (None, None) => Vec::new(),
    };
    if app.everywhere() {
        tables.push(super::keys::EVERYWHERE);
    }
    let mut seen = Vec::new();
    let mut lines = Vec::new();
    for binding in tables.iter().flat_map(|table| table.iter()) {
        if !seen.contains(&binding.key) {
            seen.push(binding.key);
            lines.push((binding.key.name(), app.say(binding.label, &[])));
        }
    }
    lines
}

fn too_small(app: &App, canvas: &mut Canvas<'_>) {
    let (area, base) = (canvas.area(), canvas.ink.base);
    let text = app.say("ui-too-small", &[("width", &LEAST.0.to_string()), ("height", &LEAST.1.to_string())]);
    canvas.paragraph(area, &text, base);
}
