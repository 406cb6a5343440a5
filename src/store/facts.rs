//! What is known of a case beside its items.

use super::Result;
use rusqlite::{Connection, Transaction};
use std::collections::BTreeMap;

/// Puts the facts of a case as they now are.
pub(super) fn put(tx: &Transaction<'_>, no: i64, facts: &BTreeMap<String, String>) -> Result<()> {
    tx.prepare_cached("DELETE FROM facts WHERE case_no = ?1")?.execute([no])?;
    let mut insert = tx.prepare_cached("INSERT INTO facts (case_no, name, known) VALUES (?1, ?2, ?3)")?;
    for (name, known) in facts {
        insert.execute((no, name, known))?;
    }
    Ok(())
}

/// The facts of a case.
pub(super) fn all(db: &Connection, no: i64) -> Result<BTreeMap<String, String>> {
    let mut statement = db.prepare_cached("SELECT name, known FROM facts WHERE case_no = ?1")?;
    let rows = statement.query_map([no], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<BTreeMap<String, String>>>()?)
}
