//! Whose case it is: the client that the answers of a case name, and what of the answers is remembered of them.
//!
//! Two cases are of one person when the day of birth is the same and either the residence card's number or name and
//! nationality are. A case stays with its client while the day of birth does: names change with a marriage, numbers with a
//! new card.

use super::super::{Result, answers, time};
use super::record::{self, Happened, Known};
use super::{one, put_known};
use crate::case::{Answer, Entry, Origin};
use crate::form::State;
use crate::form::kind::{Kind, Value, search_key};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use uuid::Uuid;

/// Items that say who it is.
const BIRTH: &str = "birth_date";
const NATIONALITY: &str = "nationality";
const CARD_NUMBER: &str = "residence_card_number";
const WHO: [&str; 5] = [answers::FAMILY_NAME, answers::GIVEN_NAME, BIRTH, NATIONALITY, CARD_NUMBER];

/// What answers say of a client: word of what is known, and item.
const SAID: [(&str, &str); 4] = [
    ("stay_until", answers::EXPIRES),
    ("passport_until", "passport_expiry"),
    ("status", "current_status"),
    ("period", "current_period"),
];

/// Who the answers of a case say it is.
struct Person {
    name: String,
    born: String,
    nationality: String,
    card_number: String,
}

impl Person {
    /// `None` until the whole name and the birth are answered.
    fn of(tx: &Transaction<'_>, case: i64) -> Result<Option<Person>> {
        let entry = |item| Ok::<_, super::Error>(answers::one(tx, case, item)?.map(|answer| answer.entry));
        let (family, given) = (entry(answers::FAMILY_NAME)?, entry(answers::GIVEN_NAME)?);
        let asked = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| entry.state != State::NotAsked);
        let names: Vec<&str> = [&family, &given].into_iter().flatten().filter_map(answered).collect();
        let born = entry(BIRTH)?.as_ref().and_then(answered).and_then(date);
        let (true, false, Some(born)) = (asked(&family) && asked(&given), names.is_empty(), born) else {
            return Ok(None);
        };
        let text = |entry: Option<Entry>| entry.as_ref().and_then(answered).unwrap_or_default().to_owned();
        let (nationality, card_number) = (text(entry(NATIONALITY)?), text(entry(CARD_NUMBER)?));
        Ok(Some(Person { name: names.join(" "), born, nationality, card_number }))
    }

    fn is(&self, other: &record::Client) -> bool {
        let same = |a: &str, b: &str| search_key(a) == search_key(b);
        let card = !self.card_number.is_empty() && same(&self.card_number, &other.card_number);
        let unknown = self.nationality.is_empty() || other.nationality.is_empty();
        let nationality = unknown || same(&self.nationality, &other.nationality);
        self.born == other.born && (card || (nationality && same(&self.name, &other.name)))
    }
}

fn answered(entry: &Entry) -> Option<&str> {
    (entry.state == State::Answered).then(|| entry.typed.trim()).filter(|typed| !typed.is_empty())
}

/// A date as far as it is known, as it is stored. Any day will do for today: a stay may end before or after it.
fn date(typed: &str) -> Option<String> {
    let kind = Kind::Date { partial: true, not_after_today: false };
    match kind.read(typed, Date::ZERO).value? {
        Value::Date(date) => Some(date.iso()),
        _ => None,
    }
}

/// The client a case is linked to.
pub(in crate::store) fn client_of(db: &Connection, case: i64) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT client_no FROM cases WHERE no = ?1")?;
    Ok(statement.query_row([case], |row| row.get(0)).optional()?.flatten())
}

/// Brings the link of a case, and what is known of its client, in step with answers just written.
pub(in crate::store) fn settle<'a>(
    tx: &Transaction<'_>,
    case: i64,
    changed: impl Iterator<Item = &'a str>,
    now: Timestamp,
) -> Result<()> {
    let watched = |item: &&str| WHO.contains(item) || SAID.iter().any(|(_, said)| said == item);
    let changed: Vec<&str> = changed.filter(watched).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let before = client_of(tx, case)?;
    let after = match Person::of(tx, case)? {
        Some(person) => Some(place(tx, case, before, &person)?),
        None => before,
    };
    if after != before {
        tx.prepare_cached("UPDATE cases SET client_no = ?2 WHERE no = ?1")?.execute((case, after))?;
    }
    if let (Some(before), Some(after)) = (before.filter(|_| after != before), after) {
        fold(tx, before, after)?;
    }
    match after {
        Some(client) if after == before => note(tx, case, client, now, |item| changed.contains(&item)),
        Some(client) => note(tx, case, client, now, |_| true),
        None => Ok(()),
    }
}

/// The client a person is: known before, or made now.
fn place(tx: &Transaction<'_>, case: i64, before: Option<i64>, person: &Person) -> Result<i64> {
    let stays = |client: i64| {
        let same_birth = one(tx, client)?.born == person.born;
        Ok::<_, super::Error>(same_birth || others(tx, client, case)? == 0)
    };
    let no = match (before, matching(tx, person, before)?) {
        (_, Some(found)) => found,
        (Some(before), None) if stays(before)? => before,
        _ => {
            tx.prepare_cached(
                "INSERT INTO clients (id, name, born, nationality, card_number) VALUES (?1, '', '', '', '')",
            )?
            .execute([Uuid::now_v7()])?;
            tx.last_insert_rowid()
        }
    };
    describe(tx, no, person)?;
    Ok(no)
}

/// A client with this birth who is the person; the one the case is linked to before any other.
fn matching(tx: &Transaction<'_>, person: &Person, before: Option<i64>) -> Result<Option<i64>> {
    let mut statement = tx.prepare_cached("SELECT no FROM clients WHERE born = ?1 ORDER BY no = ?2 DESC, no")?;
    let numbers = statement.query_map((&person.born, before), |row| row.get::<_, i64>(0))?;
    for no in numbers.collect::<rusqlite::Result<Vec<i64>>>()? {
        if person.is(&one(tx, no)?) {
            return Ok(Some(no));
        }
    }
    Ok(None)
}

/// Takes over name, birth, nationality and card number; what a case does not say stays.
fn describe(tx: &Transaction<'_>, no: i64, person: &Person) -> Result<()> {
    tx.prepare_cached(
        "UPDATE clients SET name = :name, born = :born, \
         nationality = coalesce(nullif(:nationality, ''), nationality), \
         card_number = coalesce(nullif(:card_number, ''), card_number) WHERE no = :no",
    )?
    .execute(named_params! {
        ":no": no,
        ":name": person.name,
        ":born": person.born,
        ":nationality": person.nationality,
        ":card_number": person.card_number,
    })?;
    Ok(())
}

/// Cases of a client beside one.
fn others(db: &Connection, client: i64, case: i64) -> Result<i64> {
    let mut statement = db.prepare_cached("SELECT count(*) FROM cases WHERE client_no = ?1 AND no <> ?2")?;
    Ok(statement.query_row([client, case], |row| row.get(0))?)
}

/// What is known of a client none of whose cases is left goes over to who they turned out to be.
fn fold(tx: &Transaction<'_>, from: i64, to: i64) -> Result<()> {
    if others(tx, from, 0)? > 0 {
        return Ok(());
    }
    let (source, mut client) = (one(tx, from)?, one(tx, to)?);
    for (word, known) in source.known {
        keep_newer(&mut client, &word, known);
    }
    for event in source.events {
        add_event(&mut client.events, event);
    }
    client.done.extend(source.done);
    put_known(tx, to, &client)?;
    tx.prepare_cached("DELETE FROM clients WHERE no = ?1")?.execute([from])?;
    Ok(())
}

/// Remembers what the answers of a case say of its client.
fn note(tx: &Transaction<'_>, case: i64, no: i64, now: Timestamp, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let id: Uuid = tx.prepare_cached("SELECT id FROM cases WHERE no = ?1")?.query_row([case], |row| row.get(0))?;
    let from = Origin::EarlierCase(id.to_string());
    let mut client = one(tx, no)?;
    for (word, item) in SAID.iter().filter(|(_, item)| wanted(item)) {
        match answers::one(tx, case, item)?.and_then(|answer| said(word, &answer, &from, now)) {
            Some(known) => keep_newer(&mut client, word, known),
            None if client.known.get(*word).is_some_and(|known| known.origin == from) => {
                client.known.remove(*word);
            }
            None => {}
        }
    }
    put_known(tx, no, &client)
}

fn said(word: &str, answer: &Answer, from: &Origin, now: Timestamp) -> Option<Known> {
    let typed = answered(&answer.entry)?;
    let value = if word.ends_with("_until") { date(typed).filter(|date| date.len() == 10)? } else { typed.to_owned() };
    let (by, at) = (answer.entry.by.as_deref().unwrap_or_default().to_owned(), answer.entry.at.unwrap_or(now));
    Some(Known { value, origin: from.clone(), by, at })
}

fn keep_newer(client: &mut record::Client, word: &str, known: Known) {
    if client.known.get(word).is_none_or(|before| before.at <= known.at) {
        client.known.insert(word.to_owned(), known);
    }
}

/// Adds an event in the order of days; the same on the same day stands once.
pub(super) fn add_event(events: &mut Vec<Happened>, event: Happened) {
    if !events.iter().any(|known| known.kind == event.kind && known.day == event.day) {
        events.push(event);
        events.sort_by(|a, b| (a.day, &a.kind).cmp(&(b.day, &b.kind)));
    }
}

/// Before a case is deleted: what its client is known by through this case alone is forgotten, and the client with it when
/// nothing else of them is here.
pub(in crate::store) fn let_go(tx: &Transaction<'_>, case: i64, id: Uuid) -> Result<()> {
    let Some(no) = client_of(tx, case)? else { return Ok(()) };
    let mut client = one(tx, no)?;
    let from = Origin::EarlierCase(id.to_string());
    client.known.retain(|_, known| known.origin != from);
    if others(tx, no, case)? == 0 && client.known.is_empty() && client.events.is_empty() {
        tx.prepare_cached("DELETE FROM clients WHERE no = ?1")?.execute([no])?;
        return Ok(());
    }
    put_known(tx, no, &client)
}

/// Links every case of a data folder that knew no clients yet.
pub(in crate::store) fn settle_all(tx: &Transaction<'_>) -> Result<()> {
    let mut statement = tx.prepare("SELECT no, saved_at FROM cases WHERE client_no IS NULL ORDER BY no")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    for (case, saved_at) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        settle(tx, case, WHO.into_iter(), time::from_sql(saved_at)?)?;
    }
    Ok(())
}
