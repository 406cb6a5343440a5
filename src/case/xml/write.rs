//! From a case to its document.

use super::{CHUNK, Files, NAMESPACE, document_digest, escape, sha256};
use crate::case::{Answer, Attachment, Case, Entry, Origin};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Writes a case. `file` gives the bytes of an attachment by SHA-256 (only asked for with [`Files::Inside`]).
///
/// # Errors
/// Whatever `file` fails with.
pub fn write<E>(case: &Case, files: Files, mut file: impl FnMut(&str) -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    let mut out = Vec::with_capacity(32 << 10);
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<case");
    escape::attribute(&mut out, "xmlns", NAMESPACE);
    out.extend_from_slice(b">\n  ");
    let application = application_bytes(case);
    let digest = sha256(&application);
    out.extend(application);
    out.extend_from_slice(b"\n  <files>\n");
    for attachment in &case.attachments {
        let bytes = match files {
            Files::Inside => Some(file(&attachment.sha256)?),
            Files::Beside => None,
        };
        attached(&mut out, attachment, bytes.as_deref());
    }
    out.extend_from_slice(b"  </files>\n  <digests");
    escape::attribute(&mut out, "application", &digest);
    escape::attribute(&mut out, "document", &document_digest(&digest, &carried(&case.attachments)));
    out.extend_from_slice(b"/>\n</case>\n");
    Ok(out)
}

/// From `<application` to `</application>`, which is what its digest covers.
pub(super) fn application_bytes(case: &Case) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 << 10);
    application(&mut out, case);
    out
}

fn application(out: &mut Vec<u8>, case: &Case) {
    out.extend_from_slice(b"<application");
    for (name, value) in [
        ("id", case.id.to_string().as_str()),
        ("procedure", &case.procedure),
        ("form", &case.form.code),
        ("edition", &case.form.edition),
        ("form-digest", &case.form.digest),
        ("status", &case.status),
        ("by", case.by.word()),
        ("stage", case.stage.word()),
        ("revision", &case.revision.to_string()),
        ("opened", &case.opened_at.to_string()),
    ] {
        escape::attribute(out, name, value);
    }
    out.extend_from_slice(b">\n");
    if let Some(because) = &case.opened_because {
        out.extend_from_slice(b"    <opened-because");
        value(out, because);
        out.extend_from_slice(b"</opened-because>\n");
    }
    if let Some(declared) = &case.declared {
        out.extend_from_slice(b"    <declared");
        escape::attribute(out, "lang", &declared.lang);
        escape::attribute(out, "staff", &declared.staff);
        escape::attribute(out, "at", &declared.at.to_string());
        out.extend_from_slice(b"/>\n");
    }
    facts(out, case);
    out.extend_from_slice(b"    <answers>\n");
    for (id, answer) in &case.answers {
        self::answer(out, id, answer);
    }
    out.extend_from_slice(b"    </answers>\n  </application>");
}

/// What is known beside the items; nothing where nothing is.
fn facts(out: &mut Vec<u8>, case: &Case) {
    if case.facts.is_empty() {
        return;
    }
    out.extend_from_slice(b"    <facts>\n");
    for (name, known) in &case.facts {
        out.extend_from_slice(b"      <fact");
        escape::attribute(out, "name", name);
        value(out, known);
        out.extend_from_slice(b"</fact>\n");
    }
    out.extend_from_slice(b"    </facts>\n");
}

fn answer(out: &mut Vec<u8>, id: &str, answer: &Answer) {
    out.extend_from_slice(b"      ");
    if answer.rows.is_empty() {
        boxed(out, "item", ("id", id), &answer.entry);
        out.push(b'\n');
        return;
    }
    out.extend_from_slice(b"<table");
    escape::attribute(out, "id", id);
    head(out, &answer.entry);
    out.extend_from_slice(b">\n");
    if !answer.entry.typed.is_empty() {
        out.extend_from_slice(b"        <typed");
        value(out, &answer.entry.typed);
        out.extend_from_slice(b"</typed>\n");
    }
    for row in &answer.rows {
        out.extend_from_slice(b"        <row>\n");
        for (column, entry) in &row.cells {
            out.extend_from_slice(b"          ");
            boxed(out, "cell", ("column", column), entry);
            out.push(b'\n');
        }
        out.extend_from_slice(b"        </row>\n");
    }
    out.extend_from_slice(b"      </table>\n");
}

fn boxed(out: &mut Vec<u8>, element: &str, (key, id): (&str, &str), entry: &Entry) {
    out.push(b'<');
    out.extend_from_slice(element.as_bytes());
    escape::attribute(out, key, id);
    head(out, entry);
    if entry.typed.is_empty() {
        out.extend_from_slice(b"/>");
        return;
    }
    value(out, &entry.typed);
    out.extend_from_slice(b"</");
    out.extend_from_slice(element.as_bytes());
    out.push(b'>');
}

fn head(out: &mut Vec<u8>, entry: &Entry) {
    escape::attribute(out, "state", entry.state.word());
    let (origin, from) = match &entry.origin {
        Origin::Typed => (None, None),
        Origin::Chip(card) => (Some("chip"), Some(card)),
        Origin::EarlierCase(case) => (Some("earlier-case"), Some(case)),
        Origin::Organisation(organisation) => (Some("organisation"), Some(organisation)),
        Origin::Batch => (Some("batch"), None),
    };
    if let Some(origin) = origin {
        escape::attribute(out, "origin", origin);
    }
    if let Some(from) = from {
        escape::attribute(out, "from", from);
    }
    if let Some(by) = &entry.by {
        escape::attribute(out, "by", by);
    }
    if let Some(at) = entry.at {
        escape::attribute(out, "at", &at.to_string());
    }
}

/// Ends a start tag and writes its text.
fn value(out: &mut Vec<u8>, text: &str) {
    if text.chars().all(escape::allowed) {
        out.push(b'>');
        escape::text(out, text);
    } else {
        escape::attribute(out, "encoding", "base64");
        out.push(b'>');
        out.extend_from_slice(STANDARD.encode(text).as_bytes());
    }
}

fn attached(out: &mut Vec<u8>, attachment: &Attachment, bytes: Option<&[u8]>) {
    out.extend_from_slice(b"    <file");
    escape::attribute(out, "sha256", &attachment.sha256);
    escape::attribute(out, "name", &attachment.name);
    escape::attribute(out, "kind", &attachment.kind);
    escape::attribute(out, "type", &attachment.media_type);
    escape::attribute(out, "size", &attachment.size.to_string());
    let Some(bytes) = bytes else {
        out.extend_from_slice(b"/>\n");
        return;
    };
    out.extend_from_slice(b">\n");
    let mut line = String::new();
    for chunk in bytes.chunks(CHUNK) {
        line.clear();
        STANDARD.encode_string(chunk, &mut line);
        out.extend_from_slice(b"      <bytes>");
        out.extend_from_slice(line.as_bytes());
        out.extend_from_slice(b"</bytes>\n");
    }
    out.extend_from_slice(b"    </file>\n");
}

/// The attachments as a reader will see them.
pub(super) fn carried(attachments: &[Attachment]) -> Vec<Attachment> {
    let carried = |a: &Attachment| Attachment {
        name: escape::carried(&a.name),
        kind: escape::carried(&a.kind),
        media_type: escape::carried(&a.media_type),
        ..a.clone()
    };
    attachments.iter().map(carried).collect()
}
