//! Cases: the row each has, with what the list shows kept beside it.

use super::answers::{self, Headline};
use super::clients::link;
use super::{Error, Result, Store, Summary, facts, files, time};
use crate::case::{Case, Declared, Event, FiledBy, Progress, Stage};
use crate::form::FormRef;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use uuid::Uuid;

/// A case's row number and the stage it is stored with.
pub(super) struct Found {
    pub no: i64,
    pub stage: Stage,
}

/// The row of a case.
pub(super) fn locate(db: &Connection, id: Uuid) -> Result<Found> {
    let row = db
        .prepare_cached("SELECT no, stage FROM cases WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let (no, stage) = row.ok_or_else(|| Error::NoCase(id.to_string()))?;
    Ok(Found { no, stage: stage_from(&stage)? })
}

/// The row of a case that may still be changed.
pub(super) fn locate_editable(db: &Connection, id: Uuid) -> Result<Found> {
    let found = locate(db, id)?;
    if found.stage.editable() { Ok(found) } else { Err(Error::NotNow(found.stage)) }
}

/// Notes who changed a case last, and when.
pub(super) fn touch(db: &Connection, no: i64, staff: &str, now: Timestamp) -> Result<()> {
    db.prepare_cached("UPDATE cases SET saved_at = ?2, saved_by = ?3 WHERE no = ?1")?.execute((
        no,
        time::to_sql(now),
        staff,
    ))?;
    Ok(())
}

/// Notes the stage of a case.
pub(super) fn set_stage(db: &Connection, no: i64, stage: Stage) -> Result<()> {
    db.prepare_cached("UPDATE cases SET stage = ?2 WHERE no = ?1")?.execute((no, stage.word()))?;
    Ok(())
}

fn stage_from(word: &str) -> Result<Stage> {
    Stage::from_word(word).ok_or_else(|| Error::damaged("a stage"))
}

impl Store {
    /// Saves a new or imported case with its files, in one transaction.
    ///
    /// # Errors
    /// [`Error::Other`] when the case is there already, storage errors.
    pub fn insert(
        &mut self,
        case: &Case,
        files: &[(String, Vec<u8>)],
        progress: Progress,
        now: Timestamp,
    ) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            if locate(tx, case.id).is_ok() {
                return Err(Error::Other(format!("the case {} is here already", case.id)));
            }
            let no = insert_row(tx, case, &Headline::of(&case.answers), progress, &staff, now)?;
            for (item, answer) in &case.answers {
                answers::put(tx, no, item, Some(answer))?;
            }
            facts::put(tx, no, &case.facts)?;
            for attachment in &case.attachments {
                files::add_attachment(tx, no, attachment)?;
            }
            link::settle(tx, no, case.answers.keys().map(String::as_str), now)?;
            files.iter().try_for_each(|(sha256, bytes)| files::keep(tx, sha256, bytes))
        })
    }

    /// The whole case.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn load(&self, id: Uuid) -> Result<Case> {
        self.read(|db| {
            let no = locate(db, id)?.no;
            let mut case = head(db, no)?;
            case.answers = answers::all(db, no)?;
            case.facts = facts::all(db, no)?;
            case.attachments = files::attachments(db, no)?;
            Ok(case)
        })
    }

    /// The one case whose id begins so (8 characters do when unique).
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::Ambiguous`]
    pub fn find(&self, prefix: &str) -> Result<Uuid> {
        let found = self.read(|db| beginning(db, "SELECT id FROM cases WHERE id BETWEEN ?1 AND ?2 LIMIT 2", prefix))?;
        match found.as_slice() {
            [] => Err(Error::NoCase(prefix.to_owned())),
            [id] => Ok(*id),
            _ => Err(Error::Ambiguous(prefix.to_owned())),
        }
    }

    /// All cases, the one saved last first.
    ///
    /// # Errors
    /// Storage errors.
    pub fn list(&self) -> Result<Vec<Summary>> {
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, procedure, form_code, status, stage, client, answered, asked, problems, expires, saved_at, \
                 saved_by, number, (SELECT clients.id FROM clients WHERE clients.no = client_no) \
                 FROM cases ORDER BY saved_at DESC, id DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(summary(row)?);
            }
            Ok(list)
        })
    }

    /// Removes a case with its answers, files and receipts, and what is known of its client through it alone. What is removed
    /// is overwritten in the database, and its older pages in the journal are given up.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`] while it is in the outbox, storage errors.
    pub fn delete(&mut self, id: Uuid) -> Result<()> {
        self.write(|tx| {
            let found = locate(tx, id)?;
            if matches!(found.stage, Stage::Queued | Stage::Sending) {
                return Err(Error::NotNow(found.stage));
            }
            let held = files::attachments(tx, found.no)?;
            link::let_go(tx, found.no, id)?;
            tx.prepare_cached("DELETE FROM cases WHERE no = ?1")?.execute([found.no])?;
            held.iter().try_for_each(|attachment| files::drop_unused(tx, &attachment.sha256))
        })?;
        self.give_up_journal()
    }

    /// Closes a case by an event, with the number it was given elsewhere.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`] where the event cannot happen, storage errors.
    pub fn close(&mut self, id: Uuid, event: Event, number: &str, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let found = locate(tx, id)?;
            let stage = found.stage.advance(event).map_err(|refused| Error::NotNow(refused.stage))?;
            set_stage(tx, found.no, stage)?;
            touch(tx, found.no, &staff, now)?;
            tx.prepare_cached("UPDATE cases SET number = ?2 WHERE no = ?1")?.execute((found.no, number))?;
            Ok(())
        })
    }

    /// Saves everything of a case but answers and files: stage, revision, declarations.
    ///
    /// # Errors
    /// [`Error::NoCase`]; [`Error::NotNow`] when the case was queued elsewhere meanwhile and this would take it back to a
    /// draft; storage errors.
    pub fn save_head(&mut self, case: &Case, progress: Progress, now: Timestamp) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let found = locate(tx, case.id)?;
            if case.stage.editable() && !found.stage.editable() {
                return Err(Error::NotNow(found.stage));
            }
            put_head(tx, found.no, case)?;
            facts::put(tx, found.no, &case.facts)?;
            put_progress(tx, found.no, progress)?;
            touch(tx, found.no, &staff, now)
        })
    }
}

fn insert_row(
    tx: &Transaction<'_>,
    case: &Case,
    headline: &Headline,
    progress: Progress,
    staff: &str,
    now: Timestamp,
) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO cases (id, procedure, status, form_code, form_edition, form_digest, filed_by, stage, revision, \
         opened_at, client, expires, answered, asked, problems, saved_at, saved_by) VALUES (:id, :procedure, :status, \
         :code, :edition, :digest, :by, :stage, :revision, :opened_at, :client, :expires, 0, 0, 0, :saved_at, :saved_by)",
    )?
    .execute(named_params! {
        ":id": case.id,
        ":procedure": case.procedure,
        ":status": case.status,
        ":code": case.form.code,
        ":edition": case.form.edition,
        ":digest": case.form.digest,
        ":by": case.by.word(),
        ":stage": case.stage.word(),
        ":revision": case.revision,
        ":opened_at": time::to_sql(case.opened_at),
        ":client": headline.client,
        ":expires": headline.expires.map(|date| date.to_string()),
        ":saved_at": time::to_sql(now),
        ":saved_by": staff,
    })?;
    let no = tx.last_insert_rowid();
    put_head(tx, no, case)?;
    put_progress(tx, no, progress)?;
    Ok(no)
}

/// What may change of a case's own row.
pub(super) fn put_head(tx: &Transaction<'_>, no: i64, case: &Case) -> Result<()> {
    let declared = case.declared.as_ref();
    tx.prepare_cached(
        "UPDATE cases SET stage = :stage, revision = :revision, declared_lang = :lang, declared_staff = :staff, \
         declared_at = :at, opened_because = :because WHERE no = :no",
    )?
    .execute(named_params! {
        ":no": no,
        ":stage": case.stage.word(),
        ":revision": case.revision,
        ":lang": declared.map(|declared| &declared.lang),
        ":staff": declared.map(|declared| &declared.staff),
        ":at": declared.map(|declared| time::to_sql(declared.at)),
        ":because": case.opened_because,
    })?;
    Ok(())
}

pub(super) fn put_progress(tx: &Transaction<'_>, no: i64, progress: Progress) -> Result<()> {
    let Progress { answered, total, problems } = progress;
    tx.prepare_cached("UPDATE cases SET answered = ?2, asked = ?3, problems = ?4 WHERE no = ?1")?.execute((
        no,
        time::count(answered),
        time::count(total),
        time::count(problems),
    ))?;
    Ok(())
}

/// A case without its answers and files.
fn head(db: &Connection, no: i64) -> Result<Case> {
    let mut statement = db.prepare_cached("SELECT * FROM cases WHERE no = ?1")?;
    let mut rows = statement.query([no])?;
    let row = rows.next()?.ok_or_else(|| Error::NoCase(no.to_string()))?;
    let by: String = row.get("filed_by")?;
    Ok(Case {
        id: row.get("id")?,
        form: FormRef {
            code: row.get("form_code")?,
            edition: row.get("form_edition")?,
            digest: row.get("form_digest")?,
        },
        procedure: row.get("procedure")?,
        status: row.get("status")?,
        by: FiledBy::from_word(&by).ok_or_else(|| Error::damaged("who files"))?,
        stage: stage_from(&row.get::<_, String>("stage")?)?,
        revision: row.get("revision")?,
        answers: std::collections::BTreeMap::new(),
        facts: std::collections::BTreeMap::new(),
        attachments: Vec::new(),
        declared: declared(row)?,
        opened_because: row.get("opened_because")?,
        opened_at: time::from_sql(row.get("opened_at")?)?,
    })
}

fn declared(row: &Row<'_>) -> Result<Option<Declared>> {
    let Some(at) = row.get::<_, Option<i64>>("declared_at")? else { return Ok(None) };
    let (lang, staff) = (row.get("declared_lang")?, row.get("declared_staff")?);
    Ok(Some(Declared { lang, staff, at: time::from_sql(at)? }))
}

fn summary(row: &Row<'_>) -> Result<Summary> {
    let expires: Option<String> = row.get(9)?;
    Ok(Summary {
        id: row.get(0)?,
        procedure: row.get(1)?,
        form_code: row.get(2)?,
        status: row.get(3)?,
        stage: stage_from(row.get_ref(4)?.as_str().unwrap_or_default())?,
        client: row.get(5)?,
        progress: Progress {
            answered: time::uncount(row.get(6)?)?,
            total: time::uncount(row.get(7)?)?,
            problems: time::uncount(row.get(8)?)?,
        },
        expires: expires.and_then(|date| date.parse().ok()),
        saved_at: time::from_sql(row.get(10)?)?,
        saved_by: row.get(11)?,
        number: row.get(12)?,
        person: row.get(13)?,
    })
}

/// The ids that begin so, by a query between the lowest and the highest of them.
pub(super) fn beginning(db: &Connection, query: &str, prefix: &str) -> Result<Vec<Uuid>> {
    let Some((first, last)) = range(prefix) else { return Ok(Vec::new()) };
    let mut statement = db.prepare_cached(query)?;
    let ids = statement.query_map([first, last], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The lowest and highest id that begin so; hyphens may be left out.
pub(super) fn range(prefix: &str) -> Option<(Uuid, Uuid)> {
    let digits: String = prefix.chars().filter(|c| *c != '-').collect();
    let hex = !digits.is_empty() && digits.len() <= 32 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let filled = |with: &str| Uuid::try_parse(&(digits.clone() + &with.repeat(32 - digits.len()))).ok();
    if hex { Some((filled("0")?, filled("f")?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_an_id_spans_all_ids_that_begin_so() {
        let (first, last) = range("0193-5aF0").unwrap();
        assert_eq!(first.to_string(), "01935af0-0000-0000-0000-000000000000");
        assert_eq!(last.to_string(), "01935af0-ffff-ffff-ffff-ffffffffffff");
        for bad in ["", "-", "xyz", "0193 5af0", &"0".repeat(33)] {
            assert!(range(bad).is_none(), "{bad:?}");
        }
    }
}
