//! The readable XML of a case (`assets/madoguchi-case.xsd`): one namespace, SHA-256 per part, attachments inside or beside.
//!
//! Export, import and export again give the same bytes. Untrusted on the way in: no entities, no external references,
//! bounded depth and size; whatever is not understood is reported, never dropped silently.
//!
//! ```xml
//! <case xmlns="urn:madoguchi:case:1">
//!   <application id="…" procedure="extension" form="extension-N" …>
//!     <answers>
//!       <item id="nationality" state="answered" by="Sato" at="2026-11-24T01:02:03Z">ベトナム</item>
//!       <table id="family" state="answered"><row><cell column="name" state="answered">NGUYEN</cell></row></table>
//!     </answers>
//!   </application>
//!   <files><file sha256="…" name="…" kind="…" type="…" size="…"><bytes>…</bytes></file></files>
//!   <digests application="…" document="…"/>
//!   <signature>…</signature>
//! </case>
//! ```
//!
//! `digests/@application` is the SHA-256 of the bytes from `<application` to `</application>`; `digests/@document` that of the
//! line `application <sha256>` followed by one line `file <sha256> <size> <kind> <type> <name>` per file, so that it is the same
//! with the files inside and beside. These lines are the *manifest*: what a card signs. Its signature (CMS, detached) stands last,
//! as base64, in a document that was signed.

mod answers;
mod elements;
mod escape;
mod files;
mod note;
mod read;
mod signature;
mod write;

pub use note::{Note, Refused};
pub use read::read;
pub use signature::{manifest, signed};
pub use write::write;

use super::{Attachment, Case};
use sha2::{Digest, Sha256};

/// Namespace of every element.
pub const NAMESPACE: &str = "urn:madoguchi:case:1";

/// Most bytes a document may have: 25 MB of files as base64, and as much again for slack and long answers.
pub const MOST_BYTES: usize = 48 << 20;

/// Deepest nesting the form of a case needs is 6; a document deeper than this is not one.
const MOST_DEPTH: usize = 12;

/// Bytes of a file in one `<bytes>` element: lines an editor can show, text nodes every XML reader takes.
const CHUNK: usize = 48 << 10;

/// Whether attachments travel inside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Base64 inside.
    Inside,
    /// Named and hashed only.
    Beside,
}

/// A case read from XML.
#[derive(Debug)]
pub struct Imported {
    pub case: Case,
    /// SHA-256 and bytes of every attachment that came inside and is whole.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was understood only in part: one line each, nothing was dropped silently.
    pub notes: Vec<Note>,
    pub signature: Option<Signature>,
}

/// A signature as it came; whether it holds is for others to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// CMS, DER; empty when it was no base64.
    pub cms: Vec<u8>,
    /// What it has to be over: the manifest of the document it came in. `None` where a file's name could be taken for another line.
    pub manifest: Option<String>,
}

/// Lower-case hex.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The lines that name all parts of a document.
fn manifest_of(application: &str, files: &[Attachment]) -> String {
    let file = |Attachment { sha256, name, kind, media_type, size }: &Attachment| {
        format!("file {sha256} {size} {kind} {media_type} {name}\n")
    };
    format!("application {application}\n") + &files.iter().map(file).collect::<String>()
}

/// The digest over all parts of a document.
fn document_digest(application: &str, files: &[Attachment]) -> String {
    sha256(manifest_of(application, files).as_bytes())
}
