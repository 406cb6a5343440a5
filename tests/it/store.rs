//! `store`: a day at the counter on a real data folder, and everything that can be wrong with one.

mod backup;
mod cases;
mod clients;
mod disk;
mod files;
mod filing;
mod staff;

use jiff::Timestamp;
use madoguchi::case::{Answer, Attachment, Case, Entry, Origin, Progress, Stage};
use madoguchi::form::{FormRef, State};
use madoguchi::law::FiledBy;
use madoguchi::store::Store;
use madoguchi::store::keys::Cost;
use madoguchi::wire::{Receipt, SignedReceipt};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tempfile::TempDir;
use uuid::Uuid;

/// Enough for a test; what the derivation costs is the key file's own matter.
pub const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
pub const PROGRESS: Progress = Progress { answered: 3, total: 90, problems: 1 };

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// A folder with one staff member, *Sato* (passphrase `counter`), and its recovery key.
pub fn open_new() -> (TempDir, Store, SecretString) {
    let dir = TempDir::new().unwrap();
    let (store, recovery) = Store::create_at(dir.path(), "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    (dir, store, recovery)
}

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
        facts: [("category".to_owned(), "3".to_owned()), ("dispatched".to_owned(), "no".to_owned())].into(),
        attachments: Vec::new(),
        declared: None,
        opened_because: Some("leaves soon".into()),
        opened_at: at(0) + jiff::SignedDuration::from_nanos(123_456_789),
    }
}

pub fn named(no: u128, family: &str, given: &str) -> Case {
    let mut case = case(no);
    case.answers.insert("family_name".into(), typed(family));
    case.answers.insert("given_name".into(), typed(given));
    case
}

/// A file for a case: its line in the case and its bytes.
pub fn document(name: &str, size: usize) -> (Attachment, Vec<u8>) {
    let bytes: Vec<u8> = name.bytes().cycle().zip(0_u32..).map(|(b, i)| b ^ i.to_le_bytes()[1]).take(size).collect();
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let attachment = Attachment {
        sha256,
        name: format!("{name}.pdf"),
        kind: "tax-certificate".into(),
        media_type: "application/pdf".into(),
        size: size as u64,
    };
    (attachment, bytes)
}

pub fn receipt(case: &Case, number: &str) -> SignedReceipt {
    let receipt = Receipt {
        number: number.to_owned(),
        time: at(60),
        case: case.id,
        revision: case.revision,
        sha256: "cd".repeat(32),
        files: Vec::new(),
        form: "extension-N 2026-04-01".into(),
        practice: true,
        office: None,
    };
    SignedReceipt { receipt, signature: "c2lnbmVk".into() }
}
