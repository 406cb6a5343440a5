//! Opening the database: its key, its settings, its migrations.

use super::clients::link;
use super::keys::Key;
use super::{Error, Result, folder};
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write;
use std::path::Path;
use zeroize::Zeroizing;

mod embedded {
    refinery::embed_migrations!("src/store/migrations");
}

/// The schema this program writes: the number of the last migration, which every migration sets as `user_version`.
pub(super) const SCHEMA: i64 = 3;

/// The last schema that knew no clients.
const WITHOUT_CLIENTS: i64 = 1;

/// Settings of every connection.
///
/// `synchronous=FULL` makes a commit durable with one sync of the WAL. `temp_store=MEMORY`: nothing is sorted on disk.
/// `secure_delete`: what was deleted cannot be read by someone who comes to hold the key later. `cipher_memory_security`
/// stays off: it wipes and locks every allocation of SQLite, which costs time at each statement and locked memory that is
/// limited for ordinary users, while the same answers lie in the drawing thread's memory anyway; the key itself `SQLCipher`
/// wipes in either case. `mmap_size=0`: pages must go through the cipher, never be mapped.
const SETTINGS: &str = "
    PRAGMA cipher_memory_security = OFF;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -2048;
";

/// Opens a database file of this schema or an older one (a new file is of schema 0).
pub(super) fn open(path: &Path, key: &Key) -> Result<Connection> {
    let db = keyed(path, key)?;
    db.busy_timeout(folder::PATIENCE)?;
    // The first page is read here: a damaged file shows now. The key is the right one, it was sealed in the key file.
    if version(&db)? > SCHEMA {
        return Err(Error::Newer);
    }
    db.execute_batch(SETTINGS)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// The schema is older than this program's.
pub(super) fn outdated(db: &Connection) -> Result<bool> {
    Ok(version(db)? < SCHEMA)
}

/// The database holds nothing, not even tables.
pub(super) fn is_blank(db: &Connection) -> Result<bool> {
    Ok(version(db)? == 0)
}

/// Brings a database to this program's schema. The caller holds the folder's lock.
pub(super) fn migrate(db: &mut Connection) -> Result<()> {
    let before = version(db)?;
    embedded::migrations::runner().run(db).map_err(|error| match error.kind() {
        refinery::error::Kind::DivergentVersion(..) | refinery::error::Kind::MissingVersion(..) => Error::Newer,
        other => Error::Other(other.to_string()),
    })?;
    if before == WITHOUT_CLIENTS {
        let moment = db.transaction()?;
        link::settle_all(&moment)?;
        moment.commit()?;
    }
    Ok(())
}

/// A connection with its key and nothing else.
pub(super) fn keyed(path: &Path, key: &Key) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    // SQLCipher's own words would go to standard error, in the middle of the screen.
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key.iter() {
        // Writing to a string cannot fail.
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push_str("'\";");
    db.execute_batch(&pragma)?;
    Ok(db)
}

fn version(db: &Connection) -> Result<i64> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
