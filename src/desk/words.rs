//! What the rules' rows and choices say, in the words of a language: names of documents, what they prove, conditions, questions.

use crate::form::Bilingual;
use crate::law::{Document, Question, Verdict};
use crate::text::{self, Lang, own, row, say};

/// The words of a row, `status-student`, in a language.
#[must_use]
pub fn row_words(lang: Lang, id: &str, said: &Bilingual) -> String {
    row(lang, id, &said.ja, &said.en)
}

/// The sentence of a reason or a way.
#[must_use]
pub fn law_sentence(lang: Lang, code: &str, args: &[(String, String)]) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    say(lang, &format!("law-{code}"), &args)
}

/// The reasons of a verdict, and the ways that remain.
#[must_use]
pub fn verdict_sentences(lang: Lang, verdict: &Verdict) -> Vec<String> {
    let reasons = verdict.reasons.iter().map(|reason| law_sentence(lang, &reason.code, &reason.args));
    reasons.chain(verdict.ways.iter().map(|way| law_sentence(lang, &way.code, &[]))).collect()
}

/// What stands beside the Japanese of a choice: in the language, or in English where that has no words for it. `place` is the list it stands in or,
/// where it is an item's own, the item.
#[must_use]
pub fn choice_words(lang: Lang, place: &str, said: &Bilingual) -> String {
    text::choice(lang, place, &said.en).unwrap_or_else(|| said.en.clone())
}

/// What a document proves.
#[must_use]
pub fn document_proves(lang: Lang, document: &Document) -> String {
    row_words(lang, &format!("document-{}.proves", document.id), &document.proves)
}

/// When a document is asked for; `None` where it always is.
#[must_use]
pub fn document_when(lang: Lang, document: &Document) -> Option<String> {
    let whole = document.when.as_ref()?;
    Some(own_when(lang, document).unwrap_or_else(|| if lang == Lang::JA { whole.ja.clone() } else { whole.en.clone() }))
}

/// What may apply.
#[must_use]
pub fn question_text(lang: Lang, question: &Question) -> String {
    row_words(lang, &format!("question-{}", question.id), &question.text)
}

/// The whole condition in a language that has words of its own for every part of it.
fn own_when(lang: Lang, document: &Document) -> Option<String> {
    let condition = match (&document.asked, document.from_age) {
        (Some(id), _) => Some(own(lang, &format!("question-{id}"), &[])?),
        (None, Some(age)) => Some(own(lang, &format!("document-{}.when-{age}", document.id), &[])?),
        (None, None) => own(lang, &format!("document-{}.when", document.id), &[]),
    };
    let condition = match condition {
        Some(what) if document.unless => Some(own(lang, "unless", &[("what", &what)])?),
        condition => condition,
    };
    if !document.by_category {
        return condition;
    }
    let numbers: Vec<String> = document.categories.iter().map(ToString::to_string).collect();
    let of = own(lang, "of-category", &[("numbers", &numbers.join(", "))])?;
    Some(condition.map_or_else(|| of.clone(), |condition| format!("{of}: {condition}")))
}
