//! Who a card's certificate is about. A signature certificate has name, birth date, sex and address in clear: only name and birth date are read.

use super::Error;
use super::trust::extension;
use super::verify::{base16, common_name, malformed};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::{Decode, Encode};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

/// Arc of the data on a person in the alternative name of a signature certificate, and the ones read here.
const PERSON: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5");
const NAME: u8 = 1;
const BIRTH: u8 = 4;

/// Who a certificate is about.
#[derive(Clone, PartialEq, Eq)]
pub struct Holder {
    /// Name in a signature certificate; in one for signing in the identifier, which names nobody.
    pub name: String,
    /// Birth date in a signature certificate.
    pub birth: Option<Date>,
    /// SHA-256 of the certificate, hex.
    pub fingerprint: String,
}

impl std::fmt::Debug for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Holder").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

impl Holder {
    /// Reads a certificate (DER).
    ///
    /// # Errors
    /// [`Error::Malformed`]
    pub fn read(certificate: &[u8]) -> Result<Holder, Error> {
        Holder::of(&Certificate::from_der(certificate).map_err(malformed)?)
    }

    pub(super) fn of(certificate: &Certificate) -> Result<Holder, Error> {
        let der = certificate.to_der().map_err(malformed)?;
        let said = |n| person(certificate, n).filter(|text| !text.chars().any(char::is_control));
        Ok(Holder {
            name: said(NAME).unwrap_or_else(|| common_name(certificate)),
            birth: said(BIRTH).and_then(|digits| birth(&digits)),
            fingerprint: base16(&Sha256::digest(der)),
        })
    }
}

/// One of the data on the person.
fn person(certificate: &Certificate, n: u8) -> Option<String> {
    let names = extension::<SubjectAltName>(certificate, rfc5280::ID_CE_SUBJECT_ALT_NAME)?;
    let wanted = PERSON.push_arc(n.into()).ok()?;
    names.0.iter().find_map(|name| match name {
        GeneralName::OtherName(other) if other.type_id == wanted => other.value.decode_as::<String>().ok(),
        _ => None,
    })
}

/// `EYYYYMMDD`: the digit of the era says nothing the year does not, and which one a foreign resident has is not published.
fn birth(digits: &str) -> Option<Date> {
    let plain = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = |at: std::ops::Range<usize>| digits.get(at)?.parse::<i16>().ok();
    let (year, month, day) = (number(1..5)?, number(5..7)?, number(7..9)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_of_every_era_digit() {
        for era in 0..=5 {
            assert_eq!(birth(&format!("{era}19960412")), Some(Date::constant(1996, 4, 12)));
        }
        for wrong in ["", "419961312", "41996041", "4199604１2"] {
            assert_eq!(birth(wrong), None, "{wrong}");
        }
    }
}
