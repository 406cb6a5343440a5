//! A new case as it is shown: what was chosen so far, the choices, the verdict in lines.

use super::super::weighed::{papers, remaining, told};
use super::{New, Step};
use crate::case::sheets;
use crate::form::{Catalog, Part};
use crate::law::{Rules, Verdict};
use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::theme::mark;
use crate::tui::wrap::wrap;
use ratatui::layout::Rect;

/// Rows of the page that are no verdict: header, footer, what was chosen, the title, a problem.
const AROUND: u16 = 9;

/// Rows for the question and its answer where a reason is asked.
const ASKED: u16 = 3;

impl New {
    /// What has been chosen so far, on one line.
    pub(super) fn so_far(&self, app: &App) -> String {
        let mut parts: Vec<String> = self.client.iter().map(|(_, name)| name.clone()).collect();
        if self.step != Step::Procedure
            && let Some(procedure) = Catalog::in_force().procedures().get(self.procedure)
        {
            parts.push(format!("{} {}", procedure.mark, procedure.title.ja));
        }
        if !matches!(self.step, Step::Procedure | Step::Status) {
            parts.extend(self.status.as_ref().map(|(_, name)| name.ja.clone()));
            parts.extend(self.division.clone());
        }
        if !self.sought.is_empty() {
            parts.push(self.sought.clone());
        }
        if self.asks_category(app) {
            let known = self.category.map_or_else(|| "1–4?".to_owned(), |no| no.to_string());
            parts.push(app.say("ui-new-category", &[("category", &known)]));
        }
        parts.join(" / ")
    }

    /// At the verdict: documents depend on the category of the organisation.
    pub(super) fn asks_category(&self, app: &App) -> bool {
        self.step == Step::Verdict
            && self.verdict.as_ref().is_some_and(|verdict| !verdict.documents.is_empty())
            && !Rules::in_force().company_categories(&self.status_name(), app.today).is_empty()
    }

    /// At the verdict, what is filed together with it; nothing where nothing can be.
    pub(super) fn filed_together(&self, app: &App) -> Option<String> {
        if !self.takes_partners() {
            return None;
        }
        let rules = Rules::in_force();
        let names: Vec<String> =
            self.joined().iter().filter_map(|slug| Some(rules.procedure(slug, app.today)?.ja)).collect();
        let key = if names.is_empty() { "ui-new-together-none" } else { "ui-new-together-with" };
        Some(app.say(key, &[("names", &names.join("、"))]))
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
        let form = Catalog::in_force().form(&self.slug(), status, self.division.as_deref()).ok()?;
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
        if choices.is_empty() {
            canvas.fits_nothing(region, app.lang);
        }
        for (n, (ja, words)) in choices.iter().enumerate().skip(first).take(rows) {
            let y = region.y + u16::try_from(n - first).unwrap_or(0);
            let here = n == self.scroll.at;
            canvas.put(region.x, y, 2, if here { mark::HERE } else { " " }, ink.accent);
            let x = canvas.put(region.x + 2, y, 4, &format!("{:>2} ", n + 1), ink.key);
            let x =
                canvas.put_cut(x, y, region.right().saturating_sub(x), ja, if here { ink.chosen } else { ink.base });
            canvas.put_cut(x + 2, y, region.right().saturating_sub(x + 2), words, ink.soft);
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
        let rows = self.rows(app, verdict, region.width);
        let height = usize::from(region.height);
        let first = self.scroll.at.min(rows.len().saturating_sub(height));
        for (y, (mark, text, strong)) in (region.y..).zip(rows.iter().skip(first).take(height)) {
            let mark_style = if *mark == mark::PROBLEM { ink.problem } else { ink.good };
            canvas.put(region.x, y, 1, mark, mark_style);
            let style = if *strong { ink.strong } else { ink.base };
            canvas.put(region.x + 2, y, region.width.saturating_sub(2), text, style);
        }
        let beyond =
            [(first > 0, region.y, mark::ABOVE), (first + height < rows.len(), region.bottom() - 1, mark::BELOW)];
        for (_, y, mark) in beyond.into_iter().filter(|(more, ..)| *more) {
            canvas.put(region.right(), y, 1, mark, ink.soft);
        }
    }

    /// The verdict as it stands on the page, row by row: mark, text, whether it is the answer itself.
    fn rows(&self, app: &App, verdict: &Verdict, width: u16) -> Vec<(&'static str, String, bool)> {
        let mut rows = Vec::new();
        for (n, (mark, text)) in self.verdict_lines(app, verdict).into_iter().enumerate() {
            let lines = wrap(&text, width.saturating_sub(2)).into_iter().enumerate();
            rows.extend(lines.map(|(at, line)| (if at == 0 { mark } else { "" }, line.to_owned(), n == 0)));
            if n == 0 {
                rows.push(("", String::new(), false));
            }
        }
        rows
    }

    /// Rows of the verdict that do not fit on the page.
    pub(super) fn beyond(&self, app: &App) -> usize {
        let Some(verdict) = &self.verdict else { return 0 };
        let asked = if self.wants_reason() { ASKED } else { 0 };
        let height = app.size.1.saturating_sub(AROUND + asked);
        self.rows(app, verdict, app.size.0.saturating_sub(4)).len().saturating_sub(usize::from(height))
    }
}
