//! Forgetting what never became an application: unfinished uploads and forms whose files never came.

use super::files::LOOSE;
use super::{Ledger, Result};
use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

/// An upload nobody added to for this long is forgotten (told as `Upload-Expires`).
pub const UPLOAD_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A form whose files did not come in this time is forgotten.
const FORM_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Ledger {
    /// Forgets what is past its time.
    ///
    /// # Errors
    /// Storage.
    pub async fn forget_expired(&self, now: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let sql = format!("DELETE FROM upload WHERE expires < ?1 AND {LOOSE}");
            connection.execute(&sql, params![now.as_second()])?;
            let sql = "DELETE FROM form WHERE kept_at < ?1 \
                       AND NOT EXISTS (SELECT 1 FROM application WHERE application.form = form.id)";
            connection.execute(sql, params![now.saturating_sub(FORM_KEPT).unwrap_or(now).as_millisecond()])?;
            Ok(())
        })
        .await
    }
}
