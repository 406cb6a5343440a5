//! Clients: the persons the cases are of, what is known of each and from where, what happened to them and when.
//!
//! A client is not made by hand (the invented ones of a practice folder apart). A case whose answers name a person (name and day of birth) is linked to the client they
//! name, who is made when there is none; see [`link`].

pub(super) mod link;
mod record;

pub use record::{Client, Happened, Known};

use super::{Error, Result, Store, cases};
use jiff::civil::Date;
use record::{COLUMNS, FILED};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::collections::HashMap;
use uuid::Uuid;

/// Words of what is known of a client. The first five are the last days of something.
pub const WORDS: [&str; 7] =
    ["stay_until", "card_until", "passport_until", "certificate_until", "user_id_until", "status", "period"];

fn locate(db: &Connection, id: Uuid) -> Result<i64> {
    let mut statement = db.prepare_cached("SELECT no FROM clients WHERE id = ?1")?;
    let no = statement.query_row([id], |row| row.get(0)).optional()?;
    no.ok_or_else(|| Error::NoClient(id.to_string()))
}

fn one(db: &Connection, no: i64) -> Result<Client> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM clients WHERE no = ?1"))?;
    let mut rows = statement.query([no])?;
    let row = rows.next()?.ok_or_else(|| Error::NoClient(no.to_string()))?;
    record::read(row, |no| {
        let mut statement = db.prepare_cached(&format!("{FILED} AND client_no = ?1 GROUP BY client_no"))?;
        let filed = statement.query_row([no], |row| row.get::<_, Option<String>>(1)).optional()?;
        Ok(filed.flatten().and_then(|day| day.parse().ok()))
    })
}

/// [`FILED`] of every client who has one.
fn filed(db: &Connection) -> Result<HashMap<i64, Date>> {
    let mut statement = db.prepare_cached(&format!("{FILED} AND client_no IS NOT NULL GROUP BY client_no"))?;
    let mut rows = statement.query([])?;
    let mut filed = HashMap::new();
    while let Some(row) = rows.next()? {
        let day = row.get_ref(1)?.as_str().ok().and_then(|day| day.parse().ok());
        if let Some(day) = day {
            filed.insert(row.get::<_, i64>(0)?, day);
        }
    }
    Ok(filed)
}

fn put_known(tx: &Transaction<'_>, no: i64, client: &Client) -> Result<()> {
    let mut statement = tx.prepare_cached("UPDATE clients SET known = ?2, events = ?3, done = ?4 WHERE no = ?1")?;
    let (known, events) = (record::known_json(&client.known)?, record::events_json(&client.events)?);
    statement.execute((no, known, events, record::done_json(&client.done)?))?;
    Ok(())
}

impl Store {
    /// All clients with all that is known of them, by name: one pass over their table, one over an index of the cases.
    ///
    /// # Errors
    /// Storage errors.
    pub fn clients(&self) -> Result<Vec<Client>> {
        self.read(|db| {
            let filed = filed(db)?;
            // Whole rows are not carried through a sort of the database: they are put in order here.
            let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM clients ORDER BY no"))?;
            let mut rows = statement.query([])?;
            let mut clients = Vec::new();
            while let Some(row) = rows.next()? {
                clients.push(record::read(row, |no| Ok(filed.get(&no).copied()))?);
            }
            clients.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(clients)
        })
    }

    /// One client.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn client(&self, id: Uuid) -> Result<Client> {
        self.read(|db| one(db, locate(db, id)?))
    }

    /// The one client whose id begins so (8 characters do when unique).
    ///
    /// # Errors
    /// [`Error::NoClient`], [`Error::AmbiguousClient`]
    pub fn find_client(&self, prefix: &str) -> Result<Uuid> {
        let query = "SELECT id FROM clients WHERE id BETWEEN ?1 AND ?2 LIMIT 2";
        let found = self.read(|db| cases::beginning(db, query, prefix))?;
        match found.as_slice() {
            [] => Err(Error::NoClient(prefix.to_owned())),
            [id] => Ok(*id),
            _ => Err(Error::AmbiguousClient(prefix.to_owned())),
        }
    }

    /// A client no case names: an invented one, for practice. `born` as `2001-01-23`.
    ///
    /// # Errors
    /// Storage errors.
    pub fn insert_client(&mut self, name: &str, born: &str, nationality: &str, card_number: &str) -> Result<Uuid> {
        let id = Uuid::now_v7();
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO clients (id, name, born, nationality, card_number) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((id, name, born, nationality, card_number))?;
            Ok(())
        })?;
        Ok(id)
    }

    /// Remembers things of a client (`None` forgets), in one transaction. What is said last stands.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn remember(&mut self, id: Uuid, known: &[(String, Option<Known>)]) -> Result<()> {
        self.change_client(id, |client| {
            for (word, known) in known {
                match known {
                    Some(known) => client.known.insert(word.clone(), known.clone()),
                    None => client.known.remove(word),
                };
            }
        })
    }

    /// Notes that something happened to a client. The same thing on the same day is noted once.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn add_event(&mut self, id: Uuid, event: &Happened) -> Result<()> {
        self.change_client(id, |client| link::add_event(&mut client.events, event.clone()))
    }

    /// Takes an event back; whether it was there.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn remove_event(&mut self, id: Uuid, kind: &str, day: Date) -> Result<bool> {
        let mut found = false;
        self.change_client(id, |client| {
            let before = client.events.len();
            client.events.retain(|event| event.kind != kind || event.day != day);
            found = client.events.len() < before;
        })?;
        Ok(found)
    }

    /// Notes that a deadline was kept, or takes that back.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn set_done(&mut self, id: Uuid, rule: &str, day: Date, done: bool) -> Result<()> {
        self.change_client(id, |client| {
            client.done.retain(|(known, on)| known != rule || *on != day);
            if done {
                client.done.push((rule.to_owned(), day));
            }
        })
    }

    fn change_client(&mut self, id: Uuid, change: impl FnOnce(&mut Client)) -> Result<()> {
        self.write(|tx| {
            let no = locate(tx, id)?;
            let mut client = one(tx, no)?;
            change(&mut client);
            put_known(tx, no, &client)
        })
    }

    /// Forgets a client: the name, every date, every event. The cases stay, each with what was answered in it. What was
    /// forgotten is overwritten in the database, and its older pages in the journal are given up.
    ///
    /// # Errors
    /// [`Error::NoClient`], storage errors.
    pub fn delete_client(&mut self, id: Uuid) -> Result<()> {
        self.write(|tx| {
            let no = locate(tx, id)?;
            tx.prepare_cached("DELETE FROM clients WHERE no = ?1")?.execute([no])?;
            Ok(())
        })?;
        self.give_up_journal()
    }

    /// Links a case to a client before its answers name one: the case was begun for them.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NoClient`], storage errors.
    pub fn begin_for(&mut self, case: Uuid, client: Uuid) -> Result<()> {
        self.write(|tx| {
            let (case, client) = (cases::locate(tx, case)?.no, locate(tx, client)?);
            tx.prepare_cached("UPDATE cases SET client_no = ?2 WHERE no = ?1")?.execute((case, client))?;
            Ok(())
        })
    }

    /// The client a case is of, if its answers name one.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn client_of(&self, case: Uuid) -> Result<Option<Client>> {
        self.read(|db| {
            let no = cases::locate(db, case)?.no;
            link::client_of(db, no)?.map(|client| one(db, client)).transpose()
        })
    }
}
