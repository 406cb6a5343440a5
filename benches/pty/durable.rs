//! From the keys to the disk: Enter until the ✓, a typed character until it is written, and how often typing meets the disk.
//!
//! What was written is seen by the size of the database's log, which grows by whole pages at each commit.

use super::counter::Office;
use super::term::Term;
use std::fs::{self, File};
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;
/// A page of the log with its header.
const PAGE: u64 = 4096 + 24;
const KEYS: usize = 200;

/// What was measured, in milliseconds where it is a time.
pub struct Durable {
    /// A write of a page and its `fdatasync`, in the same folder.
    pub floor: Vec<f64>,
    /// Enter until the item's ✓ is on the screen.
    pub enter: Vec<f64>,
    /// A key until its text is in the log; a key every second.
    pub kept: Vec<f64>,
    /// Commits while [`KEYS`] keys are typed.
    pub commits: f64,
}

/// Measures on the walk, at a text item whose ✓ reads `ticked`.
pub fn measure(office: &Office, term: &mut Term, ticked: &str) -> Durable {
    let log = || fs::metadata(office.log()).map_or(0, |file| file.len());
    let before = log();
    for key in "The quick brown fox. ".chars().cycle().take(KEYS) {
        term.key(&key.to_string());
    }
    term.settle(Duration::from_millis(700));
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let commits = (log().saturating_sub(before) / PAGE) as f64;
    let kept = (0..ROUNDS).map(|_| kept(term, &log)).collect();
    // As much as was typed is more than the item takes.
    term.send("\x15");
    let (mut floor, mut enter) = (Vec::new(), Vec::new());
    let mut file = File::create(office.log().with_extension("floor")).expect("a file");
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        file.write_all(&[7; 4096]).and_then(|()| file.sync_data()).expect("a write");
        floor.push(begun.elapsed().as_secs_f64() * 1000.0);
        term.send("x");
        enter.push(term.send_for("\r", ticked).as_secs_f64() * 1000.0);
        term.settle(Duration::from_millis(200));
        term.send("\x1b[Z");
    }
    Durable { floor, enter, kept, commits }
}

fn kept(term: &mut Term, log: &impl Fn() -> u64) -> f64 {
    term.settle(Duration::from_millis(700));
    let before = log();
    let begun = Instant::now();
    term.write("y");
    while log() == before && begun.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(1));
    }
    begun.elapsed().as_secs_f64() * 1000.0
}
