//! Key to paint, bytes, idleness, start and memory of the counter, beside a bare echo on the same pseudo terminal in the same run.
//!
//! Only ratios count: absolute times on a shared machine mean little. `make bench` runs it under a real-time scheduler where it may.

mod counter;
mod durable;
mod floor;
mod process;
#[path = "../support/table.rs"]
mod table;
mod term;

use counter::{Office, Staff};
use durable::Durable;
use portable_pty::CommandBuilder;
use std::time::Duration;
use table::{Line, median, quantile};
use term::{Size, Stroke, Term};

const ROUNDS: usize = 3;
/// Keys come in bursts with a rest between, as people type. Nothing is saved before the eighth key of a burst; later ones meet a save.
const BURSTS: usize = 8;
const BURST: usize = 25;
const UNSAVED: std::ops::Range<usize> = 1..8;
const SAVED: std::ops::Range<usize> = 11..BURST;
const REST: Duration = Duration::from_millis(700);
const TABS: usize = 40;
const UNLOCKS: usize = 15;
const IDLE: Duration = Duration::from_secs(10);
const SMALL: Size = Size { columns: 80, rows: 24 };
const LARGE: Size = Size { columns: 200, rows: 60 };
const TEXT: &str = "The quick brown fox jumps over 13 lazy dogs, ";

/// Everything measured of one program at one size, all rounds together.
#[derive(Default)]
struct Run {
    start: Vec<f64>,
    typed: Vec<Stroke>,
    tabs: Vec<Stroke>,
    pages: Vec<Stroke>,
}

/// What is measured of the counter alone.
#[derive(Default)]
struct Rest {
    idle_bytes: usize,
    idle_cpu: f64,
    resident: f64,
}

fn main() {
    if std::env::args().any(|argument| argument == floor::ARGUMENT) {
        // The terminal is gone when this ends: nobody is left to hear of it.
        let _ = floor::run();
        return;
    }
    let office = Office::prepare();
    let mut rest = Rest::default();
    let small = measure(&office, SMALL, &mut rest);
    let large = measure(&office, LARGE, &mut rest);
    print(&small, &large, &rest);
    unlocking(&office);
    keeping(&office);
}

/// From the passphrase to the desk. The derivation of the key takes a tenth of a second and differs by more than all the rest takes, so
/// the goal is asked of an unlocking without it.
fn unlocking(office: &Office) {
    let (mut own, mut whole, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..UNLOCKS {
        own.push(ms(counter::unlock(&mut office.open(SMALL).0, Staff::Quick)));
        whole.push(ms(counter::unlock(&mut office.open(SMALL).0, Staff::Full)));
        refused.push(ms(counter::refused(&mut office.open(SMALL).0, Staff::Full)));
    }
    figure("T7", "passphrase → desk, without the derivation of the key", " ms", median(&own), 15.0);
    let (refused, whole) = (median(&refused), median(&whole));
    let what = "with it, beside the refusal of a wrong one, ms".to_owned();
    let (floor, here) = (format!("{refused:.1} ms"), format!("{whole:.1} ms"));
    Line { goal: "T7", what, floor, here, figure: whole - refused, most: f64::INFINITY }.print();
}

/// How soon what was typed is on the disk.
fn keeping(office: &Office) {
    let (mut term, _) = office.open(SMALL);
    counter::unlock(&mut term, Staff::Full);
    counter::walk(&mut term, 0);
    let Durable { floor, enter, kept, commits } = durable::measure(office, &mut term, counter::TICKED);
    let floor = median(&floor);
    let (beside, here) = (format!("{floor:.2} ms"), format!("{:.2} ms", median(&enter)));
    let what = "Enter → ✓, without two fdatasyncs, ms".to_owned();
    Line { goal: "D2", what, floor: beside, here, figure: median(&enter) - 2.0 * floor, most: 5.0 }.print();
    figure("D2", "text under the caret on the disk, the latest", " ms", quantile(&kept, 1.0), 350.0);
    figure("D2", "commits while 200 keys are typed, at most", "", commits, 60.0);
}

/// The floor and the counter in turn, [`ROUNDS`] times.
fn measure(office: &Office, size: Size, rest: &mut Rest) -> (Run, Run) {
    let (mut bare, mut busy) = (Run::default(), Run::default());
    for round in 0..ROUNDS {
        let mut term = Term::start(be_the_floor(), size);
        bare.start.push(ms(term.wait_for(floor::READY)));
        term.settle(Duration::from_millis(200));
        bare.typed.extend(typing(&mut term));
        drop(term);

        let (mut term, shown) = office.open(size);
        busy.start.push(ms(shown));
        counter::unlock(&mut term, Staff::Full);
        counter::walk(&mut term, round);
        busy.typed.extend(typing(&mut term));
        busy.tabs.extend((0..TABS).map(|_| term.key("\t")));
        let pages = ["\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~"];
        busy.pages.extend(pages.map(|key| term.key(key)));
        if round == 0 {
            at_rest(&mut term, rest);
        }
    }
    (bare, busy)
}

fn be_the_floor() -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.arg(floor::ARGUMENT);
    command
}

fn typing(term: &mut Term) -> Vec<Stroke> {
    let mut keys = TEXT.chars().cycle();
    let mut strokes = Vec::new();
    for _ in 0..BURSTS {
        term.settle(REST);
        strokes.extend(keys.by_ref().take(BURST).map(|key| term.key(&key.to_string())));
    }
    strokes
}

/// With the form open, everything saved and nobody at the keys.
fn at_rest(term: &mut Term, rest: &mut Rest) {
    term.settle(Duration::from_secs(1));
    let before = process::cpu(term.process());
    rest.idle_bytes += term.idle(IDLE);
    rest.idle_cpu = rest.idle_cpu.max(ms(process::cpu(term.process()).saturating_sub(before)));
    rest.resident = rest.resident.max(process::resident(term.process()));
}

fn print(small: &(Run, Run), large: &(Run, Run), rest: &Rest) {
    table::head(&format!("On a pseudo terminal, {} drafts in the data folder, {ROUNDS} rounds", counter::DRAFTS));
    paint("T1", "key → paint p50, 80×24", small, 0.5);
    paint("T2", "key → paint p50, 200×60", large, 0.5);
    paint("T3", "key → paint p99, 200×60", large, 0.99);
    per_key(&small.1);
    let bytes = |strokes: &[Stroke]| strokes.iter().map(|stroke| stroke.bytes).sum::<usize>();
    let least = |strokes: &[Stroke]| strokes.iter().map(|stroke| stroke.least).sum::<usize>();
    let pages =
        |what: &str, strokes: &[Stroke]| ratio("T5", what, " B", count(least(strokes)), count(bytes(strokes)), 1.5);
    pages("bytes of Tab ÷ least", &small.1.tabs);
    pages("bytes of a page key ÷ least", &small.1.pages);
    figure("T6", "bytes while idle 10 s", " B", count(rest.idle_bytes), 0.0);
    figure("T6", "processor time while idle 10 s", " ms", rest.idle_cpu, 1.0);
    ratio("T7", "start → first screen", " ms", median(&small.0.start), median(&small.1.start), 4.0);
    figure("T7", "start → unlock screen", " ms", median(&small.1.start), 15.0);
    figure("T8", "resident memory with the form open", " MiB", rest.resident, 15.0);
    let part = |range: std::ops::Range<usize>| -> Vec<Stroke> {
        small.1.typed.chunks(BURST).flat_map(|burst| burst[range.clone()].to_vec()).collect()
    };
    let (before, during) = (p(&part(UNSAVED), 0.5), p(&part(SAVED), 0.5));
    ratio("T9", "key → paint p50, while saving ÷ before", " ms", before, during, 1.1);
}

fn paint(goal: &'static str, what: &str, (bare, counter): &(Run, Run), part: f64) {
    ratio(goal, what, " ms", p(&bare.typed, part), p(&counter.typed, part), 2.0);
    let silent = counter.typed.iter().filter(|stroke| stroke.seen.is_none()).count();
    assert!(
        silent * 50 < counter.typed.len(),
        "{silent} of {} keys changed nothing on the screen",
        counter.typed.len()
    );
}

fn per_key(counter: &Run) {
    let of =
        |part: fn(&Stroke) -> usize| mean(&counter.typed.iter().map(|stroke| count(part(stroke))).collect::<Vec<_>>());
    figure("T4", "bytes per typed key", " B", of(|stroke| stroke.bytes), 12.0);
    figure("T6", "writes per typed key", "", of(|stroke| stroke.chunks), 1.05);
}

fn ratio(goal: &'static str, what: &str, unit: &str, floor: f64, here: f64, most: f64) {
    let figures = if unit == " B" { 0 } else { 3 };
    let (shown, beside) = (format!("{here:.figures$}{unit}"), format!("{floor:.figures$}{unit}"));
    Line { goal, what: what.to_owned(), floor: beside, here: shown, figure: here / floor, most }.print();
}

fn figure(goal: &'static str, what: &str, unit: &str, here: f64, most: f64) {
    let shown = format!("{here:.2}{unit}");
    Line { goal, what: what.to_owned(), floor: "–".to_owned(), here: shown, figure: here, most }.print();
}

/// Milliseconds from key to paint at a quantile.
fn p(strokes: &[Stroke], part: f64) -> f64 {
    quantile(&strokes.iter().filter_map(|stroke| stroke.seen).map(ms).collect::<Vec<_>>(), part)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

/// The mean; 0 of none.
fn mean(values: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss)]
    let count = values.len().max(1) as f64;
    values.iter().sum::<f64>() / count
}
