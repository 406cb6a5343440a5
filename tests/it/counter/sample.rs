//! A whole application by keyboard, item by item as it stands on the paper, from the first screen to the receipt.

use super::{begin_until, folder, practice, send};
use crate::samples::{self, entry, folders, lines};
use crate::support::pty::Pty;
use crate::support::screen::of_periods;
use jiff::civil::date;
use madoguchi::case::{Case, Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::kind::{ChoiceList, Column};
use madoguchi::form::{Catalog, Item, Kind, State};
use madoguchi::law::FiledBy;
use std::path::Path as File;

const TODAY: jiff::civil::Date = date(2026, 11, 20);
/// So many lines of a list are picked by a digit.
const DIGITS: usize = 9;

#[test]
fn a_sample_case_by_keyboard_to_its_receipt() {
    let (_dir, data) = folder();
    let sample = folders().into_iter().find(|folder| folder.ends_with("nguyen-van-mau")).unwrap();
    let mut counter = practice(&data, 80, 24);
    begin_until(&mut counter, "2027-02-15");
    walk(&mut counter, &sample);
    counter.wait_for("NGUYEN");
    counter.keys("<f5>");
    attach(&mut counter, &sample);
    counter.keys("<f6>");
    counter.wait_for("NGUYEN");
    send(&mut counter);
    counter.keys("<esc>");
    counter.wait_for("received by the server");
}

/// Types the answers of a sample, each at its item, and leaves the others empty.
fn walk(counter: &mut Pty, sample: &File) {
    let form = Catalog::embedded().form("extension", samples::STATUS, None).unwrap();
    let case = Case::open(uuid::Uuid::nil(), &form, samples::STATUS, FiledBy::Oneself, jiff::Timestamp::UNIX_EPOCH);
    let mut filling = Filling::new(case, form.clone());
    let answers: Vec<(Path, Entry)> = lines(sample.join("answers.txt")).iter().map(|line| entry(line)).collect();
    let mut at = 0;
    while let Some(item) = filling.walk(TODAY).steps.get(at).map(|step| step.item.id.clone()) {
        let item = form.item(&item).unwrap();
        counter.wait_for(&beginning(item));
        let own: Vec<&(Path, Entry)> = answers.iter().filter(|(path, _)| path.item == item.id).collect();
        // Of a list that hangs on an answer the counter shows what goes with it.
        let shown = filling.fitting(&Path::item(&item.id), TODAY);
        let shown = shown.filter(|_| matches!(item.kind, Kind::Choice(_))).map(Kind::Choice);
        answer(counter, item, shown.as_ref().unwrap_or(&item.kind), &own);
        own.iter().for_each(|(path, entry)| {
            filling.put(path, entry.clone());
        });
        at = filling.walk(TODAY).steps.iter().position(|step| step.item.id == item.id).unwrap() + 1;
    }
}

/// As much of a label as stands on its first line.
fn beginning(item: &Item) -> String {
    item.label.ja.chars().take(12).collect()
}

fn answer(counter: &mut Pty, item: &Item, kind: &Kind, own: &[&(Path, Entry)]) {
    match (&item.kind, own) {
        (_, []) => counter.keys("<enter>"),
        // Asked before the verdict: it stands there already.
        _ if item.id == "current_expiry" => counter.keys("<enter>"),
        (Kind::Table { columns, .. }, rows) => table(counter, columns, rows),
        (_, [(_, entry)]) => match entry.state {
            State::Answered => value(counter, kind, &entry.typed),
            State::None => counter.keys("<a-n>"),
            State::Unknown => counter.keys("<a-u>"),
            State::DoesNotApply => counter.keys("<a-a>"),
            state => panic!("no key for {state:?} here"),
        },
        (_, more) => panic!("{} answers for {}", more.len(), item.id),
    }
}

fn value(counter: &mut Pty, kind: &Kind, typed: &str) {
    let number = |list: &ChoiceList| list.choices.iter().position(|choice| choice.label.ja == typed).unwrap() + 1;
    match kind {
        Kind::YesNo { .. } => counter.keys(if typed == "yes" { "1" } else { "2" }),
        Kind::Choice(list) if list.choices.len() <= DIGITS && !of_periods(list) => {
            counter.keys(&number(list).to_string());
        }
        _ => {
            counter.keys(typed);
            counter.wait_for(&typed.chars().take(8).collect::<String>());
            counter.keys("<enter>");
        }
    }
}

fn table(counter: &mut Pty, columns: &[Column], cells: &[&(Path, Entry)]) {
    let rows = cells.iter().filter_map(|(path, _)| path.cell.as_ref().map(|(row, _)| *row)).max().unwrap();
    for row in 1..=rows {
        counter.keys("a");
        for column in columns {
            counter.wait_for(&column.label.ja.chars().take(4).collect::<String>());
            let own = cells.iter().find(|(path, _)| path.cell.as_ref() == Some(&(row, column.id.clone())));
            match own {
                Some((_, entry)) => value(counter, &column.kind, &entry.typed),
                None => counter.keys("<enter>"),
            }
        }
        // Behind its last cell a row ends by itself.
        counter.wait_for("a add");
    }
    counter.keys("<enter>");
}

fn attach(counter: &mut Pty, sample: &File) {
    for (n, line) in lines(sample.join("attachments.txt")).iter().enumerate() {
        let (name, kind) = line.split_once(' ').unwrap();
        counter.keys("a");
        counter.wait_for("Where the file is");
        counter.paste(sample.join(name).to_str().unwrap());
        counter.keys("<enter>");
        counter.wait_for(&format!("What is {name}?"));
        if kind != madoguchi::case::PHOTO {
            choose(counter, &samples::document(kind));
        }
        counter.keys("<enter>");
        counter.wait_for(&format!("{} of 20 files", n + 1));
    }
}

/// Points at the line of a list that holds a name, from its end.
fn choose(counter: &mut Pty, name: &str) {
    let name: String = name.chars().take(10).collect();
    for _ in 0..30 {
        if counter.screen().lines().any(|line| line.contains('▸') && line.contains(&name)) {
            return;
        }
        counter.keys("<up>");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no line {name}:\n{}", counter.screen());
}
