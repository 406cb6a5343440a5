//! A card's signature in a document: what is signed, and where the signature stands.
//!
//! The signature covers the manifest: the SHA-256 of the application and of every file. It is made and verified elsewhere.

use super::elements::{Cursor, Read};
use super::{manifest_of, sha256, write};
use crate::case::{Attachment, Case};
use base64::{Engine, engine::general_purpose::STANDARD};

/// What is signed of a case: one line for the application, one for each file. `None` where a file's name could be taken for another line.
#[must_use]
pub fn manifest(case: &Case) -> Option<String> {
    plain_manifest(&sha256(&write::application_bytes(case)), &write::carried(&case.attachments))
}

/// The manifest, unless a name in it would make it ambiguous.
pub(super) fn plain_manifest(application: &str, files: &[Attachment]) -> Option<String> {
    let plain = |text: &str| !text.chars().any(char::is_control);
    let all_plain = files.iter().all(|file| plain(&file.name) && plain(&file.kind) && plain(&file.media_type));
    all_plain.then(|| manifest_of(application, files))
}

/// A document written by [`super::write()`], with a signature (CMS, DER) in it.
#[must_use]
pub fn signed(xml: &[u8], cms: &[u8]) -> Vec<u8> {
    let body = xml.strip_suffix(END).unwrap_or(xml);
    let line = format!("  <signature>{}</signature>\n", STANDARD.encode(cms));
    [body, line.as_bytes(), END].concat()
}

/// How every document ends.
const END: &[u8] = b"</case>\n";

/// Reads the text of `<signature>`: CMS, DER; nothing when it is no base64.
pub(super) fn cms(cursor: &mut Cursor<'_>) -> Read<Vec<u8>> {
    let mut text = cursor.text()?.into_owned();
    text.retain(|c| !c.is_ascii_whitespace());
    Ok(STANDARD.decode(text).unwrap_or_default())
}
