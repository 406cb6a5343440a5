//! Every form read and checked, one form opened, the longest case checked, a nationality found: what the walk rests on.

#[path = "support/longest.rs"]
mod longest;
#[path = "support/table.rs"]
mod table;

use jiff::civil::{Date, date};
use longest::STATUS;
use madoguchi::case::check;
use madoguchi::desk::choice_words;
use madoguchi::form::Catalog;
use madoguchi::law::Rules;
use madoguchi::text::Lang;
use std::hint::black_box;
use std::time::Instant;
use table::{Line, median};

const ROUNDS: usize = 200;
const TODAY: Date = date(2026, 11, 24);

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

fn checking() {
    let filling = longest::filled(TODAY);
    let times: Vec<f64> = (0..ROUNDS)
        .map(|_| took(|| drop(black_box(check(&filling.case, &filling.form, Rules::embedded(), TODAY)))))
        .collect();
    let items = filling.walk(TODAY).steps.len();
    line(&format!("check of the longest case, {items} items asked"), median(&times), 1.0);
    let times: Vec<f64> = (0..ROUNDS).map(|_| took(|| drop(black_box(filling.walk(TODAY))))).collect();
    line("its walk, after every answer", median(&times), 1.0);
}

/// 197 nationalities narrowed by what is typed: kana, kanji, Latin.
fn searching() {
    let list = Catalog::embedded().list("nationality").expect("the list");
    let vi = Lang::find("vi").expect("a language with its own words");
    let words =
        || -> Vec<String> { list.choices.iter().map(|choice| choice_words(vi, &list.name, &choice.label)).collect() };
    let times: Vec<f64> = (0..ROUNDS).map(|_| took(|| drop(black_box(list.finder(&words()))))).collect();
    line(&format!("{} nationalities shown, with their words in Vietnamese", list.choices.len()), median(&times), 5.0);
    let finder = list.finder(&words());
    for query in ["べ", "ベトナム", "viet", "Việt", "v"] {
        let times: Vec<f64> = (0..ROUNDS).map(|_| took(|| drop(black_box(finder.find(query))))).collect();
        line(&format!("{} nationalities narrowed to “{query}”", list.choices.len()), median(&times), 1.0);
    }
}
