//! The ledger in SQLite (WAL, `synchronous=FULL`), encrypted by `SQLCipher` when a key is given.

use super::writer::Writer;
use super::{Error, LedgerKey, Result};
use rusqlite::{Connection, OpenFlags};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

mod embedded {
    refinery::embed_migrations!("src/server/ledger/migrations");
}

/// Connections kept for reading; more are opened when more are needed at once.
const READERS_KEPT: usize = 4;
/// The write-ahead log is cut back to this after a checkpoint.
const LOG_KEPT: i64 = 16 * 1024 * 1024;

/// An open ledger; cheap to clone. Reading blocks, writing waits until it is durable.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    // Dropped first: what waits is written while the lock is still held.
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
    path: PathBuf,
    key: Option<LedgerKey>,
    _lock: File,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").field("path", &self.inner.path).finish_non_exhaustive()
    }
}

impl Ledger {
    pub(super) fn open(path: &Path, key: Option<&LedgerKey>) -> Result<Ledger> {
        make_private(path).map_err(|e| unwritable(path, &e))?;
        let lock = lock(path)?;
        let mut connection = connect(path, key)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
        migrate(&mut connection)?;
        let readers = Mutex::new(Vec::new());
        let writer = Writer::start(connection)?;
        let inner = Inner { writer, readers, path: path.to_owned(), key: key.cloned(), _lock: lock };
        Ok(Ledger { inner: Arc::new(inner) })
    }

    /// Reads on a connection of its own. Blocks; sees every change that was answered.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let kept = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.inner.path, self.inner.key.as_ref())?,
        };
        let result = read(&connection);
        let mut readers = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(connection);
        }
        result
    }

    /// Changes something; durable when it returns.
    pub(super) async fn write<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        self.inner.writer.write(change).await
    }
}

fn connect(path: &Path, key: Option<&LedgerKey>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if let Some(key) = key {
        // A wrong key is told as an error; the library would print it on the terminal as well.
        connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
        connection.execute_batch(&pragma_key(key))?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // The first statement that touches the file: a wrong key shows here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

fn pragma_key(key: &LedgerKey) -> Zeroizing<String> {
    use std::fmt::Write as _;
    let mut sql = Zeroizing::new(String::with_capacity(90));
    sql.push_str("PRAGMA key = \"x'");
    for byte in key.iter() {
        let _ = write!(sql, "{byte:02x}");
    }
    sql.push_str("'\"");
    sql
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let runner = embedded::migrations::runner().set_abort_missing(true);
    runner.run(connection).map(|_| ()).map_err(|error| match error.kind() {
        refinery::error::Kind::MissingVersion(_) | refinery::error::Kind::DivergentVersion(..) => Error::Newer,
        _ => Error::Storage(error.to_string()),
    })
}

/// Makes the folder and the database file readable by their owner only.
fn make_private(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path).map(|_| ())
}

/// One server per ledger: serial numbers are given out in memory.
fn lock(path: &Path) -> Result<File> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&beside);
    let file = file.map_err(|e| unwritable(path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse),
        Err(TryLockError::Error(e)) => Err(unwritable(path, &e)),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull => Error::Full,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly(path.to_owned()),
        _ => Error::Storage(error.to_string()),
    }
}
