//! What is due for ten thousand clients: read from the encrypted folder in one pass, every date of each, sorted.

#[path = "support/table.rs"]
mod table;

use jiff::Timestamp;
use jiff::civil::date;
use madoguchi::case::{Answer, Case, Entry, Origin, Progress, Stage};
use madoguchi::desk::due;
use madoguchi::form::{FormRef, State};
use madoguchi::law::FiledBy;
use madoguchi::store::{Known, Store, keys::Cost};
use std::collections::BTreeMap;
use std::time::Instant;
use table::{Line, median};
use tempfile::TempDir;
use uuid::Uuid;

const CLIENTS: u128 = 10_000;
/// Milliseconds for reading them all and their dates.
const MOST: f64 = 50.0;

fn main() {
    let dir = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let cheap = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    let (mut store, _) =
        Store::create_at(dir.path(), "Sato", &"counter".into(), cheap, Timestamp::now()).expect("a store");
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
    for (what, here) in [("clients read", reading), ("their dates, sorted", counting), ("both", reading + counting)] {
        let what = what.to_owned();
        let (floor, here, figure) = (format!("{MOST} ms"), format!("{here:.1} ms"), here / MOST);
        Line { goal: "law", what, floor, here, figure, most: 1.0 }.print();
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
    Case {
        id: Uuid::from_u128(0x0193_5af0_0000_7000_8000_0000_0000_0000 + no),
        form: FormRef { code: "extension-N".into(), edition: "2026-04-01".into(), digest: "ab".repeat(32) },
        procedure: "extension".into(),
        status: "技術・人文知識・国際業務".into(),
        by: FiledBy::Agent,
        stage: Stage::Draft,
        revision: 1,
        answers: answers.into_iter().map(|(item, typed)| (item.to_owned(), answer(&typed))).collect::<BTreeMap<_, _>>(),
        attachments: Vec::new(),
        facts: BTreeMap::new(),
        declared: None,
        opened_because: None,
        opened_at: Timestamp::now(),
    }
}

fn answer(typed: &str) -> Answer {
    let entry = Entry {
        state: State::Answered,
        typed: typed.to_owned(),
        by: Some("Sato".to_owned()),
        at: Some(Timestamp::now()),
        ..Entry::default()
    };
    Answer { entry, rows: Vec::new() }
}
