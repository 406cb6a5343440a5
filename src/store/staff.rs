//! Making and opening the data folder, and who may: the staff and the recovery key.
//!
//! Removing a staff member removes their copy of the data key. Whoever copied `keys.json` before can still open it with the
//! passphrase of that day, as with any wrapped key.

use super::keys::{self, Cost, Key, KeyFile, RECOVERY, Wrapped};
use super::{Error, Result, Store, backup, database, folder};
use jiff::Timestamp;
use secrecy::SecretString;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Names of the staff, in the order they were added, readable before unlocking; empty when the folder is new.
///
/// # Errors
/// [`Error::Damaged`], [`Error::Newer`], [`Error::Other`] when the key file cannot be read.
pub fn staff_names(dir: &Path) -> Result<Vec<String>> {
    Ok(folder::read_keys(dir)?.map(|keys| keys.names()).unwrap_or_default())
}

impl Store {
    /// Makes the data folder and its first staff member; answers the recovery key, to be printed once.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], [`Error::ReadOnly`], [`Error::Full`]; nothing that opens is left behind then.
    pub fn create(dir: &Path, staff: &str, passphrase: &SecretString, now: Timestamp) -> Result<(Store, SecretString)> {
        Store::create_at(dir, staff, passphrase, Cost::default(), now)
    }

    /// As [`Store::create`], with the cost of the key derivation named.
    ///
    /// # Errors
    /// As [`Store::create`].
    pub fn create_at(
        dir: &Path,
        staff: &str,
        passphrase: &SecretString,
        cost: Cost,
        now: Timestamp,
    ) -> Result<(Store, SecretString)> {
        new_name(staff)?;
        let make = || {
            folder::make(dir)?;
            let _lock = folder::lock(dir)?;
            if !folder::is_empty(dir)? {
                return Err(Error::NotEmpty(dir.to_owned()));
            }
            let data_key: Key = Zeroizing::new(keys::random()?);
            let first = Wrapped::seal(staff, passphrase, cost, &data_key, now)?;
            let (recovery, printed) = Wrapped::seal_recovery(&data_key, now)?;
            new_database(dir, &data_key)?;
            folder::write_keys(dir, &KeyFile::new(first, recovery))?;
            folder::settle(dir)?;
            Ok((data_key, printed))
        };
        let (data_key, printed) = make().map_err(|error| error.within(dir))?;
        Ok((Store::with(dir, staff, data_key)?, printed))
    }

    /// Opens with a staff passphrase, or the recovery key with `staff` = `recovery`.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::NoStaff`], [`Error::Empty`], storage errors.
    pub fn open(dir: &Path, staff: &str, passphrase: &SecretString) -> Result<Store> {
        let Some(keys) = folder::read_keys(dir)? else {
            let lost = folder::database(dir).exists();
            return Err(if lost { Error::damaged("the key file is missing") } else { Error::Empty });
        };
        let data_key = keys.unwrap(staff, passphrase)?;
        folder::settle(dir).map_err(|error| error.within(dir))?;
        if !folder::database(dir).exists() {
            return Err(Error::damaged("the database is missing"));
        }
        Store::with(dir, staff, data_key)
    }

    fn with(dir: &Path, staff: &str, data_key: Key) -> Result<Store> {
        let key = keys::subkey(&data_key, backup::DATABASE_KEY);
        let open = || {
            let mut db = database::open(&folder::database(dir), &key)?;
            if database::is_blank(&db)? {
                // A database gets its name only when it is complete: this one was emptied.
                return Err(Error::damaged("the database is empty"));
            }
            if database::outdated(&db)? {
                let _lock = folder::lock(dir)?;
                database::migrate(&mut db)?;
            }
            Ok(db)
        };
        let db = open().map_err(|error: Error| error.within(dir))?;
        Ok(Store { db, dir: dir.to_owned(), staff: staff.to_owned(), data_key: Arc::new(data_key) })
    }

    /// Another staff member with a passphrase of their own, at the default cost.
    ///
    /// # Errors
    /// [`Error::StaffExists`] (also for `recovery`), storage errors.
    pub fn add_staff(&mut self, name: &str, passphrase: &SecretString, now: Timestamp) -> Result<()> {
        new_name(name)?;
        let wrapped = Wrapped::seal(name, passphrase, Cost::default(), &self.data_key, now)?;
        self.change_keys(|keys| {
            if keys.staff.iter().any(|other| other.name == name) {
                return Err(Error::StaffExists(name.to_owned()));
            }
            keys.staff.push(wrapped);
            Ok(())
        })
    }

    /// Takes a staff member's access away. The recovery key stays.
    ///
    /// # Errors
    /// [`Error::NoStaff`], [`Error::LastStaff`], storage errors.
    pub fn remove_staff(&mut self, name: &str) -> Result<()> {
        self.change_keys(|keys| {
            if !keys.staff.iter().any(|other| other.name == name) {
                return Err(Error::NoStaff(name.to_owned()));
            }
            if keys.staff.len() == 1 {
                return Err(Error::LastStaff);
            }
            keys.staff.retain(|other| other.name != name);
            Ok(())
        })
    }

    fn change_keys(&self, change: impl FnOnce(&mut KeyFile) -> Result<()>) -> Result<()> {
        let attempt = || {
            let _lock = folder::lock(&self.dir)?;
            let mut keys = folder::read_keys(&self.dir)?.ok_or_else(|| Error::damaged("the key file is missing"))?;
            change(&mut keys)?;
            folder::write_keys(&self.dir, &keys)
        };
        attempt().map_err(|error: Error| error.within(&self.dir))
    }
}

/// The database, complete and closed, under its provisional name.
fn new_database(dir: &Path, data_key: &Key) -> Result<()> {
    let path = folder::begin_database(dir)?;
    let mut db = database::open(&path, &keys::subkey(data_key, backup::DATABASE_KEY))?;
    database::migrate(&mut db)?;
    db.close().map_err(|(_, error)| error.into())
}

fn new_name(name: &str) -> Result<()> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(Error::StaffName);
    }
    if name == RECOVERY { Err(Error::StaffExists(name.to_owned())) } else { Ok(()) }
}
