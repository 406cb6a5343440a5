//! A new case: procedure, status, who files, when the stay ends; then the verdict, before the first item.

mod shown;
mod steps;

use super::home::Home;
use super::scroll::Scroll;
use crate::case::{ACTIVITY, CATEGORY, SINCE, WITH};
use crate::desk::{Client, NewCase, certificate, together, unnotified};
use crate::form::{Bilingual, Catalog, Kind};
use crate::law::{self, CountedFrom, FiledBy, Online, Query, Rules, Verdict};
use crate::tui::app::{App, Input, Page};
use crate::tui::canvas::Canvas;
use crate::tui::effect::Effect;
use crate::tui::event::{Code, Key};
use crate::tui::field::{Did, TextField};
use crate::tui::keys::{self, Act, Table};
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::cut;
use jiff::civil::Date;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
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
    /// From the verdict: what happened and was not notified yet.
    Notices,
    /// From the verdict: what is filed together with it, as one case.
    Together,
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
    /// What is typed to find a line of the step.
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
    /// Questions whose notice was not given yet.
    unnotified: BTreeSet<String>,
    /// Procedures filed together with it, by slug.
    together: BTreeSet<String>,
    /// Of a client who is known: the day the certificate of their card ends.
    certificate: Option<Date>,
    problem: Option<String>,
    /// The client it is begun for, and their name.
    client: Option<(Uuid, String)>,
}

impl New {
    #[must_use]
    pub fn new(_app: &App) -> New {
        let catalog = Catalog::in_force();
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
            unnotified: BTreeSet::new(),
            together: BTreeSet::new(),
            certificate: None,
            problem: None,
            client: None,
        }
    }

    /// A new case of a client who is known already.
    #[must_use]
    pub fn of_client(app: &App, client: &Client) -> New {
        New {
            client: Some((client.id, client.name.clone())),
            unnotified: unnotified(client, app.today).into_iter().collect(),
            certificate: certificate(client),
            ..New::new(app)
        }
    }

    fn next(&mut self, app: &mut App) -> Vec<Effect> {
        self.problem = None;
        if self.step == Step::Verdict {
            return self.begin(app);
        }
        if self.ticks() {
            self.judge(app);
            return Vec::new();
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
        self.sought.clear();
        self.scroll = Scroll { at };
    }

    fn back(&mut self, app: &mut App) {
        self.problem = None;
        if self.ticks() {
            return self.judge(app);
        }
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
                self.since = day.filter(|_| self.of_event(app));
                let query = Query { expires: day.filter(|_| self.since.is_none()), ..self.query() };
                self.verdict = Some(law::verdict(&query, Rules::in_force(), app.today));
                self.to(Step::Verdict, 0);
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// What is asked of the law, but the day the stay ends.
    fn query(&self) -> Query {
        Query {
            procedure: self.slug(),
            status: self.status_name(),
            from: self.held.clone(),
            with: self.with.clone(),
            together: self.joined(),
            activity: self.activity.clone(),
            category: self.category,
            since: self.since,
            by: self.by,
            certificate: self.certificate,
            answers: self.unnotified.iter().map(|id| (id.clone(), true)).collect(),
            ..Query::default()
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
            app.refuse("ui-new-cannot", &[]);
            return Vec::new();
        }
        let because = self.because.text().trim().to_owned();
        if self.wants_reason() && because.is_empty() {
            self.problem = Some(app.say("ui-new-reason-missing", &[]));
            return Vec::new();
        }
        let status = self.status_name();
        let statuses = Catalog::in_force().statuses_of(&self.slug());
        if !statuses.iter().any(|known| known.name.ja == status) {
            self.problem = Some(app.say("ui-new-no-form", &[]));
            return Vec::new();
        }
        let expiry = self.expiry.text().trim().to_owned();
        let counted = !expiry.is_empty() && self.since.is_none();
        let expiry = counted.then(|| (EXPIRY.to_owned(), expiry));
        let form = Catalog::in_force().form(&self.slug(), &status, self.division.as_deref()).ok();
        let together = form.and_then(|form| together(&form, &self.joined(), app.today));
        app.known_first = self.client.is_some();
        vec![Effect::Begin(Box::new(NewCase {
            procedure: self.slug(),
            status,
            division: self.division.clone(),
            by: self.by,
            because: self.wants_reason().then_some(because),
            client: self.client.as_ref().map(|(client, _)| *client),
            facts: self.facts(),
            known: expiry.into_iter().chain(together).collect(),
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
        let facts = facts.into_iter().filter_map(|(name, known)| Some((name.to_owned(), known?)));
        facts.chain(self.unnotified.iter().map(|id| (id.clone(), "yes".to_owned()))).collect()
    }

    fn key(&mut self, app: &mut App, key: Key) -> Vec<Effect> {
        match self.step {
            Step::Expiry => self.text(key, false),
            Step::Verdict if self.wants_reason() => self.text(key, true),
            Step::Verdict => self.of_category(app, key.typed().and_then(|c| c.to_digit(10))),
            _ => {
                if self.ticks() && key.typed() == Some('　') {
                    self.turn(app);
                }
                let digit = key.typed().and_then(|c| c.to_digit(10)).map(|n| n as usize);
                if let Some(n) = digit.filter(|n| (1..=self.choices(app).len()).contains(n)) {
                    self.scroll.at = n - 1;
                    if !self.ticks() {
                        return self.next(app);
                    }
                    self.turn(app);
                } else if self.seeks() {
                    self.seek(key);
                }
            }
        }
        Vec::new()
    }

    /// Letters narrow the lines of the step.
    fn seek(&mut self, key: Key) {
        if key.code == Code::Backspace {
            self.sought.pop();
        } else if let Some(letter) = key.typed() {
            self.sought.push(letter);
        }
        self.scroll = Scroll { at: 0 };
    }

    /// At the verdict, the category of the organisation, where documents depend on it.
    fn of_category(&mut self, app: &App, digit: Option<u32>) {
        let categories = Rules::in_force().company_categories(&self.status_name(), app.today);
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
            Step::Notices => "ui-new-notices",
            Step::Together => "ui-new-together",
        }
    }

    fn help(&self, app: &App) -> &'static str {
        if self.of_event(app) { "ui-new-event-help" } else { "ui-new-expiry-help" }
    }
}

impl Page for New {
    fn tables(&self, app: &App) -> Vec<Table> {
        if self.ticks() {
            return vec![keys::NEW_TICKED, keys::NEW_NEXT, keys::NEW];
        }
        let notices = self.step == Step::Verdict && !self.notices(app).is_empty();
        let category = self.asks_category(app) && !self.wants_reason();
        let own = [(self.takes_partners(), keys::NEW_TOGETHER), (notices, keys::NEW_VERDICT)];
        let last = [(true, keys::NEW_NEXT), (true, keys::NEW), (category, keys::NEW_CATEGORY)];
        own.into_iter().chain(last).filter(|(there, _)| *there).map(|(_, table)| table).collect()
    }

    fn update(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        let count = if self.step == Step::Verdict { self.beyond(app) + 1 } else { self.choices(app).len() };
        match input {
            Input::Act(Act::Next) => return self.next(app),
            Input::Act(Act::Back) => self.back(app),
            Input::Act(Act::Notices) => self.to(Step::Notices, 0),
            Input::Act(Act::Together) => self.to(Step::Together, 0),
            Input::Act(Act::Category(no)) => self.of_category(app, Some(u32::from(no))),
            Input::Act(Act::Mark) => self.turn(app),
            Input::Act(Act::PageUp) => self.scroll.page(false, count),
            Input::Act(Act::PageDown) => self.scroll.page(true, count),
            Input::Act(Act::Up) => self.scroll.up(count),
            Input::Act(Act::Down) => self.scroll.down(count),
            // From a list opened at the verdict, back to it.
            Input::Act(Act::Close) if self.ticks() => self.judge(app),
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
        let x = canvas.put(body.x, body.y + 1, body.width, &app.say(self.title(app), &[]), ink.accent) + 2;
        let beside = self.filed_together(app).unwrap_or_default();
        let room = body.right().saturating_sub(x);
        canvas.put_right(body.right(), body.y + 1, &cut(&beside, room), ink.soft);
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
        // Where several may be ticked, a line names them all.
        !self.ticks() && !matches!(self.step, Step::Expiry | Step::Verdict)
    }

    fn lines(&self, app: &App) -> Vec<String> {
        let mut lines = vec![self.so_far(app), app.say(self.title(app), &[])];
        lines.extend(self.choices(app).iter().enumerate().map(|(n, (ja, words))| format!("{} {ja} {words}", n + 1)));
        lines.extend(self.filed_together(app));
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
