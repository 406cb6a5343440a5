//! Signing with the My Number card: the virtual card beside other programs that know such cards, and what is signed with it.

mod leaks;
mod opensc;
mod server;
mod sign_in;
mod signing;

use crate::support::rig::{self, PORT};
use madoguchi::card::{self, Family, Place, emulate};
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

/// A card of its own inside this process, with lines added to its profile.
fn own_card(folder: &Path, name: &str, more: &str) -> Place {
    let source = std::fs::read_to_string(profile()).expect("a profile");
    let path = folder.join(name);
    std::fs::write(&path, format!("{source}\n{more}\n")).expect("written");
    Place::InProcess(path)
}
