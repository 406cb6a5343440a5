//! The files of a case against the rules of a day: photo, required documents, number and sizes.

use super::check::Problem;
use super::standing::{Stand, Standing};
use super::{Attachment, Case, PHOTO, Path, query};
use crate::form::{Value, kind::Fault};
use crate::law::{Document, Limits, Rules};
use jiff::civil::Date;

/// Problems of the applicant's photo, at its own item. `born` decides whether a photo is asked at all.
pub(super) fn photo(
    case: &Case,
    stand: &Stand<'_>,
    standing: &Standing<'_>,
    rules: &Rules,
    today: Date,
) -> Vec<Problem> {
    let limits = rules.limits(today);
    let of_age = born(standing).is_none_or(|born| limits.photo_needed(born, today));
    let asked = stand.needed && of_age && !stand.item.states.contains(&stand.state());
    let found = match case.attachments.iter().find(|attachment| attachment.kind == PHOTO) {
        None if asked => Some(Fault::new("photo-missing")),
        Some(photo) if photo.media_type != "image/jpeg" => Some(Fault::new("photo-not-jpeg")),
        Some(photo) if limits.photo_bytes > 0 && photo.size > limits.photo_bytes => {
            let args = vec![("size", kilobytes(photo.size)), ("max", kilobytes(limits.photo_bytes))];
            Some(Fault { code: "photo-too-large", args })
        }
        _ => None,
    };
    let no = stand.item.number();
    found.into_iter().map(|fault| Problem { path: Path::item(PHOTO), no: no.clone(), fault }).collect()
}

fn born(standing: &Standing<'_>) -> Option<Date> {
    match standing.scope.values.get("birth_date") {
        Some(Value::Date(date)) => date.full(),
        _ => None,
    }
}

/// Problems of the documents as a whole, after the last item.
pub(super) fn files(case: &Case, standing: &Standing<'_>, rules: &Rules, today: Date) -> Vec<Problem> {
    let mut faults = missing(case, standing, rules, today);
    let documents = || case.attachments.iter().filter(|attachment| attachment.kind != PHOTO);
    faults.extend(documents().filter(|file| file.media_type != "application/pdf").map(not_pdf));
    faults.extend(limits(case, rules.limits(today)));
    let problem = |fault| Problem { path: Path::item("documents"), no: String::new(), fault };
    faults.into_iter().map(problem).collect()
}

/// Needed and not attached. A document whose row was not seen in a source is shown in the list, and keeps no case back.
fn missing(case: &Case, standing: &Standing<'_>, rules: &Rules, today: Date) -> Vec<Fault> {
    let documents = rules.documents(&query::asked(case, standing), today);
    let attached = |document: &Document| case.attachments.iter().any(|attachment| attachment.kind == document.id);
    documents
        .into_iter()
        .filter(|document| document.needed() && document.checked && document.id != PHOTO && !attached(document))
        .map(|document| {
            let row = format!("document-{}", document.id);
            let args = vec![("id", document.id), ("ja", document.name.ja), ("en", document.name.en), ("row", row)];
            Fault { code: "document-missing", args }
        })
        .collect()
}

fn not_pdf(file: &Attachment) -> Fault {
    Fault { code: "document-not-pdf", args: vec![("name", file.name.clone())] }
}

/// The photo counts among the files.
fn limits(case: &Case, limits: Limits) -> Vec<Fault> {
    let (count, size) = (case.attachments.len(), case.attachments.iter().map(|file| file.size).sum::<u64>());
    let mut faults = Vec::new();
    if limits.files > 0 && count > limits.files {
        let args = vec![("count", count.to_string()), ("max", limits.files.to_string())];
        faults.push(Fault { code: "too-many-files", args });
    }
    if limits.total_bytes > 0 && size > limits.total_bytes {
        let args = vec![("size", kilobytes(size)), ("max", kilobytes(limits.total_bytes))];
        faults.push(Fault { code: "too-large-files", args });
    }
    faults
}

/// Kilobytes as the online system counts them (1,000 bytes), rounded up.
fn kilobytes(bytes: u64) -> String {
    bytes.div_ceil(1000).to_string()
}
