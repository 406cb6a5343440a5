//! Files on their way: bytes and offset change in one transaction, so that an offset once told is never taken back.

use super::{Error, Ledger, Result};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An upload to begin.
#[derive(Clone)]
pub struct NewUpload {
    /// Unguessable last part of its URL.
    pub token: String,
    pub case: Uuid,
    /// SHA-256 (hex) it must have when whole.
    pub sha256: String,
    /// Bytes.
    pub length: u64,
    /// `Upload-Metadata` as given.
    pub metadata: String,
    pub expires: Timestamp,
}

/// An upload as it stands.
#[derive(Clone)]
pub struct Upload {
    pub id: i64,
    pub token: String,
    pub case: Uuid,
    pub sha256: String,
    pub length: u64,
    /// Bytes kept so far.
    pub received: u64,
    /// All bytes are there and have the SHA-256.
    pub whole: bool,
    pub metadata: String,
    pub expires: Timestamp,
}

impl Ledger {
    /// Begins an upload.
    ///
    /// # Errors
    /// Storage.
    pub async fn begin_upload(&self, new: NewUpload) -> Result<Upload> {
        self.write(move |connection| {
            let sql = "INSERT INTO upload (token, case_id, sha256, length, received, whole, metadata, expires) \
                       VALUES (?1, ?2, ?3, ?4, 0, 0, ?5, ?6)";
            let expires = new.expires.as_second();
            let values = params![new.token, new.case, new.sha256, signed(new.length)?, new.metadata, expires];
            connection.prepare_cached(sql)?.execute(values)?;
            let id = connection.last_insert_rowid();
            let NewUpload { token, case, sha256, length, metadata, expires } = new;
            Ok(Upload { id, token, case, sha256, length, received: 0, whole: false, metadata, expires })
        })
        .await
    }

    /// An upload by the last part of its URL.
    ///
    /// # Errors
    /// Storage.
    pub fn upload(&self, token: &str) -> Result<Option<Upload>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM upload WHERE token = ?1");
            Ok(connection.prepare_cached(&sql)?.query_row([token], row_upload).optional()?)
        })
    }

    /// Uploads begun for a file of a case, the one farthest on first.
    ///
    /// # Errors
    /// Storage.
    pub fn uploads_of(&self, case: Uuid, sha256: &str) -> Result<Vec<Upload>> {
        self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM upload WHERE case_id = ?1 AND sha256 = ?2 ORDER BY whole DESC, received DESC"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![case, sha256], row_upload)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Uploads of a case whose bytes are all there but were not compared with their SHA-256: the server was stopped in between.
    ///
    /// # Errors
    /// Storage.
    pub fn unsettled(&self, case: Uuid) -> Result<Vec<Upload>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM upload WHERE case_id = ?1 AND received = length AND NOT whole");
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map([case], row_upload)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Adds bytes at `offset`; `None` when the upload is gone or stands at another offset.
    ///
    /// # Errors
    /// Storage.
    pub async fn append(&self, id: i64, offset: u64, bytes: Vec<u8>, expires: Timestamp) -> Result<Option<u64>> {
        self.write(move |connection| {
            let received = offset + bytes.len() as u64;
            let sql = "UPDATE upload SET received = ?3, expires = ?4 WHERE id = ?1 AND received = ?2 AND ?3 <= length";
            let values = params![id, signed(offset)?, signed(received)?, expires.as_second()];
            if connection.prepare_cached(sql)?.execute(values)? == 0 {
                return Ok(None);
            }
            if !bytes.is_empty() {
                let sql = "INSERT INTO chunk (upload, start, bytes) VALUES (?1, ?2, ?3)";
                connection.prepare_cached(sql)?.execute(params![id, signed(offset)?, bytes])?;
            }
            Ok(Some(received))
        })
        .await
    }

    /// SHA-256 (hex) of the bytes kept so far. Blocks for as long as reading them takes.
    ///
    /// # Errors
    /// Storage.
    pub fn upload_sha256(&self, id: i64) -> Result<String> {
        self.read(|connection| {
            let mut hash = Sha256::new();
            let mut statement =
                connection.prepare_cached("SELECT bytes FROM chunk WHERE upload = ?1 ORDER BY start")?;
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                hash.update(row.get_ref(0)?.as_blob().map_err(|e| Error::Storage(e.to_string()))?);
            }
            Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
        })
    }

    /// Marks an upload whole.
    ///
    /// # Errors
    /// Storage.
    pub async fn mark_whole(&self, id: i64) -> Result<()> {
        self.write(move |connection| {
            connection
                .prepare_cached("UPDATE upload SET whole = 1 WHERE id = ?1 AND received = length")?
                .execute([id])?;
            Ok(())
        })
        .await
    }

    /// Forgets an upload and its bytes, unless an application was received with it.
    ///
    /// # Errors
    /// Storage.
    pub async fn end_upload(&self, id: i64) -> Result<bool> {
        self.write(move |connection| end_upload(connection, id)).await
    }
}

/// An upload no application rests on.
pub(super) const LOOSE: &str = "NOT (upload.whole AND EXISTS (SELECT 1 FROM form JOIN application ON application.form = form.id \
                                WHERE form.case_id = upload.case_id))";

const COLUMNS: &str = "id, token, case_id, sha256, length, received, whole, metadata, expires";

fn end_upload(connection: &Connection, id: i64) -> Result<bool> {
    let sql = format!("DELETE FROM upload WHERE id = ?1 AND {LOOSE}");
    Ok(connection.prepare_cached(&sql)?.execute([id])? > 0)
}

fn row_upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    let unsigned = |at| row.get::<_, i64>(at).map(|value| u64::try_from(value).unwrap_or(0));
    Ok(Upload {
        id: row.get(0)?,
        token: row.get(1)?,
        case: row.get(2)?,
        sha256: row.get(3)?,
        length: unsigned(4)?,
        received: unsigned(5)?,
        whole: row.get(6)?,
        metadata: row.get(7)?,
        expires: Timestamp::from_second(row.get(8)?).unwrap_or(Timestamp::UNIX_EPOCH),
    })
}

fn signed(value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|e| Error::Storage(e.to_string()))
}
