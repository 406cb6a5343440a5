//! Signing in: a server's challenge, signed by the authentication key of a card, and verified.
//!
//! The signature is over the challenge itself, by the algorithm of the certificate's key; RSA as PKCS#1 v1.5, ECDSA as `ECDSA-Sig-Value`.

use super::Error;
use super::algorithm::Algorithm;
use super::holder::Holder;
use super::trust::{Purpose, Trust};
use super::verify::malformed;
use der::Decode;
use jiff::Timestamp;
use x509_cert::Certificate;

/// What a card is given to sign a challenge by the key of a certificate (DER).
///
/// # Errors
/// [`Error::Malformed`] when it is no certificate, or of an algorithm that is not accepted.
pub fn challenge_input(challenge: &[u8], certificate: &[u8]) -> Result<Vec<u8>, Error> {
    let (_, algorithm) = read(certificate)?;
    algorithm.input(challenge).map_err(malformed)
}

/// The signature of a challenge as it is sent, from what the card gave.
///
/// # Errors
/// As [`challenge_input`]; [`Error::Broken`] when the card signed something else.
pub fn challenge_signature(challenge: &[u8], certificate: &[u8], from_card: &[u8]) -> Result<Vec<u8>, Error> {
    let (certificate, algorithm) = read(certificate)?;
    let signature = algorithm.signature_of_card(from_card)?;
    let key = &certificate.tbs_certificate.subject_public_key_info;
    if algorithm.verifies(key, challenge, &signature) { Ok(signature) } else { Err(Error::Broken) }
}

fn read(certificate: &[u8]) -> Result<(Certificate, &'static Algorithm), Error> {
    let certificate = Certificate::from_der(certificate).map_err(malformed)?;
    let algorithm = Algorithm::of(&certificate.tbs_certificate.subject_public_key_info);
    let algorithm = algorithm.ok_or_else(|| malformed("an algorithm that is not accepted"))?;
    Ok((certificate, algorithm))
}

/// Verifies what an authentication key answered to a challenge (over the challenge itself, certificate beside, DER).
///
/// # Errors
/// As [`super::verify_detached`], for signing in.
pub fn verify_challenge(
    challenge: &[u8],
    certificate: &[u8],
    signature: &[u8],
    trust: &Trust,
    now: Timestamp,
) -> Result<Holder, Error> {
    let (certificate, algorithm) = read(certificate)?;
    let key = &certificate.tbs_certificate.subject_public_key_info;
    if !algorithm.verifies(key, challenge, signature) {
        return Err(Error::Broken);
    }
    trust.check(&certificate, Purpose::Auth, now)?;
    Holder::of(&certificate)
}
