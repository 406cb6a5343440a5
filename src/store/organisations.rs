//! Organisations and supporters: entered once, and used for all their people.

use super::{Error, Result, Store, answers, cases, time};
use crate::case::Answer;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An organisation as kept. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Organisation {
    /// A UUID of version 7.
    pub id: Uuid,
    /// The name it is found by.
    pub name: String,
    /// By item id, as they stand on the organisation's sheets.
    pub answers: BTreeMap<String, Answer>,
    pub saved_at: Timestamp,
    pub saved_by: String,
}

impl std::fmt::Debug for Organisation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Organisation").field("id", &self.id).finish_non_exhaustive()
    }
}

fn locate(db: &Connection, id: Uuid) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT no FROM organisations WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

fn answers_of(db: &Connection, no: i64) -> Result<BTreeMap<String, Answer>> {
    let mut statement =
        db.prepare_cached("SELECT item, answer FROM organisation_answers WHERE organisation_no = ?1")?;
    let mut rows = statement.query([no])?;
    let mut held = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        let answer = answers::from_json(&item, row.get_ref(1)?.as_str().unwrap_or_default())?;
        held.insert(item, answer);
    }
    Ok(held)
}

impl Store {
    /// All organisations, by name.
    ///
    /// # Errors
    /// Storage errors.
    pub fn organisations(&self) -> Result<Vec<Organisation>> {
        self.read(|db| {
            let mut statement =
                db.prepare_cached("SELECT no, id, name, saved_at, saved_by FROM organisations ORDER BY name, no")?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(Organisation {
                    id: row.get(1)?,
                    name: row.get(2)?,
                    answers: answers_of(db, row.get(0)?)?,
                    saved_at: time::from_sql(row.get(3)?)?,
                    saved_by: row.get(4)?,
                });
            }
            Ok(list)
        })
    }

    /// The one organisation of this name, or whose id begins so.
    ///
    /// # Errors
    /// [`Error::NoOrganisation`], [`Error::AmbiguousOrganisation`], storage errors.
    pub fn find_organisation(&self, named: &str) -> Result<Organisation> {
        let all = self.organisations()?;
        let ids = cases::range(named);
        let fits = |known: &&Organisation| {
            known.name == named || ids.is_some_and(|(first, last)| (first..=last).contains(&known.id))
        };
        match all.iter().filter(fits).collect::<Vec<_>>().as_slice() {
            [] => Err(Error::NoOrganisation(named.to_owned())),
            [only] => Ok((*only).clone()),
            _ => Err(Error::AmbiguousOrganisation(named.to_owned())),
        }
    }

    /// Keeps an organisation; one with this id is replaced whole, in one transaction.
    ///
    /// # Errors
    /// Storage errors.
    pub fn keep_organisation(&mut self, organisation: &Organisation) -> Result<()> {
        self.write(|tx| {
            if let Some(no) = locate(tx, organisation.id)? {
                tx.prepare_cached("DELETE FROM organisations WHERE no = ?1")?.execute([no])?;
            }
            tx.prepare_cached("INSERT INTO organisations (id, name, saved_at, saved_by) VALUES (?1, ?2, ?3, ?4)")?
                .execute((
                    organisation.id,
                    &organisation.name,
                    time::to_sql(organisation.saved_at),
                    &organisation.saved_by,
                ))?;
            let no = tx.last_insert_rowid();
            let mut statement = tx.prepare_cached(
                "INSERT INTO organisation_answers (organisation_no, item, answer) VALUES (?1, ?2, ?3)",
            )?;
            for (item, answer) in &organisation.answers {
                statement.execute((no, item, answers::to_json(answer)?))?;
            }
            Ok(())
        })
    }

    /// Forgets an organisation; answers taken from it stay in the cases.
    ///
    /// # Errors
    /// [`Error::NoOrganisation`], storage errors.
    pub fn delete_organisation(&mut self, id: Uuid) -> Result<()> {
        self.write(|tx| {
            let no = locate(tx, id)?.ok_or_else(|| Error::NoOrganisation(id.to_string()))?;
            tx.prepare_cached("DELETE FROM organisations WHERE no = ?1")?.execute([no])?;
            Ok(())
        })?;
        self.give_up_journal()
    }
}
