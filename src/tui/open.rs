//! The case on the desk: its walk as it stands, what is being saved, what is wrong.

use super::effect::Effect;
use crate::case::{Case, Change, Mark, Path, Problem, Progress, Row};
use crate::desk::{Filling, choice_words};
use crate::form::kind::{Column, Derived};
use crate::form::{Item, Kind, Reading, State, TOGETHER, Value};
use crate::law::{self, CompanyCategory, Question, Rules, Verdict};
use crate::text::{self, Lang};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// One item of the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Index into the form's sheets.
    pub sheet: usize,
    pub item: String,
    /// Number as printed.
    pub no: String,
    pub mark: Mark,
    pub needed: bool,
}

/// The case on the desk.
pub struct Open {
    pub filling: Filling,
    pub lines: Vec<Line>,
    pub progress: Progress,
    pub problems: Vec<Problem>,
    /// What is worth saying and does not keep the case from being sent.
    pub warnings: Vec<Problem>,
    /// What is worked out from the answers, by item id.
    derived: BTreeMap<String, Reading>,
    pub saved_at: Option<Timestamp>,
    /// Text that stood under the caret when the case was left.
    pub caret: Option<(Path, String)>,
    pub verdict: Option<Verdict>,
    /// Questions its documents depend on, and notices that were spoken of.
    pub questions: Vec<Question>,
    /// Categories the organisation can be of; empty where documents do not depend on it.
    pub categories: Vec<CompanyCategory>,
    /// Items committed but not yet known to be on the disk, with the save that carries them.
    saving: BTreeMap<String, u64>,
    turn: u64,
    /// Items whose save failed.
    failed: BTreeSet<String>,
}

impl Open {
    #[must_use]
    pub fn new(filling: Filling, caret: Option<(String, String)>, today: Date) -> Open {
        let caret = caret.and_then(|(path, typed)| Some((Path::from_str(&path).ok()?, typed)));
        let mut open = Open {
            filling,
            lines: Vec::new(),
            progress: Progress::default(),
            problems: Vec::new(),
            warnings: Vec::new(),
            derived: BTreeMap::new(),
            saved_at: None,
            caret,
            verdict: None,
            questions: Vec::new(),
            categories: Vec::new(),
            saving: BTreeMap::new(),
            turn: 0,
            failed: BTreeSet::new(),
        };
        open.refresh(today);
        open.weigh(today);
        open
    }

    /// What the law says of the case, and what its documents depend on.
    fn weigh(&mut self, today: Date) {
        let query = crate::case::query(&self.filling.case, &self.filling.form, today);
        let rules = Rules::in_force();
        self.questions = rules.questions(&query, today);
        // Those nobody spoke of are asked on the new-case screen, not here.
        let notices = rules.notices(&query, today).into_iter().map(|notice| notice.question);
        self.questions.extend(notices.filter(|asked| asked.answer.is_some()));
        self.categories = rules.company_categories(&query.status, today);
        self.verdict = Some(law::verdict(&query, rules, today));
    }

    /// Walks and checks the case again.
    pub fn refresh(&mut self, today: Date) {
        let walk = self.filling.walk(today);
        self.lines = walk
            .steps
            .iter()
            .map(|step| Line {
                sheet: step.sheet,
                item: step.item.id.clone(),
                no: step.item.number(),
                mark: step.mark,
                needed: step.needed,
            })
            .collect();
        self.progress = walk.progress;
        self.derived = walk.derived;
        self.warnings = walk.warnings;
        self.problems = self.filling.problems(today);
    }

    #[must_use]
    pub fn item(&self, at: usize) -> Option<&Item> {
        self.lines.get(at).and_then(|line| self.filling.form.item(&line.item))
    }

    /// Where an item is on the walk.
    #[must_use]
    pub fn find(&self, item: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.item == item)
    }

    /// Problems of an item that is worth mentioning: somebody has come to it.
    pub fn problems_of<'a>(&'a self, item: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.problems.iter().filter(move |problem| problem.path.item == item)
    }

    /// What is said of an item without being wrong.
    pub fn warnings_of<'a>(&'a self, item: &'a str) -> impl Iterator<Item = &'a Problem> {
        self.warnings.iter().filter(move |warning| warning.path.item == item)
    }

    /// What is worked out for an item, with its unit; nothing for other items, or while nothing is known.
    #[must_use]
    pub fn derived(&self, item: &Item) -> Option<String> {
        let reading = self.derived.get(&item.id)?;
        Some(format!("{} {}", reading.paper, item.unit.as_deref().unwrap_or_default()).trim_end().to_owned())
    }

    /// The item with the sum that an item counts towards.
    #[must_use]
    pub fn sum(&self, item: &Item) -> Option<&Item> {
        let line = self.lines.iter().find(|line| line.item == item.id).filter(|_| !item.points.is_empty())?;
        let sheet = self.filling.form.sheets.get(line.sheet)?;
        sheet.items.iter().find(|item| matches!(item.kind, Kind::Derived(Derived::Points)))
    }

    /// Saves changes, and whatever could not be saved before; their ✓ is shown when the save returns.
    pub fn commit(&mut self, changes: &[Change], today: Date) -> Vec<Effect> {
        if changes.is_empty() {
            return Vec::new();
        }
        if changes.iter().any(|change| self.weighs(&change.item)) {
            self.weigh(today);
        }
        self.refresh(today);
        let mut saved = self.filling.saved(changes, today);
        let again = std::mem::take(&mut self.failed);
        for item in again.into_iter().filter(|item| changes.iter().all(|change| change.item != *item)) {
            let answer = self.filling.answer(&item).cloned();
            saved.answers.push((item, answer));
        }
        self.turn += 1;
        for (item, _) in &saved.answers {
            self.saving.insert(item.clone(), self.turn);
        }
        vec![Effect::Save { turn: self.turn, saved: Box::new(saved) }]
    }

    /// Documents and their questions hang on the item: on what is filed together, and on the points sheet.
    fn weighs(&self, id: &str) -> bool {
        let sum = |item: &Item| matches!(item.kind, Kind::Derived(Derived::Points));
        let mut sheets = self.filling.form.sheets.iter().filter(|sheet| sheet.items.iter().any(sum));
        id == TOGETHER || sheets.any(|sheet| sheet.items.iter().any(|item| item.id == id))
    }

    /// Tries again to save what could not be saved.
    pub fn save_again(&mut self, today: Date) -> Vec<Effect> {
        let Some(item) = self.failed.first().cloned() else { return Vec::new() };
        let after = self.filling.answer(&item).cloned();
        self.commit(&[Change { item, before: None, after }], today)
    }

    /// A save has returned: everything it carried is on the disk.
    pub fn saved(&mut self, turn: u64, at: Timestamp) {
        self.saving.retain(|_, other| *other != turn);
        self.saved_at = Some(at);
    }

    /// A save failed: what it carried is kept here and goes with the next one.
    pub fn not_saved(&mut self, turn: u64) {
        let items: Vec<String> =
            self.saving.iter().filter(|(_, other)| **other == turn).map(|(item, _)| item.clone()).collect();
        for item in items {
            self.saving.remove(&item);
            self.failed.insert(item);
        }
    }

    /// The item is committed but not known to be on the disk.
    #[must_use]
    pub fn is_saving(&self, item: &str) -> bool {
        self.saving.contains_key(item) || self.failed.contains(item)
    }

    /// Something is not on the disk yet.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        !self.saving.is_empty()
    }

    /// Something could not be saved.
    #[must_use]
    pub fn save_failed(&self) -> bool {
        !self.failed.is_empty()
    }

    /// Takes over files, stage and declarations after the desk changed them.
    pub fn take(&mut self, case: Case, today: Date) {
        self.filling.case.attachments = case.attachments;
        self.filling.case.stage = case.stage;
        self.filling.case.revision = case.revision;
        self.filling.case.declared = case.declared;
        self.filling.case.facts = case.facts;
        self.weigh(today);
        self.refresh(today);
    }

    /// What an item is called in a language other than Japanese.
    #[must_use]
    pub fn label(&self, item: &Item, lang: Lang) -> String {
        if lang == Lang::EN {
            return item.label.en.clone();
        }
        text::item(lang, &self.filling.form.procedure, &item.id).unwrap_or_else(|| item.label.en.clone())
    }

    /// What a column of a table is called in a language other than Japanese.
    #[must_use]
    pub fn column(&self, item: &str, column: &str, lang: Lang) -> Option<String> {
        let form = &self.filling.form;
        let translated = text::item(lang, &form.procedure, &format!("{item}-{column}"));
        let Kind::Table { columns, .. } = &form.item(item)?.kind else { return None };
        let printed = columns.iter().find(|other| other.id == column)?;
        translated.filter(|_| lang != Lang::EN).or_else(|| Some(printed.label.en.clone()))
    }

    /// What was chosen at an item, in the client's language; empty where nothing was.
    #[must_use]
    pub fn answered_words(&self, item: &Item, lang: Lang, today: Date) -> String {
        let entry = self.filling.entry(&Path::item(&item.id)).filter(|entry| entry.state == State::Answered);
        let words = entry.and_then(|entry| chosen_words(&item.id, &item.kind, &entry.typed, lang, today));
        words.unwrap_or_default()
    }

    /// What helps with an item, in a language other than Japanese.
    #[must_use]
    pub fn help(&self, item: &Item, lang: Lang) -> Option<String> {
        let print = item.help.as_ref()?;
        if lang == Lang::EN {
            return Some(print.en.clone());
        }
        Some(
            text::item(lang, &self.filling.form.procedure, &format!("{}.help", item.id))
                .unwrap_or_else(|| print.en.clone()),
        )
    }
}

/// What was chosen, in the client's language; `None` where nothing was, or no other words are known for it. `id` is the item or column.
fn chosen_words(id: &str, kind: &Kind, typed: &str, lang: Lang, today: Date) -> Option<String> {
    let (list, chosen) = match (kind, kind.read(typed, today).value?) {
        (Kind::YesNo { yes, no }, Value::YesNo(said)) => {
            return Some(choice_words(lang, id, if said { yes } else { no }));
        }
        (Kind::Choice(list) | Kind::Country(list), Value::Choice(chosen)) => (list, vec![chosen]),
        (Kind::MultiChoice { list, .. }, Value::Choices(chosen)) => (list, chosen),
        _ => return None,
    };
    let place = if list.name.is_empty() { id } else { &list.name };
    let lines = list.choices.iter().filter(|choice| chosen.contains(&choice.label.ja));
    let words = lines.map(|choice| choice_words(lang, place, &choice.label)).filter(|words| !words.is_empty());
    let words = words.collect::<Vec<_>>().join("; ");
    (!words.is_empty()).then_some(words)
}

/// A row of a table as one line in the client's language, where something was chosen in it.
#[must_use]
pub fn row_line_in(n: usize, columns: &[Column], row: &Row, lang: Lang, today: Date) -> Option<String> {
    let (mut said, mut any) = (row.clone(), false);
    for column in columns {
        let Some(entry) = said.cells.get_mut(&column.id) else { continue };
        if let Some(words) = chosen_words(&column.id, &column.kind, &entry.typed, lang, today) {
            any |= words != entry.typed;
            entry.typed = words;
        }
    }
    any.then(|| row_line(n, columns, &said))
}

/// A row of a table as one line, `1 妻 / NGUYEN THI B`: what was answered, in the order of the columns; cells of columns that are not known stand
/// last, so that none is left out.
#[must_use]
pub fn row_line(n: usize, columns: &[Column], row: &Row) -> String {
    let known = columns.iter().filter_map(|column| row.cells.get(&column.id));
    let others = row.cells.iter().filter(|(id, _)| !columns.iter().any(|column| column.id == **id));
    let cells = known.chain(others.map(|(_, entry)| entry)).map(|entry| entry.typed.as_str());
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    format!("{} {}", n + 1, cells.join(" / "))
}
