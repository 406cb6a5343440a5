//! What every command works with: the desk's setup, the options, and how a desk is unlocked without a screen.

use super::args::Global;
use super::secret;
pub(super) use crate::desk::write_whole as write_file;
use crate::desk::{Class, Desk, Error, Result, Setup};
use crate::text::{Lang, say};
use uuid::Uuid;

/// Options and setup of one run.
pub(super) struct Context<'a> {
    pub global: Global,
    pub setup: &'a Setup,
}

/// Wrong usage, in words.
pub(super) fn usage(why: &str) -> Error {
    Error::new(Class::Usage, "usage", &[("why", why)])
}

impl<'a> Context<'a> {
    pub fn new(global: Global, setup: &'a Setup) -> Context<'a> {
        Context { global, setup }
    }

    pub fn json(&self) -> bool {
        self.global.json
    }

    pub fn lang(&self) -> Lang {
        self.setup.lang
    }

    /// A sentence of this face, `cli-<id>`.
    pub fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        say(self.lang(), id, args)
    }

    /// Who acts: the one named, or the only one.
    ///
    /// # Errors
    /// No staff yet; several, and none named.
    pub fn staff(&self) -> Result<String> {
        let names = self.setup.staff_names()?;
        match (&self.global.staff, names.as_slice()) {
            (_, []) => Err(Error::new(Class::Refused, "no-staff-yet", &[])),
            (Some(name), _) => Ok(name.clone()),
            (None, [only]) => Ok(only.clone()),
            (None, _) => Err(Error::new(Class::Usage, "which-staff", &[("choices", &names.join(", "))])),
        }
    }

    /// Unlocks the desk of the data folder.
    ///
    /// # Errors
    /// No staff, no passphrase, a wrong one, storage.
    pub fn unlock(&self) -> Result<Desk> {
        let staff = self.staff()?;
        let passphrase = secret::passphrase(self, self.global.passphrase_file.as_deref(), &staff)?;
        self.setup.unlock(&staff, &passphrase)
    }

    /// The desk, and the case whose id begins so.
    ///
    /// # Errors
    /// As [`Context::unlock`]; no such case, or several.
    pub fn with_case(&self, prefix: &str) -> Result<(Desk, Uuid)> {
        let desk = self.unlock()?;
        let id = desk.find(prefix)?;
        Ok((desk, id))
    }
}
