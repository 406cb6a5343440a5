//! Times and numbers as SQLite keeps them: 64-bit integers.

use super::{Error, Result};
use jiff::Timestamp;

/// Nanoseconds since 1970. Times beyond the year 2262 become that end of time.
pub(super) fn to_sql(time: Timestamp) -> i64 {
    let limit = if time < Timestamp::UNIX_EPOCH { i64::MIN } else { i64::MAX };
    i64::try_from(time.as_nanosecond()).unwrap_or(limit)
}

pub(super) fn from_sql(nanoseconds: i64) -> Result<Timestamp> {
    Timestamp::from_nanosecond(i128::from(nanoseconds)).map_err(|_| Error::damaged("a time"))
}

/// A count or size, for SQLite.
pub(super) fn count<N: TryInto<i64>>(number: N) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// A count or size, as stored.
pub(super) fn uncount<N: TryFrom<i64>>(stored: i64) -> Result<N> {
    N::try_from(stored).map_err(|_| Error::damaged("a number"))
}
