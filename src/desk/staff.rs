//! Staff of a data folder: the first one, unlocking, adding, removing.

use super::{Class, Desk, Error, Result, Setup};
use crate::store::{self, Store};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::path::Path;

/// Fewest characters of a new passphrase. Everything at the counter rests on it, and it is typed every morning.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// Refuses a new passphrase that is too short to keep anybody out.
fn long_enough(passphrase: &SecretString) -> Result<()> {
    if passphrase.expose_secret().chars().count() >= SHORTEST_PASSPHRASE {
        return Ok(());
    }
    Err(Error::new(Class::Usage, "passphrase-short", &[("length", &SHORTEST_PASSPHRASE.to_string())]))
}

impl Setup {
    /// Names of the staff of this data folder; empty when it is new. Readable before unlocking.
    ///
    /// # Errors
    /// Storage.
    pub fn staff_names(&self) -> Result<Vec<String>> {
        Ok(store::staff_names(&self.data)?)
    }

    /// Makes the data folder with its first staff member; also answers the recovery key, to be shown once.
    ///
    /// # Errors
    /// A passphrase of fewer characters than [`SHORTEST_PASSPHRASE`], no name; storage; the folder has staff already.
    pub fn create(&self, staff: &str, passphrase: &SecretString) -> Result<(Desk, SecretString)> {
        long_enough(passphrase)?;
        let (store, recovery) = Store::create(&self.data, staff, passphrase, Timestamp::now())?;
        Ok((Desk::over(self, store), recovery))
    }

    /// Unlocks.
    ///
    /// # Errors
    /// Wrong passphrase, no such staff member, storage.
    pub fn unlock(&self, staff: &str, passphrase: &SecretString) -> Result<Desk> {
        Ok(Desk::over(self, Store::open(&self.data, staff, passphrase)?))
    }

    /// Puts a backup into this (still empty) data folder; it opens with the passphrases it was made under.
    ///
    /// # Errors
    /// The folder holds data, the file is damaged, wrong passphrase.
    pub fn restore(&self, backup: &Path, staff: &str, passphrase: &SecretString) -> Result<()> {
        Ok(store::restore(backup, &self.data, staff, passphrase)?)
    }
}

/// Names of the staff of a backup, readable before it is opened.
///
/// # Errors
/// No backup, storage.
pub fn staff_of_backup(backup: &Path) -> Result<Vec<String>> {
    Ok(store::staff_of_backup(backup)?)
}

impl Desk {
    /// Another staff member, with their own passphrase.
    ///
    /// # Errors
    /// A passphrase of fewer characters than [`SHORTEST_PASSPHRASE`], no name, one that exists; storage.
    pub fn add_staff(&mut self, name: &str, passphrase: &SecretString) -> Result<()> {
        long_enough(passphrase)?;
        Ok(self.store.add_staff(name, passphrase, Timestamp::now())?)
    }

    /// # Errors
    /// No such staff member, the last one, storage.
    pub fn remove_staff(&mut self, name: &str) -> Result<()> {
        Ok(self.store.remove_staff(name)?)
    }
}
