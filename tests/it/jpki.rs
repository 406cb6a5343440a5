//! Signing with the My Number card: the virtual card beside other programs that know such cards, and what is signed with it.

mod leaks;
mod next;
mod opensc;
mod policies;
mod server;
mod sign_in;
mod signing;

use crate::support::rig::{self, PORT};
use madoguchi::card::{self, Family, Place, emulate};
use madoguchi::sign;
use secrecy::SecretString;
use std::path::{Path, PathBuf};

const SIGN_PIN: &str = "ABC123";

fn profile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/my-number.toml")
}

/// A file of the practice PKI.
fn pki(name: &str) -> String {
    format!("{}/assets/pki/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn pin(pin: &str) -> SecretString {
    SecretString::from(pin)
}

/// Lays a card on the first reader and waits until pcscd has seen it.
fn lay(profile: &Path) -> emulate::Laid {
    let laid = emulate::lay(profile, PORT).expect("a card");
    let there = || card::list(&Place::Pcsc).unwrap_or_default().iter().any(|slot| slot.card != Family::None);
    rig::until("the card", || there().then_some(()));
    laid
}

/// A challenge signed by the card's authentication key, the signature as it is sent.
fn answer(place: &Place, text: &str, last_try: bool, challenge: &[u8]) -> Result<card::Signed, card::Error> {
    let untrusted = |error: sign::Error| card::Error::Untrusted(error.to_string());
    let signed = card::answer_challenge(place, &pin(text), last_try, challenge, &|challenge, certificate| {
        sign::challenge_input(challenge, certificate).map_err(untrusted)
    })?;
    let signature = sign::challenge_signature(challenge, &signed.certificate.der, &signed.signature);
    Ok(card::Signed { signature: signature.map_err(untrusted)?, ..signed })
}

/// A card of its own inside this process, with lines added to its profile.
fn own_card(folder: &Path, name: &str, more: &str) -> Place {
    let source = std::fs::read_to_string(profile()).expect("a profile");
    let path = folder.join(name);
    std::fs::write(&path, format!("{source}\n{more}\n")).expect("written");
    Place::InProcess(path)
}
