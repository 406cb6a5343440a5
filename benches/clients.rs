//! What is due for ten thousand clients: read from the encrypted folder in one pass, every date of each, sorted.

#[path = "support/stored.rs"]
mod stored;
#[path = "support/table.rs"]
mod table;

use jiff::Timestamp;
use jiff::civil::date;
use madoguchi::case::{Case, Origin, Progress};
use madoguchi::desk::due;
use madoguchi::store::Known;
use std::time::Instant;
use stored::typed;
use table::{Line, median};
use tempfile::TempDir;

const CLIENTS: u128 = 10_000;
/// Milliseconds for the dates of all of them. Reading goes on behind the desk, which stands already: it is told, without a goal.
const MOST: f64 = 50.0;

fn main() {
    let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (mut store, _) = stored::store(dir.path());
    for no in 0..CLIENTS {
        store.insert(&case(no), &[], Progress::default(), Timestamp::now()).expect("a case");
    }
    let client = store.clients().expect("clients").remove(0);
    let known = Known { value: "2030-01-01".into(), origin: Origin::Typed, by: "Sato".into(), at: Timestamp::now() };
    store.remember(client.id, &[("certificate_until".to_owned(), Some(known))]).expect("a date");
    table::head("What is due for 10,000 clients");
    let today = date(2026, 11, 20);
    let reading = timed(|| drop(store.clients().expect("clients")));
    let clients = store.clients().expect("clients");
    let counting = timed(|| drop(due(&clients, 90, today)));
    for (what, here, most) in [("clients read", reading, f64::INFINITY), ("their dates, sorted", counting, MOST)] {
        let (what, floor) = (format!("{what}, ms"), "–".to_owned());
        Line { goal: "law", what, floor, here: format!("{here:.1} ms"), figure: here, most }.print();
    }
}

/// Milliseconds, the middle of several runs.
fn timed(mut work: impl FnMut()) -> f64 {
    let times: Vec<f64> = (0..15)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    median(&times)
}

fn case(no: u128) -> Case {
    let expiry = date(2026, 12, 1).saturating_add(jiff::Span::new().days(i64::try_from(no % 1000).unwrap_or(0)));
    let answers = [
        ("family_name", "NGUYEN".to_owned()),
        ("given_name", format!("VAN {no}")),
        ("birth_date", format!("19{:02}-0{}-15", 60 + no % 40, 1 + no % 9)),
        ("nationality", "ベトナム".to_owned()),
        ("residence_card_number", format!("AB{no:08}CD")),
        ("current_expiry", expiry.to_string()),
        ("passport_expiry", "2031-05-05".to_owned()),
        ("current_status", "技術・人文知識・国際業務".to_owned()),
        ("current_period", "3年".to_owned()),
    ];
    let answers = answers.into_iter().map(|(item, text)| (item.to_owned(), typed(&text))).collect();
    Case { answers, ..stored::case(no) }
}
