//! What a My Number card signs for the person at the counter: applications with its signature key, a server's challenge with the other.

use super::{Class, Desk, Error, Result, Setup};
use crate::card::{self, Certificates};
use crate::case::{Case, Fact, xml};
use crate::sign::{self, Holder, Unsigned, fingerprint};
use crate::sync;
use crate::wire::{CardAnswer, SignedIn};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use jiff::civil::Date;
use secrecy::SecretString;

/// What a card signed.
pub(super) struct Signature {
    /// CMS, DER.
    pub cms: Vec<u8>,
    pub holder: Holder,
    /// Last day of the certificate.
    pub until: Date,
}

impl Signature {
    /// What the certificate says that a client's deadlines want.
    pub fn facts(&self) -> Vec<Fact> {
        let fact = |item: &str, day: Date| Fact { item: item.to_owned(), value: day.to_string(), checked: true };
        let birth = self.holder.birth.map(|day| fact("birth_date", day));
        birth.into_iter().chain([fact("certificate_until", self.until)]).collect()
    }
}

impl Setup {
    /// The certificates of a My Number card, with their days, and the tries left; the signature certificate only with its PIN. `last_try`: the person
    /// agreed to spend the last try.
    ///
    /// # Errors
    /// No reader, no card, not a My Number card; with a PIN, wrong PIN with the tries left, only one try left and `last_try` not given.
    pub fn card_certificates(&self, pin: Option<&SecretString>, last_try: bool) -> Result<Certificates> {
        Ok(card::certificates(&self.card, pin, last_try)?)
    }

    /// The card's signature over the manifest of a case, and whose it is.
    pub(super) fn sign(&self, case: &Case, pin: &SecretString, last_try: bool, now: Timestamp) -> Result<Signature> {
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
        let holder = Holder::read(&signed.certificate.der).map_err(untrusted)?;
        Ok(Signature { cms, holder, until: signed.certificate.until })
    }
}

impl Desk {
    /// Signs in to the server with the card's authentication key (PIN of 4 digits). Only a challenge of the server whose certificate is pinned is
    /// put before the card.
    ///
    /// # Errors
    /// The server cannot be reached, refuses, or hands on another's challenge; card trouble, wrong PIN with the tries left, only one try left
    /// and `last_try` not given.
    pub fn sign_in(&mut self, pin: &SecretString, last_try: bool) -> Result<SignedIn> {
        self.connect()?;
        let card = self.setup.card.clone();
        let Some(link) = &self.link else { return Err(sync::Error::Unreachable(String::new()).into()) };
        let challenge = link.runtime.block_on(link.client.challenge())?;
        let server = fingerprint(&link.pinned).map_err(untrusted)?;
        if !challenge.is_of(&server, Timestamp::now()) {
            return Err(sync::Error::OtherServer.into());
        }
        let text = challenge.text.as_bytes();
        let signed = card::answer_challenge(&card, pin, last_try, text, &|challenge, certificate| {
            sign::challenge_input(challenge, certificate).map_err(untrusted)
        })?;
        let certificate = &signed.certificate.der;
        let signature = sign::challenge_signature(text, certificate, &signed.signature).map_err(untrusted)?;
        let answer = CardAnswer {
            certificate: STANDARD.encode(certificate),
            signature: STANDARD.encode(&signature),
            challenge: challenge.text,
        };
        link.runtime.block_on(link.client.sign_in(&answer)).map_err(|error| match error {
            sync::Error::Refused(document) => {
                Error::new(Class::Refused, "sign-in-refused", &[("why", &document.detail)])
            }
            other => other.into(),
        })
    }
}

fn untrusted(error: sign::Error) -> card::Error {
    card::Error::Untrusted(error.to_string())
}
