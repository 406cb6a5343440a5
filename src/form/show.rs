//! Forms as JSON documents: what `forms list` and `forms show` print for scripts.

use super::kind::{ChoiceList, Column};
use super::{Bilingual, Catalog, Form, Item, Kind, Need, Sheet};
use serde_json::{Value, json};

/// One form, items in paper order: the document of `forms show`. Its keys are stable. `status` is the one that was asked for, by
/// any of its names; none for a paper beside the applications.
#[must_use]
pub fn document(form: &Form, status: &str) -> Value {
    json!({
        "procedure": form.procedure,
        "status": form.status(status).or(form.statuses.first()).map(|status| status.name.ja.clone()),
        "statuses": form.statuses.iter().map(|status| json!({
            "slug": status.slug, "ja": status.name.ja, "en": status.name.en,
        })).collect::<Vec<_>>(),
        "division": form.division,
        "code": form.pin.code,
        "edition": form.pin.edition,
        "digest": form.pin.digest,
        "sheets": form.sheets.iter().map(sheet).collect::<Vec<_>>(),
        "rules": form.rules.iter().map(|rule| json!({
            "code": rule.code, "holds": rule.holds.source, "items": rule.items, "warning": rule.warning,
        })).collect::<Vec<_>>(),
    })
}

/// Procedures and the forms there are: the document of `forms list`.
#[must_use]
pub fn list(catalog: &Catalog) -> Value {
    let forms = catalog.forms();
    let procedures = catalog.procedures().iter().map(|procedure| {
        let own = forms.iter().filter(|form| form.procedure == procedure.slug);
        json!({
            "procedure": procedure.slug,
            "mark": procedure.mark,
            "title": words(&procedure.title),
            "forms": own.map(|form| summary(form)).collect::<Vec<_>>(),
        })
    });
    let papers: Vec<Value> = catalog.papers().iter().map(|paper| summary(paper)).collect();
    json!({ "procedures": procedures.collect::<Vec<_>>(), "papers": papers })
}

fn summary(form: &Form) -> Value {
    json!({
        "code": form.pin.code,
        "title": words(&form.title),
        "division": form.division,
        "edition": form.pin.edition,
        "digest": form.pin.digest,
        "from": if form.is_built_in() { "built-in" } else { "file" },
        "statuses": form.statuses.iter().map(|status| json!({
            "slug": status.slug, "ja": status.name.ja, "en": status.name.en,
        })).collect::<Vec<_>>(),
        "items": form.items().count(),
        "unchecked": form.unchecked().count(),
        "sheets": form.sheets.iter().map(|sheet| json!({
            "code": sheet.code,
            "edition": sheet.edition,
            "edition_checked": sheet.edition_checked,
            "valid_from": sheet.valid_from.to_string(),
            "file": sheet.file,
            "part": sheet.part,
            "title": words(&sheet.title),
            "note": sheet.note.as_ref().map(words),
            "items": sheet.items.len(),
            "unchecked": sheet.items.iter().filter(|item| !item.checked || !item.checked_en).count(),
        })).collect::<Vec<_>>(),
    })
}

fn sheet(sheet: &Sheet) -> Value {
    json!({
        "code": sheet.code,
        "edition": sheet.edition,
        "edition_checked": sheet.edition_checked,
        "valid_from": sheet.valid_from.to_string(),
        "file": sheet.file,
        "part": sheet.part,
        "form_no": sheet.form_no,
        "note": sheet.note.as_ref().map(words),
        "source": sheet.source,
        "title": words(&sheet.title),
        "condition": sheet.shown_when.as_ref().map(|condition| &condition.source),
        "items": sheet.items.iter().map(item).collect::<Vec<_>>(),
    })
}

pub(super) fn item(item: &Item) -> Value {
    let (required, required_when) = needed(&item.need);
    json!({
        "no": item.no,
        "sub": item.sub,
        "id": item.id,
        "kind": item.kind.word(),
        "ja": item.label.ja,
        "en": item.label.en,
        "required": required,
        "required_when": required_when,
        "condition": item.shown_when.as_ref().map(|condition| &condition.source),
        "max": item.kind.max(),
        "chars": item.kind.chars().map(super::kind::Chars::word),
        "partial": matches!(item.kind, Kind::Date { partial: true, .. } | Kind::YearMonth { partial: true }),
        "most": match &item.kind { Kind::MultiChoice { most, .. } => Some(*most), _ => None },
        "within": match &item.kind { Kind::Integer { within, .. } => within.as_ref().map(|within| [*within.start(), *within.end()]), _ => None },
        "most_months": match &item.kind { Kind::Span { most, .. } => Some(*most), _ => None },
        "no_fixed_term": matches!(item.kind, Kind::Span { no_fixed_term: true, .. }),
        "states": item.states.iter().map(|state| state.word()).collect::<Vec<_>>(),
        "choices": choices(&item.kind),
        "columns": match &item.kind { Kind::Table { columns, .. } => columns.iter().map(column).collect(), _ => Vec::new() },
        "rows": match &item.kind { Kind::Table { rows, .. } => Some(*rows), _ => None },
        "narrowed_by": item.narrowed_by,
        "group": item.group,
        "unit": item.unit,
        "help": item.help.as_ref().map(words),
        "online": item.online,
        "official": item.official,
        "convert": item.convert,
        "points": item.points,
        "derived": match &item.kind { Kind::Derived(rule) => Some(rule.word()), _ => None },
        "checked": item.checked,
        "checked_en": item.checked_en,
    })
}

/// Needed always, and when.
fn needed(need: &Need) -> (bool, Option<&String>) {
    match need {
        Need::Always => (true, None),
        Need::When(condition) => (false, Some(&condition.source)),
        Need::Optional => (false, None),
    }
}

fn column(column: &Column) -> Value {
    let (required, required_when) = needed(&column.need);
    json!({
        "id": column.id,
        "kind": column.kind.word(),
        "ja": column.label.ja,
        "en": column.label.en,
        "required": required,
        "required_when": required_when,
        "states": column.states.iter().map(|state| state.word()).collect::<Vec<_>>(),
        "online": column.online,
        "narrowed_by": column.narrowed_by,
        "official": column.official,
        "max": column.kind.max(),
        "chars": column.kind.chars().map(super::kind::Chars::word),
        "choices": choices(&column.kind),
    })
}

/// The lines one may choose; yes and no with the value that conditions compare.
fn choices(kind: &Kind) -> Vec<Value> {
    let lines = |list: &ChoiceList| {
        list.choices.iter().map(|choice| {
        json!({ "value": choice.label.ja, "ja": choice.label.ja, "en": choice.label.en, "code": choice.code })
    }).collect()
    };
    match kind {
        Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => lines(list),
        Kind::YesNo { yes, no } => vec![
            json!({ "value": "yes", "ja": yes.ja, "en": yes.en }),
            json!({ "value": "no", "ja": no.ja, "en": no.en }),
        ],
        _ => Vec::new(),
    }
}

fn words(words: &Bilingual) -> Value {
    json!({ "ja": words.ja, "en": words.en })
}
