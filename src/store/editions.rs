//! Moving a draft to another edition of its form; answers without a place in it are set aside, not dropped.

use super::{Result, Store, answers, cases};
use crate::case::{Answer, Progress};
use crate::form::FormRef;
use jiff::Timestamp;
use uuid::Uuid;

/// An answer that had no place in the edition a draft was moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub item: String,
    /// The edition that asked it.
    pub edition: String,
    pub answer: Answer,
}

impl Store {
    /// Pins a draft to another edition and sets aside the answers of the items named, in one transaction.
    ///
    /// # Errors
    /// [`super::Error::NoCase`], [`super::Error::NotNow`] when the case was queued or sent, storage errors.
    pub fn move_edition(
        &mut self,
        id: Uuid,
        to: &FormRef,
        aside: &[String],
        progress: Progress,
        now: Timestamp,
    ) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let no = cases::locate_editable(tx, id)?.no;
            for item in aside {
                tx.prepare_cached(
                    "INSERT OR REPLACE INTO set_aside (case_no, item, edition, answer) SELECT no, ?2, form_edition, answer \
                     FROM cases JOIN answers ON case_no = no WHERE no = ?1 AND item = ?2",
                )?
                .execute((no, item))?;
                answers::put(tx, no, item, None)?;
            }
            tx.prepare_cached(
                "UPDATE cases SET form_code = ?2, form_edition = ?3, form_digest = ?4, stage = 'draft', \
                 declared_lang = NULL, declared_staff = NULL, declared_at = NULL WHERE no = ?1",
            )?
            .execute((no, &to.code, &to.edition, &to.digest))?;
            tx.prepare_cached("DELETE FROM carets WHERE case_no = ?1")?.execute([no])?;
            cases::put_progress(tx, no, progress)?;
            cases::touch(tx, no, &staff, now)
        })
    }

    /// Answers set aside when the case was moved to another edition, by item.
    ///
    /// # Errors
    /// [`super::Error::NoCase`], storage errors.
    pub fn set_aside(&self, id: Uuid) -> Result<Vec<SetAside>> {
        self.read(|db| {
            let no = cases::locate(db, id)?.no;
            let mut statement = db.prepare_cached(
                "SELECT item, edition, answer FROM set_aside WHERE case_no = ?1 ORDER BY item, edition",
            )?;
            let mut rows = statement.query([no])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                let item: String = row.get(0)?;
                let answer = answers::from_json(&item, row.get_ref(2)?.as_str().unwrap_or_default())?;
                list.push(SetAside { item, edition: row.get(1)?, answer });
            }
            Ok(list)
        })
    }
}
