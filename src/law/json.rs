//! The verdict as the JSON document of `law verdict`.

use super::{Document, Office, Reason, Verdict};
use crate::form::Bilingual;
use serde_json::{Value, json};

/// The document of `law verdict --json`; `say` gives a reason's sentence in the language asked for. Dates are `2026-11-24` or
/// null, money is yen.
pub fn document(verdict: &Verdict, say: impl Fn(&Reason) -> String) -> Value {
    let reasons: Vec<Value> = verdict.reasons.iter().map(|reason| of_reason(reason, &say(reason))).collect();
    json!({
        "online": verdict.online.word(),
        "from": verdict.from,
        "until": verdict.until,
        "counter_until": verdict.counter_until,
        "counter_plan": verdict.plan,
        "special_until": verdict.special_until,
        "fee": verdict.fee.map(|fee| json!({ "online": fee.online, "counter": fee.counter })),
        "documents": verdict.documents.iter().map(of_document).collect::<Vec<Value>>(),
        "bureau": verdict.office.as_ref().map(of_office),
        "reasons": reasons,
    })
}

fn of_reason(reason: &Reason, text: &str) -> Value {
    json!({ "rule": reason.rule, "code": reason.code, "text": text, "source": reason.source, "checked": reason.checked })
}

fn of_document(document: &Document) -> Value {
    json!({
        "id": document.id,
        "name": words(&document.name),
        "always": document.always,
        "when": document.when.as_ref().map(words),
        "proves": words(&document.proves),
        "categories": document.categories,
        "max_age_months": (document.max_age_months > 0).then_some(document.max_age_months),
        "translation": document.translation,
        "source": document.source,
        "checked": document.checked,
    })
}

fn of_office(office: &Office) -> Value {
    json!({
        "id": office.slug,
        "kind": office.kind,
        "name": words(&office.name),
        "postal_code": office.postal_code,
        "address": office.address,
        "phone": office.phone,
        "checked": office.checked,
    })
}

fn words(words: &Bilingual) -> Value {
    json!({ "ja": words.ja, "en": words.en })
}
