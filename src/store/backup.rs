//! Backup and restore: the whole data folder in one encrypted file.
//!
//! The file is a copy of the database as of one moment, encrypted under the same key, then the key file, then a tail of 56
//! bytes: the key file's HMAC-SHA-256 under a key of its own, its length (little endian), [`MARK`]. It opens with the
//! passphrases (and the recovery key) of the day it was made.

use super::keys::{self, Key, KeyFile};
use super::{Error, Result, Store, database, folder};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use secrecy::SecretString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Purpose of the database's key.
pub(super) const DATABASE_KEY: &str = "database";

/// The last bytes of a backup.
const MARK: &[u8; 16] = b"madoguchi backup";
/// Purpose of the key that vouches for the key file in a backup.
const KEYS_KEY: &str = "backup";
/// Bytes after the key file.
const TAIL: usize = 32 + 8 + MARK.len();
/// More than any key file has.
const MOST_KEYS: u64 = 1 << 20;

impl Store {
    /// A whole, consistent, encrypted copy: database and key file in one file that opens with the same passphrases. An older
    /// backup of this name is replaced once the new one is complete; any other file is left alone.
    ///
    /// # Errors
    /// [`Error::NotABackup`] when another file has this name, [`Error::Full`], [`Error::ReadOnly`], storage errors.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let part = part_of(to);
        let make = || {
            if to.exists() {
                read_tail(&mut File::open(to)?, to)?;
            }
            folder::remove(&part)?;
            folder::private_file(&part)?;
            self.copy_database(&part)?;
            self.append_keys(&part)?;
            fs::rename(&part, to)?;
            folder::sync_dir(folder)
        };
        make().map_err(|error: Error| {
            // Only this program writes files of this name.
            let _ = fs::remove_file(&part);
            error.within(folder)
        })
    }

    fn copy_database(&self, to: &Path) -> Result<()> {
        let mut copy = database::keyed(to, &self.database_key())?;
        // Nobody reads the copy before it is synced as a whole: a journal would only be another file.
        copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        let step = Backup::new(&self.db, &mut copy)?.step(-1)?;
        if step != StepResult::Done {
            return Err(Error::Busy);
        }
        copy.close().map_err(|(_, error)| error.into())
    }

    fn append_keys(&self, to: &Path) -> Result<()> {
        let keys = folder::read_keys(&self.dir)?.ok_or_else(|| Error::damaged("the key file is missing"))?.bytes()?;
        let mut file = OpenOptions::new().append(true).open(to)?;
        file.write_all(&keys)?;
        file.write_all(seal(&self.data_key, &keys).as_slice())?;
        file.write_all(&(keys.len() as u64).to_le_bytes())?;
        file.write_all(MARK)?;
        Ok(file.sync_all()?)
    }
}

/// Vouches for the key file of a backup.
fn seal(data_key: &Key, keys: &[u8]) -> Key {
    keys::mac(&keys::subkey(data_key, KEYS_KEY), &[keys])
}

fn part_of(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// What lies behind the database in a backup.
struct Tail {
    /// Length of the database.
    database: u64,
    keys: Vec<u8>,
    seal: Vec<u8>,
}

fn read_tail(file: &mut File, path: &Path) -> Result<Tail> {
    let foreign = || Error::NotABackup(path.to_owned());
    let end = file.metadata()?.len().checked_sub(TAIL as u64).ok_or_else(foreign)?;
    let mut tail = [0; TAIL];
    file.seek(SeekFrom::Start(end))?;
    file.read_exact(&mut tail)?;
    let (seal, rest) = tail.split_at(32);
    let (size, mark) = rest.split_at(8);
    if mark != MARK {
        return Err(foreign());
    }
    let size = u64::from_le_bytes(size.try_into().unwrap_or_default());
    let database = end.checked_sub(size).filter(|_| size <= MOST_KEYS).ok_or_else(foreign)?;
    let mut keys = Vec::new();
    file.seek(SeekFrom::Start(database))?;
    file.take(size).read_to_end(&mut keys)?;
    Ok(Tail { database, keys, seal: seal.to_owned() })
}

/// Names of the staff of a backup, readable before it is opened.
///
/// # Errors
/// [`Error::NotABackup`], [`Error::Damaged`], storage errors.
pub fn staff_of_backup(backup: &Path) -> Result<Vec<String>> {
    Ok(KeyFile::parse(&read_tail(&mut File::open(backup)?, backup)?.keys)?.names())
}

/// Restores a backup into an empty data folder; an existing one is never overwritten.
///
/// # Errors
/// [`Error::NotEmpty`], [`Error::NotABackup`] (also when it was cut short or changed), [`Error::Damaged`], [`Error::Newer`],
/// [`Error::WrongPassphrase`], [`Error::NoStaff`], storage errors. The folder is then as it was.
pub fn restore(backup: &Path, dir: &Path, staff: &str, passphrase: &SecretString) -> Result<()> {
    let damaged = || Error::NotABackup(backup.to_owned());
    let mut file = File::open(backup)?;
    let tail = read_tail(&mut file, backup)?;
    let keys = KeyFile::parse(&tail.keys)?;
    let data_key = keys.unwrap(staff, passphrase)?;
    if *seal(&data_key, &tail.keys) != *tail.seal {
        return Err(damaged());
    }
    let was_there = dir.exists();
    let mut put = || {
        folder::make(dir)?;
        let _lock = folder::lock(dir)?;
        if !folder::is_empty(dir)? {
            return Err(Error::NotEmpty(dir.to_owned()));
        }
        let new = folder::begin_database(dir)?;
        let taken = take_database(&mut file, tail.database, &new)
            .and_then(|()| check(&new, &data_key))
            .and_then(|whole| if whole { Ok(()) } else { Err(damaged()) });
        if taken.is_err() {
            folder::remove(&new)?;
        }
        taken?;
        folder::write_keys(dir, &keys)?;
        folder::settle(dir)
    };
    put().map_err(|error: Error| {
        if !was_there {
            // A folder that holds something is not removed by this.
            let _ = folder::remove_lock(dir).and_then(|()| Ok(fs::remove_dir(dir)?));
        }
        error.within(dir)
    })
}

fn take_database(file: &mut File, length: u64, to: &Path) -> Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut new = OpenOptions::new().write(true).open(to)?;
    io::copy(&mut file.take(length), &mut new)?;
    Ok(new.sync_all()?)
}

/// Whether every page is what was written, and the pages make a database.
fn check(path: &Path, data_key: &Key) -> Result<bool> {
    let db = match database::open(path, &keys::subkey(data_key, DATABASE_KEY)) {
        Err(Error::Newer) => return Err(Error::Newer),
        Err(_) => return Ok(false),
        Ok(db) => db,
    };
    let whole = first_row(&db, "PRAGMA cipher_integrity_check")?.is_none()
        && first_row(&db, "PRAGMA quick_check")?.is_some_and(|said| said == "ok");
    db.close().map_err(|(_, error)| error)?;
    Ok(whole)
}

fn first_row(db: &Connection, pragma: &str) -> Result<Option<String>> {
    let mut statement = db.prepare(pragma)?;
    let mut rows = statement.query([])?;
    match rows.next() {
        Ok(row) => Ok(row.map(|row| row.get(0)).transpose()?),
        // A page that cannot be read at all.
        Err(_) => Ok(Some("unreadable".to_owned())),
    }
}
