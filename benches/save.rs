//! One answer, from the call to the disk, beside a bare append with fdatasync and a bare SQLite commit in the same folder and run.
//!
//! Opening (without the key derivation), the list of a thousand cases and the memory unlocking keeps are measured too.

#[path = "pty/process.rs"]
#[expect(dead_code, reason = "only the memory is asked for here")]
mod process;
#[path = "support/stored.rs"]
mod stored;
#[path = "support/table.rs"]
mod table;

use jiff::Timestamp;
use madoguchi::case::{Progress, Stage};
use madoguchi::store::Store;
use rusqlite::Connection;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use stored::{case, typed};
use table::{Line, median, quantile};
use tempfile::TempDir;

const ROUNDS: usize = 500;
/// Microseconds an answer may take beyond its share of an fdatasync.
const OWN_WORK: f64 = 100.0;
const CASES: u128 = 1000;
const ITEMS: usize = 92;

fn main() {
    // Beside the build, which lies on a disk; a folder for temporary files may lie in memory.
    let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut store = filled(&dir.path().join("data"));
    table::head("One answer durable; opening and the list with 1,000 cases");
    saving(dir.path(), &mut store);
    reading(&store);
    unlocking(&dir.path().join("other"));
}

/// A thousand cases; the last one fully answered.
fn filled(dir: &Path) -> Store {
    let (mut store, _) = stored::store(dir);
    for no in 0..CASES {
        let mut case = case(no);
        let items = if no + 1 == CASES { ITEMS } else { 5 };
        case.answers.extend((0..items).map(|item| (format!("item{item}"), typed("an answer as they are"))));
        case.answers.insert("family_name".to_owned(), typed("NGUYEN"));
        case.answers.insert("given_name".to_owned(), typed("VAN ANH"));
        store.insert(&case, &[], Progress::default(), Timestamp::now()).expect("a case");
    }
    store
}

/// The three in turn, so that whatever else the disk does meets all alike.
fn saving(dir: &Path, store: &mut Store) {
    let mut append = File::create(dir.join("append")).expect("a file");
    let bare = bare_sqlite(&dir.join("bare.db"));
    let (mut floor, mut sqlite, mut saved) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        floor.push(timed(|| {
            append.write_all(&[7; 4096]).expect("an append");
            append.sync_data().expect("a sync");
        }));
        sqlite.push(timed(|| {
            let mut update = bare.prepare_cached("UPDATE answers SET answer = ?1 WHERE item = 7").expect("SQL");
            update.execute([format!("an answer as they are, {round}")]).expect("a commit");
        }));
        let answers = [(format!("item{}", round % ITEMS), Some(typed(&format!("an answer as they are, {round}"))))];
        saved.push(timed(|| {
            let id = case(CASES - 1).id;
            store.save_answers(id, &answers, Stage::Draft, Progress::default(), Timestamp::now()).expect("a save");
        }));
    }
    for (name, part) in [("median", 0.5), ("95 %", 0.95)] {
        let [floor, sqlite, saved] = [&floor, &sqlite, &saved].map(|times| quantile(times, part));
        let line = |what: String, floor: f64, most: f64| Line {
            goal: "D1",
            what,
            floor: format!("{floor:.0} µs"),
            here: format!("{saved:.0} µs"),
            figure: (saved - OWN_WORK) / floor,
            most,
        };
        line(format!("save − 100 µs, beside 4 KiB + fdatasync, {name}"), floor, 1.15).print();
        line(format!("save − 100 µs, beside bare SQLite, {name}"), sqlite, 1.15).print();
    }
}

fn bare_sqlite(path: &Path) -> Connection {
    let bare = Connection::open(path).expect("a database");
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE answers (item INTEGER PRIMARY KEY, answer TEXT);
         INSERT INTO answers VALUES (7, '');",
    )
    .expect("a table");
    bare
}

fn reading(store: &Store) {
    let open: Vec<f64> = (0..50).map(|_| timed(|| drop(store.again().expect("a store")))).collect();
    let fresh = |work: fn(&Store)| -> Vec<f64> {
        (0..50)
            .map(|_| {
                let store = store.again().expect("a store");
                timed(|| work(&store))
            })
            .collect()
    };
    let list = fresh(|store| assert_eq!(store.list().expect("a list").len() as u128, CASES));
    let load = fresh(|store| assert!(store.load(case(CASES - 1).id).expect("a case").answers.len() >= ITEMS));
    for (what, times, most) in [("opening", open, 2.0), ("list, 1,000 cases", list, 3.0), ("a case", load, 3.0)] {
        let figure = median(&times) / 1000.0;
        let here = format!("{figure:.2} ms");
        Line { goal: "T7", what: format!("{what}, ms"), floor: "–".to_owned(), here, figure, most }.print();
    }
}

/// What unlocking at the full cost leaves of the 64 MiB it works in.
fn unlocking(dir: &Path) {
    Store::create(dir, "Sato", &"counter".into(), Timestamp::now()).expect("a store");
    let before = process::resident(std::process::id());
    let store = Store::open(dir, "Sato", &"counter".into()).expect("a store");
    let figure = process::resident(std::process::id()) - before;
    drop(store);
    let what = "memory kept by unlocking, MiB".to_owned();
    Line { goal: "T8", what, floor: "64 MiB".to_owned(), here: format!("{figure:.1} MiB"), figure, most: 2.0 }.print();
}

/// Microseconds.
fn timed(work: impl FnOnce()) -> f64 {
    let began = Instant::now();
    work();
    began.elapsed().as_secs_f64() * 1e6
}
