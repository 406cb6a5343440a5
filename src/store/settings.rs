//! Small things to remember: settings, and the certificates of servers met before.

use super::{Error, Result, Store};
use rusqlite::OptionalExtension;

impl Store {
    /// The pinned certificate of a server (PEM), by its origin.
    ///
    /// # Errors
    /// Storage errors.
    pub fn pinned(&self, origin: &str) -> Result<Option<String>> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT certificate FROM pins WHERE origin = ?1")?;
            Ok(statement.query_row([origin], |row| row.get(0)).optional()?)
        })
    }

    /// Every pinned certificate (PEM) with the origin of its server.
    ///
    /// # Errors
    /// Storage errors.
    pub fn pins(&self) -> Result<Vec<(String, String)>> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT origin, certificate FROM pins ORDER BY origin")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Pins a server's certificate at first contact. The same one again changes nothing.
    ///
    /// # Errors
    /// [`Error::OtherCertificate`] when a different one is pinned, which stays; storage errors.
    pub fn pin(&mut self, origin: &str, certificate_pem: &str) -> Result<()> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR IGNORE INTO pins (origin, certificate) VALUES (?1, ?2)")?
                .execute((origin, certificate_pem))?;
            let mut statement = tx.prepare_cached("SELECT 1 FROM pins WHERE origin = ?1 AND certificate = ?2")?;
            if statement.exists((origin, certificate_pem))? {
                Ok(())
            } else {
                Err(Error::OtherCertificate(origin.to_owned()))
            }
        })
    }

    /// A small setting (chosen language, theme).
    ///
    /// # Errors
    /// Storage errors.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
            Ok(statement.query_row([name], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers a small setting.
    ///
    /// # Errors
    /// Storage errors.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
                .execute((name, value))?;
            Ok(())
        })
    }
}
