//! Attachments of a document: whole ones are taken over, damaged ones are noted.

use super::elements::{Cursor, Element, Read};
use super::{hex, sha256};
use crate::case::Attachment;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Far more files than any application may carry.
const MOST_FILES: usize = 200;

/// The files of a document.
#[derive(Default)]
pub(super) struct Attached {
    /// Everything named, damaged or not; what the digest of the document covers.
    pub listed: Vec<Attachment>,
    /// Named and not damaged.
    pub whole: Vec<Attachment>,
    /// SHA-256 and bytes of those that came inside.
    pub bytes: Vec<(String, Vec<u8>)>,
}

/// Reads the children of `<files>`.
pub(super) fn files(cursor: &mut Cursor<'_>, attached: &mut Attached) -> Read<()> {
    while let Some(element) = cursor.child("files")? {
        if element.local != "file" {
            cursor.unknown(&element)?;
        } else if attached.listed.len() == MOST_FILES {
            cursor.note(element.start, "documents", "import-too-many-files", &[("max", &MOST_FILES.to_string())]);
            cursor.skip()?;
        } else {
            file(cursor, element, attached)?;
        }
    }
    Ok(())
}

fn file<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>, attached: &mut Attached) -> Read<()> {
    let mut take = |name| element.take(name).unwrap_or_default().into_owned();
    let (sha256, name, kind, media_type, size) =
        (take("sha256"), take("name"), take("kind"), take("type"), take("size"));
    let start = element.start;
    cursor.finish(element, &name);
    let inside = bytes(cursor)?;
    let Ok(size) = size.parse::<u64>() else {
        cursor.note(start, "documents", "import-file-damaged", &[("name", &name)]);
        return Ok(());
    };
    let attachment = Attachment { sha256, name, kind, media_type, size };
    let problem = match &inside {
        _ if attached.listed.iter().any(|other| other.sha256 == attachment.sha256) => Some("import-file-twice"),
        _ if !is_digest(&attachment.sha256) => Some("import-file-damaged"),
        Inside::Broken => Some("import-file-damaged"),
        Inside::Bytes(bytes) if !is(bytes, &attachment) => Some("import-file-damaged"),
        _ => None,
    };
    attached.listed.push(attachment.clone());
    if let Some(problem) = problem {
        cursor.note(start, "documents", problem, &[("name", &attachment.name)]);
        return Ok(());
    }
    match inside {
        Inside::Bytes(bytes) => attached.bytes.push((attachment.sha256.clone(), bytes)),
        Inside::Nothing if size == 0 && attachment.sha256 == self::sha256(&[]) => {
            attached.bytes.push((attachment.sha256.clone(), Vec::new()));
        }
        _ => {}
    }
    attached.whole.push(attachment);
    Ok(())
}

/// What stood inside a `<file>`.
enum Inside {
    /// No bytes: the file lies beside.
    Nothing,
    Bytes(Vec<u8>),
    /// Not base64.
    Broken,
}

fn bytes(cursor: &mut Cursor<'_>) -> Read<Inside> {
    let mut inside = Inside::Nothing;
    while let Some(element) = cursor.child("file")? {
        if element.local != "bytes" {
            cursor.unknown(&element)?;
            continue;
        }
        cursor.finish(element, "documents");
        let mut text = cursor.text()?;
        if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
            text.to_mut().retain(|c| !c.is_ascii_whitespace());
        }
        inside = match inside {
            Inside::Nothing => append(Vec::new(), &text),
            Inside::Bytes(before) => append(before, &text),
            Inside::Broken => Inside::Broken,
        };
    }
    Ok(inside)
}

fn append(mut bytes: Vec<u8>, text: &str) -> Inside {
    match STANDARD.decode_vec(text, &mut bytes) {
        Ok(()) => Inside::Bytes(bytes),
        Err(_) => Inside::Broken,
    }
}

fn is(bytes: &[u8], attachment: &Attachment) -> bool {
    bytes.len() as u64 == attachment.size && hex(&Sha256::digest(bytes)) == attachment.sha256
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
