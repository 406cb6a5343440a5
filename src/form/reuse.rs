//! Which answers belong to an organisation or supporter rather than to one applicant, from `forms/reuse/organisation.toml`.

use serde::Deserialize;
use std::sync::OnceLock;

/// The list of items that are kept of an organisation.
#[derive(Debug, Default, Deserialize)]
pub struct OrganisationItems {
    /// Items that name it, the first answered one counts.
    pub name: Vec<String>,
    items: Vec<String>,
    except: Vec<String>,
}

impl OrganisationItems {
    /// The list built into the program; a test makes sure that it can be read.
    #[must_use]
    pub fn embedded() -> &'static OrganisationItems {
        static EMBEDDED: OnceLock<OrganisationItems> = OnceLock::new();
        EMBEDDED.get_or_init(|| toml::from_str(TEXT).unwrap_or_default())
    }

    /// Whether the item is one of the organisation's own.
    #[must_use]
    pub fn holds(&self, item: &str) -> bool {
        let fits = |known: &String| known.strip_suffix('*').map_or(known == item, |start| item.starts_with(start));
        self.items.iter().any(fits) && !self.except.iter().any(|known| known == item)
    }
}

const TEXT: &str = include_str!("../../forms/reuse/organisation.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Catalog;

    #[test]
    fn the_list_is_read_and_tells_the_organisation_from_the_person() {
        let own = OrganisationItems::embedded();
        for item in ["org_name", "corporate_number", "capital", "dispatch_name", "employer_phone"] {
            assert!(own.holds(item), "{item}");
        }
        for item in ["salary", "position", "hire_date", "org_sign_date", "foreigner_name", "family_name", ""] {
            assert!(!own.holds(item), "{item}");
        }
    }

    #[test]
    fn forms_have_items_that_name_the_organisation() {
        let own = OrganisationItems::embedded();
        let forms = Catalog::embedded().forms();
        assert!(forms.iter().any(|form| own.name.iter().any(|item| form.item(item).is_some())));
    }
}
