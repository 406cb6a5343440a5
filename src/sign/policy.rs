//! Policies of card certificates as data, `assets/card-policies.toml`: what a certificate that was issued under one is for.

use super::Error;
use super::trust::{Purpose, extension};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use serde::Deserialize;
use x509_cert::Certificate;
use x509_cert::ext::pkix::CertificatePolicies;

const BUILT_IN: &str = include_str!("../../assets/card-policies.toml");

/// Policies, each with its purpose.
#[derive(Clone, Default)]
pub(super) struct Policies(Vec<(ObjectIdentifier, Purpose)>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    policy: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    oid: String,
    purpose: Purpose,
    #[serde(rename = "cards")]
    _cards: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "checked")]
    _checked: bool,
}

impl Policies {
    /// Those built in, and `more` rows of the same form (TOML; empty: none).
    ///
    /// # Errors
    /// [`Error::Key`] with the line of what is no such row.
    pub fn read(more: &str) -> Result<Policies, Error> {
        let mut policies = rows(BUILT_IN)?;
        if !more.trim().is_empty() {
            policies.extend(rows(more)?);
        }
        Ok(Policies(policies))
    }

    /// Whether a certificate was issued under a policy of this purpose, and under none of another.
    pub fn allow(&self, certificate: &Certificate, purpose: Purpose) -> bool {
        let named = extension::<CertificatePolicies>(certificate, rfc5280::ID_CE_CERTIFICATE_POLICIES);
        let named: Vec<_> = named.iter().flat_map(|named| &named.0).map(|policy| policy.policy_identifier).collect();
        let of = |purpose| self.0.iter().any(|(oid, other)| *other == purpose && named.contains(oid));
        let other = if purpose == Purpose::Sign { Purpose::Auth } else { Purpose::Sign };
        of(purpose) && !of(other)
    }
}

fn rows(source: &str) -> Result<Vec<(ObjectIdentifier, Purpose)>, Error> {
    let raw: Raw = toml::from_str(source).map_err(|error| Error::Key(error.to_string()))?;
    let row = |row: Row| match ObjectIdentifier::new(&row.oid) {
        Ok(oid) => Ok((oid, row.purpose)),
        Err(_) => Err(Error::Key(format!("not a policy: {}", row.oid))),
    };
    raw.policy.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_flaws_told() {
        assert_eq!(Policies::read("").unwrap().0.len(), 4);
        let row =
            "[[policy]]\noid = \"1.2.3\"\npurpose = \"sign\"\ncards = \"own\"\nsource = \"here\"\nchecked = true\n";
        assert_eq!(Policies::read(row).unwrap().0.last().unwrap().1, Purpose::Sign);
        for (from, to) in [("1.2.3", "1.x"), ("sign", "both"), ("checked = true", ""), ("cards", "kards")] {
            assert!(matches!(Policies::read(&row.replace(from, to)), Err(Error::Key(_))), "{to}");
        }
    }
}
