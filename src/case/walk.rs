//! Walking a case in paper order: which items are asked, how each stands, how far it is.

use super::check::{Problem, faults_of, rule_problems, rule_warnings};
use super::narrow;
use super::standing::{Stand, Standing};
use super::{Answer, Case, Origin, PHOTO};
use crate::form::{Form, Item, Kind, Reading, Scope, State};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The mark in the margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Answered, or in a state that answers it (*none*, *unknown*, *declined* where the item accepts it).
    Answered,
    Problem,
    NotYet,
    Later,
    DoesNotApply,
    /// Answered from a card's chip.
    FromChip,
}

/// One item on the walk.
#[derive(Debug, Clone, Copy)]
pub struct Step<'form> {
    pub sheet: usize,
    pub item: &'form Item,
    pub mark: Mark,
    /// Must be answered as things stand.
    pub needed: bool,
    /// Problems of what stands there; an item nobody has come to yet has none.
    pub problems: usize,
}

/// How far a case is, for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    pub answered: usize,
    /// Items that are asked as things stand; declarations, made at the review, and what is worked out are not counted.
    pub total: usize,
    pub problems: usize,
}

/// The items asked as things stand, in paper order.
#[derive(Debug)]
pub struct Walk<'form> {
    pub steps: Vec<Step<'form>>,
    pub progress: Progress,
    /// What is worked out from the answers, by item id.
    pub derived: BTreeMap<String, Reading>,
    /// What is worth saying and does not keep the case from being sent.
    pub warnings: Vec<Problem>,
}

impl<'form> Walk<'form> {
    /// Computes the walk. Cheap enough for every committed answer: each box is read once.
    #[must_use]
    pub fn of(case: &Case, form: &'form Form, today: Date) -> Walk<'form> {
        let standing = Standing::of(case, form, today);
        let mut against = rule_problems(form, &standing, false);
        against.extend(narrow::problems(case, form, &standing, today));
        let steps: Vec<Step<'form>> = standing
            .stands
            .iter()
            .zip(form.items())
            .filter(|(stand, _)| stand.asked)
            .map(|(stand, item)| {
                let broken = against.iter().filter(|problem| problem.path.item == item.id).count();
                let problems = faults_of(stand, &standing.scope, today).len() + broken;
                step(case, stand, item, problems)
            })
            .collect();
        let progress = progress(&steps);
        let warnings = rule_warnings(form, &standing);
        let derived = standing.stands.into_iter().filter(|stand| matches!(stand.item.kind, Kind::Derived(_)));
        let derived =
            derived.filter(|stand| stand.asked).filter_map(|stand| Some((stand.item.id.clone(), stand.reading?)));
        Walk { steps, progress, derived: derived.collect(), warnings }
    }

    /// The step of an item, if it is asked as things stand.
    #[must_use]
    pub fn step(&self, item: &str) -> Option<&Step<'form>> {
        self.steps.iter().find(|step| step.item.id == item)
    }
}

fn step<'form>(case: &Case, stand: &Stand<'_>, item: &'form Item, problems: usize) -> Step<'form> {
    let untouched = stand.state() == State::NotAsked;
    let problems = if untouched { 0 } else { problems };
    let mark = match stand.state() {
        State::Later => Mark::Later,
        _ if problems > 0 => Mark::Problem,
        State::NotAsked if filled_elsewhere(case, &item.kind) => Mark::Answered,
        State::NotAsked => Mark::NotYet,
        State::DoesNotApply => Mark::DoesNotApply,
        State::Answered if stand.answer.is_some_and(from_chip) => Mark::FromChip,
        _ => Mark::Answered,
    };
    // What is kept for later is said by its own mark; it is not a problem of what stands there.
    let problems = if mark == Mark::Later { 0 } else { problems };
    Step { sheet: stand.sheet, item, mark, needed: stand.needed, problems }
}

fn from_chip(answer: &Answer) -> bool {
    matches!(answer.entry.origin, Origin::Chip(_))
}

/// Photo and declarations are not typed.
fn filled_elsewhere(case: &Case, kind: &Kind) -> bool {
    match kind {
        Kind::Photo => case.attachments.iter().any(|attachment| attachment.kind == PHOTO),
        Kind::Declaration => case.declared.is_some(),
        _ => false,
    }
}

fn progress(steps: &[Step<'_>]) -> Progress {
    let counted = || steps.iter().filter(|step| !matches!(step.item.kind, Kind::Declaration | Kind::Derived(_)));
    Progress {
        answered: counted()
            .filter(|step| matches!(step.mark, Mark::Answered | Mark::FromChip | Mark::DoesNotApply))
            .count(),
        total: counted().count(),
        problems: counted().map(|step| step.problems).sum(),
    }
}

/// Values and facts of a case, for conditions. Items that are not asked as things stand are absent.
#[must_use]
pub fn scope(case: &Case, form: &Form, today: Date) -> Scope {
    Standing::of(case, form, today).scope
}

/// The case as it is sent: answers of items that are not asked as things stand stay at the desk.
#[must_use]
pub fn to_send(case: &Case, form: &Form, today: Date) -> Case {
    let mut sent = case.clone();
    for stand in Standing::of(case, form, today).stands.iter().filter(|stand| !stand.asked) {
        sent.answers.remove(&stand.item.id);
    }
    sent
}
