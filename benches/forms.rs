//! Every form read and checked, one form opened, the longest case checked, a nationality found: what the walk rests on.

#[path = "support/table.rs"]
mod table;

use jiff::civil::{Date, date};
use madoguchi::case::{Case, Entry, Path, check};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Kind, State};
use madoguchi::law::{FiledBy, Rules};
use std::hint::black_box;
use std::time::Instant;
use table::{Line, median};

const ROUNDS: usize = 200;
const TODAY: Date = date(2026, 11, 24);
const STATUS: &str = "特定技能1号";

fn main() {
    table::head("Forms: read, checked, searched");
    opening();
    checking();
    searching();
}

fn line(what: &str, milliseconds: f64, most: f64) {
    let here = format!("{milliseconds:.3} ms");
    Line { goal: "F", what: what.to_owned(), floor: String::new(), here, figure: milliseconds, most }.print();
}

/// Milliseconds one call takes.
fn took(mut call: impl FnMut()) -> f64 {
    let begun = Instant::now();
    call();
    begun.elapsed().as_secs_f64() * 1000.0
}

/// The longest form when it is first asked for, and then all the others; a catalog reads a form once.
fn opening() {
    let catalog = Catalog::embedded();
    let statuses = took(|| drop(black_box(catalog.statuses_of("change"))));
    line("statuses of a procedure, no form read", statuses, 15.0);
    let first = took(|| drop(black_box(catalog.form("change", STATUS, None))));
    line("the longest form, first asked for", first, 50.0);
    let all = took(|| drop(black_box(catalog.forms())));
    println!("| F | all forms of all procedures, for `forms list` | | {all:.0} ms | | | |");
}

/// A change to 特定技能1号 with every box that takes text filled.
fn checking() {
    let form = Catalog::embedded().form("change", STATUS, None).expect("the form");
    let at = "2026-11-20T01:00:00Z".parse().expect("a time");
    let case = Case::open(uuid::Uuid::from_u128(1), &form, STATUS, FiledBy::Agent, at);
    let mut filling = Filling::new(case, form);
    for _ in 0..4 {
        let asked: Vec<String> = filling.walk(TODAY).steps.iter().map(|step| step.item.id.clone()).collect();
        for id in asked {
            let typed = filling.form.item(&id).and_then(|item| typed(&item.kind));
            if let Some(typed) = typed {
                filling.put(&Path::item(&id), Entry { state: State::Answered, typed, ..Entry::default() });
            }
        }
    }
    let times: Vec<f64> = (0..ROUNDS)
        .map(|_| took(|| drop(black_box(check(&filling.case, &filling.form, Rules::embedded(), TODAY)))))
        .collect();
    let items = filling.walk(TODAY).steps.len();
    line(&format!("check of the longest case, {items} items asked"), median(&times), 1.0);
    let times: Vec<f64> = (0..ROUNDS).map(|_| took(|| drop(black_box(filling.walk(TODAY))))).collect();
    line("its walk, after every answer", median(&times), 1.0);
}

fn typed(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::Choice(list) | Kind::Country(list) => list.choices.first()?.label.ja.clone(),
        Kind::YesNo { .. } => "yes".to_owned(),
        Kind::Date { .. } => "2020-04-01".to_owned(),
        Kind::Integer { .. } | Kind::Money { .. } => "1".to_owned(),
        Kind::Phone => "03-1234-5678".to_owned(),
        Kind::Address { .. } => "〒105-0011 東京都港区芝公園9-99-99".to_owned(),
        Kind::Text { .. } | Kind::Multiline { .. } => "見本のとおり".to_owned(),
        Kind::CorporateNumber => "8000099990001".to_owned(),
        _ => return None,
    })
}

/// 197 nationalities narrowed by what is typed: kana, kanji, Latin.
fn searching() {
    let list = Catalog::embedded().list("nationality").expect("the list");
    for query in ["べ", "ベトナム", "viet", "v"] {
        let times: Vec<f64> = (0..ROUNDS).map(|_| took(|| drop(black_box(list.find(query))))).collect();
        line(&format!("{} nationalities narrowed to “{query}”", list.choices.len()), median(&times), 1.0);
    }
}
