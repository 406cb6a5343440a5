//! The JPKI application (公的個人認証, J-LIS) of a My Number card: certificates, signing in, signing applications.
//!
//! Two keys, and each does one thing only: the authentication key signs challenges of a server, never a document; the signature key signs documents,
//! never a challenge. A PIN is sent at most once per call, after its format and the tries left were looked at.

use super::apdu::{self, Command};
use super::my_number::{self, JPKI};
use super::reader::{Reader, select_app, send};
use super::{Error, Tries};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// The files of one key.
pub(super) struct Files {
    pub certificate: u16,
    /// Certificate of the authority that issued it.
    pub authority: u16,
    pub key: u16,
    pub pin: u16,
}

/// User authentication (利用者証明用): PIN of 4 digits, certificate readable by anybody.
pub(super) const AUTH: Files = Files { certificate: 0x000A, authority: 0x000B, key: 0x0017, pin: my_number::AUTH_PIN };
/// Signature (署名用): PIN of 6 to 16 letters and digits, which the certificate wants too.
pub(super) const SIGN: Files = Files { certificate: 0x0001, authority: 0x0002, key: 0x001A, pin: my_number::SIGN_PIN };

/// Every challenge begins so; the authentication key signs nothing else.
pub const CHALLENGE: &[u8] = b"madoguchi sign-in 1\n";

/// Beginning of the DER structure that names SHA-256 before its 32 bytes (RFC 8017 §9.2).
const SHA256_INFO: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

/// The most a key signs at once (RSA-2048 with its padding).
const MOST: usize = 245;

/// A card's certificate, DER as read.
#[derive(Clone, PartialEq, Eq)]
pub struct CardCertificate {
    pub der: Vec<u8>,
    /// Last day in Japan.
    pub until: Date,
}

impl std::fmt::Debug for CardCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardCertificate").field("until", &self.until).finish_non_exhaustive()
    }
}

/// What anybody may read: the authentication certificate and both authorities. The signature certificate says name and address, and wants its PIN.
#[derive(Debug, Clone)]
pub struct Certificates {
    pub auth: CardCertificate,
    pub auth_authority: CardCertificate,
    pub sign_authority: CardCertificate,
    pub tries: Tries,
}

/// What a key signed.
#[derive(Clone)]
pub struct Signed {
    /// Certificate of the key.
    pub certificate: CardCertificate,
    pub signature: Vec<u8>,
}

/// The certificates readable without a PIN.
pub(super) fn certificates(reader: &mut dyn Reader) -> Result<Certificates, Error> {
    let tries = my_number::tries(reader)?;
    open(reader)?;
    let mut read = |file| read_certificate(reader, file);
    let auth = read(AUTH.certificate)?;
    Ok(Certificates { auth, auth_authority: read(AUTH.authority)?, sign_authority: read(SIGN.authority)?, tries })
}

/// Last day of the authentication certificate; `None` when the card does not have one that can be read.
///
/// # Errors
/// [`Error::Removed`] only: without the date the rest of the card is as good.
pub(super) fn until(reader: &mut dyn Reader) -> Result<Option<Date>, Error> {
    match open(reader).and_then(|()| read_certificate(reader, AUTH.certificate)) {
        Ok(certificate) => Ok(Some(certificate.until)),
        Err(Error::Removed) => Err(Error::Removed),
        Err(_) => Ok(None),
    }
}

/// Signs a server's challenge with the authentication key.
pub(super) fn answer_challenge(
    reader: &mut dyn Reader,
    pin: &SecretString,
    last_try: bool,
    challenge: &[u8],
) -> Result<Signed, Error> {
    if !challenge.starts_with(CHALLENGE) {
        return Err(Error::Untrusted("a challenge that is none".into()));
    }
    let info = [&SHA256_INFO[..], &Sha256::digest(challenge)].concat();
    sign(reader, &AUTH, pin, last_try, &mut |_| Ok(info.clone()))
}

/// Signs with the signature key what `prepare` makes for the certificate it is given (DER): a `DigestInfo`.
pub(super) fn sign_document(
    reader: &mut dyn Reader,
    pin: &SecretString,
    last_try: bool,
    prepare: &mut dyn FnMut(&[u8]) -> Result<Vec<u8>, Error>,
) -> Result<Signed, Error> {
    sign(reader, &SIGN, pin, last_try, prepare)
}

fn sign(
    reader: &mut dyn Reader,
    files: &Files,
    pin: &SecretString,
    last_try: bool,
    prepare: &mut dyn FnMut(&[u8]) -> Result<Vec<u8>, Error>,
) -> Result<Signed, Error> {
    open(reader)?;
    my_number::may_try(my_number::tries_of(reader, files.pin)?, last_try)?;
    my_number::verify(reader, pin)?;
    let certificate = read_certificate(reader, files.certificate)?;
    let data = prepare(&certificate.der)?;
    if data.is_empty() || data.len() > MOST {
        return Err(Error::Untrusted("more than a card signs at once".into()));
    }
    send(reader, &Command::select_file(files.key))?.success()?;
    let answer = send(reader, &Command::new(0x80, 0x2A, 0x00, 0x80).data(&data).expect(256))?;
    match (answer.status, answer.data) {
        (apdu::OK, signature) if !signature.is_empty() => Ok(Signed { certificate, signature }),
        (status, _) => Err(Error::Untrusted(format!("status {status:04X} to signing"))),
    }
}

fn open(reader: &mut dyn Reader) -> Result<(), Error> {
    if select_app(reader, &JPKI)? { Ok(()) } else { Err(Error::NotThisCard) }
}

fn read_certificate(reader: &mut dyn Reader, file: u16) -> Result<CardCertificate, Error> {
    let der = my_number::read_file(reader, file)?;
    let until = last_day(&der)?;
    Ok(CardCertificate { der, until })
}

/// The last day of a certificate in Japan: it ends at 14:59:59 UTC, which is the end of a day there.
fn last_day(der: &[u8]) -> Result<Date, Error> {
    let not_one = || Error::Untrusted("a certificate that is none".into());
    let certificate = Certificate::from_der(der).map_err(|_| not_one())?;
    let end = certificate.tbs_certificate.validity.not_after.to_unix_duration().as_secs();
    let end = i64::try_from(end).ok().and_then(|end| Timestamp::from_second(end).ok()).ok_or_else(not_one)?;
    Ok(tz::offset(9).to_datetime(end).date())
}

/// Four digits?
pub(super) fn check_auth_pin(pin: &SecretString) -> Result<(), Error> {
    my_number::check_pin(pin)
}

/// The signature PIN as the card wants it: 6 to 16 letters and digits, at least one of each, in capitals.
pub(super) fn sign_pin(pin: &SecretString) -> Result<SecretString, Error> {
    let typed = pin.expose_secret();
    let fits = (6..=16).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let both = typed.bytes().any(|byte| byte.is_ascii_digit()) && typed.bytes().any(|byte| byte.is_ascii_alphabetic());
    if fits && both { Ok(SecretString::from(typed.to_ascii_uppercase())) } else { Err(Error::BadSignPin) }
}
