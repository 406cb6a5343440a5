//! What is known of a person, and how it is stored: one row, with the dates and events as JSON inside the encrypted database.

use super::super::answers::StoredOrigin;
use super::super::{Error, Result, time};
use crate::case::Origin;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A person the cases are of. `Debug` prints nothing of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// A UUID of version 7.
    pub id: Uuid,
    /// Family and given name as last answered, in passport order.
    pub name: String,
    /// Day of birth as far as it is known: `2001-01-23`, `2001-01`, `2001`.
    pub born: String,
    /// Printed Japanese wording; empty while it is not known.
    pub nationality: String,
    /// Number of the residence card; empty while it is not known.
    pub card_number: String,
    /// Dates and status, by word ([`super::WORDS`]).
    pub known: BTreeMap<String, Known>,
    /// What happened, the latest day last.
    pub events: Vec<Happened>,
    /// Deadlines that were kept: id of the rule, and its day.
    pub done: Vec<(String, Date)>,
    /// End of the stay for which the last extension or change was filed and received.
    pub filed_for: Option<Date>,
}

/// Something known of a person, with its source. `Debug` prints no content.
#[derive(Clone, PartialEq, Eq)]
pub struct Known {
    /// A date as `2026-11-24`; the status in Japanese; the period as printed, `3年`.
    pub value: String,
    /// Typed by staff, read from a card, or answered in a case.
    pub origin: Origin,
    pub by: String,
    pub at: Timestamp,
}

/// Something that happened to a person on a day. `Debug` prints no content.
#[derive(Clone, PartialEq, Eq)]
pub struct Happened {
    /// Id of the event's row among the rules, `job-left`.
    pub kind: String,
    pub day: Date,
    pub by: String,
    pub at: Timestamp,
}

macro_rules! silent {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
silent!(Client, Known, Happened);

/// Columns of [`read`], in its order.
pub(super) const COLUMNS: &str = "id, name, born, nationality, card_number, known, events, done, no";

/// By client: end of the stay for which an extension or change was filed and received.
pub(super) const FILED: &str = "SELECT client_no, max(expires) FROM cases WHERE procedure IN ('extension', 'change') \
    AND stage NOT IN ('draft', 'ready', 'queued', 'sending', 'refused', 'amended', 'withdrawn')";

#[derive(Serialize, Deserialize)]
struct StoredKnown<'a> {
    value: Cow<'a, str>,
    #[serde(default, borrow)]
    origin: StoredOrigin<'a>,
    by: Cow<'a, str>,
    /// Nanoseconds, as everywhere in the database.
    at: i64,
}

#[derive(Serialize, Deserialize)]
struct StoredHappened<'a> {
    kind: Cow<'a, str>,
    day: Date,
    by: Cow<'a, str>,
    at: i64,
}

/// A client from a row of [`COLUMNS`]; `filed` answers [`FILED`] for its number.
pub(super) fn read(row: &Row<'_>, filed: impl FnOnce(i64) -> Result<Option<Date>>) -> Result<Client> {
    let text = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
    Ok(Client {
        id: row.get(0)?,
        name: row.get(1)?,
        born: row.get(2)?,
        nationality: row.get(3)?,
        card_number: row.get(4)?,
        known: known_of(text(5))?,
        events: events_of(text(6))?,
        done: serde_json::from_str(text(7)).map_err(|_| Error::damaged("the kept deadlines of a client"))?,
        filed_for: filed(row.get(8)?)?,
    })
}

/// The decoder's own words could repeat what is stored: they are dropped.
fn known_of(json: &str) -> Result<BTreeMap<String, Known>> {
    let stored: BTreeMap<String, StoredKnown<'_>> =
        serde_json::from_str(json).map_err(|_| Error::damaged("what is known of a client"))?;
    let known = |(word, stored): (String, StoredKnown<'_>)| {
        let (value, by) = (stored.value.into_owned(), stored.by.into_owned());
        Ok((word, Known { value, origin: stored.origin.origin(), by, at: time::from_sql(stored.at)? }))
    };
    stored.into_iter().map(known).collect()
}

fn events_of(json: &str) -> Result<Vec<Happened>> {
    let stored: Vec<StoredHappened<'_>> =
        serde_json::from_str(json).map_err(|_| Error::damaged("the events of a client"))?;
    let event = |stored: StoredHappened<'_>| {
        let (kind, by) = (stored.kind.into_owned(), stored.by.into_owned());
        Ok(Happened { kind, day: stored.day, by, at: time::from_sql(stored.at)? })
    };
    stored.into_iter().map(event).collect()
}

/// What is known, as stored.
pub(super) fn known_json(known: &BTreeMap<String, Known>) -> Result<String> {
    let stored: BTreeMap<&str, StoredKnown<'_>> = known
        .iter()
        .map(|(word, known)| {
            let origin = StoredOrigin::of(&known.origin);
            (
                word.as_str(),
                StoredKnown {
                    value: (&known.value).into(),
                    origin,
                    by: (&known.by).into(),
                    at: time::to_sql(known.at),
                },
            )
        })
        .collect();
    serde_json::to_string(&stored).map_err(|error| Error::Other(error.to_string()))
}

/// Kept deadlines, as stored.
pub(super) fn done_json(done: &[(String, Date)]) -> Result<String> {
    serde_json::to_string(done).map_err(|error| Error::Other(error.to_string()))
}

/// Events, as stored.
pub(super) fn events_json(events: &[Happened]) -> Result<String> {
    let stored = |event: &'_ Happened| -> StoredHappened<'static> {
        StoredHappened {
            kind: event.kind.clone().into(),
            day: event.day,
            by: event.by.clone().into(),
            at: time::to_sql(event.at),
        }
    };
    let stored: Vec<StoredHappened<'_>> = events.iter().map(stored).collect();
    serde_json::to_string(&stored).map_err(|error| Error::Other(error.to_string()))
}
