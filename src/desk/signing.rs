//! What a My Number card signs for the person at the counter: applications with its signature key.

use super::{Class, Error, Result, Setup};
use crate::card::{self, Certificates};
use crate::case::{Case, xml};
use crate::sign::{self, Holder, Unsigned};
use jiff::Timestamp;
use secrecy::SecretString;

impl Setup {
    /// The certificates a My Number card shows without a PIN, with their last days and the tries left.
    ///
    /// # Errors
    /// No reader, no card, not a My Number card.
    pub fn card_certificates(&self) -> Result<Certificates> {
        Ok(card::certificates(&self.card)?)
    }

    /// The card's signature (CMS, DER) over the manifest of a case, and whose it is.
    pub(super) fn sign(
        &self,
        case: &Case,
        pin: &SecretString,
        last_try: bool,
        now: Timestamp,
    ) -> Result<(Vec<u8>, Holder)> {
        let manifest = xml::manifest(case).ok_or_else(|| Error::new(Class::Problems, "sign-names", &[]))?;
        let mut half = None;
        let signed = card::sign_document(&self.card, pin, last_try, &mut |certificate| {
            let unsigned = Unsigned::new(manifest.as_bytes(), certificate, now).map_err(untrusted)?;
            let input = unsigned.card_input().map_err(untrusted)?;
            half = Some(unsigned);
            Ok(input)
        })?;
        let half = half.ok_or(card::Error::NotThisCard)?;
        let cms = half.with_signature(&signed.signature).map_err(untrusted)?;
        let holder = Holder::read(&signed.certificate).map_err(untrusted)?;
        Ok((cms, holder))
    }
}

fn untrusted(error: sign::Error) -> card::Error {
    card::Error::Untrusted(error.to_string())
}
