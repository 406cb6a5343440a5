//! Forms as kept, and applications as received.

use super::{Error, Ledger, Result};
use crate::case::Stage;
use crate::wire::{Receipt, ReceiptOffice, ReceivedFile, SignedReceipt, Status};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashSet;
use uuid::Uuid;

/// Idempotency key of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    pub case: Uuid,
    pub revision: u32,
}

/// A checked form to be kept until its files are whole.
#[derive(Clone)]
pub struct NewForm {
    pub key: Key,
    /// SHA-256 (hex) of the bytes of `xml`.
    pub sha256: String,
    pub xml: Vec<u8>,
    /// Form code and edition, as the receipt names it.
    pub code: String,
    pub office: Option<ReceiptOffice>,
    pub files: Vec<ReceivedFile>,
    pub at: Timestamp,
}

/// A form that is kept.
#[derive(Clone)]
pub struct KeptForm {
    pub id: i64,
    pub sha256: String,
    pub code: String,
    pub office: Option<ReceiptOffice>,
    pub files: Vec<ReceivedFile>,
}

/// How keeping a form ended.
#[derive(Clone)]
pub enum Kept {
    Now(KeptForm),
    /// The key was there before: with these contents.
    Before(KeptForm),
}

/// An application in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    pub number: String,
    pub stage: Stage,
    /// The JSON that was signed.
    pub receipt: Vec<u8>,
    /// CMS, DER.
    pub signature: Vec<u8>,
}

/// A numbered, signed application to be entered.
#[derive(Clone)]
pub struct NewApplication {
    pub form: i64,
    pub serial: i64,
    pub application: Application,
    pub at: Timestamp,
}

impl Application {
    /// The receipt as the counter gets it; the same bytes every time.
    ///
    /// # Errors
    /// A damaged ledger.
    pub fn signed_receipt(&self) -> Result<SignedReceipt> {
        let receipt: Receipt = serde_json::from_slice(&self.receipt).map_err(damaged)?;
        Ok(SignedReceipt { receipt, signature: STANDARD.encode(&self.signature) })
    }
}

impl Ledger {
    /// The form kept under a key.
    ///
    /// # Errors
    /// Storage.
    pub fn form(&self, key: Key) -> Result<Option<KeptForm>> {
        self.read(|connection| form(connection, key))
    }

    /// Keeps a form, unless its key is there already.
    ///
    /// # Errors
    /// Storage.
    pub async fn keep(&self, new: NewForm) -> Result<Kept> {
        self.write(move |connection| keep(connection, &new)).await
    }

    /// Enters an application and, in the same transaction, its receipt; when its case has one already, in this revision or another, that one
    /// is answered.
    ///
    /// # Errors
    /// Storage.
    pub async fn receive(&self, new: NewApplication) -> Result<Application> {
        self.write(move |connection| receive(connection, new)).await
    }

    /// Keeps a form that names no file still wanted and enters its application, in one transaction; when its case has one already, that one is
    /// answered. `new.form` is ignored.
    ///
    /// # Errors
    /// Storage.
    pub async fn keep_and_receive(
        &self,
        form: NewForm,
        mut new: NewApplication,
    ) -> Result<(Kept, Option<Application>)> {
        self.write(move |connection| match keep(connection, &form)? {
            Kept::Now(kept) => {
                new.form = kept.id;
                Ok((Kept::Now(kept), Some(receive(connection, new)?)))
            }
            before @ Kept::Before(_) => Ok((before, None)),
        })
        .await
    }

    /// The application a case was received as, with the key it was filed under.
    ///
    /// # Errors
    /// Storage.
    pub fn application_of_case(&self, case: Uuid) -> Result<Option<(Key, Application)>> {
        self.read(|connection| application_of_case(connection, case))
    }

    /// Highest serial given out so far.
    ///
    /// # Errors
    /// Storage.
    pub fn last_serial(&self) -> Result<i64> {
        self.read(|connection| {
            let last =
                connection.query_row("SELECT coalesce(max(serial), 0) FROM application", [], |row| row.get(0))?;
            Ok(last)
        })
    }

    /// An application by number, with the key it was filed under.
    ///
    /// # Errors
    /// Storage.
    pub fn application(&self, number: &str) -> Result<Option<(Key, Application)>> {
        self.read(|connection| {
            let sql = "SELECT a.number, a.stage, a.receipt, a.signature, f.case_id, f.revision \
                       FROM application a JOIN form f ON f.id = a.form WHERE a.number = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            with_key(statement.query_row([number], |row| Ok((key_at(row, 4)?, row_application(row)?))))
        })
    }

    /// Where an application stands, with every step so far.
    ///
    /// # Errors
    /// Storage.
    pub fn status(&self, number: &str, practice: bool) -> Result<Option<Status>> {
        self.read(|connection| status(connection, number, practice))
    }

    /// What was filed, as filed.
    ///
    /// # Errors
    /// Storage.
    pub fn filed(&self, number: &str) -> Result<Option<Vec<u8>>> {
        self.read(|connection| {
            let sql = "SELECT f.xml FROM application a JOIN form f ON f.id = a.form WHERE a.number = ?1";
            Ok(connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?)
        })
    }

    /// Which of the files of a case the ledger holds whole (SHA-256).
    ///
    /// # Errors
    /// Storage.
    pub fn whole_files(&self, case: Uuid) -> Result<HashSet<String>> {
        self.read(|connection| {
            let sql = "SELECT DISTINCT sha256 FROM upload WHERE case_id = ?1 AND whole";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([case], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn keep(connection: &Connection, new: &NewForm) -> Result<Kept> {
    if let Some(before) = form(connection, new.key)? {
        return Ok(Kept::Before(before));
    }
    let office = new.office.as_ref().map(serde_json::to_string).transpose().map_err(damaged)?;
    let sql =
        "INSERT INTO form (case_id, revision, sha256, xml, code, office, kept_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Key { case, revision } = new.key;
    let at = new.at.as_millisecond();
    connection.prepare_cached(sql)?.execute(params![case, revision, new.sha256, new.xml, new.code, office, at])?;
    let id = connection.last_insert_rowid();
    let sql = "INSERT INTO named_file (form, place, sha256, name, kind, size) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = connection.prepare_cached(sql)?;
    for (place, file) in (0_i64..).zip(&new.files) {
        let size = i64::try_from(file.size).map_err(damaged)?;
        insert.execute(params![id, place, file.sha256, file.name, file.kind, size])?;
    }
    let (sha256, code) = (new.sha256.clone(), new.code.clone());
    let (office, files) = (new.office.clone(), new.files.clone());
    Ok(Kept::Now(KeptForm { id, sha256, code, office, files }))
}

fn receive(connection: &Connection, new: NewApplication) -> Result<Application> {
    let sql = "SELECT case_id FROM form WHERE id = ?1";
    let case = connection.prepare_cached(sql)?.query_row([new.form], |row| row.get(0))?;
    if let Some((_, before)) = application_of_case(connection, case)? {
        return Ok(before);
    }
    let Application { number, stage, receipt, signature } = &new.application;
    let sql =
        "INSERT INTO application (serial, form, number, stage, receipt, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![new.serial, new.form, number, stage.word(), receipt, signature])?;
    let sql = "INSERT INTO step (application, place, stage, at) VALUES (?1, 0, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![new.serial, stage.word(), new.at.as_millisecond()])?;
    Ok(new.application)
}

fn form(connection: &Connection, key: Key) -> Result<Option<KeptForm>> {
    let sql = "SELECT id, sha256, code, office FROM form WHERE case_id = ?1 AND revision = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<String>>(3)?));
    let Some((id, sha256, code, office)) = statement.query_row(params![key.case, key.revision], row).optional()? else {
        return Ok(None);
    };
    let office = office.map(|json| serde_json::from_str(&json)).transpose().map_err(damaged)?;
    let files = named_files(connection, id)?;
    Ok(Some(KeptForm { id, sha256, code, office, files }))
}

fn named_files(connection: &Connection, form: i64) -> Result<Vec<ReceivedFile>> {
    let sql = "SELECT name, kind, sha256, size FROM named_file WHERE form = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([form], |row| {
        let size: i64 = row.get(3)?;
        Ok(ReceivedFile {
            name: row.get(0)?,
            kind: row.get(1)?,
            sha256: row.get(2)?,
            size: u64::try_from(size).unwrap_or(0),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn application_of_case(connection: &Connection, case: Uuid) -> Result<Option<(Key, Application)>> {
    let sql = "SELECT a.number, a.stage, a.receipt, a.signature, f.case_id, f.revision \
               FROM form f JOIN application a ON a.form = f.id WHERE f.case_id = ?1 ORDER BY a.serial LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    with_key(statement.query_row([case], |row| Ok((key_at(row, 4)?, row_application(row)?))))
}

fn with_key(found: rusqlite::Result<(Key, AsKept)>) -> Result<Option<(Key, Application)>> {
    found.optional()?.map(|(key, row)| Ok((key, row.checked()?))).transpose()
}

fn status(connection: &Connection, number: &str, practice: bool) -> Result<Option<Status>> {
    let sql = "SELECT serial, stage FROM application WHERE number = ?1";
    let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    let Some((serial, stage)) = connection.prepare_cached(sql)?.query_row([number], row).optional()? else {
        return Ok(None);
    };
    let sql = "SELECT stage, at FROM step WHERE application = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([serial], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let mut timeline = Vec::new();
    for row in rows {
        let (word, at) = row?;
        timeline.push((stage_named(&word)?, Timestamp::from_millisecond(at).map_err(damaged)?));
    }
    Ok(Some(Status { number: number.to_owned(), case: None, stage: stage_named(&stage)?, practice, timeline }))
}

/// A row of `application` before its stage is understood.
struct AsKept {
    number: String,
    stage: String,
    receipt: Vec<u8>,
    signature: Vec<u8>,
}

impl AsKept {
    fn checked(self) -> Result<Application> {
        let AsKept { number, stage, receipt, signature } = self;
        Ok(Application { number, stage: stage_named(&stage)?, receipt, signature })
    }
}

fn row_application(row: &Row<'_>) -> rusqlite::Result<AsKept> {
    Ok(AsKept { number: row.get(0)?, stage: row.get(1)?, receipt: row.get(2)?, signature: row.get(3)? })
}

fn key_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Key> {
    Ok(Key { case: row.get(at)?, revision: row.get(at + 1)? })
}

fn stage_named(word: &str) -> Result<Stage> {
    Stage::from_word(word).ok_or_else(|| damaged(format!("no such stage: {word}")))
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Storage(error.to_string())
}
