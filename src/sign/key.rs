//! A server's signing key, its self-signed certificate, and signing with it.

use super::Error;
use cms::builder::{SignedDataBuilder, SignerInfoBuilder};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::signed_data::{EncapsulatedContentInfo, SignerIdentifier};
use const_oid::db::{rfc4519, rfc5911, rfc5912};
use der::asn1::{GeneralizedTime, OctetString, SetOfVec, UtcTime, Utf8StringRef};
use der::pem::LineEnding;
use der::{Any, DateTime, Decode, DecodePem, Encode, EncodePem, Tag};
use jiff::Timestamp;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::elliptic_curve::rand_core::{OsRng, RngCore};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use std::time::Duration;
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, AttributeTypeAndValue, AttributeValue};
use x509_cert::builder::{Builder, CertificateBuilder, Profile};
use x509_cert::name::{Name, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

/// How long a certificate is valid: an office keeps its receipts 5 years (行政書士法施行規則 art. 10), a server lives longer.
const YEARS_VALID: u64 = 20;
/// A certificate is valid a little before it is made, for clocks that are behind.
const CLOCK_SKEW: Duration = Duration::from_hours(24);

/// A server's signing key and self-signed certificate.
pub struct ServerKey {
    key: SigningKey,
    certificate: Certificate,
}

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServerKey").finish_non_exhaustive()
    }
}

impl ServerKey {
    /// A new P-256 key and a self-signed certificate for `name`, valid from a day before `now`.
    ///
    /// The certificate is an end entity's with key usage *digital signature* and *non-repudiation* and no extended key
    /// usage, which is what `openssl cms -verify` wants of a signer without any further option.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn generate(name: &str, now: Timestamp) -> Result<ServerKey, Error> {
        let key = SigningKey::random(&mut OsRng);
        let certificate = self_signed(&key, name, now).map_err(unusable)?;
        Ok(ServerKey { key, certificate })
    }

    /// Key (PKCS#8 DER, zeroized on drop) and certificate (PEM), for keeping.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn to_parts(&self) -> Result<(Zeroizing<Vec<u8>>, String), Error> {
        let key = self.key.to_pkcs8_der().map_err(unusable)?;
        Ok((Zeroizing::new(key.as_bytes().to_vec()), self.certificate_pem()?))
    }

    /// The certificate alone, PEM.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn certificate_pem(&self) -> Result<String, Error> {
        self.certificate.to_pem(LineEnding::LF).map_err(unusable)
    }

    /// # Errors
    /// [`Error::Key`] when key and certificate do not belong together.
    pub fn from_parts(pkcs8: &[u8], certificate_pem: &str) -> Result<ServerKey, Error> {
        let key = SigningKey::from_pkcs8_der(pkcs8).map_err(|_| Error::Key("not a P-256 key".into()))?;
        let certificate = Certificate::from_pem(certificate_pem).map_err(unusable)?;
        let own = SubjectPublicKeyInfoOwned::from_key(*key.verifying_key()).map_err(unusable)?;
        if own != certificate.tbs_certificate.subject_public_key_info {
            return Err(Error::Key("key and certificate do not belong together".into()));
        }
        Ok(ServerKey { key, certificate })
    }

    /// Signs: CMS SignedData, DER, content inside, signing time `now` (whole seconds).
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn sign(&self, content: &[u8], now: Timestamp) -> Result<Vec<u8>, Error> {
        let content = EncapsulatedContentInfo {
            econtent_type: rfc5911::ID_DATA,
            econtent: Some(Any::new(Tag::OctetString, content).map_err(unusable)?),
        };
        let signer = self.signer_info(&content, now)?;
        let mut builder = SignedDataBuilder::new(&content);
        let signed = builder
            .add_digest_algorithm(sha256())
            .and_then(|builder| builder.add_certificate(CertificateChoices::Certificate(self.certificate.clone())))
            .and_then(|builder| builder.add_signer_info::<SigningKey, DerSignature>(signer))
            .and_then(SignedDataBuilder::build)
            .map_err(unusable)?;
        signed.to_der().map_err(unusable)
    }

    fn signer_info<'a>(
        &'a self,
        content: &'a EncapsulatedContentInfo,
        now: Timestamp,
    ) -> Result<SignerInfoBuilder<'a, SigningKey>, Error> {
        let tbs = &self.certificate.tbs_certificate;
        let identifier = SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        });
        let mut info = SignerInfoBuilder::new(&self.key, identifier, sha256(), content, None).map_err(unusable)?;
        info.add_signed_attribute(signing_time(now).map_err(unusable)?).map_err(unusable)?;
        Ok(info)
    }
}

/// SHA-256 without parameters, as RFC 5754 wants it written.
pub(super) fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: rfc5912::ID_SHA_256, parameters: None }
}

fn self_signed(key: &SigningKey, name: &str, now: Timestamp) -> Result<Certificate, x509_cert::builder::Error> {
    let subject = common_name(name)?;
    let profile =
        Profile::Leaf { issuer: subject.clone(), enable_key_agreement: false, enable_key_encipherment: false };
    let public = SubjectPublicKeyInfoOwned::from_key(*key.verifying_key())?;
    CertificateBuilder::new(profile, serial()?, validity(now)?, subject, public, key)?.build::<DerSignature>()
}

fn common_name(name: &str) -> der::Result<Name> {
    let part = AttributeTypeAndValue { oid: rfc4519::CN, value: Any::from(Utf8StringRef::new(name)?) };
    let mut subject = Name::default();
    subject.0.push(RelativeDistinguishedName::from(SetOfVec::try_from(vec![part])?));
    Ok(subject)
}

/// A random positive number of 16 bytes (RFC 5280 §4.1.2.2 allows 20).
fn serial() -> der::Result<SerialNumber> {
    let mut bytes = [0_u8; 16];
    OsRng.fill_bytes(&mut bytes);
    bytes[0] = bytes[0] & 0x7f | 0x40;
    SerialNumber::new(&bytes)
}

fn validity(now: Timestamp) -> der::Result<Validity> {
    let now = since_epoch(now);
    let end = now + Duration::from_hours(YEARS_VALID * 365 * 24 + YEARS_VALID / 4 * 24);
    let time = |at| GeneralizedTime::from_unix_duration(at).map(Time::GeneralTime);
    Ok(Validity { not_before: time(now.saturating_sub(CLOCK_SKEW))?, not_after: time(end)? })
}

/// The signing-time attribute (RFC 5652 §11.3: `UTCTime` through 2049).
pub(super) fn signing_time(now: Timestamp) -> der::Result<Attribute> {
    let now = DateTime::from_unix_duration(since_epoch(now))?;
    let der = match now.year() {
        1950..=2049 => UtcTime::from_date_time(now)?.to_der()?,
        _ => GeneralizedTime::from_date_time(now).to_der()?,
    };
    let mut values = SetOfVec::new();
    values.insert(AttributeValue::from_der(&der)?)?;
    Ok(Attribute { oid: rfc5911::ID_SIGNING_TIME, values })
}

fn since_epoch(at: Timestamp) -> Duration {
    Duration::from_secs(u64::try_from(at.as_second()).unwrap_or(0))
}

fn unusable(error: impl std::fmt::Display) -> Error {
    Error::Key(error.to_string())
}

/// Only the octets of the content, as an OCTET STRING carries them.
pub(super) fn octets(any: &Any) -> der::Result<OctetString> {
    any.decode_as::<OctetString>()
}
