//! What is asked at each step of a new case, when a step is asked at all, and what is kept of it.

use super::super::weighed::{both, both_words};
use super::{DESIGNATED, New, Step};
use crate::form::{Bilingual, Catalog, kind::search_key};
use crate::law::{CountedFrom, FiledBy, Notice, Rules};
use crate::tui::app::App;
use crate::tui::theme::mark;

impl New {
    pub(super) fn slug(&self) -> String {
        Catalog::in_force().procedures().get(self.procedure).map(|found| found.slug.clone()).unwrap_or_default()
    }

    /// Letters narrow the lines of the step.
    pub(super) fn seeks(&self) -> bool {
        matches!(self.step, Step::Status | Step::Held | Step::Activity)
    }

    /// The rows of the rules, by id and name, that fit what is typed: in their Japanese, their English or the words beside them, or by some of
    /// their Japanese letters in their order (技人国).
    fn fitting(&self, of: &str, mut rows: Vec<(String, Bilingual)>, app: &App) -> Vec<(String, Bilingual)> {
        let sought = search_key(&self.sought);
        if sought.is_empty() {
            return rows;
        }
        let fits = |(id, name): &(String, Bilingual)| {
            let (ja, own) = both_words(&format!("{of}{id}"), name.clone(), app);
            let keys = [ja, name.en.clone(), own].map(|words| search_key(&words));
            keys.iter().any(|key| key.contains(&sought)) || !sought.is_ascii() && in_order(&sought, &keys[0])
        };
        rows.retain(fits);
        rows
    }

    /// Statuses of residence that fit what is typed, those with a form of the procedure first: slug and name.
    fn statuses(&self, app: &App) -> Vec<(String, Bilingual)> {
        let with_form = Catalog::in_force().statuses_of(&self.slug()).into_iter();
        let mut statuses: Vec<(String, Bilingual)> = with_form.map(|status| (status.slug, status.name)).collect();
        let others = Rules::in_force().statuses(app.today).into_iter().map(|status| (status.slug, status.name));
        let known: Vec<String> = statuses.iter().map(|(slug, _)| slug.clone()).collect();
        statuses.extend(others.filter(|(slug, _)| !known.contains(slug)));
        self.fitting("status-", statuses, app)
    }

    /// Statuses that may be held now and fit what is typed: slug and name; `None`: it is left open.
    fn holdable(&self, app: &App) -> Vec<Option<(String, Bilingual)>> {
        let all = Rules::in_force().statuses(app.today).into_iter().map(|status| (status.slug, status.name)).collect();
        let fitting = self.fitting("status-", all, app).into_iter().map(Some);
        self.sought.is_empty().then_some(None).into_iter().chain(fitting).collect()
    }

    /// Designated activities that fit what is typed: number and name.
    fn activities(&self, app: &App) -> Vec<(String, Bilingual)> {
        self.fitting("activity-", Rules::in_force().activities(app.today), app)
    }

    /// Divisions of the status: letter, and the titles of its own sheets.
    fn divisions(&self) -> Vec<(String, Bilingual)> {
        let (slug, catalog) = (self.slug(), Catalog::in_force());
        let Some((status, _)) = &self.status else { return Vec::new() };
        let titled = |letter: String| {
            let form = catalog.form(&slug, status, Some(&letter)).ok()?;
            let title = form.sheets.get(1).map(|sheet| sheet.title.clone()).unwrap_or_default();
            Some((letter, title))
        };
        catalog.divisions_of(&slug, status).into_iter().filter_map(titled).collect()
    }

    /// Lines to choose from, Japanese and the staff's words.
    pub(super) fn choices(&self, app: &App) -> Vec<(String, String)> {
        let rules = Rules::in_force();
        let named = |of: &str, id: &str, name: Bilingual| both_words(&format!("{of}{id}"), name, app);
        match self.step {
            Step::Procedure => Catalog::in_force()
                .procedures()
                .iter()
                .map(|procedure| {
                    let (ja, own) = named("procedure-", &procedure.slug, procedure.title.clone());
                    (format!("{}  {ja}", procedure.mark), own)
                })
                .collect(),
            Step::Status => self.statuses(app).into_iter().map(|(slug, name)| named("status-", &slug, name)).collect(),
            Step::Division => self.divisions().into_iter().map(|(_, title)| (title.ja, title.en)).collect(),
            Step::Held => {
                let line = |held: Option<(String, Bilingual)>| match held {
                    Some((slug, name)) => named("status-", &slug, name),
                    None => both("ui-new-held-open", app),
                };
                self.holdable(app).into_iter().map(line).collect()
            }
            Step::With => {
                let with = rules.only_with(&self.slug(), app.today);
                let names =
                    with.iter().filter_map(|slug| Some(named("procedure-", slug, rules.procedure(slug, app.today)?)));
                std::iter::once(both("ui-new-alone", app)).chain(names).collect()
            }
            Step::Activity => {
                let line = |(no, name): (String, Bilingual)| {
                    let (ja, own) = named("activity-", &no, name);
                    (format!("{no}  {ja}"), own)
                };
                self.activities(app).into_iter().map(line).collect()
            }
            Step::By => FiledBy::ALL.iter().map(|by| both(&format!("ui-by-{}", by.word()), app)).collect(),
            Step::Notices => {
                let line = |notice: Notice| {
                    let turned = self.unnotified.contains(&notice.question.id);
                    let (ja, own) = named("event-", &notice.event, notice.name);
                    (format!("{} {ja}", if turned { mark::ANSWERED } else { " " }), own)
                };
                self.notices(app).into_iter().map(line).collect()
            }
            Step::Together => {
                let line = |slug: String| {
                    let turned = self.together.contains(&slug);
                    let (ja, own) = named("procedure-", &slug, rules.procedure(&slug, app.today)?);
                    Some((format!("{} {ja}", if turned { mark::ANSWERED } else { " " }), own))
                };
                self.partners().into_iter().filter_map(line).collect()
            }
            Step::Expiry | Step::Verdict => Vec::new(),
        }
    }

    /// What can be filed together with it, as one case, by slug.
    pub(super) fn partners(&self) -> Vec<String> {
        Catalog::in_force().filed_with(&self.slug()).into_iter().map(str::to_owned).collect()
    }

    /// At the verdict: others can be filed together with it.
    pub(super) fn takes_partners(&self) -> bool {
        self.step == Step::Verdict && self.may_begin() && !self.partners().is_empty()
    }

    /// What is filed together with it, in the order it is offered.
    pub(super) fn joined(&self) -> Vec<String> {
        self.partners().into_iter().filter(|slug| self.together.contains(slug)).collect()
    }

    pub(super) fn status_name(&self) -> String {
        self.status.as_ref().map(|(_, name)| name.ja.clone()).unwrap_or_default()
    }

    /// Is the step asked, as things stand.
    pub(super) fn asks(&self, step: Step, app: &App) -> bool {
        let (rules, slug) = (Rules::in_force(), self.slug());
        match step {
            Step::Division => self.divisions().len() > 1,
            Step::Held => slug == "change",
            Step::With => !rules.only_with(&slug, app.today).is_empty(),
            Step::Activity => self.status.as_ref().is_some_and(|(slug, _)| slug == DESIGNATED),
            Step::Expiry => rules.counted_from(&slug, app.today) != CountedFrom::Nothing,
            Step::Notices | Step::Together => false,
            Step::Procedure | Step::Status | Step::By | Step::Verdict => true,
        }
    }

    /// Notices that come first where they were not given yet, as things stand.
    pub(super) fn notices(&self, app: &App) -> Vec<Notice> {
        Rules::in_force().notices(&self.query(), app.today)
    }

    /// Of the lines of the step several may be ticked: notices not given yet, applications filed together.
    pub(super) fn ticks(&self) -> bool {
        matches!(self.step, Step::Notices | Step::Together)
    }

    /// Ticks the line pointed at, or takes that back.
    pub(super) fn turn(&mut self, app: &App) {
        let at = self.scroll.at;
        let (line, turned) = if self.step == Step::Together {
            (self.partners().into_iter().nth(at), &mut self.together)
        } else {
            let notice = self.notices(app).into_iter().nth(at);
            (notice.map(|notice| notice.question.id), &mut self.unnotified)
        };
        if let Some(id) = line
            && !turned.remove(&id)
        {
            turned.insert(id);
        }
    }

    /// Keeps what was chosen at a step; `false` where nothing is there to choose.
    pub(super) fn take(&mut self, app: &App) -> bool {
        let at = self.scroll.at;
        match self.step {
            Step::Procedure => self.procedure = at,
            Step::Status => {
                let Some(status) = self.statuses(app).into_iter().nth(at) else { return false };
                self.status = Some(status);
                self.division = None;
            }
            Step::Division => self.division = self.divisions().into_iter().nth(at).map(|(letter, _)| letter),
            Step::Held => {
                let Some(held) = self.holdable(app).into_iter().nth(at) else { return false };
                self.held = held.map(|(_, name)| name.ja);
            }
            Step::With => {
                let with = Rules::in_force().only_with(&self.slug(), app.today);
                self.with = at.checked_sub(1).and_then(|at| with.into_iter().nth(at));
            }
            Step::Activity => {
                let Some((no, _)) = self.activities(app).into_iter().nth(at) else { return false };
                self.activity = Some(no);
            }
            Step::By => self.by = FiledBy::ALL.get(at).copied().unwrap_or_default(),
            Step::Expiry | Step::Verdict | Step::Notices | Step::Together => {}
        }
        true
    }
}

/// Whether the letters stand in a text one after another, with others between them or not.
fn in_order(letters: &str, text: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().all(|letter| rest.any(|other| other == letter))
}
