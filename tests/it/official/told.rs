//! What the template refuses is told at the item while the case is filled, not only when it is exported: cases of every code, with every
//! answer at its limit, with nothing but what must be answered, and with the states that stand for an answer.

use super::every::{cell, codes, named};
use super::free::answered;
use crate::form::filler::{TODAY, said};
use madoguchi::case::official::{Code, Table, check, fill};
use madoguchi::case::{Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::kind::Chars;
use madoguchi::form::kind::Column;
use madoguchi::form::{Form, Item, Kind, Need, State};
use madoguchi::law::FiledBy;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many answers at a limit are tried for each box.
const EXTREMES: usize = 4;

/// A state that stands for an answer on paper; the template has no text for it and wants the box filled.
const STATE: &str = "a state the template has no text for";
/// Whoever has no such card states so, and another box beside it opens; the template looks at that one alone.
const CARD: &str = "no such card";
/// One may leave the first month of a row out on paper.
const ROW: &str = "a row without its first month";

/// What is told only at the export: item, code of the problem, and why.
const EXCEPTED: [(&str, &str, &str); 9] = [
    ("carrying_time", "official-missing", STATE),
    ("ed_number_alpha", "official-missing", CARD),
    ("ed_number_digits", "official-missing", CARD),
    ("guarantor_mobile", "official-missing", STATE),
    ("home_town", "official-missing", STATE),
    ("org_branch", "official-missing", STATE),
    ("residence_card_number", "official-missing", CARD),
    ("supporter_card_number", "official-missing", CARD),
    ("work_history[].joined", "official-missing", ROW),
];

#[test]
fn what_the_template_refuses_is_told_at_the_item_before() {
    let mut gaps: BTreeMap<String, String> = BTreeMap::new();
    let mut sheets = BTreeSet::new();
    for (at, (code, form, status)) in codes().into_iter().enumerate() {
        let (table, first) = (Table::of(code), sheets.insert((code.template, code.sheet)));
        for optional in [true, false] {
            let base = answered(code, &form, &status, (FiledBy::Agent, at % 3), optional);
            told_before(&base, code, &table, &mut gaps);
            // The codes of one sheet differ in which columns are hidden, not in what those take.
            if first {
                for turn in 0..EXTREMES {
                    told_before(&at_limits(&base, turn), code, &table, &mut gaps);
                }
                told_before(&in_states(&base), code, &table, &mut gaps);
            }
        }
    }
    let excepted = |gap: &str| EXCEPTED.iter().any(|(item, code, _)| gap.starts_with(&format!("{item} {code} ")));
    let open: Vec<String> =
        gaps.iter().filter(|(gap, _)| !excepted(gap)).map(|(gap, code)| format!("{gap} — {code}")).collect();
    assert!(open.is_empty(), "{}", open.join("\n"));
    for (item, code, why) in EXCEPTED {
        let needed = gaps.keys().any(|gap| gap.starts_with(&format!("{item} {code} ")));
        assert!(needed, "{item} {code} is told at the item now: {why}");
    }
}

/// The print asks it of whomever it concerns; the template leaves it open, in one procedure or in all.
const PAPER: &str = "asked on paper";
/// Who signs for the applicant says so on paper.
const SIGNS: &str = "signs the paper";
/// The online system itself cannot do without.
const SYSTEM: &str = "the online system writes there";

/// What is needed although no column of it is: item and why.
const DEMANDED: [(&str, &str); 41] = [
    ("activity_detail", PAPER),
    ("carrying_amount", PAPER),
    ("carrying_person", PAPER),
    ("carrying_time", PAPER),
    ("competitions", PAPER),
    ("dispatch_business_type", PAPER),
    ("dispatch_name", PAPER),
    ("dispatch_period", PAPER),
    ("dispatch_phone", PAPER),
    ("email", SYSTEM),
    ("hire_date_undecided", PAPER),
    ("host_family", PAPER),
    ("it_qualification_name", PAPER),
    ("japanese_monthly_pay", PAPER),
    ("org_name", PAPER),
    ("org_phone", PAPER),
    ("outside_activities_more[].employer", PAPER),
    ("outside_activities_more[].hours", PAPER),
    ("outside_activities_more[].phone", PAPER),
    ("outside_activities_more[].salary", PAPER),
    ("outside_activities_more[].work_type", PAPER),
    ("outside_employer", PAPER),
    ("outside_hours", PAPER),
    ("outside_phone", PAPER),
    ("outside_salary", PAPER),
    ("outside_work_type", PAPER),
    ("passport_expiry", PAPER),
    ("passport_number", PAPER),
    ("payers", PAPER),
    ("performance_kinds", PAPER),
    ("receiving_office", SYSTEM),
    ("remittance_amount", PAPER),
    ("remittance_other_amount", PAPER),
    ("rep_name", SIGNS),
    ("rep_relationship", SIGNS),
    ("support_experience_kinds", PAPER),
    ("support_methods_other", PAPER),
    ("tit2_occupation_1", PAPER),
    ("work_history[].employer", PAPER),
    ("work_history[].joined", PAPER),
    ("work_period_type", PAPER),
];

#[test]
fn what_is_needed_is_needed_by_the_template() {
    let mut beyond: BTreeMap<String, String> = BTreeMap::new();
    for (code, form, _) in codes() {
        let table = Table::of(code);
        for (item, cell, need) in form.items().flat_map(needs) {
            let places = named(item, cell);
            let own =
                table.columns.iter().filter(|column| !column.hidden && places.contains(&column.place.to_string()));
            let own: Vec<bool> = own.map(|column| column.needed).collect();
            if !matches!(need, Need::Optional) && !own.is_empty() && !own.contains(&true) {
                let column = cell.map(|cell| format!("[].{}", cell.id)).unwrap_or_default();
                beyond.entry(format!("{}{column}", item.id)).or_insert_with(|| code.text());
            }
        }
    }
    let open: Vec<_> = beyond.iter().filter(|(name, _)| DEMANDED.iter().all(|(known, _)| known != name)).collect();
    assert!(open.is_empty(), "{open:#?}");
    let kept: Vec<_> = DEMANDED.iter().filter(|(name, _)| !beyond.contains_key(*name)).collect();
    assert!(kept.is_empty(), "nothing asks for more than the template here: {kept:#?}");
}

/// An item's need, and those of its table's cells.
fn needs(item: &Item) -> Vec<(&Item, Option<&Column>, &Need)> {
    let cells = item.kind.columns().unwrap_or_default().iter().map(|cell| (item, Some(cell), &cell.need));
    std::iter::once((item, None, &item.need)).chain(cells).collect()
}

/// Notes what the template refuses at an item of which the check of the case says nothing.
fn told_before(filling: &Filling, code: Code, table: &Table, gaps: &mut BTreeMap<String, String>) {
    let told = filling.problems(TODAY);
    let mut items: BTreeSet<&str> = told.iter().map(|problem| problem.path.item.as_str()).collect();
    let broken = |rule: &&madoguchi::form::Rule| told.iter().any(|problem| problem.fault.code == rule.code);
    items.extend(filling.form.rules.iter().filter(broken).flat_map(|rule| rule.items.iter().map(String::as_str)));
    let row = fill(&filling.case, &filling.form, table, TODAY);
    for problem in check(table, &row).into_iter().filter(|problem| !items.contains(problem.path.item.as_str())) {
        let column = problem.path.cell.as_ref().map(|(_, column)| format!("[].{column}")).unwrap_or_default();
        let cell = cell(&problem).unwrap_or_default();
        let gap = format!("{}{column} {} {cell}", problem.path.item, problem.fault.code);
        gaps.entry(gap).or_insert_with(|| code.text());
    }
}

fn copy(filling: &Filling) -> Filling {
    Filling::new(filling.case.clone(), Arc::clone(&filling.form))
}

/// Every box, of tables in the first and the last row.
fn boxes(form: &Form) -> Vec<(Path, &Kind, &[State])> {
    let mut all: Vec<(Path, &Kind, &[State])> = Vec::new();
    for item in form.items() {
        match &item.kind {
            Kind::Table { columns, rows } => {
                let cells = columns.iter().flat_map(|column| [1, *rows].map(|row| (row, column)));
                all.extend(cells.map(|(row, column)| {
                    (Path::cell(&item.id, row, &column.id), &column.kind, column.states.as_slice())
                }));
            }
            kind => all.push((Path::item(&item.id), kind, item.states.as_slice())),
        }
    }
    all
}

/// Everything that is typed at one of its limits.
fn at_limits(base: &Filling, turn: usize) -> Filling {
    let mut filling = copy(base);
    for (path, kind, _) in boxes(&base.form) {
        let limits = limits(kind);
        if let Some(typed) = limits.get(turn % limits.len().max(1)) {
            filling.put(&path, said(typed.clone()));
        }
    }
    filling
}

/// Every item that is answered in the first state that stands for an answer.
fn in_states(base: &Filling) -> Filling {
    let mut filling = copy(base);
    for (path, _, states) in boxes(&base.form) {
        if let Some(state) = states.first().filter(|_| base.entry(&path).is_some()) {
            filling.put(&path, Entry { state: *state, ..Entry::default() });
        }
    }
    filling
}

/// What a kind takes at its limits, of what is typed.
fn limits(kind: &Kind) -> Vec<String> {
    let all: Vec<&str> = match kind {
        Kind::Text { max, chars } | Kind::Multiline { max, chars } => {
            let letters: &[&str] = match chars {
                Chars::Any | Chars::Free => &["字", "a", "ア", "-"],
                Chars::FullWidth => &["字", "@", "ア", "-"],
                Chars::HalfWidth => &["a", "@", "-", "1"],
                Chars::Capitals => &["A"],
                Chars::Digits => &["9"],
            };
            return letters.iter().map(|letter| letter.repeat(max.unwrap_or(600))).collect();
        }
        Kind::Name { max } => return vec!["A".repeat(*max), "A B".into()],
        Kind::KanjiName { max } => return vec!["字".repeat(*max), "a b".into()],
        Kind::Date { partial: true, .. } => vec!["1900", "1900-01", "2026-11-24"],
        Kind::Date { .. } => vec!["1900-01-01", "2026-11-24"],
        Kind::YearMonth { partial: true } => vec!["1900", "1900-01"],
        Kind::YearMonth { .. } => vec!["1900-01", "2030-12"],
        Kind::Integer { within: Some(within), .. } => {
            return vec![within.end().to_string(), within.start().to_string()];
        }
        Kind::Integer { max_digits, .. } | Kind::Money { max_digits } => {
            return vec!["9".repeat(*max_digits), "0".into()];
        }
        Kind::Span { most, .. } => return vec![format!("{most}月"), "1月".into()],
        Kind::Phone => vec!["0312345678", "09012345678"],
        Kind::Address { max } => {
            let line = format!("東京都港区{}", "字".repeat(*max));
            return vec![format!("〒105-0011 {line}"), line];
        }
        Kind::Email { max } => return vec![format!("{}@example.jp", "a".repeat(max - 11))],
        Kind::Passport { max } => return vec!["A".repeat(*max), "1".into()],
        _ => Vec::new(),
    };
    all.into_iter().map(str::to_owned).collect()
}
