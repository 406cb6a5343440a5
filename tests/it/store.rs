//! `store`: a day at the counter on a real data folder, and everything that can be wrong with one.

mod backup;
mod cases;
mod clients;
mod disk;
mod files;
mod filing;
mod staff;

#[path = "../../benches/support/stored.rs"]
mod stored;

use madoguchi::case::{Answer, Attachment, Case, Origin, Progress, Stage};
use madoguchi::form::{FormRef, State};
use madoguchi::store::Store;
use madoguchi::wire::{Receipt, SignedReceipt};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
pub use stored::{CHEAP, at, typed};
use tempfile::TempDir;
use uuid::Uuid;

pub const PROGRESS: Progress = Progress { answered: 3, total: 90, problems: 1 };

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// A folder of a test's own, with its recovery key.
pub fn open_new() -> (TempDir, Store, SecretString) {
    let dir = TempDir::new().unwrap();
    let (store, recovery) = stored::store(dir.path());
    (dir, store, recovery)
}

/// A case with facts, that was begun although the advice was to wait.
pub fn case(no: u128) -> Case {
    Case {
        facts: [("category".to_owned(), "3".to_owned()), ("dispatched".to_owned(), "no".to_owned())].into(),
        opened_because: Some("leaves soon".into()),
        opened_at: at(0) + jiff::SignedDuration::from_nanos(123_456_789),
        ..stored::case(no)
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
