//! The outbox: submissions that wait, with what the server has confirmed of each file.

use super::{Error, Result, Store, Waiting, WaitingFile, cases, time};
use crate::case::{Case, Event, Stage};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

/// Whether a submission of this case waits.
fn waits(db: &Connection, no: i64) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM outbox WHERE case_no = ?1")?.exists([no])?)
}

/// May be queued: drafts in any state of readiness, and what was taken back after it was received.
fn queueable(stage: Stage) -> bool {
    stage.editable() || matches!(stage, Stage::Amended | Stage::Withdrawn)
}

impl Store {
    /// Stage `queued` and the outbox row (with the XML to be sent and its files), in one transaction.
    ///
    /// # Errors
    /// [`Error::NoCase`]; [`Error::NotNow`] when it is queued or sent already; storage errors.
    pub fn queue(&mut self, case: &Case, xml: &[u8], now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let found = cases::locate(tx, case.id)?;
            if !queueable(found.stage) || waits(tx, found.no)? {
                return Err(Error::NotNow(found.stage));
            }
            cases::put_head(tx, found.no, case)?;
            cases::set_stage(tx, found.no, Stage::Queued)?;
            cases::touch(tx, found.no, &staff, now)?;
            tx.prepare_cached("DELETE FROM carets WHERE case_no = ?1")?.execute([found.no])?;
            tx.prepare_cached(
                "INSERT INTO filings (case_no, revision, queued_at, xml) VALUES (?1, ?2, ?3, ?4) ON CONFLICT \
                 (case_no, revision) DO UPDATE SET queued_at = excluded.queued_at, xml = excluded.xml, ended_at = NULL, \
                 refusal = NULL",
            )?
            .execute((found.no, case.revision, time::to_sql(now), xml))?;
            tx.prepare_cached("INSERT INTO outbox (case_no, revision) VALUES (?1, ?2)")?
                .execute((found.no, case.revision))?;
            Ok(())
        })
    }

    /// What waits, oldest first.
    ///
    /// # Errors
    /// Storage errors.
    pub fn waiting(&self) -> Result<Vec<Waiting>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT cases.id, outbox.revision, queued_at, attempts, last_error, outbox.case_no, client FROM outbox \
                 JOIN cases ON cases.no = outbox.case_no \
                 JOIN filings ON filings.case_no = outbox.case_no AND filings.revision = outbox.revision \
                 ORDER BY queued_at, outbox.case_no",
            )?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(Waiting {
                    case: row.get(0)?,
                    client: row.get(6)?,
                    revision: row.get(1)?,
                    queued_at: time::from_sql(row.get(2)?)?,
                    attempts: row.get(3)?,
                    last_error: row.get(4)?,
                    files: waiting_files(db, row.get(5)?)?,
                });
            }
            Ok(list)
        })
    }

    /// The XML that was queued.
    ///
    /// # Errors
    /// [`Error::NoCase`] when this revision never was, storage errors.
    pub fn queued_xml(&self, id: Uuid, revision: u32) -> Result<Vec<u8>> {
        self.read(|db| {
            let no = cases::locate(db, id)?.no;
            let mut statement = db.prepare_cached("SELECT xml FROM filings WHERE case_no = ?1 AND revision = ?2")?;
            let xml = statement.query_row((no, revision), |row| row.get(0)).optional()?;
            xml.ok_or_else(|| Error::NoCase(format!("{id}/{revision}")))
        })
    }

    /// Bytes the server has confirmed for a file, and where its upload lives. Nothing when the submission no longer waits.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn sent(&mut self, id: Uuid, sha256: &str, sent: u64, upload: Option<&str>) -> Result<()> {
        self.write(|tx| {
            let no = cases::locate(tx, id)?.no;
            if !waits(tx, no)? {
                return Ok(());
            }
            tx.prepare_cached(
                "INSERT INTO outbox_files (case_no, sha256, sent, upload) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (case_no, sha256) DO UPDATE SET sent = excluded.sent, upload = excluded.upload",
            )?
            .execute((no, sha256, time::count(sent), upload))?;
            Ok(())
        })
    }

    /// A try to send began (`None`: counted, stage `sending`) or failed (stage `queued`). Nothing when the submission no
    /// longer waits.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn attempted(&mut self, id: Uuid, error: Option<&str>, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let found = cases::locate(tx, id)?;
            if !waits(tx, found.no)? {
                return Ok(());
            }
            let event = if error.is_some() { Event::Wait } else { Event::Send };
            let stage = found.stage.advance(event).map_err(|refused| Error::NotNow(refused.stage))?;
            cases::set_stage(tx, found.no, stage)?;
            cases::touch(tx, found.no, &staff, now)?;
            tx.prepare_cached("UPDATE outbox SET attempts = attempts + ?2, last_error = ?3 WHERE case_no = ?1")?
                .execute((found.no, i64::from(error.is_none()), error))?;
            Ok(())
        })
    }
}

/// The files of a waiting submission, each once.
fn waiting_files(db: &Connection, no: i64) -> Result<Vec<WaitingFile>> {
    let mut statement = db.prepare_cached(
        "SELECT min(name), attachments.sha256, size, coalesce(sent, 0), upload FROM attachments \
         LEFT JOIN outbox_files ON outbox_files.case_no = attachments.case_no AND outbox_files.sha256 = attachments.sha256 \
         WHERE attachments.case_no = ?1 GROUP BY attachments.sha256 ORDER BY min(position)",
    )?;
    let mut rows = statement.query([no])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        files.push(WaitingFile {
            name: row.get(0)?,
            sha256: row.get(1)?,
            size: time::uncount(row.get(2)?)?,
            sent: time::uncount(row.get(3)?)?,
            upload: row.get(4)?,
        });
    }
    Ok(files)
}
