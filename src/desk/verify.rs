//! Is it whole, and who signed: receipts and exported cases, looked at offline.

use super::{Class, Error, Result, write_whole};
use crate::case::xml;
use crate::form::Catalog;
use crate::sign::{self, Trust};
use crate::text::{Lang, say};
use crate::wire::{Receipt, SignedReceipt};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use std::path::Path;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Every hash and signature in it holds.
    pub whole: bool,
    /// `receipt` or `case`.
    pub what: &'static str,
    /// Signer's name and certificate fingerprint (SHA-256, hex); a case file may be unsigned.
    pub signed_by: Option<(String, String)>,
    /// When it was signed, or the case opened (RFC 3339).
    pub time: Option<String>,
    /// What is not whole, one sentence each.
    pub flaws: Vec<String>,
    pub receipt: Option<Receipt>,
    /// Signed with a virtual card, whose keys anybody has.
    pub practice_card: bool,
}

/// Whose cards count, beside the practice cards: the texts of two files.
pub struct CardTrust {
    /// Certificates of the authorities, PEM.
    pub authorities: String,
    /// Policies beside those built in; empty: none.
    pub policies: String,
}

/// Looks at a receipt (JSON of `case receipt --json`, or its CMS as DER) or an exported case (XML). A receipt needs the pinned
/// certificate (PEM) of the server that signed it; a case that a card signed the authorities of cards (PEM), without which only virtual
/// cards are known. What is not whole is told in `lang`.
///
/// # Errors
/// Unreadable, or nothing this program knows; no certificate was pinned; the authorities are none.
pub fn verify(file: &Path, pinned: Option<&str>, cards: Option<&CardTrust>, lang: Lang) -> Result<Verified> {
    let bytes = std::fs::read(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => receipt_json(file, &bytes, pinned, lang),
        Some(b'<' | 0xEF) => case_xml(file, &bytes, cards, lang),
        _ => receipt_cms(file, &bytes, None, pinned, lang),
    }
}

fn neither(file: &Path) -> Error {
    Error::new(Class::Problems, "verify-unknown", &[("name", &file.display().to_string())])
}

fn receipt_json(file: &Path, bytes: &[u8], pinned: Option<&str>, lang: Lang) -> Result<Verified> {
    let unknown = || neither(file);
    let mut document: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| unknown())?;
    // `case receipt --json` wraps number, time and signature; the wire form holds the whole receipt beside the signature.
    if let Some(inner) = document.get("receipt").filter(|inner| inner.get("signature").is_some()) {
        document = inner.clone();
    }
    let signature = document.get("signature").and_then(|value| value.as_str()).ok_or_else(unknown)?;
    let cms = STANDARD.decode(signature).map_err(|_| unknown())?;
    // The receipt stands beside its signature, whole under a name of its own or field by field.
    let beside = match serde_json::from_value::<SignedReceipt>(document.clone()) {
        Ok(signed) => Some(signed.receipt),
        Err(_) => serde_json::from_value::<Receipt>(document).ok(),
    };
    receipt_cms(file, &cms, beside.as_ref(), pinned, lang)
}

fn receipt_cms(
    file: &Path,
    cms: &[u8],
    beside: Option<&Receipt>,
    pinned: Option<&str>,
    lang: Lang,
) -> Result<Verified> {
    if !sign::is_signature(cms) {
        return Err(neither(file));
    }
    let pinned = pinned.ok_or_else(|| Error::new(Class::Problems, "verify-no-pin", &[]))?;
    let verified = match sign::verify(cms, pinned) {
        Ok(verified) => verified,
        Err(sign::Error::Key(why)) => return Err(Error::new(Class::Usage, "verify-certificate", &[("why", &why)])),
        Err(error) => return Ok(broken("receipt", flaw(&error, lang))),
    };
    let receipt: Option<Receipt> = serde_json::from_slice(&verified.content).ok();
    if beside.is_some() && beside != receipt.as_ref() {
        return Ok(broken("receipt", say(lang, "verify-differs", &[])));
    }
    Ok(Verified {
        whole: receipt.is_some(),
        what: "receipt",
        signed_by: Some((verified.signer, verified.fingerprint)),
        time: verified.time.map(|time| time.to_string()),
        flaws: Vec::new(),
        receipt,
        practice_card: false,
    })
}

fn case_xml(file: &Path, bytes: &[u8], cards: Option<&CardTrust>, lang: Lang) -> Result<Verified> {
    let read = xml::read(bytes, Catalog::in_force()).map_err(|refused| Error::refused_xml(file, &refused))?;
    let flaws: Vec<String> = read.notes.iter().map(|note| noted(note, lang)).collect();
    let unsigned = Verified {
        whole: flaws.is_empty(),
        what: "case",
        signed_by: None,
        time: Some(read.case.opened_at.to_string()),
        flaws,
        receipt: None,
        practice_card: false,
    };
    match &read.signature {
        Some(signature) => signed_case(unsigned, signature, cards, lang),
        None => Ok(unsigned),
    }
}

/// Who signed a case, or why the signature does not count.
fn signed_case(case: Verified, signature: &xml::Signature, cards: Option<&CardTrust>, lang: Lang) -> Result<Verified> {
    let trust = cards.map_or_else(Trust::practice, |cards| Trust::read(&cards.authorities, "", &cards.policies));
    let trust =
        trust.map_err(|error| Error::new(Class::Usage, "verify-authorities", &[("why", &error.to_string())]))?;
    let manifest = signature.manifest.as_deref().unwrap_or_default();
    match sign::verify_detached(&signature.cms, manifest.as_bytes(), &trust, Timestamp::now()) {
        Ok(signed) => Ok(Verified {
            signed_by: Some((signed.holder.name, signed.holder.fingerprint)),
            time: Some(signed.time.to_string()),
            practice_card: signed.practice,
            ..case
        }),
        Err(error) => {
            let flaws = case.flaws.into_iter().chain([flaw(&error, lang)]).collect();
            Ok(Verified { whole: false, flaws, ..case })
        }
    }
}

/// What is not as it was written, with its line and item where it has them.
fn noted(note: &xml::Note, lang: Lang) -> String {
    let words: Vec<(&str, &str)> = note.fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sentence = say(lang, &format!("problem-{}", note.fault.code), &words);
    let item = if note.item.is_empty() { String::new() } else { format!("{}: ", note.item) };
    let line = say(lang, "verify-line", &[("line", &note.line.to_string())]);
    if note.line == 0 { format!("{item}{sentence}") } else { format!("{line} {item}{sentence}") }
}

/// Why a signature does not hold.
fn flaw(error: &sign::Error, lang: Lang) -> String {
    match error {
        sign::Error::Broken => say(lang, "verify-broken", &[]),
        sign::Error::OtherSigner => say(lang, "verify-other-signer", &[]),
        sign::Error::Certificate(flaw) => say(lang, &format!("flaw-{}", flaw.code()), &[]),
        sign::Error::Malformed(why) | sign::Error::Key(why) => say(lang, "verify-malformed", &[("why", why)]),
    }
}

/// The parts of a signed case for other programs: what was signed (`manifest.txt`) and the signature (`signature.cms`, DER), written into a folder.
///
/// # Errors
/// Unreadable, no case, not signed; the folder cannot be written.
pub fn unpack(file: &Path, folder: &Path) -> Result<()> {
    let bytes = std::fs::read(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    let read = xml::read(&bytes, Catalog::in_force()).map_err(|refused| Error::refused_xml(file, &refused))?;
    let parts = read.signature.and_then(|signature| Some((signature.manifest?, signature.cms)));
    let unsigned = || Error::new(Class::Problems, "verify-unsigned", &[("name", &file.display().to_string())]);
    let (manifest, cms) = parts.ok_or_else(unsigned)?;
    let write = |name: &str, bytes: &[u8]| write_whole(&folder.join(name), bytes);
    std::fs::create_dir_all(folder).map_err(|error| Error::file("file-unwritable", folder, &error))?;
    write("manifest.txt", manifest.as_bytes())?;
    write("signature.cms", &cms)
}

fn broken(what: &'static str, flaw: String) -> Verified {
    let flaws = vec![flaw];
    Verified { whole: false, what, signed_by: None, time: None, flaws, receipt: None, practice_card: false }
}
