//! The lines of the documents' screen: what is attached, what is asked for, and the questions it depends on.

use crate::case::{Attachment, CATEGORY, PHOTO};
use crate::desk::{document_proves, document_when, question_text, row_words};
use crate::form::Bilingual;
use crate::law::{CompanyCategory, Document, Need, Question};
use crate::text::{Lang, say};
use crate::tui::app::App;
use crate::tui::open::Open;
use crate::tui::theme::mark;
use crate::tui::view;
use crate::tui::wrap::cut;

/// A line of the screen.
pub(super) enum Row<'a> {
    File(&'a Attachment),
    /// Asked for by the rules and not attached.
    Wanted(String, Bilingual, Need),
    /// Category of the organisation, where documents depend on it.
    Category,
    /// A question documents depend on.
    Asked(&'a Question),
}

/// Kinds a file can be of: the photo, the documents the rules name, anything else.
pub(super) fn kinds(open: &Open) -> Vec<(String, Bilingual)> {
    let words = |id: &str| Bilingual { ja: say(Lang::JA, id, &[]), en: say(Lang::EN, id, &[]) };
    let mut kinds = vec![(PHOTO.to_owned(), words("ui-kind-photo"))];
    if let Some(verdict) = &open.verdict {
        let documents = verdict.documents.iter().filter(|document| document.id != PHOTO);
        kinds.extend(documents.map(|document| (document.id.clone(), document.name.clone())));
    }
    kinds.push((String::new(), words("ui-kind-other")));
    kinds
}

pub(super) fn rows(open: &Open) -> Vec<Row<'_>> {
    let files = &open.filling.case.attachments;
    let mut rows: Vec<Row<'_>> = files.iter().map(Row::File).collect();
    let have = |kind: &str| files.iter().any(|file| file.kind == kind);
    if !have(PHOTO) {
        let kinds = kinds(open);
        rows.push(Row::Wanted(PHOTO.to_owned(), kinds[0].1.clone(), Need::Yes));
    }
    let wanted = |need: Need| {
        let documents = open.verdict.iter().flat_map(|verdict| &verdict.documents);
        let open = documents.filter(move |document| document.need == need && document.id != PHOTO);
        open.filter(|document| !have(&document.id))
            .filter(|document| document.need != Need::Open || document.asked.is_none())
            .map(|document| Row::Wanted(document.id.clone(), document.name.clone(), document.need))
            .collect::<Vec<_>>()
    };
    rows.extend(wanted(Need::Yes));
    if !open.categories.is_empty() {
        rows.push(Row::Category);
    }
    rows.extend(open.questions.iter().map(Row::Asked));
    rows.extend(wanted(Need::Open));
    rows.extend(wanted(Need::Counter));
    rows
}

/// The name of a kind in Japanese, and in the words of the client.
pub(super) fn name_of(app: &App, kind: &str, name: &Bilingual) -> String {
    let own = match kind {
        PHOTO => say(app.client, "ui-kind-photo", &[]),
        "" => say(app.client, "ui-kind-other", &[]),
        id => row_words(app.client, &format!("document-{id}"), name),
    };
    if app.client == Lang::JA { name.ja.clone() } else { format!("{}  {own}", name.ja) }
}

/// Mark, what it is, and how it stands.
pub(super) fn row_text(app: &App, row: &Row<'_>, open: &Open) -> (&'static str, String, String) {
    match row {
        Row::File(file) => {
            let kind = kinds(open).into_iter().find(|(kind, _)| *kind == file.kind);
            let kind = kind.map_or_else(|| file.kind.clone(), |(kind, name)| name_of(app, &kind, &name));
            (mark::ANSWERED, kind, format!("{}  {}", cut(&file.name, 24), view::size(file.size)))
        }
        Row::Wanted(kind, name, need) => {
            let id = match need {
                Need::Yes => "ui-document-needed",
                Need::Counter => "ui-document-counter",
                Need::Open | Need::No => "ui-document-maybe",
            };
            (if *need == Need::Yes { mark::NOT_YET } else { " " }, name_of(app, kind, name), app.say(id, &[]))
        }
        Row::Category => {
            let known = open.filling.case.facts.get(CATEGORY);
            let sign = if known.is_some() { mark::ANSWERED } else { mark::NOT_YET };
            let right = known.cloned().unwrap_or_else(|| app.say("ui-category-open", &[]));
            (sign, app.say("ui-category", &[]), right)
        }
        Row::Asked(question) => {
            let (sign, id) = match question.answer {
                Some(true) => (mark::ANSWERED, "ui-question-yes"),
                Some(false) => (mark::ANSWERED, "ui-question-no"),
                None => (mark::NOT_YET, "ui-question-open"),
            };
            let right = match question.counted {
                Some(points) => {
                    app.say("ui-question-counted", &[("answer", &app.say(id, &[])), ("points", &points.to_string())])
                }
                None => app.say(id, &[]),
            };
            (sign, asked(app, question), right)
        }
    }
}

/// What may apply, in the words of the staff.
fn asked(app: &App, question: &Question) -> String {
    question_text(app.lang, question)
}

/// Who belongs to which category.
fn categories(app: &App, open: &Open) -> String {
    let name = |category: &CompanyCategory| row_words(app.lang, &format!("category-{}", category.no), &category.name);
    open.categories.iter().map(name).collect::<Vec<_>>().join("  ")
}

/// More of the line pointed at: its whole name, when it is needed, what it proves.
pub(super) fn detail(app: &App, open: &Open, at: usize) -> String {
    let rows = rows(open);
    let (kind, name) = match rows.get(at) {
        Some(Row::File(file)) => (file.kind.clone(), file.name.clone()),
        Some(Row::Wanted(kind, name, _)) => (kind.clone(), name_of(app, kind, name)),
        Some(Row::Category) => return categories(app, open),
        Some(Row::Asked(question)) => return depends(app, open, question),
        None => return String::new(),
    };
    let document = open.verdict.iter().flat_map(|verdict| &verdict.documents).find(|document| document.id == kind);
    let more = document.map(|document| about(app, document)).unwrap_or_default();
    format!("{name}\n{more}")
}

/// The question, in the words of the staff and of the client, and the documents that depend on it.
fn depends(app: &App, open: &Open, question: &Question) -> String {
    let documents = open.verdict.iter().flat_map(|verdict| &verdict.documents);
    let names = documents.filter(|document| question.documents.contains(&document.id));
    let names: Vec<String> = names.map(|document| name_of(app, &document.id, &document.name)).collect();
    let mut said = vec![asked(app, question)];
    if app.client != app.lang {
        said.push(question_text(app.client, question));
    }
    said.push(names.join("  "));
    said.retain(|line| !line.is_empty());
    said.join("\n")
}

/// When it is needed, what it proves, original or copy, how old at most, translation.
fn about(app: &App, document: &Document) -> String {
    let mut parts: Vec<String> = document_when(app.lang, document).into_iter().collect();
    parts.push(app.say("ui-document-proves", &[("what", &document_proves(app.lang, document))]));
    parts.push(app.say(&format!("ui-document-form-{}", document.form.word()), &[]));
    if document.max_age_months > 0 {
        parts.push(app.say("ui-document-age", &[("months", &document.max_age_months.to_string())]));
    }
    if document.translation {
        parts.push(app.say("ui-document-translation", &[]));
    }
    if !document.checked {
        parts.push(app.say("ui-unchecked-rule", &[]));
    }
    parts.join("  ")
}
