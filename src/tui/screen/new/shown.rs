//! A new case as it is shown: what was chosen so far, the choices, the verdict in lines.

use super::super::weighed::{papers, remaining, told};
use super::{New, Step};
use crate::case::sheets;
use crate::form::{Catalog, Part};
use crate::law::{Rules, Verdict};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::theme::mark;
use ratatui::layout::Rect;

/// Rows for the question and its answer where a reason is asked.
const ASKED: u16 = 3;

impl New {
    /// What has been chosen so far, on one line.
    pub(super) fn so_far(&self, app: &App) -> String {
        let mut parts: Vec<String> = self.client.iter().map(|(_, name)| name.clone()).collect();
        if self.step != Step::Procedure
            && let Some(procedure) = Catalog::embedded().procedures().get(self.procedure)
        {
            parts.push(format!("{} {}", procedure.mark, procedure.title.ja));
        }
        if !matches!(self.step, Step::Procedure | Step::Status) {
            parts.extend(self.status.as_ref().map(|(_, name)| name.ja.clone()));
            parts.extend(self.division.clone());
        }
        if self.step == Step::Status && !self.sought.is_empty() {
            parts.push(self.sought.clone());
        }
        let asked = self.step == Step::Verdict
            && self.verdict.as_ref().is_some_and(|verdict| !verdict.documents.is_empty())
            && !Rules::in_force().company_categories(&self.status_name(), app.today).is_empty();
        if asked {
            let known = self.category.map_or_else(|| "1–4?".to_owned(), |no| no.to_string());
            parts.push(app.say("ui-new-category", &[("category", &known)]));
        }
        parts.join(" / ")
    }

    /// The verdict in lines: mark, text; the first says whether it can be filed.
    pub(super) fn verdict_lines(&self, app: &App, verdict: &Verdict) -> Vec<(&'static str, String)> {
        let mut lines = vec![("", app.say(&format!("ui-verdict-{}", verdict.word()), &[]))];
        for (n, reason) in verdict.reasons.iter().enumerate() {
            lines.extend(told(app, reason));
            if n == 0 {
                lines.extend(verdict.ways.iter().flat_map(|way| remaining(app, way)));
            }
        }
        lines.extend(papers(app, verdict));
        lines.extend(self.paper(app));
        lines
    }

    /// How many items the paper has, and how many more only the online system asks.
    fn paper(&self, app: &App) -> Option<(&'static str, String)> {
        let (status, name) = self.status.as_ref()?;
        let form = Catalog::embedded().form(&self.slug(), status, self.division.as_deref()).ok()?;
        let sheets = || sheets(&form, &name.ja, self.by).filter(|sheet| sheet.part != Part::Together);
        let count = |online: bool| sheets().flat_map(|sheet| &sheet.items).filter(|item| item.online == online).count();
        let (items, online) = (count(false).to_string(), count(true).to_string());
        let code = form.pin.code.clone();
        Some((" ", app.say("ui-verdict-paper", &[("items", &items), ("online", &online), ("code", &code)])))
    }

    pub(super) fn draw_choices(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) {
        let ink = canvas.ink;
        let choices = self.choices(app);
        let rows = usize::from(region.height);
        let first = self.scroll.first(rows, choices.len());
        for (n, (ja, words)) in choices.iter().enumerate().skip(first).take(rows) {
            let y = region.y + u16::try_from(n - first).unwrap_or(0);
            let here = n == self.scroll.at;
            canvas.put(region.x, y, 2, if here { mark::HERE } else { " " }, ink.accent);
            let x = canvas.put(region.x + 2, y, 4, &format!("{:>2} ", n + 1), ink.key);
            let x = canvas.put(x, y, region.right().saturating_sub(x), ja, if here { ink.chosen } else { ink.base });
            canvas.put(x + 2, y, region.right().saturating_sub(x + 2), words, ink.soft);
        }
    }

    pub(super) fn draw_verdict(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) {
        let Some(verdict) = &self.verdict else { return };
        let ink = canvas.ink;
        // Where the reason is typed stays in sight however much the law has to say.
        let asked = if self.wants_reason() { ASKED.min(region.height) } else { 0 };
        let region = Rect { height: region.height - asked, ..region };
        if asked > 0 {
            let y = region.bottom();
            canvas.put(region.x, y, region.width, &app.say("ui-new-reason", &[]), ink.base);
            self.because.draw(canvas, Rect::new(region.x + 2, y + 1, region.width.saturating_sub(4), asked - 1));
        }
        let mut y = region.y;
        for (n, (mark, text)) in self.verdict_lines(app, verdict).iter().enumerate() {
            let style = if n == 0 { ink.strong } else { ink.base };
            let mark_style = if *mark == mark::PROBLEM { ink.problem } else { ink.good };
            if y >= region.bottom() {
                break;
            }
            canvas.put(region.x, y, 1, mark, mark_style);
            let room = Rect::new(region.x + 2, y, region.width.saturating_sub(2), region.bottom().saturating_sub(y));
            y += canvas.paragraph(room, text, style);
            if n == 0 {
                y += 1;
            }
        }
    }
}
