//! A new case: procedure, status, who files, when the stay ends; then the verdict, before the first item.

mod steps;

use super::home::Home;
use super::scroll::Scroll;
use super::weighed::{papers, remaining, told};
use crate::case::{ACTIVITY, CATEGORY, SINCE, WITH, sheets};
use crate::desk::NewCase;
use crate::form::{Bilingual, Catalog, Kind, Part};
use crate::law::{self, CountedFrom, FiledBy, Online, Query, Rules, Verdict};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::event::{Code, Key};
use crate::tui::field::{Did, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use jiff::civil::Date;
use ratatui::layout::Rect;
use uuid::Uuid;

/// Item the day the stay ends is kept in.
const EXPIRY: &str = "current_expiry";

/// What is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Procedure,
    Status,
    /// Where the status has several.
    Division,
    /// The status held now, for a change.
    Held,
    /// What it is filed together with.
    With,
    /// The designated activity.
    Activity,
    By,
    /// The day the dates are counted from: the end of the stay, or the event.
    Expiry,
    Verdict,
}

/// The steps in the order they are asked; some only when they decide something.
const STEPS: [Step; 9] = [
    Step::Procedure,
    Step::Status,
    Step::Division,
    Step::Held,
    Step::With,
    Step::Activity,
    Step::By,
    Step::Expiry,
    Step::Verdict,
];

/// The status whose scope depends on the activity.
const DESIGNATED: &str = "designated-activities";

/// The screen.
pub struct New {
    step: Step,
    scroll: Scroll,
    procedure: usize,
    status: Option<(String, Bilingual)>,
    /// What is typed to find the status.
    sought: String,
    division: Option<String>,
    held: Option<String>,
    with: Option<String>,
    activity: Option<String>,
    category: Option<u8>,
    since: Option<Date>,
    by: FiledBy,
    expiry: TextField,
    verdict: Option<Verdict>,
    because: TextField,
    problem: Option<String>,
    /// The client it is begun for, and their name.
    client: Option<(Uuid, String)>,
}

impl New {
    #[must_use]
    pub fn new(_app: &App) -> New {
        let catalog = Catalog::embedded();
        let first = catalog.first_procedure();
        let at = catalog.procedures().iter().position(|procedure| procedure.slug == first).unwrap_or(0);
        New {
            step: Step::Procedure,
            scroll: Scroll { at },
            procedure: at,
            status: None,
            sought: String::new(),
            division: None,
            held: None,
            with: None,
            activity: None,
            category: None,
            since: None,
            by: FiledBy::default(),
            expiry: TextField::new("", false),
            verdict: None,
            because: TextField::new("", false),
            problem: None,
            client: None,
        }
    }

    /// A new case of a client who is known already.
    #[must_use]
    pub fn of_client(app: &App, client: Uuid, name: String) -> New {
        New { client: Some((client, name)), ..New::new(app) }
    }

    fn next(&mut self, app: &mut App) -> Vec<Effect> {
        self.problem = None;
        if self.step == Step::Verdict {
            return self.begin(app);
        }
        if !self.take(app) {
            return Vec::new();
        }
        let after = STEPS.iter().skip_while(|step| **step != self.step).skip(1);
        let next = after.copied().find(|step| self.asks(*step, app)).unwrap_or(Step::Verdict);
        if next == Step::Verdict {
            self.judge(app);
        } else {
            self.to(next, 0);
        }
        Vec::new()
    }

    fn to(&mut self, step: Step, at: usize) {
        self.step = step;
        self.scroll = Scroll { at };
    }

    fn back(&mut self, app: &mut App) {
        self.problem = None;
        let before = STEPS.iter().rev().skip_while(|step| **step != self.step).skip(1);
        match before.copied().find(|step| self.asks(*step, app)) {
            None => app.go(Home::default()),
            Some(step) => {
                let at = match step {
                    Step::Procedure => self.procedure,
                    Step::By => FiledBy::ALL.iter().position(|by| *by == self.by).unwrap_or(0),
                    _ => 0,
                };
                self.to(step, at);
            }
        }
    }

    /// The day typed; `Err` when it is not one.
    fn expires(&self, app: &App) -> Result<Option<Date>, String> {
        let typed = self.expiry.text();
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let reading = Kind::Date { partial: false, not_after_today: false }.read(&typed, app.today);
        match reading.value {
            Some(crate::form::Value::Date(date)) if date.full().is_some() => Ok(date.full()),
            _ => {
                let fault = reading.faults.first();
                let args: Vec<(&str, &str)> =
                    fault.map(|fault| fault.args.iter().map(|(n, v)| (*n, v.as_str())).collect()).unwrap_or_default();
                let code = fault.map_or("bad-date", |fault| fault.code);
                Err(app.say(&format!("problem-{code}"), &args))
            }
        }
    }

    fn judge(&mut self, app: &App) {
        match self.expires(app) {
            Ok(day) => {
                let (expires, since) = if self.of_event(app) { (None, day) } else { (day, None) };
                let query = Query {
                    procedure: self.slug(),
                    status: self.status_name(),
                    from: self.held.clone(),
                    with: self.with.clone(),
                    activity: self.activity.clone(),
                    category: self.category,
                    expires,
                    since,
                    by: self.by,
                    ..Query::default()
                };
                self.since = since;
                self.verdict = Some(law::verdict(&query, Rules::in_force(), app.today));
                self.step = Step::Verdict;
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Whether a case may be begun: not where it cannot be filed at all.
    fn may_begin(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| {
            matches!(verdict.online, Online::Yes | Online::NotYet | Online::CounterOnly | Online::Unknown)
        })
    }

    /// The advice is *not yet*: it goes on with a reason.
    fn wants_reason(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.online == Online::NotYet)
    }

    fn begin(&mut self, app: &mut App) -> Vec<Effect> {
        if !self.may_begin() {
            app.tell("ui-new-cannot", &[]);
            return Vec::new();
        }
        let because = self.because.text().trim().to_owned();
        if self.wants_reason() && because.is_empty() {
            self.problem = Some(app.say("ui-new-reason-missing", &[]));
            return Vec::new();
        }
        let status = self.status_name();
        let statuses = Catalog::embedded().statuses_of(&self.slug());
        if !statuses.iter().any(|known| known.name.ja == status) {
            self.problem = Some(app.say("ui-new-no-form", &[]));
            return Vec::new();
        }
        let expiry = self.expiry.text().trim().to_owned();
        let counted = !expiry.is_empty() && self.since.is_none();
        app.known_first = self.client.is_some();
        vec![Effect::Begin(Box::new(NewCase {
            procedure: self.slug(),
            status,
            division: self.division.clone(),
            by: self.by,
            because: self.wants_reason().then_some(because),
            client: self.client.as_ref().map(|(client, _)| *client),
            facts: self.facts(),
            known: if counted { vec![(EXPIRY.to_owned(), expiry)] } else { Vec::new() },
            ..NewCase::default()
        }))]
    }

    /// What is kept with the case beside its items.
    fn facts(&self) -> Vec<(String, String)> {
        let facts = [
            (CATEGORY, self.category.map(|no| no.to_string())),
            (WITH, self.with.clone()),
            (ACTIVITY, self.activity.clone()),
            (SINCE, self.since.map(|day| day.to_string())),
        ];
        facts.into_iter().filter_map(|(name, known)| Some((name.to_owned(), known?))).collect()
    }

    fn key(&mut self, app: &mut App, key: Key) -> Vec<Effect> {
        match self.step {
            Step::Expiry => self.text(key, false),
            Step::Verdict if self.wants_reason() => self.text(key, true),
            Step::Verdict => self.of_category(app, key),
            _ => {
                let digit = key.typed().and_then(|c| c.to_digit(10)).map(|n| n as usize);
                if let Some(n) = digit.filter(|n| (1..=self.choices(app).len()).contains(n)) {
                    self.scroll.at = n - 1;
                    return self.next(app);
                }
                if self.step == Step::Status {
                    self.seek(key);
                }
            }
        }
        Vec::new()
    }

    /// Letters narrow the list of statuses.
    fn seek(&mut self, key: Key) {
        if key.code == Code::Backspace {
            self.sought.pop();
        } else if let Some(letter) = key.typed() {
            self.sought.push(letter);
        }
        self.scroll = Scroll { at: 0 };
    }

    /// A digit at the verdict: the category of the organisation, where documents depend on it.
    fn of_category(&mut self, app: &App, key: Key) {
        let categories = Rules::in_force().company_categories(&self.status_name(), app.today);
        let digit = key.typed().and_then(|c| c.to_digit(10));
        if let Some(category) = categories.iter().find(|category| Some(u32::from(category.no)) == digit) {
            self.category = Some(category.no);
            self.judge(app);
        }
    }

    fn text(&mut self, key: Key, reason: bool) {
        let field = if reason { &mut self.because } else { &mut self.expiry };
        if field.input(key) == Did::Text {
            self.problem = None;
        }
    }

    /// The day is that of a birth or of the loss of nationality.
    fn of_event(&self, app: &App) -> bool {
        Rules::in_force().counted_from(&self.slug(), app.today) == CountedFrom::Event
    }

    fn title(&self, app: &App) -> &'static str {
        match self.step {
            Step::Procedure => "ui-new-procedure",
            Step::Status => "ui-new-status",
            Step::Division => "ui-new-division",
            Step::Held => "ui-new-held",
            Step::With => "ui-new-with",
            Step::Activity => "ui-new-activity",
            Step::By => "ui-new-by",
            Step::Expiry if self.of_event(app) => "ui-new-event",
            Step::Expiry => "ui-new-expiry",
            Step::Verdict => "ui-new-verdict",
        }
    }

    fn help(&self, app: &App) -> &'static str {
        if self.of_event(app) { "ui-new-event-help" } else { "ui-new-expiry-help" }
    }

    /// What has been chosen so far, on one line.
    fn so_far(&self, app: &App) -> String {
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
    fn verdict_lines(&self, app: &App, verdict: &Verdict) -> Vec<(&'static str, String)> {
        let word = match verdict.online {
            Online::Yes => "ui-verdict-yes",
            Online::NotYet => "ui-verdict-not-yet",
            Online::CounterOnly => "ui-verdict-counter-only",
            Online::TooLate => "ui-verdict-too-late",
            Online::No => "ui-verdict-no",
            Online::Unknown => "ui-verdict-unknown",
        };
        let mut lines = vec![("", app.say(word, &[]))];
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

    fn draw_choices(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) {
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

    fn draw_verdict(&self, app: &App, canvas: &mut Canvas<'_>, region: Rect) {
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

/// Rows for the question and its answer where a reason is asked.
const ASKED: u16 = 3;

impl Page for New {
    fn tables(&self, _app: &App) -> Vec<Table> {
        vec![keys::NEW]
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        let count = self.choices(app).len();
        match input {
            Input::Act(Act::Next) => return self.next(app),
            Input::Act(Act::Back) => self.back(app),
            Input::Act(Act::Up) => self.scroll.up(count),
            Input::Act(Act::Down) => self.scroll.down(count),
            Input::Act(Act::Close) => {
                app.go(Home::default());
                return vec![Effect::List];
            }
            Input::Key(key) => return self.key(app, key),
            Input::Paste(text) if self.step == Step::Expiry => {
                self.expiry.paste(&text);
            }
            Input::Paste(text) if self.step == Step::Verdict => {
                self.because.paste(&text);
            }
            Input::Paste(text) => {
                return Key::script(text.trim()).into_iter().flat_map(|key| self.key(app, key)).collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>) {
        view::header(app, canvas, &app.say("ui-new-title", &[]), &app.staff);
        let (body, ink) = (view::body(canvas), canvas.ink);
        canvas.put(body.x, body.y, body.width, &self.so_far(app), ink.soft);
        canvas.put(body.x, body.y + 1, body.width, &app.say(self.title(app), &[]), ink.accent);
        let region = Rect::new(body.x, body.y + 3, body.width, body.height.saturating_sub(5));
        match self.step {
            Step::Expiry => {
                self.expiry.draw(canvas, Rect::new(region.x + 2, region.y, 24.min(region.width), 1));
                let words = Rect { y: region.y + 2, height: region.height.saturating_sub(2), ..region };
                canvas.paragraph(words, &app.say(self.help(app), &[]), ink.soft);
            }
            Step::Verdict => self.draw_verdict(app, canvas, region),
            _ => self.draw_choices(app, canvas, region),
        }
        if let Some(problem) = &self.problem {
            let y = body.bottom().saturating_sub(2);
            canvas.put(body.x, y, 1, mark::PROBLEM, ink.problem);
            canvas.paragraph(Rect::new(body.x + 2, y, body.width - 2, 2), problem, ink.base);
        }
    }

    fn numbered(&self) -> bool {
        !matches!(self.step, Step::Expiry | Step::Verdict)
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![self.so_far(app), app.say(self.title(app), &[])];
        lines.extend(self.choices(app).iter().enumerate().map(|(n, (ja, words))| format!("{} {ja} {words}", n + 1)));
        if let (Step::Verdict, Some(verdict)) = (self.step, &self.verdict) {
            lines.extend(self.verdict_lines(app, verdict).into_iter().map(|(mark, text)| format!("{mark} {text}")));
            if self.wants_reason() {
                lines.push(app.say("ui-new-reason", &[]));
            }
        }
        lines.extend(self.problem.clone());
        lines.retain(|line| !line.trim().is_empty());
        lines
    }
}
