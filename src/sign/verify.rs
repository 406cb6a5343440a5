//! Verifying a signature against a pinned certificate, offline. Untrusted bytes never panic.

use super::Error;
use super::key::{octets, sha256};
use cms::cert::CertificateChoices;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc4519, rfc5911, rfc5912};
use der::asn1::OctetString;
use der::{Any, Decode, DecodePem, Encode};
use jiff::Timestamp;
use p256::ecdsa::{DerSignature, VerifyingKey};
use sha2::{Digest, Sha256};
use signature::Verifier;
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;
use x509_cert::attr::Attributes;
use x509_cert::time::Time;

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub content: Vec<u8>,
    /// Common name of the signer.
    pub signer: String,
    /// SHA-256 of the signer's certificate, hex.
    pub fingerprint: String,
    /// Time claimed by the signer.
    pub time: Option<Timestamp>,
}

/// Verifies a CMS SignedData against a pinned certificate (PEM).
///
/// Only what [`super::ServerKey::sign`] writes is accepted, to the byte: a bit flipped anywhere in it is refused.
///
/// # Errors
/// [`Error`]; untrusted bytes never panic.
pub fn verify(cms: &[u8], pinned_pem: &str) -> Result<Verified, Error> {
    let pinned = Certificate::from_pem(pinned_pem).map_err(|e| Error::Key(e.to_string()))?;
    let signed = read(cms)?;
    let signer = only_signer(&signed)?;
    check_signer(&signed, signer, &pinned)?;
    let content = signed.encap_content_info.econtent.as_ref().ok_or_else(|| malformed("no content inside"))?;
    let content = octets(content).map_err(malformed)?.into_bytes();
    let attributes = signer.signed_attrs.as_ref().ok_or_else(|| malformed("no signed attributes"))?;
    check_digest(attributes, &content)?;
    check_signature(signer, attributes, &pinned)?;
    Ok(Verified {
        content,
        signer: common_name(&pinned),
        fingerprint: fingerprint(pinned_pem)?,
        time: signing_time(attributes)?,
    })
}

/// Whether these bytes are a signature of this program at all, whoever signed.
#[must_use]
pub fn is_signature(cms: &[u8]) -> bool {
    signed_data(cms).is_ok()
}

/// SHA-256 (hex) of a certificate given as PEM, as `openssl x509 -fingerprint -sha256` computes it.
///
/// # Errors
/// [`Error::Key`] when it is not a certificate.
pub fn fingerprint(certificate_pem: &str) -> Result<String, Error> {
    let unusable = |e: der::Error| Error::Key(e.to_string());
    let der = Certificate::from_pem(certificate_pem).and_then(|c| c.to_der()).map_err(unusable)?;
    Ok(base16(&Sha256::digest(der)))
}

/// Reads the structure; only of the one shape this program writes.
fn read(cms: &[u8]) -> Result<SignedData, Error> {
    let signed = signed_data(cms)?;
    let plain = signed.version == CmsVersion::V1
        && signed.encap_content_info.econtent_type == rfc5911::ID_DATA
        && signed.crls.is_none()
        && signed.digest_algorithms.len() == 1
        && signed.digest_algorithms.iter().all(|algorithm| *algorithm == sha256());
    if plain { Ok(signed) } else { Err(malformed("another kind of signature")) }
}

/// Reads signed data; only DER, and whole.
pub(super) fn signed_data(cms: &[u8]) -> Result<SignedData, Error> {
    let outer = ContentInfo::from_der(cms).map_err(malformed)?;
    if outer.content_type != rfc5911::ID_SIGNED_DATA {
        return Err(malformed("not signed data"));
    }
    if outer.to_der().map_err(malformed)? != cms {
        return Err(malformed("not in DER"));
    }
    let bytes = outer.content.to_der().map_err(malformed)?;
    let signed = SignedData::from_der(&bytes).map_err(malformed)?;
    if signed.to_der().map_err(malformed)? == bytes { Ok(signed) } else { Err(malformed("not in DER")) }
}

fn only_signer(signed: &SignedData) -> Result<&SignerInfo, Error> {
    let mut signers = signed.signer_infos.0.iter();
    let (Some(signer), None) = (signers.next(), signers.next()) else {
        return Err(malformed("not exactly one signer"));
    };
    let algorithm = AlgorithmIdentifierOwned { oid: rfc5912::ECDSA_WITH_SHA_256, parameters: None };
    let plain = signer.version == CmsVersion::V1
        && signer.digest_alg == sha256()
        && signer.signature_algorithm == algorithm
        && signer.unsigned_attrs.is_none();
    if plain { Ok(signer) } else { Err(malformed("another kind of signature")) }
}

/// The signer named, and the certificate that travels along, are the pinned one.
fn check_signer(signed: &SignedData, signer: &SignerInfo, pinned: &Certificate) -> Result<(), Error> {
    let SignerIdentifier::IssuerAndSerialNumber(named) = &signer.sid else {
        return Err(malformed("another kind of signature"));
    };
    let tbs = &pinned.tbs_certificate;
    if named.issuer != tbs.issuer || named.serial_number != tbs.serial_number {
        return Err(Error::OtherSigner);
    }
    let Some(certificates) = &signed.certificates else { return Ok(()) };
    let same = certificates.0.iter().all(|other| matches!(other, CertificateChoices::Certificate(c) if c == pinned));
    if same { Ok(()) } else { Err(Error::OtherSigner) }
}

fn check_digest(attributes: &Attributes, content: &[u8]) -> Result<(), Error> {
    let kind: ObjectIdentifier = value(attributes, rfc5911::ID_CONTENT_TYPE)?.decode_as().map_err(malformed)?;
    let digest: OctetString = value(attributes, rfc5911::ID_MESSAGE_DIGEST)?.decode_as().map_err(malformed)?;
    let fits = kind == rfc5911::ID_DATA && digest.as_bytes() == Sha256::digest(content).as_slice();
    if fits { Ok(()) } else { Err(Error::Broken) }
}

fn check_signature(signer: &SignerInfo, attributes: &Attributes, pinned: &Certificate) -> Result<(), Error> {
    let key = pinned.tbs_certificate.subject_public_key_info.to_der().map_err(malformed)?;
    let key = <VerifyingKey as p256::pkcs8::DecodePublicKey>::from_public_key_der(&key)
        .map_err(|_| Error::Key("not a P-256 certificate".into()))?;
    let signature = DerSignature::from_bytes(signer.signature.as_bytes()).map_err(|_| Error::Broken)?;
    let signed = attributes.to_der().map_err(malformed)?;
    key.verify(&signed, &signature).map_err(|_| Error::Broken)
}

pub(super) fn signing_time(attributes: &Attributes) -> Result<Option<Timestamp>, Error> {
    if attributes.iter().all(|attribute| attribute.oid != rfc5911::ID_SIGNING_TIME) {
        return Ok(None);
    }
    let time = value(attributes, rfc5911::ID_SIGNING_TIME)?.to_der().and_then(|der| Time::from_der(&der));
    let seconds = i64::try_from(time.map_err(malformed)?.to_unix_duration().as_secs()).map_err(malformed)?;
    Timestamp::from_second(seconds).map(Some).map_err(malformed)
}

/// The one value of an attribute that must occur once (RFC 5652 §11).
pub(super) fn value(attributes: &Attributes, oid: ObjectIdentifier) -> Result<&Any, Error> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    let (Some(attribute), None) = (found.next(), found.next()) else {
        return Err(malformed("a signed attribute is missing or doubled"));
    };
    let mut values = attribute.values.iter();
    match (values.next(), values.next()) {
        (Some(value), None) => Ok(value),
        _ => Err(malformed("a signed attribute without exactly one value")),
    }
}

pub(super) fn common_name(certificate: &Certificate) -> String {
    let parts = certificate.tbs_certificate.subject.0.iter().flat_map(|part| part.0.iter());
    let name = parts.filter(|part| part.oid == rfc4519::CN).find_map(|part| part.value.decode_as::<String>().ok());
    name.unwrap_or_else(|| certificate.tbs_certificate.subject.to_string())
}

pub(super) fn base16(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn malformed(error: impl std::fmt::Display) -> Error {
    Error::Malformed(error.to_string())
}
