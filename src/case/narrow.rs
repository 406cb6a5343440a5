//! Lists that hang on another answer: what may be chosen as things stand, and what was chosen that does not go with it.

use super::standing::{Standing, said};
use super::{Case, Path, Problem, Row};
use crate::form::kind::{ChoiceList, Column, Fault, STATUS};
use crate::form::{Form, Kind, Reading, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// The item that tells what a highly skilled professional mainly does, by the status such work has.
const MAIN_ACTIVITY: &str = "main_activity";
/// How the statuses of highly skilled professionals begin.
const HIGHLY_SKILLED: &str = "高度専門職";

/// The list of a box with the lines that go with the answer it hangs on; `None` where all of its list do.
#[must_use]
pub fn fitting(case: &Case, form: &Form, path: &Path, today: Date) -> Option<Arc<ChoiceList>> {
    let item = form.item(&path.item)?;
    let hangs = match (&item.kind, &path.cell) {
        (Kind::Table { columns, .. }, Some((_, id))) => {
            columns.iter().any(|column| column.id == *id && column.narrowed_by.is_some())
        }
        _ => item.narrowed_by.is_some(),
    };
    // Most boxes hang on nothing; only for the others the case is gone through.
    if !hangs {
        return None;
    }
    let standing = Standing::of(case, form, today);
    let narrow = Narrow { case, form, standing: &standing, today };
    let (lines, list) = match (&item.kind, &path.cell) {
        (Kind::Table { columns, .. }, Some((row, id))) => {
            let column = columns.iter().find(|column| column.id == *id)?;
            let answer = case.answers.get(&path.item);
            let row = answer.and_then(|answer| answer.rows.get(row.checked_sub(1)?));
            (narrow.cell(columns, column, row)?, list(&column.kind)?)
        }
        (kind, None) => {
            let list = list(kind)?;
            (narrow.lines(list, item.narrowed_by.as_deref()?)?, list)
        }
        _ => return None,
    };
    Some(Arc::new(list.only(&lines)))
}

/// What was chosen that does not go with the answer its list hangs on.
pub(super) fn problems(case: &Case, form: &Form, standing: &Standing<'_>, today: Date) -> Vec<Problem> {
    let narrow = Narrow { case, form, standing, today };
    let mut problems = Vec::new();
    for stand in standing.stands.iter().filter(|stand| stand.asked) {
        let item = stand.item;
        let mut misfit = |path: Path, parent: &str| {
            problems.push(Problem { path, no: item.number(), fault: narrow.fault(parent) });
        };
        if let Kind::Table { columns, .. } = &item.kind {
            for (number, row) in stand.rows() {
                for column in columns.iter().filter(|column| !narrow.cell_fits(columns, column, row)) {
                    let parent = column.narrowed_by.as_deref().unwrap_or_default();
                    misfit(Path::cell(&item.id, number, &column.id), parent);
                }
            }
        } else if let Some(parent) = item.narrowed_by.as_deref() {
            let fits = |reading| {
                list(&item.kind).is_none_or(|list| fits(list, narrow.lines(list, parent).as_deref(), reading))
            };
            if !stand.reading.as_ref().is_none_or(fits) {
                misfit(Path::item(&item.id), parent);
            }
        }
    }
    problems
}

struct Narrow<'a> {
    case: &'a Case,
    form: &'a Form,
    standing: &'a Standing<'a>,
    today: Date,
}

impl Narrow<'_> {
    /// Places of the lines that go with the answer to an item, or with the status.
    fn lines(&self, list: &ChoiceList, parent: &str) -> Option<Vec<usize>> {
        if parent == STATUS {
            return self.statuses().iter().find_map(|answer| self.under(list, answer));
        }
        match self.standing.scope.values.get(parent)? {
            Value::Choice(answer) => self.under(list, answer),
            _ => None,
        }
    }

    /// The same for a column of a row.
    fn cell(&self, columns: &[Column], column: &Column, row: Option<&Row>) -> Option<Vec<usize>> {
        let (list, parent) = (list(&column.kind)?, column.narrowed_by.as_deref()?);
        if parent == STATUS {
            return self.lines(list, parent);
        }
        let before = columns.iter().find(|column| column.id == parent)?;
        match self.read(before, row?)?.value? {
            Value::Choice(answer) => self.under(list, &answer),
            _ => None,
        }
    }

    fn cell_fits(&self, columns: &[Column], column: &Column, row: &Row) -> bool {
        if column.narrowed_by.is_none() {
            return true;
        }
        let (Some(list), Some(reading)) = (list(&column.kind), self.read(column, row)) else { return true };
        fits(list, self.cell(columns, column, Some(row)).as_deref(), &reading)
    }

    fn read(&self, column: &Column, row: &Row) -> Option<Reading> {
        let entry = row.cells.get(&column.id).filter(|entry| said(entry))?;
        Some(column.kind.read(&entry.typed, self.today))
    }

    fn under(&self, list: &ChoiceList, answer: &str) -> Option<Vec<usize>> {
        list.under(&self.form.procedure, &self.form.division, answer)
    }

    /// What lists are narrowed by that hang on the status. A highly skilled professional goes by the main activity.
    fn statuses(&self) -> Vec<String> {
        let status = &self.case.status;
        if !status.starts_with(HIGHLY_SKILLED) {
            return vec![status.clone()];
        }
        match self.standing.scope.values.get(MAIN_ACTIVITY) {
            Some(Value::Choice(activity)) => {
                vec![status.clone(), format!("{HIGHLY_SKILLED}/{activity}"), activity.clone()]
            }
            _ => vec![status.clone()],
        }
    }

    fn fault(&self, parent: &str) -> Fault {
        let item = self.form.item(parent);
        let (ja, en) = match (item, parent) {
            (Some(item), _) => (item.label.ja.as_str(), item.label.en.as_str()),
            (None, STATUS) => ("在留資格", "status of residence"),
            (None, _) => ("", ""),
        };
        let no = item.map(crate::form::Item::number).unwrap_or_default();
        Fault::new("not-with").with("no", no).with("ja", ja).with("en", en)
    }
}

/// The list of a kind that chooses.
fn list(kind: &Kind) -> Option<&ChoiceList> {
    match kind {
        Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => Some(list),
        _ => None,
    }
}

/// Everything chosen is among the lines; `None`: all lines may be chosen.
fn fits(list: &ChoiceList, lines: Option<&[usize]>, reading: &Reading) -> bool {
    let Some(lines) = lines else { return true };
    let among =
        |ja: &String| lines.iter().any(|line| list.choices.get(*line).is_some_and(|choice| choice.label.ja == *ja));
    match &reading.value {
        Some(Value::Choice(ja)) => among(ja),
        Some(Value::Choices(all)) => all.iter().all(among),
        _ => true,
    }
}
