//! The ledger: forms as received, files on their way, applications with their receipts, and the server's signing key.
//!
//! One transaction per change, durable when it is answered. All SQL of the server is here.

mod applications;
mod expiry;
mod files;
mod settings;
mod sqlite;
mod writer;

pub use applications::{Application, Kept, KeptForm, Key, NewApplication, NewForm};
pub use expiry::UPLOAD_KEPT;
pub use files::{NewUpload, Upload};
pub use sqlite::Ledger;

use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Key of an encrypted ledger.
pub type LedgerKey = Zeroizing<[u8; 32]>;

/// The ledger failed; nothing was half written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("not a database this version knows: {0} (use sqlite:PATH)")]
    Scheme(String),
    #[error("the ledger cannot be opened: another key, or damaged")]
    WrongKey,
    #[error("the ledger is in use by another server")]
    InUse,
    #[error("the disk is full")]
    Full,
    #[error("the ledger cannot be written: {0}")]
    ReadOnly(PathBuf),
    #[error("the ledger is from a newer version")]
    Newer,
    #[error("the ledger failed: {0}")]
    Storage(String),
    #[error("the server is stopping")]
    Stopping,
}

/// Result of the ledger.
pub type Result<T> = std::result::Result<T, Error>;

/// Opens (and makes, or brings up to date) the ledger named by a URL: `sqlite:PATH`.
///
/// # Errors
/// [`Error`]
pub fn open(url: &str, key: Option<&LedgerKey>) -> Result<Ledger> {
    let path = url.strip_prefix("sqlite:").ok_or_else(|| Error::Scheme(url.to_owned()))?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Ledger::open(Path::new(path), key)
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::Full,
            Some(ErrorCode::NotADatabase) => Error::WrongKey,
            // The message of a failed statement may quote it, never its values.
            _ => Error::Storage(error.to_string()),
        }
    }
}
