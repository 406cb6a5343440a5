//! Every form from the first item to the review: order and numbers of the paper, and whole walks.

use super::filler::{TODAY, attach, empty, fill, filled, said, sparse};
use madoguchi::case::{Path, sheets};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Condition, FACTS, Form, Item, Kind, Need, Part};
use madoguchi::law::{FiledBy, Online, Query, Rules, verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often each form is answered anew, each time with other lines of its lists.
const TURNS: usize = 24;

pub(super) fn forms() -> Vec<Arc<Form>> {
    [Catalog::embedded().forms(), Catalog::embedded().papers()].concat()
}

/// The reference as it was brought in: `= code sheet`, then number, sub-number and id of each item in paper order.
fn reference() -> BTreeMap<(String, String), Vec<String>> {
    let mut sheets = BTreeMap::new();
    let mut sheet: Option<&mut Vec<String>> = None;
    for line in include_str!("paper-order.tsv").lines() {
        match line.strip_prefix("= ").and_then(|head| head.split_once(' ')) {
            Some((code, name)) => sheet = Some(sheets.entry((code.to_owned(), name.to_owned())).or_default()),
            None => sheet.as_mut().expect("a head comes first").push(line.to_owned()),
        }
    }
    sheets
}

#[test]
fn items_stand_in_the_order_and_with_the_numbers_of_the_paper() {
    let (reference, mut seen) = (reference(), BTreeSet::new());
    for form in forms() {
        for sheet in form.sheets.iter().filter(|sheet| !matches!(sheet.part, Part::Online | Part::Together)) {
            // The common sheet is the same for every division of a procedure: it stands once, with division N.
            let code = if sheet.code == "common" { format!("{}-N", form.procedure) } else { form.pin.code.clone() };
            let key = (code, sheet.code.clone());
            let Some(paper) = reference.get(&key) else {
                assert_eq!(sheet.code, "custody-receipt", "no reference for {key:?}");
                continue;
            };
            let items = sheet.items.iter().filter(|item| !item.online);
            let here: Vec<String> = items.map(|item| format!("{}\t{}\t{}", item.no, item.sub, item.id)).collect();
            assert_eq!(&here, paper, "{key:?}");
            seen.insert(key);
        }
    }
    assert_eq!(seen.len(), reference.len());
    assert_eq!(reference.values().map(Vec::len).sum::<usize>(), 3279);
}

#[test]
fn every_status_has_its_forms_in_every_procedure() {
    let catalog = Catalog::embedded();
    let mut counts = Vec::new();
    for procedure in catalog.procedures() {
        let statuses = catalog.statuses_of(&procedure.slug);
        for status in &statuses {
            let divisions = catalog.divisions_of(&procedure.slug, &status.slug);
            for letter in &divisions {
                let form = catalog.form(&procedure.slug, &status.slug, Some(letter)).expect("a form");
                assert!(form.items().count() > 20, "{}", form.pin.code);
            }
        }
        counts.push((procedure.slug.as_str(), statuses.len()));
    }
    let wanted = [("coe", 35), ("change", 36), ("extension", 35), ("acquisition", 38)];
    assert_eq!(counts[..4], wanted);
}

#[test]
fn highly_skilled_professionals_ii_have_the_form_of_a_change_and_neither_certificate_nor_extension() {
    let catalog = Catalog::embedded();
    let has = |procedure: &str| catalog.statuses_of(procedure).iter().any(|status| status.name.ja == "高度専門職2号");
    assert_eq!(["coe", "change", "extension"].map(has), [false, true, false]);
    let never = |procedure: &str| {
        let query = Query { procedure: procedure.into(), status: "高度専門職2号".into(), ..Query::default() };
        let verdict = verdict(&query, Rules::embedded(), TODAY);
        verdict.online == Online::No && verdict.reasons[0].rule == "scope-hsp2-none"
    };
    assert_eq!(["coe", "change", "extension"].map(never), [true, false, true]);
}

/// Procedure × status × route, answered by the rules of the form: the walk ends at a review without problem.
#[test]
fn every_form_can_be_walked_to_its_review() {
    for form in forms() {
        let statuses: Vec<String> = form.statuses.iter().map(|status| status.name.ja.clone()).collect();
        let statuses = if statuses.is_empty() { vec![String::new()] } else { statuses };
        for (n, status) in statuses.iter().enumerate() {
            for (route, by) in FiledBy::ALL.into_iter().enumerate() {
                let filling = filled(&form, status, by, n + route);
                let problems = problems(&filling);
                assert!(problems.is_empty(), "{} {status} {by:?}: {problems:?}", form.pin.code);
                let progress = filling.walk(TODAY).progress;
                assert_eq!(progress.answered, progress.total, "{} {status} {by:?}", form.pin.code);
            }
        }
    }
}

/// An item that no answers lead to is an item nobody can fill in.
#[test]
fn every_item_is_asked_for_some_answers() {
    // What a sheet of several divisions asks of one status alone need not be asked in each of them.
    let (mut of_status, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for form in forms() {
        let statuses: Vec<&str> = form.statuses.iter().map(|status| status.name.ja.as_str()).collect();
        let mut never: BTreeSet<&str> = form.items().map(|item| item.id.as_str()).collect();
        let spread = (0..TURNS).map(|turn| (statuses.get(turn % statuses.len().max(1)).copied(), turn));
        // And each status with *no* to every question.
        for (status, turn) in spread.chain(statuses.iter().map(|status| (Some(*status), 1))) {
            let fresh = if turn % 4 == 3 { sparse } else { filled };
            let status = status.unwrap_or_default();
            let filling = fresh(&form, status, FiledBy::ALL[turn % FiledBy::ALL.len()], turn);
            for step in filling.walk(TODAY).steps {
                never.remove(step.item.id.as_str());
                asked.insert(step.item.id.clone());
            }
        }
        let facts = |id: &&str| form.item(id).and_then(|item| item.shown_when.as_ref()).is_some_and(by_facts);
        of_status.extend(never.iter().copied().filter(facts).map(str::to_owned));
        never.retain(|id| !facts(id) && opened_by_a_line(&form, id).is_none());
        assert!(never.is_empty(), "{}: {never:?}", form.pin.code);
    }
    assert!(of_status.is_subset(&asked), "{of_status:?}");
}

fn by_facts(condition: &Condition) -> bool {
    condition.names().all(|name| FACTS.contains(&name))
}

/// Asked for one line of a long list alone, or for one answer among many: that one is given to what the item depends on.
pub(super) fn opened_by_a_line(form: &Arc<Form>, id: &str) -> Option<Filling> {
    let openers: Vec<&Item> = form.items().filter(|item| depends(form, id, &item.id)).collect();
    let asked = |status: &&str| {
        sheets(form, status, FiledBy::Oneself).any(|sheet| sheet.items.iter().any(|item| item.id == id))
    };
    let mut statuses: Vec<&str> = form.statuses.iter().map(|status| status.name.ja.as_str()).filter(asked).collect();
    if form.statuses.is_empty() {
        statuses.push("");
    }
    let mut tries = (0..4).flat_map(|turn| statuses.iter().map(move |status| (turn, *status)));
    tries.find_map(|(turn, status)| leads_to(&filled(form, status, FiledBy::Oneself, turn), &openers, id, turn))
}

/// Gives each of these in turn the line that asks for the next of them, or for the item itself.
fn leads_to(base: &Filling, openers: &[&Item], id: &str, turn: usize) -> Option<Filling> {
    let asked = |filling: &Filling, id: &str| filling.walk(TODAY).step(id).is_some();
    let with = |filling: &Filling, opener: &Item, line: String| {
        let mut filling = Filling::new(filling.case.clone(), Arc::clone(&filling.form));
        filling.put(&Path::item(&opener.id), said(line));
        fill(&mut filling, turn, true);
        attach(&mut filling);
        filling
    };
    let mut filling = Filling::new(base.case.clone(), Arc::clone(&base.form));
    for (n, opener) in openers.iter().enumerate() {
        let next = openers.get(n + 1).map(|next| next.id.as_str());
        for tried in lines(&opener.kind).into_iter().map(|line| with(&filling, opener, line)) {
            if asked(&tried, id) {
                return Some(tried);
            }
            if next.is_some_and(|next| asked(&tried, next) && !asked(&filling, next)) {
                filling = tried;
                break;
            }
        }
    }
    None
}

/// Everything one may choose for a kind.
pub(super) fn lines(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Choice(list) | Kind::MultiChoice { list, .. } => {
            list.choices.iter().map(|choice| choice.label.ja.clone()).collect()
        }
        Kind::YesNo { .. } => vec!["yes".to_owned(), "no".to_owned()],
        _ => Vec::new(),
    }
}

/// Problems as `path code`.
fn problems(filling: &Filling) -> Vec<String> {
    filling.problems(TODAY).iter().map(|problem| format!("{} {}", problem.path, problem.fault.code)).collect()
}

/// Whether an item's question, need or rule looks at another, however many items lie between.
pub(super) fn depends(form: &Form, item: &str, on: &str) -> bool {
    let ruled = form.rules.iter().filter(|rule| rule.items.iter().any(|named| named == item));
    if ruled.flat_map(|rule| &rule.items).any(|named| named == on) {
        return true;
    }
    let Some(item) = form.item(item) else { return false };
    let need = match &item.need {
        Need::When(condition) => Some(condition),
        Need::Always | Need::Optional => None,
    };
    let names = item.shown_when.iter().chain(need).flat_map(Condition::names);
    names.into_iter().any(|name| name == on || (name != item.id && depends(form, name, on)))
}

#[test]
fn an_empty_case_of_every_form_says_what_is_missing_in_paper_order() {
    for form in forms() {
        let status = form.statuses.first().map_or("", |status| status.name.ja.as_str());
        let missing = empty(&form, status, FiledBy::Oneself).problems(TODAY);
        let places: Vec<usize> =
            missing.iter().filter_map(|problem| form.items().position(|item| item.id == problem.path.item)).collect();
        assert!(places.is_sorted() && !places.is_empty(), "{}: {missing:?}", form.pin.code);
    }
}
