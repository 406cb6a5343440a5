//! 50 MB of cases from XML to the model, every item known to its form, every digest compared, as `case import` reads them: on all processors.
//! Beside it bare events of quick-xml over the same files in the same run, on one processor, and on one processor our own reading and checking.

#[path = "support/longest.rs"]
mod longest;
#[path = "pty/process.rs"]
#[expect(dead_code, reason = "only the memory is asked for here")]
mod process;
#[path = "support/table.rs"]
mod table;

use jiff::civil::{Date, date};
use madoguchi::case::{Case, check, xml};
use madoguchi::desk;
use madoguchi::form::Catalog;
use madoguchi::law::Rules;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use table::{Line, median};
use tempfile::TempDir;
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);
const BYTES: usize = 50_000_000;
const ROUNDS: usize = 5;

fn main() {
    let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let files = exported(dir.path());
    table::head(&format!("Restoring {} cases, {} MB of XML", files.len(), BYTES / 1_000_000));
    let (mut floors, mut reads, mut alone, mut checks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floors.push(seconds(&files, events));
        reads.push(imported(&files));
        alone.push(seconds(&files, |text| drop(black_box(read(text)))));
        checks.push(seconds(&files, |text| checked(&read(text))));
    }
    let floor = median(&floors);
    let line = |what: &str, times: &[f64], most| {
        let here = median(times);
        let ms = |time: f64| format!("{:.0} ms", time * 1000.0);
        Line { goal: "X1", what: what.to_owned(), floor: ms(floor), here: ms(here), figure: here / floor, most }
            .print();
    };
    line("read as by case import", &reads, 2.0);
    line("read on one processor", &alone, f64::INFINITY);
    line("read and checked for filing, on one processor", &checks, f64::INFINITY);
    let held = process::resident(std::process::id());
    Line {
        goal: "X1",
        what: "memory held then, MiB".to_owned(),
        floor: String::new(),
        here: format!("{held:.1} MiB"),
        figure: held,
        most: 25.0,
    }
    .print();
}

/// The longest case over and over, as files, until there are enough bytes.
fn exported(dir: &Path) -> Vec<PathBuf> {
    let mut case = longest::filled(TODAY).case;
    for answer in case.answers.values_mut() {
        answer.entry.by = Some("Sato".to_owned());
        answer.entry.at = Some(case.opened_at);
    }
    let (mut files, mut bytes) = (Vec::new(), 0);
    while bytes < BYTES {
        case.id = Uuid::from_u128(case.id.as_u128() + 1);
        let text = xml::write(&case, xml::Files::Beside, |_| Err("no files")).expect("a document");
        let path = dir.join(format!("{}.xml", case.id));
        std::fs::write(&path, &text).expect("room for 50 MB");
        bytes += text.len();
        files.push(path);
    }
    files
}

/// Seconds one pass over all files takes, reading them from the page cache included.
fn seconds(files: &[PathBuf], mut pass: impl FnMut(&[u8])) -> f64 {
    let begun = Instant::now();
    for file in files {
        pass(&std::fs::read(file).expect("the file"));
    }
    begun.elapsed().as_secs_f64()
}

/// Seconds one pass of what `case import` reads files with takes.
fn imported(files: &[PathBuf]) -> f64 {
    let begun = Instant::now();
    let made = |read| {
        drop(black_box(read));
        Ok(())
    };
    desk::read_cases(files, made, |_, read| read).expect("cases");
    begun.elapsed().as_secs_f64()
}

/// The floor: tags and texts are found, nothing is made of them.
fn events(bytes: &[u8]) {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
    while !matches!(black_box(reader.read_event().expect("XML")), Event::Eof) {}
}

fn read(bytes: &[u8]) -> Case {
    xml::read(bytes, Catalog::embedded()).expect("a case").case
}

fn checked(case: &Case) {
    let form = Catalog::embedded().pinned(&case.form).expect("its form");
    black_box(check(case, &form, Rules::embedded(), TODAY));
}
