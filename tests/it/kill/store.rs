//! The store alone: a program that commits answers and says so is killed again and again.

use crate::store::{CHEAP, PROGRESS, at, case, document, secret, typed};
use madoguchi::case::Stage;
use madoguchi::store::Store;
use rand::Rng;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TEST: &str = "kill::store::an_answer_with_a_tick_outlives_the_program";
/// Names the data folder in the test that was run again to be killed.
const FOLDER: &str = "MADOGUCHI_KILL_FOLDER";
/// The number its first answer has.
const FIRST: &str = "MADOGUCHI_KILL_FIRST";
const ROUNDS: usize = 100;
/// On a slow machine there are fewer rounds.
const ENOUGH: Duration = Duration::from_secs(25);
/// Answers go round these many items.
const ITEMS: usize = 40;
const TICK: &str = "✓ ";

#[test]
fn an_answer_with_a_tick_outlives_the_program() {
    if let Some(dir) = std::env::var_os(FOLDER) {
        answer_forever(Path::new(&dir), std::env::var(FIRST).unwrap().parse().unwrap());
    }
    let dir = TempDir::new().unwrap();
    let (mut store, _) = Store::create_at(dir.path(), "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    drop(store);
    // The number of the last acknowledged answer of each item.
    let mut acknowledged = BTreeMap::new();
    let mut next = 0;
    let began = Instant::now();
    let mut rounds = 0;
    while rounds < ROUNDS && began.elapsed() < ENOUGH {
        for number in killed_at_random(dir.path(), next) {
            acknowledged.insert(number % ITEMS, number);
            next = number + 1;
        }
        check(dir.path(), &acknowledged, next);
        rounds += 1;
    }
    // Otherwise the programs were killed before they could do anything.
    assert!(rounds >= 10 && next > rounds, "{rounds} rounds, {next} answers");
}

/// Every acknowledged answer stands, or the one that was under way when the program was killed stands in its place.
fn check(dir: &Path, acknowledged: &BTreeMap<usize, usize>, under_way: usize) {
    let store = Store::open(dir, "Sato", &secret("counter")).unwrap();
    let answers = store.load(case(1).id).unwrap().answers;
    for (item, number) in acknowledged {
        let typed = &answers[&format!("item{item}")].entry.typed;
        let stands = [*number, under_way].iter().any(|number| *typed == text(*number));
        assert!(stands, "item {item}: {number} was acknowledged, {typed:.8} is there");
    }
    if let Some((path, typed)) = store.caret(case(1).id).unwrap() {
        assert_eq!((path.as_str(), typed.starts_with("half an answer")), ("remarks", true));
    }
    for attachment in store.load(case(1).id).unwrap().attachments {
        let (_, bytes) = document(attachment.name.trim_end_matches(".pdf"), 70_000);
        assert!(store.file(&attachment.sha256, 0, u64::MAX).unwrap() == bytes, "{}", attachment.name);
    }
}

/// A number, and enough behind it to fill several pages.
fn text(number: usize) -> String {
    format!("{number:8} {}", "long answer ".repeat(number % 700))
}

/// The numbers a program acknowledged before it was killed, some time after its start or after its first answer.
fn killed_at_random(dir: &Path, first: usize) -> Vec<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(FOLDER, dir)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let heard = listen(&mut child);
    let mut numbers = Vec::new();
    if rand::rng().random_bool(0.8) {
        numbers.extend(heard.recv());
    }
    std::thread::sleep(Duration::from_micros(rand::rng().random_range(0..40_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    numbers.extend(heard);
    numbers
}

fn listen(child: &mut Child) -> Receiver<usize> {
    let (say, heard) = mpsc::channel();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            // A line cut off by the end of the program was not said whole.
            if let Some(number) = line.strip_prefix(TICK).and_then(|said| said.strip_suffix(" saved")) {
                let _ = say.send(number.parse().unwrap());
            }
        }
    });
    heard
}

/// The program that is killed: answers, a caret and a file now and then, and a line for each answer that is safe.
fn answer_forever(dir: &Path, first: usize) -> ! {
    let mut store = Store::open(dir, "Sato", &secret("counter")).unwrap();
    let id = case(1).id;
    for number in first.. {
        let answer = [(format!("item{}", number % ITEMS), Some(typed(&text(number))))];
        store.save_answers(id, &answer, Stage::Draft, PROGRESS, at(2)).unwrap();
        let mut out = std::io::stdout();
        out.write_all(format!("{TICK}{number} saved\n").as_bytes()).unwrap();
        out.flush().unwrap();
        if number % 7 == 0 {
            store.save_caret(id, "remarks", &format!("half an answer {number}"), at(3)).unwrap();
        }
        if number % 50 == 0 {
            let (attachment, bytes) = document(&format!("scan{}", number % 4), 70_000);
            store.attach(id, &attachment, &bytes, at(4)).unwrap();
            store.detach(id, &document(&format!("scan{}", (number + 1) % 4), 70_000).0.sha256, at(5)).unwrap();
        }
    }
    unreachable!("numbers do not end")
}
