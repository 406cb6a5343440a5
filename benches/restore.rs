//! 50 MB of cases from XML to the model, every item known to its form, every digest compared, as `case import` reads them: on all processors.
//! Beside it bare events of quick-xml, streamed from the same files in the same run on one processor; as other lines, beside events of a text that
//! is in memory whole, which takes less, and our own reading and checking on one processor.

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
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;
use table::{Line, median};
use tempfile::TempDir;
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 24);
const BYTES: usize = 50_000_000;
const ROUNDS: usize = 5;
const STREAM: usize = 256 << 10;

fn main() {
    let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let files = exported(dir.path());
    table::head(&format!("Restoring {} cases, {} MB of XML", files.len(), BYTES / 1_000_000));
    let (mut streams, mut floors, mut reads, mut alone, mut checks) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        streams.push(seconds(&files, streamed));
        floors.push(seconds(&files, |file| events(&bytes(file))));
        reads.push(imported(&files));
        alone.push(seconds(&files, |file| drop(black_box(read(&bytes(file))))));
        checks.push(seconds(&files, |file| checked(&read(&bytes(file)))));
    }
    let line = |what: &str, times: &[f64], floor: &[f64], most| {
        let floor = median(floor);
        let here = median(times);
        let ms = |time: f64| format!("{:.0} ms", time * 1000.0);
        Line { goal: "X1", what: what.to_owned(), floor: ms(floor), here: ms(here), figure: here / floor, most }
            .print();
    };
    line("read as by case import", &reads, &streams, 2.0);
    line("the same, beside events of texts in memory", &reads, &floors, f64::INFINITY);
    line("read on one processor", &alone, &streams, f64::INFINITY);
    line("read and checked for filing, on one processor", &checks, &streams, f64::INFINITY);
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
        answer.entry.by = Some("Sato".into());
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
fn seconds(files: &[PathBuf], pass: impl FnMut(&PathBuf)) -> f64 {
    let begun = Instant::now();
    files.iter().for_each(pass);
    begun.elapsed().as_secs_f64()
}

fn bytes(file: &PathBuf) -> Vec<u8> {
    std::fs::read(file).expect("the file")
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

/// The floor: tags and texts are found as the file is read, nothing is made of them.
fn streamed(file: &PathBuf) {
    let file = BufReader::with_capacity(STREAM, File::open(file).expect("the file"));
    let (mut reader, mut room) = (Reader::from_reader(file), Vec::new());
    while !matches!(black_box(reader.read_event_into(&mut room).expect("XML")), Event::Eof) {
        room.clear();
    }
}

/// The same of a text in memory.
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
