//! How submissions ended: receipts, refusals, and what was filed.

use super::{Error, Result, Store, cases, time};
use crate::case::Event;
use crate::wire::SignedReceipt;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

impl Store {
    /// The receipt, the stage `received` and the end of the outbox row, in one transaction. A receipt that came before changes
    /// nothing when it comes again.
    ///
    /// # Errors
    /// [`Error::NoCase`] when this revision was never queued here, storage errors.
    pub fn received(&mut self, id: Uuid, receipt: &SignedReceipt, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        let revision = receipt.receipt.revision;
        let json = serde_json::to_string(receipt).map_err(|error| Error::Other(error.to_string()))?;
        self.write(|tx| {
            let found = cases::locate(tx, id)?;
            let updated = tx
                .prepare_cached(
                    "UPDATE filings SET receipt = ?3, ended_at = coalesce(ended_at, ?4) \
                     WHERE case_no = ?1 AND revision = ?2",
                )?
                .execute((found.no, revision, json, time::to_sql(now)))?;
            if updated == 0 {
                return Err(Error::NoCase(format!("{id}/{revision}")));
            }
            if end(tx, found.no, Some(revision))? {
                // A case that went on since keeps its stage.
                cases::set_stage(tx, found.no, found.stage.advance(Event::Receive).unwrap_or(found.stage))?;
                cases::touch(tx, found.no, &staff, now)?;
                tx.prepare_cached("UPDATE cases SET number = ?2 WHERE no = ?1")?
                    .execute((found.no, &receipt.receipt.number))?;
            }
            Ok(())
        })
    }

    /// The server refused: stage `refused`, outbox row gone, what it said kept. Nothing when the submission no longer waits.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn refused(&mut self, id: Uuid, problems_json: &str, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let found = cases::locate(tx, id)?;
            tx.prepare_cached(
                "UPDATE filings SET refusal = ?2, ended_at = ?3 WHERE case_no = ?1 \
                 AND revision = (SELECT revision FROM outbox WHERE case_no = ?1)",
            )?
            .execute((found.no, problems_json, time::to_sql(now)))?;
            if end(tx, found.no, None)? {
                let stage = found.stage.advance(Event::Refuse).map_err(|refused| Error::NotNow(refused.stage))?;
                cases::set_stage(tx, found.no, stage)?;
                cases::touch(tx, found.no, &staff, now)?;
            }
            Ok(())
        })
    }

    /// What the server said when it refused the last submission, as it was given to [`Store::refused`]; `None` when that one
    /// was not refused.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn refusal(&self, id: Uuid) -> Result<Option<String>> {
        let found = self.filing::<Option<String>>(id, "SELECT refusal FROM filings WHERE case_no = ?1")?;
        Ok(found.flatten())
    }

    /// The receipt of the last submission that has one.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn receipt(&self, id: Uuid) -> Result<Option<SignedReceipt>> {
        let json: Option<String> =
            self.filing(id, "SELECT receipt FROM filings WHERE case_no = ?1 AND receipt IS NOT NULL")?;
        let read = |json: String| serde_json::from_str(&json).map_err(|_| Error::damaged("a receipt"));
        json.map(read).transpose()
    }

    /// What was filed, as filed (the XML sent), of the last submission that has a receipt.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn filed_xml(&self, id: Uuid) -> Result<Option<Vec<u8>>> {
        self.filing(id, "SELECT xml FROM filings WHERE case_no = ?1 AND receipt IS NOT NULL")
    }

    /// A column of the last submission that the query finds.
    fn filing<T: rusqlite::types::FromSql>(&self, id: Uuid, query: &str) -> Result<Option<T>> {
        self.read(|db| {
            let no = cases::locate(db, id)?.no;
            let mut statement = db.prepare_cached(&format!("{query} ORDER BY revision DESC LIMIT 1"))?;
            Ok(statement.query_row([no], |row| row.get(0)).optional()?)
        })
    }
}

/// Takes a submission out of the outbox; whether it was there.
fn end(tx: &Transaction<'_>, no: i64, revision: Option<u32>) -> Result<bool> {
    let ended = tx
        .prepare_cached("DELETE FROM outbox WHERE case_no = ?1 AND revision = coalesce(?2, revision)")?
        .execute((no, revision))?;
    Ok(ended > 0)
}
