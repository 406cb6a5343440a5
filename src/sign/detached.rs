//! Detached signatures by a card (CMS, RFC 5652; CAdES-BES, ETSI EN 319 122-1): made in two halves around the card, and verified.
//!
//! The signed attributes are content type, message digest, signing time and the hash of the signer's certificate (RFC 5035).
//! Untrusted bytes never panic.

use super::algorithm::Algorithm;
use super::holder::Holder;
use super::key::signing_time;
use super::trust::{Purpose, Trust};
use super::verify::{self, malformed, value};
use super::{Error, Flaw};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911;
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode, Encode, Reader, SliceReader, Tag, Tagged};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::time::Duration;
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};

/// A clock that is ahead by no more than this is believed.
const CLOCK_SKEW: Duration = Duration::from_mins(10);

/// id-aa-signingCertificateV2 (RFC 5035).
const SIGNING_CERTIFICATE: ObjectIdentifier = rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2;

/// A signature that is half made: the card's part is missing.
pub struct Unsigned {
    certificate: Certificate,
    algorithm: &'static Algorithm,
    attributes: Attributes,
}

/// A card's signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardSignature {
    pub holder: Holder,
    /// Time claimed by the signer, at which the certificate was valid.
    pub time: Timestamp,
    /// As people write it.
    pub algorithm: &'static str,
    /// The certificate is one of a virtual card.
    pub practice: bool,
}

impl Unsigned {
    /// Everything but the card's part: `content` is signed by the key of `certificate` (DER) at `now` (whole seconds).
    ///
    /// # Errors
    /// [`Error::Key`] when it is no certificate, or of an algorithm that is not accepted.
    pub fn new(content: &[u8], certificate: &[u8], now: Timestamp) -> Result<Unsigned, Error> {
        let unusable = |error: der::Error| Error::Key(error.to_string());
        let certificate = Certificate::from_der(certificate).map_err(unusable)?;
        let algorithm = Algorithm::of(&certificate.tbs_certificate.subject_public_key_info);
        let algorithm = algorithm.ok_or_else(|| Error::Key("an algorithm that is not accepted".into()))?;
        let attributes = attributes(content, &certificate, algorithm, now).map_err(unusable)?;
        Ok(Unsigned { certificate, algorithm, attributes })
    }

    /// What is signed: the attributes as a SET (RFC 5652 §5.4).
    ///
    /// # Errors
    /// [`Error::Key`], which does not happen.
    pub fn signed_bytes(&self) -> Result<Vec<u8>, Error> {
        self.attributes.to_der().map_err(|error| Error::Key(error.to_string()))
    }

    /// What the card is given.
    ///
    /// # Errors
    /// As [`Unsigned::signed_bytes`].
    pub fn card_input(&self) -> Result<Vec<u8>, Error> {
        self.algorithm.input(&self.signed_bytes()?).map_err(|error| Error::Key(error.to_string()))
    }

    /// The signature as CMS (DER) with the card's part in it, as the card gave it.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the card gave no signature, [`Error::Broken`] when it signed something else.
    pub fn with_signature(self, signature: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self.algorithm.signature_of_card(signature)?;
        let key = &self.certificate.tbs_certificate.subject_public_key_info;
        if !self.algorithm.verifies(key, &self.signed_bytes()?, &signature) {
            return Err(Error::Broken);
        }
        self.assemble(&signature).map_err(|error| Error::Key(error.to_string()))
    }

    fn assemble(self, signature: &[u8]) -> der::Result<Vec<u8>> {
        let tbs = &self.certificate.tbs_certificate;
        let sid = SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        });
        let info = SignerInfo {
            version: CmsVersion::V1,
            sid,
            digest_alg: self.algorithm.digest_identifier(),
            signed_attrs: Some(self.attributes),
            signature_algorithm: self.algorithm.signature_identifier()?,
            signature: OctetString::new(signature)?,
            unsigned_attrs: None,
        };
        let certificate = CertificateChoices::Certificate(self.certificate);
        let signed = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![self.algorithm.digest_identifier()])?,
            encap_content_info: EncapsulatedContentInfo { econtent_type: rfc5911::ID_DATA, econtent: None },
            certificates: Some(CertificateSet(SetOfVec::try_from(vec![certificate])?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
        };
        ContentInfo { content_type: rfc5911::ID_SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
    }
}

fn attributes(
    content: &[u8],
    certificate: &Certificate,
    algorithm: &Algorithm,
    now: Timestamp,
) -> der::Result<Attributes> {
    let digest = OctetString::new(algorithm.hash(content))?;
    SetOfVec::try_from(vec![
        attribute(rfc5911::ID_CONTENT_TYPE, Any::encode_from(&rfc5911::ID_DATA)?)?,
        attribute(rfc5911::ID_MESSAGE_DIGEST, Any::encode_from(&digest)?)?,
        attribute(SIGNING_CERTIFICATE, certificate_hash(certificate)?)?,
        signing_time(now)?,
    ])
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// `SigningCertificateV2` with one certificate, its hash SHA-256, which is the default and so not named.
fn certificate_hash(certificate: &Certificate) -> der::Result<Any> {
    let hash = OctetString::new(Sha256::digest(certificate.to_der()?).to_vec())?;
    let wrapped = |inner: Vec<u8>| Any::new(Tag::Sequence, inner).and_then(|any| any.to_der());
    Any::new(Tag::Sequence, wrapped(wrapped(hash.to_der()?)?)?)
}

/// Verifies a card's detached signature over `content`.
///
/// # Errors
/// [`Error::Malformed`]; [`Error::Broken`] when content and signature do not belong together; [`Error::Certificate`] when the certificate does
/// not count for signing documents at the time claimed, or that time is still to come.
pub fn verify_detached(cms: &[u8], content: &[u8], trust: &Trust, now: Timestamp) -> Result<CardSignature, Error> {
    let signed = verify::signed_data(cms)?;
    let (signer, certificate) = parts(&signed)?;
    let key = &certificate.tbs_certificate.subject_public_key_info;
    let algorithm = Algorithm::of(key).ok_or_else(|| malformed("an algorithm that is not accepted"))?;
    if !algorithm.is_digest(&signer.digest_alg) || !algorithm.is_signature(&signer.signature_algorithm) {
        return Err(malformed("an algorithm that is not the key's"));
    }
    let attributes = signer.signed_attrs.as_ref().ok_or_else(|| malformed("no signed attributes"))?;
    check_attributes(attributes, content, certificate, algorithm)?;
    let bytes = attributes.to_der().map_err(malformed)?;
    if !algorithm.verifies(key, &bytes, signer.signature.as_bytes()) {
        return Err(Error::Broken);
    }
    let time = verify::signing_time(attributes)?.ok_or_else(|| malformed("no signing time"))?;
    if time.as_second() > now.as_second().saturating_add_unsigned(CLOCK_SKEW.as_secs()) {
        return Err(Error::Certificate(Flaw::NotYet));
    }
    trust.check(certificate, Purpose::Sign, time)?;
    let holder = Holder::of(certificate)?;
    Ok(CardSignature { holder, time, algorithm: algorithm.name, practice: trust.is_practice() })
}

/// The one signer and the certificate it names; no content inside, nothing unsigned beside.
fn parts(signed: &SignedData) -> Result<(&SignerInfo, &Certificate), Error> {
    let mut signers = signed.signer_infos.0.iter();
    let (Some(signer), None) = (signers.next(), signers.next()) else {
        return Err(malformed("not exactly one signer"));
    };
    let plain = signed.version == CmsVersion::V1
        && signed.encap_content_info.econtent_type == rfc5911::ID_DATA
        && signed.encap_content_info.econtent.is_none()
        && signed.crls.is_none()
        && signer.version == CmsVersion::V1
        && signer.unsigned_attrs.is_none()
        && signed.digest_algorithms.iter().eq([&signer.digest_alg]);
    let SignerIdentifier::IssuerAndSerialNumber(named) = &signer.sid else {
        return Err(malformed("another kind of signature"));
    };
    let mut certificates = signed.certificates.iter().flat_map(|set| set.0.iter());
    match (certificates.next(), certificates.next()) {
        (Some(CertificateChoices::Certificate(certificate)), None) if plain => {
            let tbs = &certificate.tbs_certificate;
            let same = named.issuer == tbs.issuer && named.serial_number == tbs.serial_number;
            if same { Ok((signer, certificate)) } else { Err(Error::OtherSigner) }
        }
        _ => Err(malformed("another kind of signature")),
    }
}

fn check_attributes(
    attributes: &Attributes,
    content: &[u8],
    certificate: &Certificate,
    algorithm: &Algorithm,
) -> Result<(), Error> {
    let kind: ObjectIdentifier = value(attributes, rfc5911::ID_CONTENT_TYPE)?.decode_as().map_err(malformed)?;
    let digest: OctetString = value(attributes, rfc5911::ID_MESSAGE_DIGEST)?.decode_as().map_err(malformed)?;
    if kind != rfc5911::ID_DATA || digest.as_bytes() != algorithm.hash(content) {
        return Err(Error::Broken);
    }
    let named = value(attributes, SIGNING_CERTIFICATE)?;
    // Written by others it may also name issuer and serial number, after the hash.
    let hash = Sha256::digest(certificate.to_der().map_err(malformed)?);
    let first = signing_certificate_hash(named).ok_or_else(|| malformed("no certificate is named"))?;
    if first.as_bytes() == hash.as_slice() { Ok(()) } else { Err(Error::OtherSigner) }
}

/// The SHA-256 of the first certificate named.
fn signing_certificate_hash(named: &Any) -> Option<OctetString> {
    let certificates = first(named)?;
    let certificate = first(&certificates)?;
    let hash = first(&certificate)?;
    hash.decode_as().ok()
}

/// The first element of a sequence.
fn first(any: &Any) -> Option<Any> {
    if any.tag() != Tag::Sequence {
        return None;
    }
    let mut inner = SliceReader::new(any.value()).ok()?;
    inner.tlv_bytes().ok().and_then(|element| Any::from_der(element).ok())
}
