//! The JPKI application (公的個人認証, J-LIS) of a My Number card: certificates, signing in, signing applications.
//!
//! Two keys, and each does one thing only: the authentication key signs challenges of a server, never a document; the signature key signs documents,
//! never a challenge. A PIN is sent at most once per call, after its format and the tries left were looked at.

use super::apdu::{self, Command};
use super::my_number::{self, JPKI};
use super::reader::{Reader, select_app, send};
use super::{Error, Family, Tries, basic};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz;
use secrecy::{ExposeSecret, SecretString};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::time::Time;

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

/// The most a key signs at once (RSA-2048 with its padding).
const MOST: usize = 245;

/// A card's certificate, DER as read.
#[derive(Clone, PartialEq, Eq)]
pub struct CardCertificate {
    pub der: Vec<u8>,
    /// Name of the authority that issued it (RFC 4514).
    pub issuer: String,
    /// First and last day in Japan.
    pub from: Date,
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
    pub card: Family,
    pub auth: CardCertificate,
    pub auth_authority: CardCertificate,
    /// Where its PIN was given.
    pub sign: Option<CardCertificate>,
    pub sign_authority: CardCertificate,
    pub tries: Tries,
}

/// Makes what a card is given of a challenge and the certificate (DER) of the key that signs it.
pub type Prepare<'a> = &'a dyn Fn(&[u8], &[u8]) -> Result<Vec<u8>, Error>;

/// What a key signed.
#[derive(Clone)]
pub struct Signed {
    /// Certificate of the key.
    pub certificate: CardCertificate,
    /// As the card gave it.
    pub signature: Vec<u8>,
}

/// The certificates readable without a PIN, and with one for signing the signature certificate. `card`: what the card was named.
pub(super) fn certificates(
    reader: &mut dyn Reader,
    card: Family,
    pin: Option<&SecretString>,
    last_try: bool,
) -> Result<Certificates, Error> {
    let mut tries = my_number::tries(reader)?;
    open(reader)?;
    let mut sign = None;
    if let Some(pin) = pin {
        show_pin(reader, &SIGN, pin, last_try)?;
        tries.sign = my_number::tries_of(reader, SIGN.pin)?.or(tries.sign);
        sign = Some(read_certificate(reader, SIGN.certificate)?);
    }
    let auth = read_certificate(reader, AUTH.certificate)?;
    let auth_authority = read_certificate(reader, AUTH.authority)?;
    let sign_authority = read_certificate(reader, SIGN.authority)?;
    Ok(Certificates { card, auth, auth_authority, sign, sign_authority, tries })
}

/// Shows the PIN of a key, if that may be.
fn show_pin(reader: &mut dyn Reader, files: &Files, pin: &SecretString, last_try: bool) -> Result<(), Error> {
    my_number::may_try(my_number::tries_of(reader, files.pin)?, last_try)?;
    my_number::verify(reader, pin)
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

/// Signs a server's challenge with the authentication key: what `prepare` makes of the challenge for the certificate (DER).
pub(super) fn answer_challenge(
    reader: &mut dyn Reader,
    pin: &SecretString,
    last_try: bool,
    challenge: &[u8],
    prepare: Prepare<'_>,
) -> Result<Signed, Error> {
    if !challenge.starts_with(CHALLENGE) {
        return Err(Error::Untrusted("a challenge that is none".into()));
    }
    sign(reader, &AUTH, pin, last_try, &mut |certificate| prepare(challenge, certificate))
}

/// Signs with the signature key what `prepare` makes for the certificate it is given (DER): a `DigestInfo`, or the bare hash for an elliptic curve.
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
    show_pin(reader, files, pin, last_try)?;
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
    let not_one = || Error::Untrusted("a certificate that is none".into());
    let certificate = Certificate::from_der(&der).map_err(|_| not_one())?;
    let tbs = &certificate.tbs_certificate;
    let from = day(&tbs.validity.not_before).ok_or_else(not_one)?;
    let until = day(&tbs.validity.not_after).ok_or_else(not_one)?;
    let issuer = basic::text(tbs.issuer.to_string().as_bytes())?;
    Ok(CardCertificate { der, issuer, from, until })
}

/// The day in Japan: a certificate ends at 14:59:59 UTC, which is the end of a day there.
fn day(time: &Time) -> Option<Date> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    Some(tz::offset(9).to_datetime(Timestamp::from_second(seconds).ok()?).date())
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

#[cfg(test)]
mod tests;
