//! The verdict as the JSON document of `law verdict`.

use super::{Amounts, Document, Need, Office, Reason, Verdict, Way};
use crate::form::Bilingual;
use serde_json::{Value, json};

/// The document of `law verdict --json`; `say` gives the sentence of a code in the language asked for. Dates are `2026-11-24` or
/// null, money is yen.
pub fn document(verdict: &Verdict, say: impl Fn(&str, &[(String, String)]) -> String) -> Value {
    let reasons: Vec<Value> =
        verdict.reasons.iter().map(|reason| of_reason(reason, &say(&reason.code, &reason.args))).collect();
    let ways: Vec<Value> = verdict.ways.iter().map(|way| of_way(way, &say(&way.code, &[]))).collect();
    json!({
        "online": verdict.online.word(),
        "from": verdict.from,
        "until": verdict.until,
        "counter_until": verdict.counter_until,
        "counter_plan": verdict.plan,
        "special_until": verdict.special_until,
        "fee": verdict.fee.map(amounts),
        "fee_multiple": verdict.fee_multiple.map(amounts),
        "documents": verdict.documents.iter().map(of_document).collect::<Vec<Value>>(),
        "bureau": verdict.office.as_ref().map(office),
        "reasons": reasons,
        "ways": ways,
    })
}

fn amounts(fee: Amounts) -> Value {
    json!({ "online": fee.online, "counter": fee.counter })
}

fn of_reason(reason: &Reason, text: &str) -> Value {
    json!({ "rule": reason.rule, "code": reason.code, "text": text, "source": reason.source, "checked": reason.checked })
}

fn of_way(way: &Way, text: &str) -> Value {
    json!({
        "rule": way.rule,
        "route": way.route.word(),
        "text": text,
        "office": way.office.as_ref().map(office),
        "source": way.source,
        "checked": way.checked,
    })
}

/// A document of the list, as JSON.
#[must_use]
pub fn of_document(document: &Document) -> Value {
    json!({
        "id": document.id,
        "name": words(&document.name),
        "always": document.needed(),
        "needed": document.need.word(),
        "question": document.asked,
        "when": document.when.as_ref().map(words),
        "proves": words(&document.proves),
        "categories": document.categories,
        "max_age_months": (document.max_age_months > 0).then_some(document.max_age_months),
        "translation": document.translation,
        "form": document.form.word(),
        "by": document.by,
        "route": if document.need == Need::Counter { "counter" } else { "online" },
        "source": document.source,
        "checked": document.checked,
    })
}

fn office(office: &Office) -> Value {
    json!({
        "id": office.slug,
        "kind": office.kind,
        "name": words(&office.name),
        "postal_code": office.postal_code,
        "address": office.address,
        "phone": office.phone,
        "phone_checked": office.phone_checked,
        "hours": office.hours.as_ref().map(words),
        "branches": office.branches.iter().map(self::office).collect::<Vec<Value>>(),
        "checked": office.checked,
    })
}

fn words(words: &Bilingual) -> Value {
    json!({ "ja": words.ja, "en": words.en })
}
