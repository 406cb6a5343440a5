//! Attached files: named in the case, their bytes kept once by SHA-256, in parts, so that sending never holds a whole file.

use super::{Error, Result, Store, cases, time};
use crate::case::Attachment;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// Bytes in one row.
const PART: usize = 64 * 1024;

/// Names a file in a case, after those it has.
pub(super) fn add_attachment(tx: &Transaction<'_>, no: i64, attachment: &Attachment) -> Result<()> {
    let Attachment { sha256, name, kind, media_type, size } = attachment;
    tx.prepare_cached(
        "INSERT INTO attachments (case_no, position, sha256, name, kind, media_type, size) VALUES (?1, \
         (SELECT coalesce(max(position), 0) + 1 FROM attachments WHERE case_no = ?1), ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((no, sha256, name, kind, media_type, time::count(*size)))?;
    Ok(())
}

/// The files named in a case, in the order they were attached.
pub(super) fn attachments(db: &Connection, no: i64) -> Result<Vec<Attachment>> {
    let mut statement = db.prepare_cached(
        "SELECT sha256, name, kind, media_type, size FROM attachments WHERE case_no = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([no])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(attachment(row)?);
    }
    Ok(found)
}

fn attachment(row: &Row<'_>) -> Result<Attachment> {
    Ok(Attachment {
        sha256: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        media_type: row.get(3)?,
        size: time::uncount(row.get(4)?)?,
    })
}

/// Keeps the bytes of a file, if they are not kept already.
pub(super) fn keep(tx: &Transaction<'_>, sha256: &str, bytes: &[u8]) -> Result<()> {
    if locate(tx, sha256)?.is_some() {
        return Ok(());
    }
    if hex_sha256(bytes) != sha256 {
        return Err(Error::Other("a file is not the one its hash names".to_owned()));
    }
    tx.prepare_cached("INSERT INTO files (sha256, size) VALUES (?1, ?2)")?
        .execute((sha256, time::count(bytes.len())))?;
    let no = tx.last_insert_rowid();
    let mut statement = tx.prepare_cached("INSERT INTO parts (file_no, part, bytes) VALUES (?1, ?2, ?3)")?;
    for (part, bytes) in bytes.chunks(PART).enumerate() {
        statement.execute((no, time::count(part), bytes))?;
    }
    Ok(())
}

/// Forgets the bytes of a file no case names any more.
pub(super) fn drop_unused(tx: &Transaction<'_>, sha256: &str) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM files WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = ?1)",
    )?
    .execute([sha256])?;
    Ok(())
}

/// Row number and size of a file that is kept.
fn locate(db: &Connection, sha256: &str) -> Result<Option<(i64, u64)>> {
    let mut statement = db.prepare_cached("SELECT no, size FROM files WHERE sha256 = ?1")?;
    let found = statement.query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.map(|(no, size)| Ok((no, time::uncount(size)?))).transpose()
}

fn hex_sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

impl Store {
    /// Attaches a file to a case. The same file attached again in the same way changes nothing.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`], [`Error::Other`] when the bytes are not those the hash names, storage errors.
    pub fn attach(&mut self, id: Uuid, attachment: &Attachment, bytes: &[u8], now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let no = cases::locate_editable(tx, id)?.no;
            keep(tx, &attachment.sha256, bytes)?;
            if !attachments(tx, no)?.contains(attachment) {
                add_attachment(tx, no, attachment)?;
            }
            cases::touch(tx, no, &staff, now)
        })
    }

    /// Takes a file out of a case. Its bytes stay only while another case names them.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`], storage errors.
    pub fn detach(&mut self, id: Uuid, sha256: &str, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let no = cases::locate_editable(tx, id)?.no;
            tx.prepare_cached("DELETE FROM attachments WHERE case_no = ?1 AND sha256 = ?2")?.execute((no, sha256))?;
            drop_unused(tx, sha256)?;
            cases::touch(tx, no, &staff, now)
        })
    }

    /// Up to `length` bytes of a file from `offset` (all of it with `u64::MAX`).
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is not here, storage errors.
    pub fn file(&self, sha256: &str, offset: u64, length: u64) -> Result<Vec<u8>> {
        self.read(|db| {
            let (no, size) = locate(db, sha256)?.ok_or_else(|| Error::Damaged(format!("file {sha256} is not here")))?;
            let end = offset.saturating_add(length).min(size);
            if offset >= end {
                return Ok(Vec::new());
            }
            read_parts(db, no, offset, end)
        })
    }
}

/// Bytes `offset..end` of a file; both lie within it, `offset` before `end`.
fn read_parts(db: &Connection, no: i64, offset: u64, end: u64) -> Result<Vec<u8>> {
    let part = PART as u64;
    let (first, last) = (offset / part, (end - 1) / part);
    let wanted = usize::try_from(end - offset).map_err(|_| Error::damaged("a file"))?;
    let mut skip = usize::try_from(offset % part).map_err(|_| Error::damaged("a file"))?;
    let mut bytes = Vec::with_capacity(wanted);
    let mut statement =
        db.prepare_cached("SELECT bytes FROM parts WHERE file_no = ?1 AND part BETWEEN ?2 AND ?3 ORDER BY part")?;
    let mut rows = statement.query((no, time::count(first), time::count(last)))?;
    while let Some(row) = rows.next()? {
        let stored = row.get_ref(0)?.as_blob().unwrap_or_default();
        let from = stored.get(skip..).unwrap_or_default();
        bytes.extend_from_slice(&from[..from.len().min(wanted - bytes.len())]);
        skip = 0;
    }
    if bytes.len() == wanted { Ok(bytes) } else { Err(Error::damaged("a file")) }
}
