//! The server's own signing key and certificate, made once.

use super::{Error, Ledger, Result};
use crate::sign::ServerKey;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

impl Ledger {
    /// The signing key of this ledger; made at the first call.
    ///
    /// # Errors
    /// Storage; a key that cannot be used.
    pub async fn signing_key(&self, name: &str, now: Timestamp) -> Result<ServerKey> {
        let name = name.to_owned();
        self.write(move |connection| {
            if let Some(kept) = kept_key(connection)? {
                return Ok(kept);
            }
            let key = ServerKey::generate(&name, now).map_err(unusable)?;
            let (pkcs8, pem) = key.to_parts().map_err(unusable)?;
            let mut insert = connection.prepare_cached("INSERT INTO setting (name, value) VALUES (?1, ?2)")?;
            insert.execute(params!["signing-key", pkcs8.as_slice()])?;
            insert.execute(params!["certificate", pem.as_bytes()])?;
            Ok(key)
        })
        .await
    }
}

fn kept_key(connection: &Connection) -> Result<Option<ServerKey>> {
    let read = |name: &str| {
        connection
            .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get::<_, Vec<u8>>(0))
            .optional()
    };
    let (Some(pkcs8), Some(pem)) = (read("signing-key")?, read("certificate")?) else {
        return Ok(None);
    };
    let pkcs8 = Zeroizing::new(pkcs8);
    let pem = String::from_utf8(pem).map_err(|e| Error::Storage(e.to_string()))?;
    ServerKey::from_parts(&pkcs8, &pem).map(Some).map_err(unusable)
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn unusable(error: crate::sign::Error) -> Error {
    Error::Storage(error.to_string())
}
