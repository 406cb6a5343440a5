//! What can go wrong with the data folder, and how SQLite's and the system's own errors are told apart.
//!
//! No error carries anything of a case: SQL has bound parameters only, and what a decoder says about stored text is dropped.

use crate::case::Stage;
use std::io;
use std::path::{Path, PathBuf};

/// Storage failed: what, and what was kept. Every operation is one transaction: after an error, nothing of it is stored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("wrong passphrase for {0}")]
    WrongPassphrase(String),
    #[error("no such staff member: {0}")]
    NoStaff(String),
    #[error("a staff member with this name exists: {0}")]
    StaffExists(String),
    /// No name, or one with characters that cannot be shown on a line.
    #[error("this cannot be the name of a staff member")]
    StaffName,
    #[error("the last staff member cannot be removed")]
    LastStaff,
    #[error("this data folder has no staff yet")]
    Empty,
    /// A new data folder or a restore was asked for where something lies already.
    #[error("the folder is not empty: {0}")]
    NotEmpty(PathBuf),
    #[error("not a backup: {0}")]
    NotABackup(PathBuf),
    #[error("no case {0}")]
    NoCase(String),
    #[error("several cases begin with {0}")]
    Ambiguous(String),
    #[error("no client {0}")]
    NoClient(String),
    #[error("several clients begin with {0}")]
    AmbiguousClient(String),
    #[error("no organisation {0}")]
    NoOrganisation(String),
    #[error("several organisations begin with {0}")]
    AmbiguousOrganisation(String),
    /// Answers and files of a case that was queued or sent stay as they are; one in the outbox cannot be deleted.
    #[error("a case that is {} cannot be changed", .0.word())]
    NotNow(Stage),
    /// A server shows another certificate than the one pinned at first contact.
    #[error("another certificate is pinned for {0}")]
    OtherCertificate(String),
    /// The case is being filled by another program.
    #[error("the case is open in another program")]
    InUse,
    #[error("another program is writing to this data folder")]
    Busy,
    #[error("the disk is full")]
    Full,
    #[error("the data folder cannot be written: {0}")]
    ReadOnly(PathBuf),
    #[error("a file lies where the data folder should be: {0}")]
    NotAFolder(PathBuf),
    #[error("the data folder is from a newer version")]
    Newer,
    #[error("the data is damaged: {0}")]
    Damaged(String),
    #[error("storage failed: {0}")]
    Other(String),
}

/// Result of this module.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Names the folder in an error that could not know it.
    pub(super) fn within(self, dir: &Path) -> Error {
        match self {
            Error::ReadOnly(path) if path.as_os_str().is_empty() => Error::ReadOnly(dir.to_owned()),
            other => other,
        }
    }

    pub(super) fn damaged(what: &str) -> Error {
        Error::Damaged(what.to_owned())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Code;
        use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
        let Some(failure) = error.sqlite_error() else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Error::damaged("a stored value cannot be read"),
                other => Error::Other(other.to_string()),
            };
        };
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => Error::Busy,
            Code::DiskFull => Error::Full,
            // The shared-memory file beside the database could not grow.
            Code::SystemIoFailure if failure.extended_code == SQLITE_IOERR_SHMSIZE => Error::Full,
            Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied => Error::ReadOnly(PathBuf::new()),
            Code::DatabaseCorrupt | Code::NotADatabase => Error::damaged("the database"),
            _ => Error::Other(error.to_string()),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Error::Full,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Error::ReadOnly(PathBuf::new()),
            _ => Error::Other(error.to_string()),
        }
    }
}
