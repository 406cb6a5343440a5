//! What every handler works with: ledger, signing key, forms, rules, clock.

use super::files::Lanes;
use super::ledger::{Key, Ledger};
use super::problem::{BAD_KEY, INTERNAL, Problem};
use super::sign_in::Challenges;
use crate::form::Catalog;
use crate::law::Rules;
use crate::sign::{ServerKey, Trust};
use crate::wire::KEY_HEADER;
use axum::http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::time::Instant;
use uuid::Uuid;

/// Handed to every handler.
pub type Shared = Arc<App>;

/// The server's state.
pub struct App {
    pub ledger: Ledger,
    pub key: ServerKey,
    /// Certificate of the signing key, PEM.
    pub certificate: String,
    pub name: String,
    pub practice: bool,
    /// The date the rules are applied for; `None`: today in Japan.
    pub today: Option<Date>,
    pub catalog: &'static Catalog,
    pub rules: &'static Rules,
    /// Whose cards may sign.
    pub trust: Trust,
    /// Serial of the last number given out.
    pub serial: AtomicI64,
    pub challenges: Challenges,
    pub last_request: Activity,
    pub lanes: Lanes,
}

impl App {
    /// The date the rules are applied for.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Date {
        self.today.unwrap_or_else(|| in_japan(now))
    }

    /// The next application number. Numbers are never given twice; one whose submission fails is left out.
    pub fn next_number(&self, now: Timestamp) -> (i64, String) {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed) + 1;
        let (mark, date) = (if self.practice { 'P' } else { 'M' }, in_japan(now));
        (serial, format!("{mark}-{:04}-{:02}-{serial:06}", date.year(), date.month()))
    }

    /// Runs what computes or reads for long away from the threads that serve connections.
    ///
    /// # Errors
    /// Those of `work`; a panic in it.
    pub async fn blocking<T, F>(self: &Arc<App>, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&App) -> Result<T, Problem> + Send + 'static,
    {
        let app = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&app)).await.unwrap_or_else(|_| Err(INTERNAL.into()))
    }
}

fn in_japan(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC)).date()
}

/// The idempotency key of a request, `<case id>/<revision>`.
///
/// # Errors
/// [`BAD_KEY`]
pub fn key_of(headers: &HeaderMap) -> Result<Key, Problem> {
    let text = headers.get(KEY_HEADER).and_then(|value| value.to_str().ok());
    text.and_then(read_key).ok_or_else(|| BAD_KEY.into())
}

/// Reads `<case id>/<revision>`.
#[must_use]
pub fn read_key(text: &str) -> Option<Key> {
    let (case, revision) = text.split_once('/')?;
    Some(Key { case: Uuid::try_parse(case).ok()?, revision: revision.parse().ok().filter(|revision| *revision > 0)? })
}

/// When the last request came, for a server that ends itself when nobody needs it.
pub struct Activity {
    start: Instant,
    /// Milliseconds from `start`.
    last: AtomicI64,
}

impl Default for Activity {
    fn default() -> Activity {
        Activity { start: Instant::now(), last: AtomicI64::new(0) }
    }
}

impl Activity {
    pub fn now(&self) {
        let passed = i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.last.store(passed, Ordering::Relaxed);
    }

    /// The moment of the last request.
    #[must_use]
    pub fn last(&self) -> Instant {
        let last = u64::try_from(self.last.load(Ordering::Relaxed)).unwrap_or(0);
        self.start + std::time::Duration::from_millis(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_case_and_a_revision() {
        let case = "0192b0c4-7f00-7000-8000-000000000001";
        assert_eq!(read_key(&format!("{case}/2")), Some(Key { case: case.parse().unwrap(), revision: 2 }));
        for bad in ["", "/", case, &format!("{case}/0"), &format!("{case}/x"), "1/1", &format!("{case}/1/1")] {
            assert_eq!(read_key(bad), None, "{bad}");
        }
    }
}
