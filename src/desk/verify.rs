//! Is it whole, and who signed: receipts and exported cases, looked at offline.

use super::{Class, Error, Result};
use crate::case::xml;
use crate::form::Catalog;
use crate::sign;
use crate::wire::{Receipt, SignedReceipt};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::path::Path;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Every hash and signature in it holds.
    pub whole: bool,
    /// `receipt` or `case`.
    pub what: &'static str,
    /// Signer's name and certificate fingerprint (SHA-256, hex); a case file is not signed.
    pub signed_by: Option<(String, String)>,
    /// When it was signed, or the case opened (RFC 3339).
    pub time: Option<String>,
    /// What is not whole, one line each.
    pub flaws: Vec<String>,
    pub receipt: Option<Receipt>,
}

/// Looks at a receipt (JSON of `case receipt --json`, or its CMS as DER) or an exported case (XML). A receipt needs the pinned
/// certificate (PEM) of the server that signed it.
///
/// # Errors
/// Unreadable, or nothing this program knows; no certificate was pinned.
pub fn verify(file: &Path, pinned: Option<&str>) -> Result<Verified> {
    let bytes = std::fs::read(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => receipt_json(file, &bytes, pinned),
        Some(b'<' | 0xEF) => case_xml(file, &bytes),
        _ => receipt_cms(&bytes, None, pinned),
    }
}

fn receipt_json(file: &Path, bytes: &[u8], pinned: Option<&str>) -> Result<Verified> {
    let unknown = || Error::new(Class::Problems, "verify-unknown", &[("name", &file.display().to_string())]);
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
    receipt_cms(&cms, beside.as_ref(), pinned)
}

fn receipt_cms(cms: &[u8], beside: Option<&Receipt>, pinned: Option<&str>) -> Result<Verified> {
    let pinned = pinned.ok_or_else(|| Error::new(Class::Problems, "verify-no-pin", &[]))?;
    let verified = match sign::verify(cms, pinned) {
        Ok(verified) => verified,
        Err(sign::Error::Malformed(_)) => return Err(Error::new(Class::Problems, "verify-unknown", &[("name", "-")])),
        Err(error) => return Ok(broken("receipt", error.to_string())),
    };
    let receipt: Option<Receipt> = serde_json::from_slice(&verified.content).ok();
    if beside.is_some() && beside != receipt.as_ref() {
        return Ok(broken("receipt", "the receipt differs from what was signed".to_owned()));
    }
    Ok(Verified {
        whole: receipt.is_some(),
        what: "receipt",
        signed_by: Some((verified.signer, verified.fingerprint)),
        time: verified.time.map(|time| time.to_string()),
        flaws: Vec::new(),
        receipt,
    })
}

fn case_xml(file: &Path, bytes: &[u8]) -> Result<Verified> {
    let read = xml::read(bytes, Catalog::embedded()).map_err(|refused| Error::refused_xml(file, &refused))?;
    let flaws: Vec<String> =
        read.notes.iter().map(|note| format!("line {}: {}: {}", note.line, note.item, note.fault.code)).collect();
    Ok(Verified {
        whole: flaws.is_empty(),
        what: "case",
        signed_by: None,
        time: Some(read.case.opened_at.to_string()),
        flaws,
        receipt: None,
    })
}

fn broken(what: &'static str, flaw: String) -> Verified {
    Verified { whole: false, what, signed_by: None, time: None, flaws: vec![flaw], receipt: None }
}
