//! The check code of a practice card, by the practice authority's signers, or wrong in the way the profile wants.
//!
//! The keys are public on purpose: what they sign is genuine in practice and nowhere else.

use super::profile::Check;
use crate::card::residence::certificate;
use der::Encode;
use p384::ecdsa::signature::hazmat::PrehashSigner;
use p384::pkcs8::DecodePrivateKey;
use rsa::Pkcs1v15Sign;
use sha2::{Digest, Sha256};

const SIGNER: (&str, &str) = (
    include_str!("../../../../assets/pki/residence/practice-signer.pem"),
    include_str!("../../../../assets/pki/residence/practice-signer.key"),
);
const SIGNER2: (&str, &str) = (
    include_str!("../../../../assets/pki/residence/practice-signer2.pem"),
    include_str!("../../../../assets/pki/residence/practice-signer2.key"),
);
/// A signer that no authority knows.
const STRANGER: (&str, &str) = (
    include_str!("../../../../assets/pki/residence/stranger.pem"),
    include_str!("../../../../assets/pki/residence/stranger.key"),
);

/// Check code and certificate over the contents, first generation.
pub(super) fn first(contents: &[u8], check: Check) -> (Vec<u8>, Vec<u8>) {
    made(contents, check, SIGNER)
}

/// Check code and certificate over the contents, second generation.
pub(super) fn second(contents: &[u8], check: Check) -> (Vec<u8>, Vec<u8>) {
    made(contents, check, SIGNER2)
}

fn made(contents: &[u8], check: Check, signer: (&str, &str)) -> (Vec<u8>, Vec<u8>) {
    let (pem, key) = if check == Check::Stranger { STRANGER } else { signer };
    let certificate = certificate(pem.as_bytes()).and_then(|certificate| certificate.to_der().ok());
    let mut digest = Sha256::digest(contents);
    if check == Check::Broken {
        digest[0] ^= 1;
    }
    let code = if check == Check::None { Vec::new() } else { code(key, &digest).unwrap_or_default() };
    (code, certificate.unwrap_or_default())
}

fn code(key: &str, digest: &[u8]) -> Option<Vec<u8>> {
    if let Ok(key) = p384::ecdsa::SigningKey::from_pkcs8_pem(key) {
        let signature: p384::ecdsa::Signature = key.sign_prehash(digest).ok()?;
        return Some(signature.to_bytes().to_vec());
    }
    let key = rsa::RsaPrivateKey::from_pkcs8_pem(key).ok()?;
    key.sign(Pkcs1v15Sign::new::<Sha256>(), digest).ok()
}
