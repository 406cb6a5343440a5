//! The two certificates of a virtual My Number card, issued by the practice authorities in `assets/pki` in the shape of the real ones.
//!
//! Source of the shape: certificates of test cards and the published roots of JPKI. The signature certificate has name, address, birth date and
//! sex in clear, as on a real card; here they are the profile's.

use super::files::object;
use super::key::{Key, Keys};
use super::profile::{Jpki, MyNumber};
use const_oid::ObjectIdentifier;
use der::{DecodePem, Encode};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;

/// Which of the two keys of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Auth,
    Sign,
}

/// What is certified.
#[derive(Clone)]
pub(super) struct Subject {
    pub name: String,
    pub address: String,
    pub birth: Date,
    /// ASCII digit as on the card.
    pub sex: u8,
    /// First and last day of both certificates.
    pub from: Date,
    pub until: Date,
    /// The certificates are on the practice list of revoked ones.
    pub revoked: bool,
    /// Policies of the authentication and the signature certificate; empty: none is named.
    pub policies: [String; 2],
    pub keys: Keys,
}

impl From<&MyNumber> for Subject {
    fn from(card: &MyNumber) -> Subject {
        let MyNumber { name, address, birth, sex, jpki, .. } = card;
        let Jpki { from, until, revoked, keys, .. } = *jpki;
        let (name, address, policies) = (name.clone(), address.clone(), jpki.policies.clone());
        Subject { name, address, birth: *birth, sex: *sex, from, until, revoked, policies, keys }
    }
}

/// Serial number that stands in `assets/pki/revoked.txt`.
const REVOKED: [u8; 4] = [0x0B, 0xAD, 0xC0, 0xDE];

/// Certificate and key of the authority.
const AUTH: (&str, &str) =
    (include_str!("../../../assets/pki/auth-2023.pem"), include_str!("../../../assets/pki/auth-2023.key"));
const SIGN: (&str, &str) =
    (include_str!("../../../assets/pki/sign-2023.pem"), include_str!("../../../assets/pki/sign-2023.key"));

impl Purpose {
    fn pem(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Auth => AUTH,
            Purpose::Sign => SIGN,
        }
    }

    /// Certificate of the authority, DER; nothing when the file in `assets` is damaged.
    pub fn authority(self) -> Vec<u8> {
        Certificate::from_pem(self.pem().0).and_then(|authority| authority.to_der()).unwrap_or_default()
    }

    /// Certificate of the card's key, DER; nothing when a file in `assets` is damaged.
    pub fn issue(self, subject: &Subject) -> Vec<u8> {
        self.try_issue(subject).unwrap_or_default()
    }

    fn try_issue(self, subject: &Subject) -> Option<Vec<u8>> {
        let (authority, authority_key) = self.pem();
        let authority = Certificate::from_pem(authority).ok()?;
        let authority_key = Key::rsa(authority_key)?;
        let tbs = self.to_be_signed(subject, &authority, &authority_key)?;
        let signature = authority_key.sign(0x03, &tbs)?;
        Some(sequence(&[tbs, algorithm(), object(0x03, &[&[0][..], &signature].concat())]))
    }

    fn to_be_signed(self, subject: &Subject, authority: &Certificate, authority_key: &Key) -> Option<Vec<u8>> {
        let issuer = authority.tbs_certificate.subject.to_der().ok()?;
        let key = Key::of(subject.keys, self)?;
        let extensions = self.extensions(subject, &issuer, authority, authority_key, &key);
        Some(sequence(&[
            object(0xA0, &object(0x02, &[2])),
            object(0x02, &serial(subject, self)),
            algorithm(),
            issuer,
            sequence(&[time(subject.from, "000000"), time(subject.until, "145959")]),
            self.holder(subject),
            key.public()?,
            object(0xA3, &sequence(&extensions)),
        ]))
    }

    /// The authentication certificate names nobody; the signature certificate has the municipality.
    fn holder(self, subject: &Subject) -> Vec<u8> {
        let base16: String = serial(subject, self).iter().map(|byte| format!("{byte:02X}")).collect();
        let country = part("2.5.4.6", 0x13, "JP");
        match self {
            Purpose::Auth => sequence(&[country, part("2.5.4.3", 0x0C, &format!("{base16}PRACTICE13221003A"))]),
            Purpose::Sign => {
                let id = format!("{}1200000013413221003A", subject.from.strftime("%Y%m%d"));
                let place = |name| part("2.5.4.7", 0x0C, name);
                sequence(&[country, place("Tokyo-to"), place("Minato-ku"), part("2.5.4.3", 0x0C, &id)])
            }
        }
    }

    fn extensions(
        self,
        subject: &Subject,
        issuer: &[u8],
        authority: &Certificate,
        authority_key: &Key,
        card_key: &Key,
    ) -> Vec<Vec<u8>> {
        let usage: &[u8] = if self == Purpose::Auth { &[0x07, 0x80] } else { &[0x06, 0xC0] };
        let mut list = vec![
            extension("2.5.29.15", true, &object(0x03, usage)),
            extension("2.5.29.18", false, &sequence(&[object(0xA4, issuer)])),
            extension("2.5.29.31", false, &distribution(issuer)),
            extension("2.5.29.14", false, &object(0x04, &card_key.id())),
        ];
        list.extend(policies(&subject.policies[self as usize]));
        let serial = authority.tbs_certificate.serial_number.as_bytes();
        let named = [object(0x80, &authority_key.id()), object(0xA1, &object(0xA4, issuer)), object(0x82, serial)];
        list.push(extension("2.5.29.35", false, &sequence(&named)));
        match self {
            Purpose::Auth => {
                list.push(extension("2.5.29.37", false, &sequence(&[oid("1.3.6.1.5.5.7.3.2")])));
                let ocsp = sequence(&[oid("1.3.6.1.5.5.7.48.1"), object(0x86, b"http://ocsp.practice.invalid")]);
                list.push(extension("1.3.6.1.5.5.7.1.1", false, &sequence(&[ocsp])));
            }
            Purpose::Sign => list.push(extension("2.5.29.17", false, &person(subject))),
        }
        list
    }
}

/// The policy a certificate was issued under, with the authority's statement beside it.
fn policies(policy: &str) -> Option<Vec<u8>> {
    let statement = sequence(&[oid("1.3.6.1.5.5.7.2.1"), object(0x16, b"http://practice.invalid/cps.html")]);
    let named = sequence(&[sequence(&[oid(policy), sequence(&[statement])])]);
    (!policy.is_empty()).then(|| extension("2.5.29.32", true, &named))
}

/// The alternative name of a signature certificate: name, birth date, sex, address, and which characters of both are substitutes.
fn person(subject: &Subject) -> Vec<u8> {
    let era = match subject.birth {
        day if day >= Date::constant(2019, 5, 1) => 5,
        day if day >= Date::constant(1989, 1, 8) => 4,
        _ => 3,
    };
    let birth = format!("{era}{}", subject.birth.strftime("%Y%m%d"));
    let sex = char::from(subject.sex).to_string();
    let flags = |text: &str| "0".repeat(text.chars().count());
    let parts = [
        (1, subject.name.clone()),
        (4, birth),
        (3, sex),
        (5, subject.address.clone()),
        (2, flags(&subject.name)),
        (6, flags(&subject.address)),
    ];
    let other = |(n, text): &(u8, String)| {
        let value = object(0xA0, &object(0x0C, text.as_bytes()));
        object(0xA0, &[oid(&format!("1.2.392.200149.8.5.5.{n}")), value].concat())
    };
    sequence(&parts.iter().map(other).collect::<Vec<_>>())
}

/// The distribution point is a name in a directory, not a URL.
fn distribution(issuer: &[u8]) -> Vec<u8> {
    sequence(&[sequence(&[object(0xA0, &object(0xA0, &object(0xA4, issuer)))])])
}

fn serial(subject: &Subject, purpose: Purpose) -> Vec<u8> {
    if subject.revoked {
        return REVOKED.to_vec();
    }
    let text = format!("{purpose:?} {} {} {}", subject.name, subject.birth, subject.until);
    let hash = Sha256::digest(text);
    vec![hash[0] & 0x3F | 0x10, hash[1], hash[2], hash[3]]
}

pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    object(0x30, &parts.concat())
}

fn oid(dotted: &str) -> Vec<u8> {
    object(0x06, ObjectIdentifier::new(dotted).as_ref().map(ObjectIdentifier::as_bytes).unwrap_or_default())
}

/// sha256WithRSAEncryption
fn algorithm() -> Vec<u8> {
    sequence(&[oid("1.2.840.113549.1.1.11"), object(0x05, &[])])
}

fn part(kind: &str, tag: u16, value: &str) -> Vec<u8> {
    object(0x31, &sequence(&[oid(kind), object(tag, value.as_bytes())]))
}

fn extension(id: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { object(0x01, &[0xFF]) } else { Vec::new() };
    sequence(&[oid(id), critical, object(0x04, value)])
}

/// A `UTCTime`, which ends with 2049.
fn time(day: Date, clock: &str) -> Vec<u8> {
    object(0x17, format!("{}{clock}Z", day.strftime("%y%m%d")).as_bytes())
}
