//! Staff of a data folder: the first one, unlocking, adding, removing.

use super::{Desk, Result, Setup};
use crate::store::{self, Store};
use jiff::Timestamp;
use secrecy::SecretString;
use std::path::Path;

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
    /// Storage; the folder has staff already.
    pub fn create(&self, staff: &str, passphrase: &SecretString) -> Result<(Desk, SecretString)> {
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

impl Desk {
    /// Another staff member, with their own passphrase.
    ///
    /// # Errors
    /// The name exists, storage.
    pub fn add_staff(&mut self, name: &str, passphrase: &SecretString) -> Result<()> {
        Ok(self.store.add_staff(name, passphrase, Timestamp::now())?)
    }

    /// # Errors
    /// No such staff member, the last one, storage.
    pub fn remove_staff(&mut self, name: &str) -> Result<()> {
        Ok(self.store.remove_staff(name)?)
    }
}
