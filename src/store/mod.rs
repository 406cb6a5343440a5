//! The data folder: one `SQLCipher` database with cases, clients, organisations, files, outbox, receipts and staff.
//!
//! Every change is one durable transaction. The data key is random; each staff member (and the recovery key) holds a copy
//! wrapped under a key derived from their passphrase with Argon2id. Nothing readable is ever written outside the database.
//!
//! Several programs may use one folder: a write waits up to five seconds for another's, reading never waits.

mod answers;
mod backup;
mod cases;
mod clients;
mod database;
mod editions;
mod error;
mod facts;
mod files;
mod folder;
mod hold;
pub mod keys;
mod organisations;
mod outbox;
mod receipts;
mod settings;
mod staff;
mod time;

pub use backup::{restore, staff_of_backup};
pub use clients::{Client, Happened, Known, WORDS};
pub use editions::SetAside;
pub use error::{Error, Result};
pub use hold::Held;
pub use organisations::Organisation;
pub use staff::staff_names;

use crate::case::{Progress, Stage};
use jiff::Timestamp;
use keys::Key;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// An open data folder. One connection; [`Store::again`] gives another thread its own.
pub struct Store {
    db: Connection,
    dir: PathBuf,
    staff: String,
    data_key: Arc<Key>,
}

/// A line of the case list. `Debug` prints nothing of the client.
#[derive(Clone)]
pub struct Summary {
    pub id: Uuid,
    pub procedure: String,
    pub form_code: String,
    pub status: String,
    pub stage: Stage,
    /// The client's name as it stands in the answers.
    pub client: String,
    pub progress: Progress,
    /// Day the stay ends, if answered.
    pub expires: Option<jiff::civil::Date>,
    pub saved_at: Timestamp,
    pub saved_by: String,
    pub number: Option<String>,
    /// The client whose case it is, once name and birth are answered.
    pub person: Option<Uuid>,
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summary").field("id", &self.id).field("stage", &self.stage).finish_non_exhaustive()
    }
}

/// A submission that waits. `Debug` does not print whose it is.
#[derive(Clone)]
pub struct Waiting {
    pub case: Uuid,
    /// Name of the client, as in the list of cases.
    pub client: String,
    pub revision: u32,
    pub queued_at: Timestamp,
    pub attempts: u32,
    pub last_error: Option<String>,
    pub files: Vec<WaitingFile>,
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiting").field("case", &self.case).field("revision", &self.revision).finish_non_exhaustive()
    }
}

/// A file of a waiting submission. `Debug` does not print its name, which may be the client's.
#[derive(Clone)]
pub struct WaitingFile {
    pub name: String,
    pub sha256: String,
    pub size: u64,
    /// Bytes the server has confirmed.
    pub sent: u64,
    /// tus upload URL, once created.
    pub upload: Option<String>,
}

impl std::fmt::Debug for WaitingFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WaitingFile").field("size", &self.size).field("sent", &self.sent).finish_non_exhaustive()
    }
}

impl Store {
    /// A second connection for another thread, without deriving keys again.
    ///
    /// # Errors
    /// The database cannot be opened.
    pub fn again(&self) -> Result<Store> {
        let db = self.open_database()?;
        Ok(Store { db, dir: self.dir.clone(), staff: self.staff.clone(), data_key: Arc::clone(&self.data_key) })
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Who is at the counter.
    #[must_use]
    pub fn staff(&self) -> &str {
        &self.staff
    }

    /// A key derived from the data key for a purpose (the practice server's ledger).
    #[must_use]
    pub fn derived_key(&self, purpose: &str) -> zeroize::Zeroizing<[u8; 32]> {
        keys::subkey(&self.data_key, &format!("given out: {purpose}"))
    }

    fn database_key(&self) -> Key {
        keys::subkey(&self.data_key, backup::DATABASE_KEY)
    }

    fn open_database(&self) -> Result<Connection> {
        database::open(&folder::database(&self.dir), &self.database_key()).map_err(|error| error.within(&self.dir))
    }

    /// One durable transaction: after an error nothing of it is stored, after success all of it survives a power cut.
    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let Store { db, dir, .. } = self;
        let attempt = || {
            let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        attempt().map_err(|error: Error| error.within(dir))
    }

    /// Puts what the journal holds into the database and empties it: pages from before a deletion are not kept in it. While
    /// another program reads, the journal is emptied at a later time.
    fn give_up_journal(&self) -> Result<()> {
        Ok(self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Reads of one moment, whatever others write meanwhile.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let attempt = || {
            let moment = self.db.unchecked_transaction()?;
            let done = work(&moment)?;
            moment.commit()?;
            Ok(done)
        };
        attempt().map_err(|error: Error| error.within(&self.dir))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn new() -> (tempfile::TempDir, Store) {
        let dir = tempfile::TempDir::new().unwrap();
        let cheap = keys::Cost { memory_kib: 64, passes: 1, lanes: 1 };
        let (store, _) = Store::create_at(dir.path(), "Sato", &"counter".into(), cheap, Timestamp::UNIX_EPOCH).unwrap();
        (dir, store)
    }

    #[test]
    fn a_write_that_waits_too_long_for_another_program_says_so_and_keeps_nothing() {
        let (_dir, mut store) = new();
        let other = store.again().unwrap();
        other.db.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.db.busy_timeout(Duration::from_millis(1)).unwrap();
        assert!(matches!(store.set_setting("lang", "vi"), Err(Error::Busy)));
        other.db.execute_batch("ROLLBACK").unwrap();
        assert_eq!(store.setting("lang").unwrap(), None);
        store.set_setting("lang", "vi").unwrap();
        assert_eq!(other.setting("lang").unwrap().as_deref(), Some("vi"));
    }

    #[test]
    fn every_connection_waits_five_seconds_and_syncs_every_commit() {
        let (_dir, store) = new();
        for store in [store.again().unwrap(), store] {
            let pragma = |name: &str| -> String {
                let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
                format!("{:?}", store.db.pragma_query_value(None, name, value).unwrap())
            };
            assert_eq!(pragma("busy_timeout"), "Integer(5000)");
            assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
            assert_eq!(pragma("synchronous"), "Integer(2)");
            assert_eq!(pragma("temp_store"), "Integer(2)");
            assert_eq!(pragma("secure_delete"), "Integer(1)");
            assert_eq!(pragma("foreign_keys"), "Integer(1)");
        }
    }

    #[test]
    fn a_data_folder_of_a_newer_version_is_left_alone() {
        let (dir, store) = new();
        store.db.pragma_update(None, "user_version", database::SCHEMA + 1).unwrap();
        drop(store);
        let opened = Store::open(dir.path(), "Sato", &"counter".into());
        assert!(matches!(opened, Err(Error::Newer)));
    }

    #[test]
    fn two_programs_that_find_an_old_schema_change_it_once() {
        let (_dir, store) = new();
        let mut other = store.again().unwrap();
        assert!(!database::outdated(&other.db).unwrap());
        database::migrate(&mut other.db).unwrap();
        store.setting("lang").unwrap();
    }

    /// Undoes the schema's migrations after the first.
    const BEFORE_CLIENTS: &str = "DROP TABLE facts; DROP TABLE set_aside; DROP TABLE organisation_answers; DROP TABLE organisations; \
        DROP INDEX cases_by_client; ALTER TABLE cases DROP COLUMN client_no; DROP TABLE clients; \
        DELETE FROM refinery_schema_history WHERE version > 1; PRAGMA user_version = 1";

    #[test]
    fn a_data_folder_from_before_clients_has_them_after_opening() {
        let (dir, mut store) = new();
        let form = crate::form::FormRef { code: String::new(), edition: String::new(), digest: String::new() };
        let answers = [("family_name", "NGUYEN"), ("given_name", "VAN ANH"), ("birth_date", "2001-01-23")];
        let answer = |typed: &str| {
            let entry =
                crate::case::Entry { state: crate::form::State::Answered, typed: typed.into(), ..Default::default() };
            crate::case::Answer { entry, rows: Vec::new() }
        };
        let case = crate::case::Case {
            id: Uuid::from_u128(1),
            form,
            procedure: "extension".into(),
            status: String::new(),
            by: crate::case::FiledBy::Oneself,
            stage: Stage::Draft,
            revision: 1,
            answers: answers.iter().map(|(item, typed)| ((*item).to_owned(), answer(typed))).collect(),
            attachments: Vec::new(),
            facts: std::collections::BTreeMap::new(),
            declared: None,
            opened_because: None,
            opened_at: Timestamp::UNIX_EPOCH,
        };
        store.insert(&case, &[], Progress::default(), Timestamp::UNIX_EPOCH).unwrap();
        store.db.execute_batch(BEFORE_CLIENTS).unwrap();
        drop(store);
        let store = Store::open(dir.path(), "Sato", &"counter".into()).unwrap();
        assert_eq!(store.clients().unwrap()[0].name, "NGUYEN VAN ANH");
        assert_eq!(store.list().unwrap()[0].person, Some(store.clients().unwrap()[0].id));
    }

    #[test]
    fn a_store_can_go_to_another_thread() {
        fn send<T: Send>(_: &T) {}
        send(&new().1);
    }
}
