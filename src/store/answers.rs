//! Answers: one row per item, JSON inside the encrypted database; and the text under the caret.

use super::clients::link;
use super::{Error, Result, Store, cases, time};
use crate::case::{Answer, Entry, Origin, Path, Progress, Row, Stage};
use crate::form::State;
use crate::form::kind::{Kind, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Items the list shows something of.
pub(super) const FAMILY_NAME: &str = "family_name";
pub(super) const GIVEN_NAME: &str = "given_name";
pub(super) const EXPIRES: &str = "current_expiry";

/// One box as stored. What is as usual is left out, so that a row stays short.
#[derive(Serialize, Deserialize)]
struct StoredEntry<'a> {
    #[serde(default, skip_serializing_if = "is_default")]
    state: State,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    typed: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    origin: StoredOrigin<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
}

#[derive(Serialize, Deserialize, Default, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StoredOrigin<'a> {
    #[default]
    Typed,
    Chip(Cow<'a, str>),
    EarlierCase(Cow<'a, str>),
    Organisation(Cow<'a, str>),
    Batch,
}

impl<'a> StoredOrigin<'a> {
    pub fn of(origin: &'a Origin) -> StoredOrigin<'a> {
        match origin {
            Origin::Typed => StoredOrigin::Typed,
            Origin::Chip(card) => StoredOrigin::Chip(Cow::from(card)),
            Origin::EarlierCase(id) => StoredOrigin::EarlierCase(Cow::from(id)),
            Origin::Organisation(id) => StoredOrigin::Organisation(Cow::from(id)),
            Origin::Batch => StoredOrigin::Batch,
        }
    }

    pub fn origin(self) -> Origin {
        match self {
            StoredOrigin::Typed => Origin::Typed,
            StoredOrigin::Chip(card) => Origin::Chip(card.into_owned()),
            StoredOrigin::EarlierCase(id) => Origin::EarlierCase(id.into_owned()),
            StoredOrigin::Organisation(id) => Origin::Organisation(id.into_owned()),
            StoredOrigin::Batch => Origin::Batch,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredAnswer<'a> {
    #[serde(flatten, borrow)]
    entry: StoredEntry<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", borrow)]
    rows: Vec<BTreeMap<Cow<'a, str>, StoredEntry<'a>>>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl<'a> StoredEntry<'a> {
    fn from(entry: &'a Entry) -> StoredEntry<'a> {
        StoredEntry {
            state: entry.state,
            typed: Cow::from(&entry.typed),
            origin: StoredOrigin::of(&entry.origin),
            by: entry.by.as_deref().map(Cow::from),
            at: entry.at,
        }
    }

    fn entry(self) -> Entry {
        Entry {
            state: self.state,
            typed: self.typed.into_owned(),
            origin: self.origin.origin(),
            by: self.by.map(Arc::from),
            at: self.at,
        }
    }
}

pub(super) fn to_json(answer: &Answer) -> Result<String> {
    let stored =
        StoredAnswer { entry: StoredEntry::from(&answer.entry), rows: answer.rows.iter().map(stored_row).collect() };
    serde_json::to_string(&stored).map_err(|error| Error::Other(error.to_string()))
}

fn stored_row(row: &Row) -> BTreeMap<Cow<'_, str>, StoredEntry<'_>> {
    row.cells.iter().map(|(column, entry)| (Cow::from(column), StoredEntry::from(entry))).collect()
}

pub(super) fn from_json(item: &str, json: &str) -> Result<Answer> {
    // The decoder's own words could repeat the answer.
    let stored: StoredAnswer<'_> =
        serde_json::from_str(json).map_err(|_| Error::Damaged(format!("the answer to {item}")))?;
    let row = |row: BTreeMap<Cow<'_, str>, StoredEntry<'_>>| Row {
        cells: row.into_iter().map(|(column, entry)| (column.into_owned(), entry.entry())).collect(),
    };
    Ok(Answer { entry: stored.entry.entry(), rows: stored.rows.into_iter().map(row).collect() })
}

/// What the list shows of the answers.
#[derive(Default)]
pub(super) struct Headline {
    /// Family and given name as typed, in passport order.
    pub client: String,
    /// Day the stay ends.
    pub expires: Option<Date>,
}

impl Headline {
    pub fn of(answers: &BTreeMap<String, Answer>) -> Headline {
        Headline {
            client: client(answers.get(FAMILY_NAME), answers.get(GIVEN_NAME)),
            expires: answers.get(EXPIRES).and_then(expires),
        }
    }
}

fn answered(answer: &Answer) -> Option<&str> {
    (answer.entry.state == State::Answered).then(|| answer.entry.typed.trim())
}

fn client(family: Option<&Answer>, given: Option<&Answer>) -> String {
    let names: Vec<&str> = [family, given].into_iter().flatten().filter_map(answered).collect();
    names.join(" ").trim().to_owned()
}

fn expires(answer: &Answer) -> Option<Date> {
    // Any day will do for today: a period of stay may end before or after it.
    let kind = Kind::Date { partial: false, not_after_today: false };
    match kind.read(answered(answer)?, Date::ZERO).value? {
        Value::Date(date) => date.full(),
        _ => None,
    }
}

/// Writes or clears the answer to one item.
pub(super) fn put(tx: &Transaction<'_>, no: i64, item: &str, answer: Option<&Answer>) -> Result<()> {
    match answer {
        Some(answer) => tx
            .prepare_cached(
                "INSERT INTO answers (case_no, item, answer) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (case_no, item) DO UPDATE SET answer = excluded.answer",
            )?
            .execute((no, item, to_json(answer)?))?,
        None => tx.prepare_cached("DELETE FROM answers WHERE case_no = ?1 AND item = ?2")?.execute((no, item))?,
    };
    Ok(())
}

/// All answers of a case.
pub(super) fn all(db: &Connection, no: i64) -> Result<BTreeMap<String, Answer>> {
    let mut statement = db.prepare_cached("SELECT item, answer FROM answers WHERE case_no = ?1")?;
    let mut rows = statement.query([no])?;
    let mut answers = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let item: String = row.get(0)?;
        let json = row.get_ref(1)?;
        let answer = from_json(&item, json.as_str().unwrap_or_default())?;
        answers.insert(item, answer);
    }
    Ok(answers)
}

/// The answer to one item of a case.
pub(super) fn one(db: &Connection, no: i64, item: &str) -> Result<Option<Answer>> {
    let mut statement = db.prepare_cached("SELECT answer FROM answers WHERE case_no = ?1 AND item = ?2")?;
    let json: Option<String> = statement.query_row((no, item), |row| row.get(0)).optional()?;
    json.map(|json| from_json(item, &json)).transpose()
}

/// Keeps the list's columns in step with the answers just written.
fn put_headline(tx: &Transaction<'_>, no: i64, changed: &[(String, Option<Answer>)]) -> Result<()> {
    if changed.iter().any(|(item, _)| item == FAMILY_NAME || item == GIVEN_NAME) {
        let client = client(one(tx, no, FAMILY_NAME)?.as_ref(), one(tx, no, GIVEN_NAME)?.as_ref());
        tx.prepare_cached("UPDATE cases SET client = ?2 WHERE no = ?1")?.execute((no, client))?;
    }
    if changed.iter().any(|(item, _)| item == EXPIRES) {
        let expires = one(tx, no, EXPIRES)?.as_ref().and_then(expires).map(|date| date.to_string());
        tx.prepare_cached("UPDATE cases SET expires = ?2 WHERE no = ?1")?.execute((no, expires))?;
    }
    Ok(())
}

/// The caret's text is an answer now, or was overtaken by one.
fn drop_caret(tx: &Transaction<'_>, no: i64, changed: &[(String, Option<Answer>)]) -> Result<()> {
    let mut statement = tx.prepare_cached("SELECT path FROM carets WHERE case_no = ?1")?;
    let path: Option<String> = statement.query_row([no], |row| row.get(0)).optional()?;
    let item = path.map(|path| path.parse::<Path>().map_or(path, |path| path.item));
    if item.is_some_and(|item| changed.iter().any(|(changed, _)| *changed == item)) {
        tx.prepare_cached("DELETE FROM carets WHERE case_no = ?1")?.execute([no])?;
    }
    Ok(())
}

impl Store {
    /// One durable transaction: the answers of some items (`None` clears), with stage and progress as they now are. When this
    /// returns, the answers survive a power cut. Text under the caret in one of these items is an answer now and no longer kept.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`] when the case was queued or sent, storage errors.
    pub fn save_answers(
        &mut self,
        id: Uuid,
        answers: &[(String, Option<Answer>)],
        stage: Stage,
        progress: Progress,
        now: Timestamp,
    ) -> Result<()> {
        let staff = self.staff.clone();
        self.write(|tx| {
            let no = cases::locate_editable(tx, id)?.no;
            for (item, answer) in answers {
                put(tx, no, item, answer.as_ref())?;
            }
            put_headline(tx, no, answers)?;
            link::settle(tx, no, answers.iter().map(|(item, _)| item.as_str()), now)?;
            drop_caret(tx, no, answers)?;
            cases::set_stage(tx, no, stage)?;
            cases::put_progress(tx, no, progress)?;
            cases::touch(tx, no, &staff, now)
        })
    }

    /// The text under the caret, not yet committed: kept beside the answer, offered when the case is opened again. Empty text
    /// forgets it.
    ///
    /// # Errors
    /// [`Error::NoCase`], [`Error::NotNow`], storage errors.
    pub fn save_caret(&mut self, id: Uuid, path: &str, typed: &str, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let no = cases::locate_editable(tx, id)?.no;
            if typed.is_empty() {
                tx.prepare_cached("DELETE FROM carets WHERE case_no = ?1")?.execute([no])?;
            } else {
                tx.prepare_cached("INSERT OR REPLACE INTO carets (case_no, path, typed, at) VALUES (?1, ?2, ?3, ?4)")?
                    .execute((no, path, typed, time::to_sql(now)))?;
            }
            Ok(())
        })
    }

    /// Uncommitted text of a case, if any: path and text.
    ///
    /// # Errors
    /// [`Error::NoCase`], storage errors.
    pub fn caret(&self, id: Uuid) -> Result<Option<(String, String)>> {
        self.read(|db| {
            let no = cases::locate(db, id)?.no;
            let mut statement = db.prepare_cached("SELECT path, typed FROM carets WHERE case_no = ?1")?;
            Ok(statement.query_row([no], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        })
    }
}
