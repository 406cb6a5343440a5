//! Whose certificates count: the authorities, what each certificate is for by its key usage and its policy, and which are revoked.
//!
//! The issuer is found by its signature: all generations of an authority have one name. CRL and OCSP of JPKI answer certified parties only (公的個人認証法
//! art. 17), so revocation is asked of a local list here.

use super::algorithm::Algorithm;
use super::policy::Policies;
use super::{Error, Flaw};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::{Decode, Encode};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz;
use serde::Deserialize;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};

/// What a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Signing in (利用者証明用).
    Auth,
    /// Signing documents (署名用).
    Sign,
}

/// Authorities and revoked certificates.
#[derive(Clone, Default)]
pub struct Trust {
    authorities: Vec<Certificate>,
    revoked: Vec<(Vec<u8>, Date)>,
    policies: Policies,
    /// The authorities are those of virtual cards.
    practice: bool,
}

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trust").field("authorities", &self.authorities.len()).finish_non_exhaustive()
    }
}

/// Authorities of the virtual cards, older generations first: they have the same names.
const PRACTICE: [&str; 4] = [
    include_str!("../../assets/pki/auth-2019.pem"),
    include_str!("../../assets/pki/auth-2023.pem"),
    include_str!("../../assets/pki/sign-2019.pem"),
    include_str!("../../assets/pki/sign-2023.pem"),
];
const PRACTICE_REVOKED: &str = include_str!("../../assets/pki/revoked.txt");

impl Trust {
    /// The authorities of the virtual cards: for practice, never for a real application.
    ///
    /// # Errors
    /// [`Error::Key`] when the files built in are damaged.
    pub fn practice() -> Result<Trust, Error> {
        Ok(Trust { practice: true, ..Trust::read(&PRACTICE.concat(), PRACTICE_REVOKED, "")? })
    }

    /// Authorities from their certificates (PEM, one after another), a list of revoked serial numbers: one a line, hexadecimal, with the day of
    /// revocation, where `#` begins a remark; and policies beside those built in, rows as in `assets/card-policies.toml`.
    ///
    /// # Errors
    /// [`Error::Key`] when one is not a certificate of an authority, a line of the list is neither, or a policy is none.
    pub fn read(authorities_pem: &str, revoked: &str, policies: &str) -> Result<Trust, Error> {
        let authorities = Certificate::load_pem_chain(authorities_pem.as_bytes());
        let authorities = authorities.map_err(|error| Error::Key(error.to_string()))?;
        if let Some(other) = authorities.iter().find(|certificate| !is_authority(certificate)) {
            return Err(Error::Key(format!("{} is no authority", other.tbs_certificate.subject)));
        }
        let (revoked, policies) = (revoked_list(revoked)?, Policies::read(policies)?);
        Ok(Trust { authorities, revoked, policies, practice: false })
    }

    /// Whether these authorities are those of virtual cards.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.practice
    }

    /// Whether a certificate could be used for this purpose at this time.
    ///
    /// # Errors
    /// [`Error::Certificate`] with the reason.
    pub fn check(&self, certificate: &Certificate, purpose: Purpose, at: Timestamp) -> Result<(), Error> {
        let issuer = self.authorities.iter().find(|authority| issued(authority, certificate));
        let issuer = issuer.ok_or(Error::Certificate(Flaw::UnknownIssuer))?;
        if purpose_of(certificate) != Some(purpose) {
            return Err(Error::Certificate(Flaw::OtherPurpose));
        }
        if !self.policies.allow(certificate, purpose) {
            return Err(Error::Certificate(Flaw::OtherPolicy));
        }
        if !valid(issuer, at) || !valid(certificate, at) {
            return Err(Error::Certificate(Flaw::NotValidThen));
        }
        if self.is_revoked(certificate, at) {
            return Err(Error::Certificate(Flaw::Revoked));
        }
        Ok(())
    }

    fn is_revoked(&self, certificate: &Certificate, at: Timestamp) -> bool {
        let serial = certificate.tbs_certificate.serial_number.as_bytes();
        let day = tz::offset(9).to_datetime(at).date();
        self.revoked.iter().any(|(revoked, from)| *revoked == bare(serial) && *from <= day)
    }
}

fn revoked_list(text: &str) -> Result<Vec<(Vec<u8>, Date)>, Error> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(revoked_line).collect()
}

fn revoked_line(line: &str) -> Result<(Vec<u8>, Date), Error> {
    let entry = line.split_once(char::is_whitespace).and_then(|(serial, day)| {
        let digits: Vec<char> = serial.chars().collect();
        let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).ok();
        let bytes =
            digits.chunks(2).map(byte).collect::<Option<Vec<u8>>>().filter(|_| digits.len().is_multiple_of(2))?;
        Some((bare(&bytes).to_vec(), day.trim().parse().ok()?))
    });
    entry.ok_or_else(|| Error::Key(format!("not a revoked serial number and its day: {line}")))
}

/// A number without leading zeros.
fn bare(serial: &[u8]) -> &[u8] {
    let zeros = serial.iter().take_while(|byte| **byte == 0).count();
    &serial[zeros..]
}

/// Whether an authority's key signed a certificate.
fn issued(authority: &Certificate, certificate: &Certificate) -> bool {
    let key = &authority.tbs_certificate.subject_public_key_info;
    let Some(algorithm) = Algorithm::of(key) else { return false };
    let Ok(signed) = certificate.tbs_certificate.to_der() else { return false };
    let named = &certificate.signature_algorithm;
    algorithm.is_signature(named)
        && *named == certificate.tbs_certificate.signature
        && algorithm.verifies(key, &signed, certificate.signature.raw_bytes())
}

fn valid(certificate: &Certificate, at: Timestamp) -> bool {
    let validity = &certificate.tbs_certificate.validity;
    let at = u64::try_from(at.as_second()).unwrap_or(0);
    let seconds = |time: &x509_cert::time::Time| time.to_unix_duration().as_secs();
    (seconds(&validity.not_before)..=seconds(&validity.not_after)).contains(&at)
}

/// Extensions whose meaning is looked at, or that only say something for people.
const KNOWN: [ObjectIdentifier; 4] = [
    rfc5280::ID_CE_KEY_USAGE,
    rfc5280::ID_CE_BASIC_CONSTRAINTS,
    rfc5280::ID_CE_EXT_KEY_USAGE,
    rfc5280::ID_CE_CERTIFICATE_POLICIES,
];

/// What an end entity's certificate is for, by its key usage: non-repudiation is for documents, client authentication for signing in.
fn purpose_of(certificate: &Certificate) -> Option<Purpose> {
    let extensions = certificate.tbs_certificate.extensions.as_deref().unwrap_or_default();
    if extensions.iter().any(|extension| extension.critical && !KNOWN.contains(&extension.extn_id))
        || is_ca(certificate)
    {
        return None;
    }
    let usage = usage(certificate)?;
    let extended = extension::<ExtendedKeyUsage>(certificate, rfc5280::ID_CE_EXT_KEY_USAGE);
    let extended = extended.map(|usage| usage.0).unwrap_or_default();
    let (signs, stands) = (usage.digital_signature(), usage.non_repudiation());
    match (signs, stands, extended.as_slice()) {
        (true, true, []) => Some(Purpose::Sign),
        (true, false, [rfc5280::ID_KP_CLIENT_AUTH]) => Some(Purpose::Auth),
        _ => None,
    }
}

fn is_authority(certificate: &Certificate) -> bool {
    is_ca(certificate) && usage(certificate).is_some_and(|usage| usage.0.contains(KeyUsages::KeyCertSign))
}

fn is_ca(certificate: &Certificate) -> bool {
    extension::<BasicConstraints>(certificate, rfc5280::ID_CE_BASIC_CONSTRAINTS).is_some_and(|basic| basic.ca)
}

fn usage(certificate: &Certificate) -> Option<KeyUsage> {
    extension(certificate, rfc5280::ID_CE_KEY_USAGE)
}

pub(super) fn extension<T: for<'a> Decode<'a>>(certificate: &Certificate, id: ObjectIdentifier) -> Option<T> {
    let extensions = certificate.tbs_certificate.extensions.as_deref().unwrap_or_default();
    let mut found = extensions.iter().filter(|extension| extension.extn_id == id);
    match (found.next(), found.next()) {
        (Some(extension), None) => T::from_der(extension.extn_value.as_bytes()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_flaws_told() {
        let list = revoked_list("# remark\n0BADC0DE 2026-01-01\n\n00ff 2026-02-03 # remark\n").unwrap();
        assert_eq!(list[0].0, [0x0B, 0xAD, 0xC0, 0xDE]);
        assert_eq!(list[1], (vec![0xFF], Date::constant(2026, 2, 3)));
        for wrong in ["0BADC0DE", "XX 2026-01-01", "ABC 2026-01-01", "AB 2026-13-01"] {
            assert!(matches!(revoked_list(wrong), Err(Error::Key(_))), "{wrong}");
        }
    }

    #[test]
    fn a_certificate_that_is_no_authority_is_not_taken_for_one() {
        let now = Timestamp::from_second(1_764_000_000).unwrap();
        let leaf = crate::sign::ServerKey::generate("a", now).unwrap().certificate_pem().unwrap();
        assert!(matches!(Trust::read(&leaf, "", ""), Err(Error::Key(_))));
        assert!(Trust::practice().unwrap().is_practice());
    }
}
