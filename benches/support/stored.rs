//! An encrypted folder and what is put into it, for what is tried and what is measured on one.

use jiff::Timestamp;
use madoguchi::case::{Answer, Case, Entry, Origin, Stage};
use madoguchi::form::{FormRef, State};
use madoguchi::law::FiledBy;
use madoguchi::store::{Store, keys::Cost};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

/// A passphrase that costs next to nothing to derive from: what the derivation costs is the key file's own matter.
pub const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).expect("a time")
}

/// A folder with one staff member, *Sato* (passphrase `counter`), and its recovery key.
pub fn store(dir: &Path) -> (Store, SecretString) {
    Store::create_at(dir, "Sato", &"counter".into(), CHEAP, at(0)).expect("a store")
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
        opened_at: at(0),
    }
}

/// What staff typed.
pub fn typed(text: &str) -> Answer {
    let entry = Entry {
        state: State::Answered,
        typed: text.to_owned(),
        by: Some("Sato".into()),
        at: Some(at(1)),
        origin: Origin::Typed,
    };
    Answer { entry, rows: Vec::new() }
}
