//! Is the card genuine: its check code over the contents, and the certificate behind it, against pinned certificates of the Minister of Justice.
//!
//! The authority's certificates all have the same name, so the issuer is found by signature. Those of the practice cards are built in and count
//! in practice only; the official ones are published by the Immigration Services Agency and laid into a folder by the office ([`Pinned::folder`]).

use const_oid::db::rfc5912;
use der::{Decode, DecodePem, Encode};
use p384::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::Pkcs1v15Sign;
use rsa::pkcs8::DecodePublicKey;
use sha2::{Digest, Sha256, Sha384};
use std::path::Path;
use x509_cert::Certificate;

/// The plain verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genuine {
    Yes,
    No(Why),
    /// It cannot be told.
    Unknown(Why),
}

/// Why a card is not genuine, or why that cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no check code on it.
    NoCheckCode,
    /// The certificate on it cannot be read.
    Certificate,
    /// The check code does not fit what the card holds.
    CheckCode,
    /// No certificate pinned here has issued the card's.
    Issuer,
    /// A practice card, where it is not practice.
    Practice,
    /// How the card is opened is not known here.
    NotOpened,
}

impl Genuine {
    /// Word in `card read --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Genuine::Yes => "yes",
            Genuine::No(_) => "no",
            Genuine::Unknown(_) => "unknown",
        }
    }

    /// The reason, if there is one.
    #[must_use]
    pub fn why(self) -> Option<Why> {
        match self {
            Genuine::Yes => None,
            Genuine::No(why) | Genuine::Unknown(why) => Some(why),
        }
    }
}

impl Why {
    /// Word in `card read --json`, and end of the message that says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Why::NoCheckCode => "no-check-code",
            Why::Certificate => "certificate",
            Why::CheckCode => "check-code",
            Why::Issuer => "issuer",
            Why::Practice => "practice",
            Why::NotOpened => "not-opened",
        }
    }
}

/// The practice authority, both generations; its key opens and proves nothing else.
const PRACTICE: [&str; 2] = [
    include_str!("../../../assets/pki/residence/practice-ca.pem"),
    include_str!("../../../assets/pki/residence/practice-ca2.pem"),
];

/// Certificates whose word is taken.
pub struct Pinned {
    practice: bool,
    official: Vec<Certificate>,
}

impl Pinned {
    /// The practice authority alone, which counts when `practice`.
    #[must_use]
    pub fn new(practice: bool) -> Pinned {
        Pinned { practice, official: Vec::new() }
    }

    /// Adds every certificate of a folder (`*.pem`, `*.cer`, `*.crt`, `*.der`); a folder that is not there adds none, a file that is none is
    /// passed over.
    #[must_use]
    pub fn folder(mut self, folder: &Path) -> Pinned {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let certificates = files.filter(|path| {
            path.extension().is_some_and(|end| ["pem", "cer", "crt", "der"].iter().any(|known| end == *known))
        });
        self.official.extend(certificates.filter_map(|path| parse(&std::fs::read(path).ok()?)));
        self
    }

    /// Whether the issuer is the practice authority; `None` when no pinned certificate has issued this one.
    fn issuer(&self, certificate: &Certificate) -> Option<bool> {
        if self.official.iter().any(|issuer| issued(issuer, certificate)) {
            return Some(false);
        }
        let practice = PRACTICE.iter().filter_map(|pem| parse(pem.as_bytes()));
        practice.into_iter().any(|issuer| issued(&issuer, certificate)).then_some(true)
    }
}

/// A certificate, PEM or DER with filler after it; `None` when it is none.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<Certificate> {
    if bytes.starts_with(b"-----") {
        return Certificate::from_pem(bytes).ok();
    }
    let whole = crate::card::tlv::announced(bytes).ok()?;
    Certificate::from_der(bytes.get(..whole)?).ok()
}

/// What a card brings to prove itself.
pub struct Proof<'a> {
    /// What the check code is over.
    pub signed: &'a [u8],
    /// As in the file, filler included.
    pub code: &'a [u8],
    /// As in the file, filler included.
    pub certificate: &'a [u8],
}

/// The verdict. Any bytes give one.
#[must_use]
pub fn verdict(proof: &Proof<'_>, pinned: &Pinned) -> Genuine {
    if proof.code.iter().all(|byte| *byte == 0) {
        return Genuine::No(Why::NoCheckCode);
    }
    let Some(certificate) = parse(proof.certificate) else { return Genuine::No(Why::Certificate) };
    let Some(key) = Key::of(&certificate) else { return Genuine::No(Why::Certificate) };
    if !key.verifies(&Sha256::digest(proof.signed), proof.code) {
        return Genuine::No(Why::CheckCode);
    }
    match pinned.issuer(&certificate) {
        None => Genuine::Unknown(Why::Issuer),
        Some(true) if !pinned.practice => Genuine::No(Why::Practice),
        Some(_) => Genuine::Yes,
    }
}

/// A public key of either generation.
enum Key {
    Rsa(rsa::RsaPublicKey),
    P384(p384::ecdsa::VerifyingKey),
}

impl Key {
    fn of(certificate: &Certificate) -> Option<Key> {
        let der = certificate.tbs_certificate.subject_public_key_info.to_der().ok()?;
        if let Ok(key) = rsa::RsaPublicKey::from_public_key_der(&der) {
            return Some(Key::Rsa(key));
        }
        p384::ecdsa::VerifyingKey::from_public_key_der(&der).ok().map(Key::P384)
    }

    /// Over a SHA-256 digest. "ASN.1, 96 bytes" of the second generation is read both ways: DER, and the two numbers side by side.
    fn verifies(&self, digest: &[u8], code: &[u8]) -> bool {
        match self {
            Key::Rsa(key) => key.verify(Pkcs1v15Sign::new::<Sha256>(), digest, code).is_ok(),
            Key::P384(key) => signatures(code).iter().any(|signature| key.verify_prehash(digest, signature).is_ok()),
        }
    }
}

fn signatures(code: &[u8]) -> Vec<p384::ecdsa::Signature> {
    let der = crate::card::tlv::announced(code).ok().and_then(|whole| code.get(..whole));
    let der = der.and_then(|der| p384::ecdsa::Signature::from_der(der).ok());
    let plain = code.get(..96).and_then(|plain| p384::ecdsa::Signature::from_slice(plain).ok());
    der.into_iter().chain(plain).collect()
}

/// Whether one certificate signed the other, by key, never by name.
fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    let (Some(key), Ok(signed)) = (Key::of(issuer), certificate.tbs_certificate.to_der()) else { return false };
    let (algorithm, signature) = (certificate.signature_algorithm.oid, certificate.signature.raw_bytes());
    match (&key, algorithm) {
        (Key::Rsa(_), rfc5912::SHA_256_WITH_RSA_ENCRYPTION) | (Key::P384(_), rfc5912::ECDSA_WITH_SHA_256) => {
            key.verifies(&Sha256::digest(signed), signature)
        }
        (Key::P384(_), rfc5912::ECDSA_WITH_SHA_384) => key.verifies(&Sha384::digest(signed), signature),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIGNER: &[u8] = include_bytes!("../../../assets/pki/residence/practice-signer.pem");
    const SIGNER2: &[u8] = include_bytes!("../../../assets/pki/residence/practice-signer2.pem");

    #[test]
    fn issuers_are_found_by_signature() {
        let pinned = Pinned::new(true);
        for signer in [SIGNER, SIGNER2] {
            let mut certificate = parse(signer).unwrap();
            assert_eq!(pinned.issuer(&certificate), Some(true));
            // The name stays, one bit of the content does not.
            certificate.tbs_certificate.serial_number = x509_cert::serial_number::SerialNumber::new(&[9]).unwrap();
            assert_eq!(pinned.issuer(&certificate), None);
        }
    }

    #[test]
    fn a_certificate_in_a_folder_is_pinned() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("readme.pem"), "no certificate").unwrap();
        assert_eq!(Pinned::new(false).folder(folder.path()).official.len(), 0);
        std::fs::write(folder.path().join("ca.pem"), PRACTICE[0]).unwrap();
        let pinned = Pinned::new(false).folder(folder.path());
        assert_eq!(pinned.issuer(&parse(SIGNER).unwrap()), Some(false), "the office's own choice counts");
        assert_eq!(pinned.issuer(&parse(SIGNER2).unwrap()), Some(true));
        assert_eq!(Pinned::new(false).folder(&folder.path().join("missing")).official.len(), 0);
    }

    #[test]
    fn what_is_no_proof_has_its_reason() {
        let certificate = parse(SIGNER).unwrap().to_der().unwrap();
        let verdict = |code: &[u8], certificate: &[u8]| {
            verdict(&Proof { signed: b"contents", code, certificate }, &Pinned::new(true))
        };
        assert_eq!(verdict(&[0; 256], &certificate), Genuine::No(Why::NoCheckCode));
        assert_eq!(verdict(&[1; 256], &[0x30, 0x82, 0x01]), Genuine::No(Why::Certificate));
        assert_eq!(verdict(&[1; 256], &certificate), Genuine::No(Why::CheckCode));
        assert_eq!(verdict(&[1; 3], &certificate), Genuine::No(Why::CheckCode));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_certificate_gives_a_verdict(at in 0_usize..950, byte in any::<u8>(), code in proptest::collection::vec(any::<u8>(), 0..120)) {
            let mut certificate = parse(SIGNER2).unwrap().to_der().unwrap();
            let at = at % certificate.len();
            certificate[at] = byte;
            let proof = Proof { signed: b"contents", code: &code, certificate: &certificate };
            prop_assert_ne!(verdict(&proof, &Pinned::new(true)), Genuine::Yes);
        }
    }
}
