//! Signature algorithms as rows: what today's My Number card signs with, and what the next one is announced to sign with.
//!
//! RSA-2048 with SHA-256 (PKCS#1 v1.5, RFC 8017); ECDSA on P-384 with SHA-384 (digital agency's plan for the next card; its applet is not published).

use super::Error;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use der::asn1::{Null, OctetString};
use der::{Any, Decode, Encode, Sequence};
use p384::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::pkcs8::DecodePublicKey;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256, Sha384};
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};
use x509_cert::Certificate;

/// Shortest RSA modulus, bytes.
const RSA_BYTES: usize = 256;
/// The two numbers of a signature on P-384, bytes.
const P384_NUMBERS: usize = 96;

/// One way to sign.
pub struct Algorithm {
    /// As people write it.
    pub name: &'static str,
    /// Algorithm of the key.
    key: ObjectIdentifier,
    /// Curve of the key.
    curve: Option<ObjectIdentifier>,
    digest: ObjectIdentifier,
    /// Identifiers of the signature that mean this algorithm; the first is written.
    signature: &'static [ObjectIdentifier],
    hash: fn(&[u8]) -> Vec<u8>,
    /// The hash stands in a `DigestInfo` when it is handed to the card.
    with_info: bool,
    /// A card's signature as CMS has it; `None`: not one of this algorithm.
    of_card: fn(&[u8]) -> Option<Vec<u8>>,
    /// Key (SPKI, DER), hash, signature.
    verify: fn(&[u8], &[u8], &[u8]) -> Option<()>,
}

/// Every algorithm that is accepted.
const ALGORITHMS: &[Algorithm] = &[
    Algorithm {
        name: "RSA-2048 SHA-256",
        key: rfc5912::RSA_ENCRYPTION,
        curve: None,
        digest: rfc5912::ID_SHA_256,
        signature: &[rfc5912::SHA_256_WITH_RSA_ENCRYPTION, rfc5912::RSA_ENCRYPTION],
        hash: |bytes| Sha256::digest(bytes).to_vec(),
        with_info: true,
        of_card: |signature| Some(signature.to_vec()),
        verify: rsa_sha256,
    },
    Algorithm {
        name: "ECDSA P-384 SHA-384",
        key: rfc5912::ID_EC_PUBLIC_KEY,
        curve: Some(rfc5912::SECP_384_R_1),
        digest: rfc5912::ID_SHA_384,
        signature: &[rfc5912::ECDSA_WITH_SHA_384],
        hash: |bytes| Sha384::digest(bytes).to_vec(),
        with_info: false,
        of_card: ecdsa_value,
        verify: p384_sha384,
    },
];

/// RFC 8017 §9.2.
#[derive(Sequence)]
struct DigestInfo {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

/// The algorithm that the key of a certificate (DER) signs with, as people write it; `None` when it is not accepted.
#[must_use]
pub fn algorithm_of(certificate: &[u8]) -> Option<&'static str> {
    let certificate = Certificate::from_der(certificate).ok()?;
    Algorithm::of(&certificate.tbs_certificate.subject_public_key_info).map(|algorithm| algorithm.name)
}

impl Algorithm {
    /// The algorithm a key signs with; `None` when it is not accepted.
    #[must_use]
    pub fn of(key: &SubjectPublicKeyInfoOwned) -> Option<&'static Algorithm> {
        let curve = key.algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
        ALGORITHMS.iter().find(|row| row.key == key.algorithm.oid && row.curve == curve)
    }

    /// The hash of the signed bytes.
    #[must_use]
    pub fn hash(&self, bytes: &[u8]) -> Vec<u8> {
        (self.hash)(bytes)
    }

    /// What the card is given to sign these bytes.
    ///
    /// # Errors
    /// Never for hashes of this length.
    pub fn input(&self, bytes: &[u8]) -> der::Result<Vec<u8>> {
        let digest = self.hash(bytes);
        if !self.with_info {
            return Ok(digest);
        }
        let null = Any::encode_from(&Null)?;
        let algorithm = AlgorithmIdentifierOwned { oid: self.digest, parameters: Some(null) };
        DigestInfo { algorithm, digest: OctetString::new(digest)? }.to_der()
    }

    /// A card's signature as CMS has it, whose verification tells whether it is one.
    ///
    /// # Errors
    /// [`Error::Malformed`] for a length that no signature of this algorithm has.
    pub fn signature_of_card(&self, signature: &[u8]) -> Result<Vec<u8>, Error> {
        let bad = || Error::Malformed(format!("{} bytes are no signature of {}", signature.len(), self.name));
        (self.of_card)(signature).ok_or_else(bad)
    }

    /// Whether a key made this signature over these bytes.
    #[must_use]
    pub fn verifies(&self, key: &SubjectPublicKeyInfoOwned, bytes: &[u8], signature: &[u8]) -> bool {
        key.to_der().ok().and_then(|key| (self.verify)(&key, &self.hash(bytes), signature)).is_some()
    }

    /// Whether a signature calls itself this algorithm.
    #[must_use]
    pub fn is_signature(&self, named: &AlgorithmIdentifierOwned) -> bool {
        self.signature.contains(&named.oid) && plain(named)
    }

    /// Whether a digest calls itself this algorithm's.
    #[must_use]
    pub fn is_digest(&self, named: &AlgorithmIdentifierOwned) -> bool {
        self.digest == named.oid && plain(named)
    }

    /// The digest as it is written: without parameters (RFC 5754).
    #[must_use]
    pub fn digest_identifier(&self) -> AlgorithmIdentifierOwned {
        AlgorithmIdentifierOwned { oid: self.digest, parameters: None }
    }

    /// The signature as it is written: RSA with NULL parameters (RFC 5754 §3.2), ECDSA without.
    ///
    /// # Errors
    /// Never.
    pub fn signature_identifier(&self) -> der::Result<AlgorithmIdentifierOwned> {
        let parameters = self.with_info.then(|| Any::encode_from(&Null)).transpose()?;
        let oid = self.signature.first().copied().unwrap_or(self.key);
        Ok(AlgorithmIdentifierOwned { oid, parameters })
    }
}

/// Both numbers of a P-384 signature side by side, 48 bytes each, as cards and PKCS#11 give them (BSI TR-03111 §5.2.1), as the
/// `ECDSA-Sig-Value` of CMS (RFC 3279 §2.2.3). What is one already stays as it is.
fn ecdsa_value(signature: &[u8]) -> Option<Vec<u8>> {
    if signature.len() == P384_NUMBERS {
        let plain = p384::ecdsa::Signature::from_slice(signature).ok()?;
        return Some(plain.to_der().as_bytes().to_vec());
    }
    p384::ecdsa::DerSignature::from_bytes(signature).ok().map(|der| der.as_bytes().to_vec())
}

/// Without parameters, or with NULL.
fn plain(named: &AlgorithmIdentifierOwned) -> bool {
    named.parameters.as_ref().is_none_or(Any::is_null)
}

fn rsa_sha256(key: &[u8], hash: &[u8], signature: &[u8]) -> Option<()> {
    let key = RsaPublicKey::from_public_key_der(key).ok().filter(|key| key.size() >= RSA_BYTES)?;
    key.verify(Pkcs1v15Sign::new::<Sha256>(), hash, signature).ok()
}

fn p384_sha384(key: &[u8], hash: &[u8], signature: &[u8]) -> Option<()> {
    let key = p384::ecdsa::VerifyingKey::from_public_key_der(key).ok()?;
    let signature = p384::ecdsa::DerSignature::from_bytes(signature).ok()?;
    key.verify_prehash(hash, &p384::ecdsa::Signature::try_from(signature).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use p384::ecdsa::signature::Signer;
    use p384::ecdsa::{DerSignature, SigningKey};

    #[test]
    fn the_next_cards_algorithm_signs_and_is_verified() {
        let key = SigningKey::from_slice(&[7; 48]).unwrap();
        let public = SubjectPublicKeyInfoOwned::from_key(*key.verifying_key()).unwrap();
        let algorithm = Algorithm::of(&public).unwrap();
        assert_eq!(algorithm.name, "ECDSA P-384 SHA-384");
        assert_eq!(algorithm.input(b"signed").unwrap().len(), 48);
        let signature: DerSignature = key.sign(b"signed");
        assert!(algorithm.verifies(&public, b"signed", signature.as_bytes()));
        assert!(!algorithm.verifies(&public, b"other", signature.as_bytes()));
    }

    #[test]
    fn numbers_side_by_side_become_a_signature_of_cms_and_other_lengths_none() {
        let key = SigningKey::from_slice(&[7; 48]).unwrap();
        let public = SubjectPublicKeyInfoOwned::from_key(*key.verifying_key()).unwrap();
        let algorithm = Algorithm::of(&public).unwrap();
        // Numbers whose first byte is above 7F, and such with zeros in front, have other lengths in DER.
        let mut lengths = std::collections::BTreeSet::new();
        for n in 0..200_u16 {
            let content = n.to_be_bytes();
            let plain: p384::ecdsa::Signature = key.sign(&content);
            let der = algorithm.signature_of_card(&plain.to_bytes()).unwrap();
            assert!(algorithm.verifies(&public, &content, &der));
            assert_eq!(algorithm.signature_of_card(&der).unwrap(), der, "one already");
            lengths.insert(der.len());
        }
        assert!(lengths.len() >= 3 && lengths.iter().all(|length| *length != P384_NUMBERS), "{lengths:?}");
        let plain: p384::ecdsa::Signature = key.sign(b"signed");
        let plain = plain.to_bytes();
        for wrong in [&plain[..95], &[&plain[..], &[0]].concat(), &[], &[0; 96], &[0xFF; 96], &[7; 104]] {
            assert!(matches!(algorithm.signature_of_card(wrong), Err(Error::Malformed(_))), "{} bytes", wrong.len());
        }
    }

    #[test]
    fn a_curve_that_no_card_has_is_no_algorithm() {
        let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let public = SubjectPublicKeyInfoOwned::from_key(*key.verifying_key()).unwrap();
        assert!(Algorithm::of(&public).is_none());
    }

    #[test]
    fn todays_card_is_given_a_digest_info() {
        let info = ALGORITHMS[0].input(b"").unwrap();
        let begin: String = info[..19].iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(begin, "3031300D060960864801650304020105000420");
        assert_eq!(info.len(), 51);
    }
}
