//! Lists that hang on another answer: in each of them a line that does not go with it is told, and a line that does is not.

use super::complete::{forms, lines, opened_by_a_line};
use super::filler::{TODAY, filled, said};
use super::planted::{Seen, copy, statuses, told};
use madoguchi::case::Path;
use madoguchi::desk::Filling;
use madoguchi::form::kind::{ChoiceList, STATUS, Under};
use madoguchi::form::{Form, Item, Kind};
use madoguchi::law::FiledBy;
use std::collections::BTreeSet;

/// A box whose list hangs on another answer.
struct Hanging<'a> {
    path: Path,
    item: &'a Item,
    list: &'a ChoiceList,
    /// The box it hangs on, and what may stand there; none: on the status.
    parent: Option<(Path, Vec<String>)>,
}

impl Hanging<'_> {
    /// The same list on whatever form: by its file, or by the item whose own choices it is.
    fn list_name(&self) -> String {
        if self.list.name.is_empty() { self.item.id.clone() } else { self.list.name.clone() }
    }
}

fn list(kind: &Kind) -> Option<&ChoiceList> {
    match kind {
        Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => Some(list),
        _ => None,
    }
}

fn hanging<'a>(form: &'a Form, item: &'a Item) -> Vec<Hanging<'a>> {
    let parent = |name: &str, path: Path, kind: Option<&Kind>| {
        (name != STATUS).then(|| (path, kind.map(lines).unwrap_or_default()))
    };
    if let Kind::Table { columns, .. } = &item.kind {
        let cell = |id: &str| Path::cell(&item.id, 1, id);
        let hung = columns.iter().filter_map(|column| {
            let name = column.narrowed_by.as_deref()?;
            let before = columns.iter().find(|before| before.id == name).map(|column| &column.kind);
            let parent = parent(name, cell(name), before);
            Some(Hanging { path: cell(&column.id), item, list: list(&column.kind)?, parent })
        });
        return hung.collect();
    }
    let hung = item.narrowed_by.as_deref().and_then(|name| {
        let parent = parent(name, Path::item(name), form.item(name).map(|item| &item.kind));
        Some(Hanging { path: Path::item(&item.id), item, list: list(&item.kind)?, parent })
    });
    hung.into_iter().collect()
}

/// A line that does not go with the answer its list hangs on is that problem, at the item, and the line that does is none.
#[test]
fn a_line_that_does_not_go_with_its_parent_is_told() {
    let (mut rows, mut planted, mut boxes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for form in forms() {
        for hung in form.items().flat_map(|item| hanging(&form, item)) {
            rows.extend((0..hung.list.under.len()).map(|row| (hung.list_name(), row)));
            boxes.insert((form.pin.code.clone(), hung.path.to_string()));
        }
        for status in statuses(&form) {
            let good = filled(&form, status, FiledBy::Oneself, 0);
            for hung in good.walk(TODAY).steps.iter().flat_map(|step| hanging(&form, step.item)) {
                plant_lines(&good, &hung, &mut planted, &mut boxes);
            }
        }
        // What only some answers ask for.
        for hung in form.items().flat_map(|item| hanging(&form, item)) {
            if boxes.contains(&(form.pin.code.clone(), hung.path.to_string())) {
                let good = opened_by_a_line(&form, &hung.item.id).expect("an item that is asked");
                plant_lines(&good, &hung, &mut planted, &mut boxes);
            }
        }
    }
    let never: Vec<_> = rows.difference(&planted).collect();
    assert!(never.is_empty() && boxes.is_empty(), "{never:?} {boxes:?}");
}

fn plant_lines(
    good: &Filling,
    hung: &Hanging<'_>,
    rows: &mut BTreeSet<(String, usize)>,
    boxes: &mut BTreeSet<(String, String)>,
) {
    let here = (good.form.pin.code.clone(), hung.path.to_string());
    let activities = || good.form.item("main_activity").map(|item| lines(&item.kind)).unwrap_or_default();
    let (parent, answers) = match &hung.parent {
        Some((path, answers)) => (path.clone(), answers.clone()),
        None => (Path::item("main_activity"), activities()),
    };
    let under = |answer: Option<String>| {
        let mut filling = copy(good);
        answer.iter().for_each(|answer| drop(filling.put(&parent, said(answer.clone()))));
        let fitting = filling.fitting(&hung.path, TODAY)?;
        Some((answer, filling, fitting))
    };
    let narrowed: Vec<_> = std::iter::once(None).chain(answers.into_iter().map(Some)).filter_map(under).collect();
    // An answer of which nothing is said goes with all lines.
    if narrowed.is_empty() {
        boxes.remove(&here);
    }
    for (answer, mut filling, fitting) in narrowed {
        let fit = wordings(&fitting);
        let told_of = rows_told(good, hung, answer.as_deref(), &fit);
        if told_of.iter().all(|row| rows.contains(row)) && !boxes.contains(&here) {
            continue;
        }
        let Some(other) = wordings(hung.list).into_iter().find(|ja| !fit.contains(ja)) else { continue };
        for (line, misfit) in [(other, true), (fit[0].clone(), false)] {
            filling.put(&hung.path, said(line));
            let problems = filling.problems(TODAY);
            let problem = problems.iter().find(|problem| problem.path == hung.path && problem.fault.code == "not-with");
            assert_eq!(problem.is_some(), misfit, "{here:?} under {answer:?}: {problems:?}");
            if let Some(problem) = problem {
                assert_eq!(problem.no, hung.item.number(), "{here:?}");
                told(&filling, problem, "not-with", &mut Seen::default());
            }
        }
        rows.extend(told_of);
        boxes.remove(&here);
    }
}

fn wordings(list: &ChoiceList) -> Vec<String> {
    list.choices.iter().map(|choice| choice.label.ja.clone()).collect()
}

/// The rows of the list that say this of the answer on this form.
fn rows_told(good: &Filling, hung: &Hanging<'_>, answer: Option<&str>, fit: &[String]) -> Vec<(String, usize)> {
    let (form, status) = (&good.form, &good.case.status);
    let skilled = format!("高度専門職/{}", answer.unwrap_or_default());
    let says = |row: &&Under| {
        let lines: Vec<&String> = row.lines.iter().map(|line| &hung.list.choices[*line].label.ja).collect();
        let given = |known: &String| known == status || *known == skilled || Some(known.as_str()) == answer;
        (row.procedures.is_empty() || row.procedures.contains(&form.procedure))
            && row.division.as_ref().is_none_or(|letter| *letter == form.division)
            && row.answers.iter().any(given)
            && lines.iter().eq(&fit.iter().collect::<Vec<_>>())
    };
    let rows = hung.list.under.iter().enumerate().filter(|(_, row)| says(row));
    rows.map(|(at, _)| (hung.list_name(), at)).collect()
}
