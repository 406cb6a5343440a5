//! Every problem of a case, in paper order: the same check at the counter, before sending, and on the server.

use super::documents;
use super::narrow;
use super::query::EXPIRES;
use super::standing::{Stand, Standing, said};
use super::{Case, Entry, Path, Row, query};
use crate::form::{
    Cells, Form, Kind, Need, Rule, Scope, State, TOGETHER,
    kind::{Column, Fault},
};
use crate::law::{self, Rules};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Something about an answer or a file that has to be mended before sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The box; for documents the item is `documents`, for the photo `photo`.
    pub path: Path,
    /// Number as printed, `10(1)`.
    pub no: String,
    /// Names the sentence `problem-<code>` and the mend `fix-<code>`, with the arguments.
    pub fault: Fault,
}

/// All problems of the case as of `today` (Japan's date), in paper order; empty when it can be sent.
#[must_use]
pub fn check(case: &Case, form: &Form, rules: &Rules, today: Date) -> Vec<Problem> {
    let standing = Standing::of(case, form, today);
    let mut against = rule_problems(form, &standing, true);
    against.extend(narrow::problems(case, form, &standing, today));
    let mut problems = Vec::new();
    for stand in standing.stands.iter().filter(|stand| stand.asked) {
        let number = stand.item.number();
        let found = faults_of(stand, &standing.scope, today);
        problems.extend(found.into_iter().map(|(path, fault)| Problem { path, no: number.clone(), fault }));
        if matches!(stand.item.kind, Kind::Photo) {
            problems.extend(documents::photo(case, stand, &standing, rules, today));
        }
        if stand.item.id == EXPIRES {
            problems.extend(too_late(case, stand, &standing, rules, today));
        }
        if stand.item.id == TOGETHER {
            problems.extend(not_together(case, stand, &standing, rules, today));
        }
        problems.extend(against.iter().filter(|problem| problem.path.item == stand.item.id).cloned());
    }
    problems.extend(documents::files(case, &standing, rules, today));
    problems.extend(strangers(case, form));
    problems
}

/// The stay has ended before the application was filed.
fn too_late(case: &Case, stand: &Stand<'_>, standing: &Standing<'_>, rules: &Rules, today: Date) -> Option<Problem> {
    let query = query::asked(case, standing);
    // Whether it can be too late is seen at a glance; the law is asked only then.
    let expires = query.expires.filter(|expires| *expires < today)?;
    let late = law::verdict(&query, rules, today).online == law::Online::TooLate;
    let fault = Fault { code: "too-late", args: vec![("expires", expires.to_string())] };
    late.then(|| Problem { path: Path::item(EXPIRES), no: stand.item.number(), fault })
}

/// What may not be filed online together with the application, by whoever files it.
fn not_together(case: &Case, stand: &Stand<'_>, standing: &Standing<'_>, rules: &Rules, today: Date) -> Vec<Problem> {
    let word = |reason: &law::Reason, name: &str| {
        reason.args.iter().find(|(known, _)| known == name).map(|(_, word)| word.clone()).unwrap_or_default()
    };
    let problem = |reason: law::Reason| {
        let args = vec![("ja", word(&reason, "ja")), ("en", word(&reason, "en"))];
        let fault = Fault { code: "together-not", args };
        Problem { path: Path::item(TOGETHER), no: stand.item.number(), fault }
    };
    law::not_together(&query::asked(case, standing), rules, today).into_iter().map(problem).collect()
}

/// Everything wrong with one item that is asked: its state, what was typed, its rows.
pub(super) fn faults_of(stand: &Stand<'_>, scope: &Scope, today: Date) -> Vec<(Path, Fault)> {
    let item = stand.item;
    let here = |code| vec![(Path::item(&item.id), Fault::new(code))];
    match (stand.state(), &item.kind) {
        (_, Kind::Photo | Kind::Declaration | Kind::Derived(_)) => Vec::new(),
        (State::Later, _) => here("later"),
        (State::NotAsked, _) if stand.needed => here("missing"),
        (State::NotAsked, _) => Vec::new(),
        (State::Answered, Kind::Table { columns, rows }) => table(stand, columns, *rows, (scope, today)),
        (State::Answered, _) => {
            let faults = stand.reading.iter().flat_map(|reading| &reading.faults);
            faults.map(|fault| (Path::item(&item.id), fault.clone())).collect()
        }
        (state, _) if item.states.contains(&state) || !stand.needed => Vec::new(),
        _ => here("state-not-allowed"),
    }
}

fn table(stand: &Stand<'_>, columns: &[Column], most: usize, (scope, today): (&Scope, Date)) -> Vec<(Path, Fault)> {
    let id = &stand.item.id;
    let mut faults = Vec::new();
    let held = stand.rows().count();
    if held > most {
        let args = vec![("max", most.to_string()), ("rows", held.to_string())];
        faults.push((Path::item(id), Fault { code: "rows-full", args }));
    }
    let asks = columns.iter().any(|column| matches!(column.need, Need::When(_)));
    for (number, row) in stand.rows() {
        let cells = if asks { cells(columns, row, today) } else { Cells::new() };
        for column in columns {
            let needed = match &column.need {
                Need::Always => true,
                Need::When(condition) => condition.holds_in_row(&cells, scope),
                Need::Optional => false,
            };
            let found = cell(column, row, needed, today);
            faults.extend(found.into_iter().map(|fault| (Path::cell(id, number, &column.id), fault)));
        }
    }
    faults
}

/// What the needs of a row's cells look at before the items.
fn cells<'r>(columns: &'r [Column], row: &Row, today: Date) -> Cells<'r> {
    let value = |column: &Column| {
        let entry = row.cells.get(&column.id).filter(|entry| said(entry))?;
        column.kind.read(&entry.typed, today).value
    };
    columns.iter().map(|column| (column.id.as_str(), value(column))).collect()
}

fn cell(column: &Column, row: &Row, needed: bool, today: Date) -> Vec<Fault> {
    match row.cells.get(&column.id) {
        Some(entry) if said(entry) => column.kind.read(&entry.typed, today).faults,
        Some(Entry { state: State::Later, .. }) => vec![Fault::new("later")],
        Some(entry) if column.states.contains(&entry.state) => Vec::new(),
        Some(entry) if needed && !matches!(entry.state, State::Answered | State::NotAsked) => {
            vec![Fault::new("state-not-allowed")]
        }
        None | Some(Entry { state: State::Answered | State::NotAsked, .. }) if needed => {
            vec![Fault::new("missing")]
        }
        _ => Vec::new(),
    }
}

/// Answers that contradict each other, by the rules of the form file. A problem stands once: at the first item of the rule that
/// was touched, or, where none was, at the first that is asked. `open`: also of rules with an item nobody came to yet.
pub(super) fn rule_problems(form: &Form, standing: &Standing<'_>, open: bool) -> Vec<Problem> {
    let broken = form.rules.iter().filter(|rule| !rule.warning && !rule.holds.holds(&standing.scope));
    broken.filter_map(|rule| rule_problem(rule, standing, open)).collect()
}

/// What the rules say that only warn, once all their items are answered.
pub(super) fn rule_warnings(form: &Form, standing: &Standing<'_>) -> Vec<Problem> {
    let broken = form.rules.iter().filter(|rule| rule.warning && !rule.holds.holds(&standing.scope));
    broken.filter_map(|rule| rule_problem(rule, standing, false)).collect()
}

fn rule_problem(rule: &Rule, standing: &Standing<'_>, open: bool) -> Option<Problem> {
    let named = || standing.stands.iter().filter(|stand| stand.asked && rule.items.contains(&stand.item.id));
    let touched = |stand: &&Stand<'_>| stand.state() != State::NotAsked;
    if !open && !named().all(|stand| touched(&stand)) {
        return None;
    }
    let stand = named().find(touched).or_else(|| named().next())?;
    let path = Path::item(&stand.item.id);
    Some(Problem { path, no: stand.item.number(), fault: Fault::new(lasting(&rule.code)) })
}

/// Codes of rules come from form files and outlive every form, as the codes of kinds do; there are few, and each is kept once.
fn lasting(code: &str) -> &'static str {
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code) {
        return known;
    }
    let kept: &'static str = code.to_owned().leak();
    codes.insert(kept);
    kept
}

/// Answers to items the form does not have. They cannot be typed, only come in with a document of another edition.
fn strangers(case: &Case, form: &Form) -> Vec<Problem> {
    let strange = case.answers.keys().filter(|id| form.item(id).is_none());
    strange
        .map(|id| Problem {
            path: Path::item(id),
            no: String::new(),
            fault: Fault { code: "unknown-item", args: vec![("item", id.clone())] },
        })
        .collect()
}
