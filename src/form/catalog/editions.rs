//! Applications by their code, in the newest edition or an earlier one.

use super::{Catalog, NoForm};
use crate::form::{Form, FormRef};
use std::sync::Arc;

impl Catalog {
    /// The application with this code, `extension-N`: the newest edition, or exactly the one of this date; where two have the date,
    /// the newer file.
    ///
    /// # Errors
    /// [`NoForm::Pin`] when it is not here.
    pub fn edition(&self, code: &str, edition: Option<&str>) -> Result<Arc<Form>, NoForm> {
        let asked =
            FormRef { code: code.to_owned(), edition: edition.unwrap_or_default().to_owned(), digest: String::new() };
        let known = self.applications.iter().find(|(application, _)| application.code() == code);
        let form = known.and_then(|(application, newest)| match edition {
            None => self.newest(application, newest),
            Some(_) => self.build(application, edition).ok().map(Arc::new),
        });
        let form = form.filter(|form| edition.is_none_or(|edition| form.pin.edition == edition));
        match (form, &self.over) {
            (Some(form), _) => Ok(form),
            (None, Some(over)) => over.under.edition(code, edition),
            (None, None) => Err(NoForm::Pin(asked)),
        }
    }
}
