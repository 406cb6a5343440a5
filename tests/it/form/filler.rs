//! Answers a form as its own rules allow, whatever the form: what a person with any life could have typed.

use madoguchi::case::{Attachment, Case, Entry, PHOTO, Path};
use madoguchi::desk::Filling;
use madoguchi::form::kind::{Chars, ChoiceList, Column};
use madoguchi::form::{Form, Item, Kind, State};
use madoguchi::law::FiledBy;
use std::sync::Arc;

pub const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// Answers are asked for in passes: an answer may open further items. No form needs as many.
const PASSES: usize = 12;

/// No list that a rule looks at is longer.
const MOST_LINES: usize = 50;

/// An empty case on a form.
pub fn empty(form: &Arc<Form>, status: &str, by: FiledBy) -> Filling {
    let id = "01932c5a-7b1e-7c3d-8e4f-0123456789ab".parse().expect("an id");
    let at = "2026-11-24T01:02:03Z".parse().expect("a time");
    Filling::new(Case::open(id, form, status, by, at), Arc::clone(form))
}

/// A case with every item that is asked answered, optional ones too, and the files asked for. `turn` chooses among the lines of
/// lists: turns 0, 1, 2 … take every line of every list in the end.
pub fn filled(form: &Arc<Form>, status: &str, by: FiledBy, turn: usize) -> Filling {
    answered(form, status, by, turn, true)
}

/// The same with nothing but what must be answered.
pub fn sparse(form: &Arc<Form>, status: &str, by: FiledBy, turn: usize) -> Filling {
    answered(form, status, by, turn, false)
}

fn answered(form: &Arc<Form>, status: &str, by: FiledBy, turn: usize, optional: bool) -> Filling {
    let mut filling = empty(form, status, by);
    fill(&mut filling, turn, optional);
    attach(&mut filling);
    filling
}

/// Answers what is asked and not answered yet, until nothing more is asked.
pub fn fill(filling: &mut Filling, turn: usize, optional: bool) {
    let form = Arc::clone(&filling.form);
    for _ in 0..PASSES {
        let walk = filling.walk(TODAY);
        let open: Vec<String> =
            walk.steps.iter().filter(|step| optional || step.needed).map(|step| step.item.id.clone()).collect();
        let mut fresh: Vec<String> = open.into_iter().filter(|id| !filling.case.answers.contains_key(id)).collect();
        // What a highly skilled professional mainly does says which lines of earlier lists may be chosen.
        fresh.sort_by_key(|id| id != "main_activity");
        let mut changed = false;
        for id in fresh {
            let number = form.items().position(|item| item.id == id).expect("the item");
            changed |= answer(filling, form.item(&id).expect("the item"), turn, number);
        }
        if !changed {
            break;
        }
    }
    mend(filling, turn);
}

/// Where two answers contradict each other by a rule of the form, the later one is given anew with the next line of its list.
fn mend(filling: &mut Filling, turn: usize) {
    let form = Arc::clone(&filling.form);
    for next in turn..turn + MOST_LINES {
        let problems = filling.problems(TODAY);
        let broken = form.rules.iter().find(|rule| problems.iter().any(|problem| problem.fault.code == rule.code));
        let Some(item) = broken.and_then(|rule| form.item(rule.items.last()?)) else { return };
        filling.put(&Path::item(&item.id), said(typed(&item.kind, next).expect("a rule is about what is typed")));
    }
}

fn answer(filling: &mut Filling, item: &Item, turn: usize, number: usize) -> bool {
    let Kind::Table { columns, .. } = &item.kind else {
        let path = Path::item(&item.id);
        let turn = turn + spread(turn, number);
        let wanted = obliged(filling, item).or_else(|| fitting(filling, &path, turn)).or_else(|| worded(item));
        let Some(typed) = wanted.or_else(|| typed(&item.kind, turn)) else { return false };
        filling.put(&path, said(typed));
        return true;
    };
    for Column { id, kind, .. } in columns {
        let path = Path::cell(&item.id, 1, id);
        // The country of an examination is asked where it was taken abroad.
        let here = filling.case.answers.get(&item.id).and_then(|answer| answer.rows[0].cells.get("location"));
        if id == "country" && here.is_some_and(|entry| entry.typed == "日本国内") {
            continue;
        }
        let typed = fitting(filling, &path, turn).or_else(|| typed(kind, turn)).expect("a column is typed");
        filling.put(&path, said(typed));
    }
    true
}

/// What the rules leave no choice of.
fn obliged(filling: &Filling, item: &Item) -> Option<String> {
    let together = filling.case.answers.get("together").map_or("", |answer| answer.entry.typed.as_str());
    match item.id.as_str() {
        "card_receipt" if together.contains("再入国許可申請") => Some("窓口".into()),
        // A stay that has ended is filed nowhere.
        "current_expiry" => Some("2027-03-31".into()),
        // Relatives may file a re-entry permit only.
        "together" if filling.case.by == FiledBy::Relative => Some("再入国許可申請".into()),
        _ => None,
    }
}

/// A line that goes with the answer the list hangs on.
fn fitting(filling: &Filling, path: &Path, turn: usize) -> Option<String> {
    filling.fitting(path, TODAY).filter(|list| !list.choices.is_empty()).map(|list| line(&list, turn))
}

/// What only some wordings answer: the will to apply.
fn worded(item: &Item) -> Option<String> {
    (item.id == "intention_confirmed").then(|| "yes".into())
}

/// Turn 0 says yes and takes the first line everywhere; later turns are spread, so that two lists are met in many pairs.
fn spread(turn: usize, number: usize) -> usize {
    if turn < 2 { 0 } else { number * turn }
}

/// An entry as a person types it.
pub fn said(typed: String) -> Entry {
    Entry { state: State::Answered, typed, ..Entry::default() }
}

/// Something the kind reads without fault; `None` for what is not typed.
pub fn typed(kind: &Kind, turn: usize) -> Option<String> {
    Some(match kind {
        Kind::Text { max, chars } | Kind::Multiline { max, chars } => text(*chars, max.unwrap_or(8)),
        Kind::Name { .. } => "LE THI MAU".into(),
        Kind::KanjiName { .. } => "見本　花子".into(),
        Kind::Date { .. } => "2020-04-01".into(),
        Kind::YearMonth { .. } => "2019-04".into(),
        Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => line(list, turn),
        Kind::YesNo { .. } => if turn.is_multiple_of(2) { "yes" } else { "no" }.into(),
        Kind::Integer { .. } | Kind::Money { .. } => "1".into(),
        Kind::Span { .. } => "2年6月".into(),
        Kind::Phone => "03-1234-5678".into(),
        Kind::PostalCode => "105-0011".into(),
        Kind::Address { .. } => "〒105-0011 東京都港区芝公園9-99-99".into(),
        Kind::Email { .. } => "mau@example.jp".into(),
        Kind::ResidenceCard => "AB90000001CD".into(),
        Kind::Passport { .. } => "C90000001".into(),
        Kind::CorporateNumber => "8000099990001".into(),
        Kind::EmploymentInsurance => "1301-999991-1".into(),
        Kind::Time => "09:30".into(),
        Kind::Pattern { patterns } => patterns[turn % patterns.len()].replace('9', "1").replace('X', "許"),
        Kind::Table { .. } | Kind::Photo | Kind::Declaration | Kind::Derived(_) => return None,
    })
}

fn text(chars: Chars, max: usize) -> String {
    let long = match chars {
        Chars::Any | Chars::Free | Chars::FullWidth => "見本のとおり",
        Chars::Capitals => "ABCDEF",
        Chars::HalfWidth => "ab-12",
        Chars::Digits => "1234567",
    };
    long.chars().take(max).collect()
}

fn line(list: &ChoiceList, turn: usize) -> String {
    list.choices[turn % list.choices.len()].label.ja.clone()
}

/// The photo, and every document the rules want of these answers.
pub fn attach(filling: &mut Filling) {
    let missing = filling.problems(TODAY).into_iter().filter(|problem| problem.fault.code == "document-missing");
    let wanted: Vec<String> = missing.map(|problem| problem.fault.args[0].1.clone()).collect();
    let documents = wanted.into_iter().map(|kind| (kind, "application/pdf"));
    let photo =
        filling.case.attachments.iter().all(|file| file.kind != PHOTO).then(|| (PHOTO.to_owned(), "image/jpeg"));
    for (kind, media) in documents.chain(photo) {
        let file = Attachment {
            sha256: format!("{:064}", filling.case.attachments.len()),
            name: kind.clone(),
            kind,
            media_type: media.into(),
            size: 1_000,
        };
        filling.case.attachments.push(file);
    }
}
