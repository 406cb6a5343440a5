//! From an untrusted document to a case.

use super::elements::{Cursor, Element, Next, Read};
use super::files::Attached;
use super::note::Refused;
use super::{Imported, MOST_BYTES, Signature, answers, document_digest, files, sha256, signature};
use crate::case::{Case, Declared, Stage};
use crate::form::{Catalog, Form, FormRef};
use crate::law::FiledBy;
use std::str::FromStr;
use std::sync::Arc;

/// Bytes looked through at once.
const BLOCK: usize = 4096;

/// Reads a case.
///
/// # Errors
/// [`Refused`] when the document cannot be a case of a form this version knows.
pub fn read(bytes: &[u8], catalog: &Catalog) -> Result<Imported, Refused> {
    let source = source(bytes)?;
    let mut cursor = Cursor::new(source);
    root(&mut cursor)?;
    let mut parts = Parts::default();
    while let Some(element) = cursor.child("case")? {
        part(&mut cursor, element, catalog, &mut parts)?;
    }
    end(&mut cursor)?;
    let Some((mut case, digest)) = parts.application.take() else {
        return cursor.refuse(0, "not-a-case", "there is no application in it");
    };
    digests(&mut cursor, &parts, &digest);
    let signature = parts
        .signature
        .take()
        .map(|cms| Signature { cms, manifest: signature::plain_manifest(&digest, &parts.attached.listed) });
    case.attachments = parts.attached.whole;
    Ok(Imported { case, files: parts.attached.bytes, notes: cursor.notes, signature })
}

/// The document as text that XML 1.0 allows.
fn source(bytes: &[u8]) -> Read<&str> {
    if bytes.len() > MOST_BYTES {
        return Err(Refused::new(
            1,
            "too-large",
            format!("it has {} bytes, at most {MOST_BYTES} are read", bytes.len()),
        ));
    }
    let line = |offset: usize| 1 + line_ends(&bytes[..offset]);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Refused::new(line(error.valid_up_to()), "syntax", "it is not UTF-8 text"))?;
    let forbidden = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    // Whole blocks at a time: there is nearly never one.
    let blocks = bytes.chunks(BLOCK).map(|block| block.iter().fold(false, |any, byte| any | forbidden(byte)));
    if let Some(offset) = blocks.zip(0..).find_map(|(any, block): (bool, usize)| any.then_some(block * BLOCK)) {
        let offset = offset + bytes[offset..].iter().position(forbidden).unwrap_or_default();
        return Err(Refused::new(line(offset), "syntax", "it holds a character XML does not allow"));
    }
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// Lines ended in these bytes.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// What was read of a document so far.
#[derive(Default)]
struct Parts {
    /// The case without its files, and the SHA-256 of its bytes.
    application: Option<(Case, String)>,
    attached: Attached,
    files_seen: bool,
    /// Offset, and the two digests stated.
    digests: Option<(usize, String, String)>,
    /// CMS, DER.
    signature: Option<Vec<u8>>,
}

fn root(cursor: &mut Cursor<'_>) -> Read<()> {
    loop {
        match cursor.next()? {
            Next::Open(element) if element.ours && element.local == "case" => {
                cursor.finish(element, "");
                return Ok(());
            }
            Next::Open(element) => {
                return cursor.refuse(element.start, "not-a-case", format!("its root is {}", element.local));
            }
            Next::Text(text) if text.trim().is_empty() => {}
            Next::Text(_) | Next::Close | Next::Over => {
                return cursor.refuse(0, "not-a-case", "it is not XML of a case");
            }
        }
    }
}

fn end(cursor: &mut Cursor<'_>) -> Read<()> {
    loop {
        let offset = cursor.offset();
        match cursor.next()? {
            Next::Over => return Ok(()),
            Next::Text(text) if text.trim().is_empty() => {}
            _ => return cursor.refuse(offset, "syntax", "something stands after the end of the case"),
        }
    }
}

fn part<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>, catalog: &Catalog, parts: &mut Parts) -> Read<()> {
    match element.local {
        "application" if parts.application.is_none() => {
            let start = element.start;
            let case = application(cursor, element, catalog)?;
            parts.application = Some((case, sha256(cursor.slice(start, cursor.offset()).as_bytes())));
            Ok(())
        }
        "files" if !parts.files_seen => {
            parts.files_seen = true;
            cursor.finish(element, "documents");
            files::files(cursor, &mut parts.attached)
        }
        "digests" if parts.digests.is_none() => {
            let mut stated = |name| element.take(name).unwrap_or_default().into_owned();
            let (application, document) = (stated("application"), stated("document"));
            parts.digests = Some((element.start, application, document));
            cursor.finish(element, "");
            cursor.skip()
        }
        "signature" if parts.signature.is_none() => {
            cursor.finish(element, "");
            parts.signature = Some(signature::cms(cursor)?);
            Ok(())
        }
        _ => cursor.unknown(&element),
    }
}

/// Compares the digests stated with what was read. A difference is no reason to refuse: a document may be mended by hand.
fn digests(cursor: &mut Cursor<'_>, parts: &Parts, application: &str) {
    let Some((offset, stated, document)) = &parts.digests else {
        cursor.note(cursor.offset(), "", "import-no-digest", &[]);
        return;
    };
    let same = stated == application && *document == document_digest(application, &parts.attached.listed);
    if !same {
        cursor.note(*offset, "", "import-changed", &[]);
    }
}

fn application<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>, catalog: &Catalog) -> Read<Case> {
    let (mut case, form) = head(cursor, &mut element, catalog)?;
    cursor.finish(element, "");
    let mut answered = false;
    while let Some(child) = cursor.child("application")? {
        match child.local {
            "opened-because" if case.opened_because.is_none() => {
                case.opened_because = Some(answers::plain(cursor, child)?);
            }
            "declared" if case.declared.is_none() => case.declared = declared(cursor, child)?,
            "facts" if case.facts.is_empty() => {
                cursor.finish(child, "");
                case.facts = answers::facts(cursor)?;
            }
            "answers" if !answered => {
                answered = true;
                cursor.finish(child, "");
                case.answers = answers::answers(cursor, &form)?;
            }
            _ => cursor.unknown(&child)?,
        }
    }
    Ok(case)
}

fn head(cursor: &mut Cursor<'_>, element: &mut Element<'_>, catalog: &Catalog) -> Read<(Case, Arc<Form>)> {
    let pin = FormRef {
        code: required(cursor, element, "form")?,
        edition: required(cursor, element, "edition")?,
        digest: required(cursor, element, "form-digest")?,
    };
    let form = form(cursor, element, catalog, &pin)?;
    let by = required::<String>(cursor, element, "by")?;
    let Some(by) = FiledBy::from_word(&by) else {
        return cursor.refuse(element.start, "not-a-case", "it does not say who files (by)");
    };
    let id = required(cursor, element, "id")?;
    let opened = required(cursor, element, "opened")?;
    let status = required::<String>(cursor, element, "status")?;
    if required::<String>(cursor, element, "procedure")? != form.procedure
        || !form.statuses.iter().any(|known| known.name.ja == status)
    {
        return cursor.refuse(element.start, "other-form", format!("{} is not the form for {status}", pin.code));
    }
    let mut case = Case::open(id, &form, &status, by, opened);
    case.form = pin;
    case.revision = required(cursor, element, "revision")?;
    case.stage = stage(cursor, element);
    Ok((case, form))
}

fn form(cursor: &mut Cursor<'_>, element: &Element<'_>, catalog: &Catalog, pin: &FormRef) -> Read<Arc<Form>> {
    if let Ok(form) = catalog.pinned(pin) {
        return Ok(form);
    }
    let FormRef { code, edition, .. } = pin;
    if catalog.edition(code, None).is_ok() {
        return cursor.refuse(element.start, "other-edition", format!("{code}@{edition}"));
    }
    cursor.refuse(element.start, "other-form", format!("this version has no form {code}"))
}

fn stage(cursor: &mut Cursor<'_>, element: &mut Element<'_>) -> Stage {
    let word = element.take("stage").unwrap_or_default();
    Stage::from_word(&word).unwrap_or_else(|| {
        cursor.note(element.start, "", "import-unknown-stage", &[("stage", &word)]);
        Stage::Draft
    })
}

fn required<T: FromStr>(cursor: &mut Cursor<'_>, element: &mut Element<'_>, name: &str) -> Read<T> {
    match element.take(name).and_then(|text| text.parse().ok()) {
        Some(value) => Ok(value),
        None => cursor.refuse(element.start, "not-a-case", format!("its {name} is missing or not one")),
    }
}

fn declared<'i>(cursor: &mut Cursor<'i>, mut element: Element<'i>) -> Read<Option<Declared>> {
    let lang = element.take("lang").unwrap_or_default();
    let staff = element.take("staff").unwrap_or_default();
    let at = element.take("at").unwrap_or_default();
    let start = element.start;
    cursor.finish(element, "");
    let declared = at.parse().ok().map(|at| Declared { lang: lang.into_owned(), staff: staff.into_owned(), at });
    if declared.is_none() {
        cursor.note(start, "", "import-bad-time", &[("time", &at)]);
    }
    cursor.skip()?;
    Ok(declared)
}
