//! An encrypted folder with cases in it, for what is measured on one.

use jiff::Timestamp;
use madoguchi::case::{Answer, Case, Entry, Stage};
use madoguchi::form::{FormRef, State};
use madoguchi::law::FiledBy;
use madoguchi::store::{Store, keys::Cost};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

/// An empty folder whose passphrase costs next to nothing to derive from.
pub fn store(dir: &Path) -> Store {
    let cheap = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    let (store, _) = Store::create_at(dir, "Sato", &"counter".into(), cheap, Timestamp::now()).expect("a store");
    store
}

/// A case of the extension, without an answer.
pub fn case(no: u128) -> Case {
    Case {
        id: Uuid::from_u128(0x0193_5af0_0000_7000_8000_0000_0000_0000 + no),
        form: FormRef { code: "extension-N".into(), edition: "2026-04-01".into(), digest: "ab".repeat(32) },
        procedure: "extension".into(),
        status: "技術・人文知識・国際業務".into(),
        by: FiledBy::Agent,
        stage: Stage::Draft,
        revision: 1,
        answers: BTreeMap::new(),
        facts: BTreeMap::new(),
        attachments: Vec::new(),
        declared: None,
        opened_because: None,
        opened_at: Timestamp::now(),
    }
}

/// What staff typed.
pub fn answer(typed: &str) -> Answer {
    let entry = Entry {
        state: State::Answered,
        typed: typed.to_owned(),
        by: Some("Sato".into()),
        at: Some(Timestamp::now()),
        ..Entry::default()
    };
    Answer { entry, rows: Vec::new() }
}
