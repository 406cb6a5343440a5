//! `case show`: everything that stands in a case.

use super::super::context::Context;
use super::super::output;
use crate::case::{Answer, Attachment, Entry, Origin};
use crate::desk::{Filling, Result, SetAside};
use crate::form::{Item, Kind, State};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

pub(in crate::cli) fn run(context: &Context<'_>, id: &str) -> Result<ExitCode> {
    let (desk, id) = context.with_case(id)?;
    let filling = desk.open(id)?;
    let aside = desk.set_aside(id)?;
    if context.json() {
        let mut document = document(context, &filling);
        document["set_aside"] = aside.iter().map(of_aside).collect();
        output::json(&document);
    } else {
        tell(context, &filling);
        for held in &aside {
            let args =
                [("item", &*held.item), ("edition", &*held.edition), ("text", &answer_words(context, &held.answer))];
            output::line(&context.say("cli-set-aside", &args));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn document(context: &Context<'_>, filling: &Filling) -> Value {
    let today = context.setup.today();
    let (case, walk) = (&filling.case, filling.walk(today));
    let (progress, derived) = (walk.progress, walk.derived);
    let answered = filling.form.items().filter_map(|item| Some((item, filling.answer(&item.id)?)));
    json!({
        "id": case.id,
        "procedure": case.procedure,
        "status": case.status,
        "form": case.form,
        "by": case.by.word(),
        "stage": case.stage.word(),
        "revision": case.revision,
        "opened_at": case.opened_at,
        "opened_because": case.opened_because,
        "facts": case.facts,
        "declared": case.declared.as_ref().map(|made| json!({ "lang": made.lang, "staff": made.staff, "at": made.at })),
        "answers": answered.map(|(item, answer)| of_answer(item, answer, today)).collect::<Vec<_>>(),
        "derived": derived.iter().map(|(item, reading)| json!({ "item": item, "value": reading.sent })).collect::<Vec<_>>(),
        "files": case.attachments.iter().map(of_file).collect::<Vec<_>>(),
        "answered": progress.answered,
        "total": progress.total,
        "practice": context.setup.practice(),
    })
}

fn of_answer(item: &Item, answer: &Answer, today: Date) -> Value {
    let mut value = of_entry(&answer.entry, &item.kind, today);
    value.insert("item".to_owned(), json!(item.id));
    value.insert("no".to_owned(), json!(item.number()));
    if let Kind::Table { columns, .. } = &item.kind {
        let row = |row: &crate::case::Row| {
            let cell = |column: &crate::form::kind::Column| {
                let entry = row.cells.get(&column.id)?;
                Some((column.id.clone(), Value::Object(of_entry(entry, &column.kind, today))))
            };
            Value::Object(columns.iter().filter_map(cell).collect())
        };
        value.insert("rows".to_owned(), answer.rows.iter().map(row).collect());
    }
    Value::Object(value)
}

fn of_entry(entry: &Entry, kind: &Kind, today: Date) -> Map<String, Value> {
    let (origin, from) = source(&entry.origin);
    let sent = if entry.typed.is_empty() { String::new() } else { kind.read(&entry.typed, today).sent };
    let fields = [
        ("state", json!(entry.state.word())),
        ("typed", json!(entry.typed)),
        ("sent", json!(sent)),
        ("origin", json!(origin)),
        ("from", json!(from)),
        ("by", json!(entry.by.as_deref())),
        ("at", json!(entry.at)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// An answer that has no place in the edition the case was moved to.
fn of_aside(held: &SetAside) -> Value {
    let mut document = super::known::of_answer(&held.answer);
    document["item"] = json!(held.item);
    document["edition"] = json!(held.edition);
    document
}

/// The word of where an answer comes from, and from which case, card or organisation.
pub(in crate::cli) fn source(origin: &Origin) -> (&'static str, Option<&str>) {
    match origin {
        Origin::Typed => ("typed", None),
        Origin::Chip(card) => ("chip", Some(card)),
        Origin::EarlierCase(case) => ("earlier-case", Some(case)),
        Origin::Organisation(organisation) => ("organisation", Some(organisation)),
        Origin::Batch => ("batch", None),
    }
}

/// A box in words.
fn entry_words(context: &Context<'_>, entry: &Entry) -> String {
    match entry.state {
        State::Answered => entry.typed.replace('\n', " / "),
        state => context.say(&format!("cli-state-{}", state.word()), &[]),
    }
}

/// A whole answer in words, rows of a table one after another.
pub(in crate::cli) fn answer_words(context: &Context<'_>, answer: &Answer) -> String {
    if answer.rows.is_empty() || answer.entry.state != State::Answered {
        return entry_words(context, &answer.entry);
    }
    let row = |row: &crate::case::Row| {
        row.cells.values().map(|cell| entry_words(context, cell)).collect::<Vec<_>>().join(", ")
    };
    answer.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
}

fn of_file(file: &Attachment) -> Value {
    json!({ "name": file.name, "kind": file.kind, "type": file.media_type, "size": file.size, "sha256": file.sha256 })
}

fn tell(context: &Context<'_>, filling: &Filling) {
    let (case, form) = (&filling.case, &filling.form);
    let walk = filling.walk(context.setup.today());
    let progress = walk.progress;
    output::line(&context.say(
        "cli-case-head",
        &[
            ("id", &case.id.to_string()),
            ("form", &case.form.code),
            ("status", &case.status),
            ("stage", &context.say(&format!("cli-stage-{}", case.stage.word()), &[])),
            ("answered", &progress.answered.to_string()),
            ("total", &progress.total.to_string()),
        ],
    ));
    if context.setup.practice() {
        output::line(&context.say("cli-practice", &[]));
    }
    let answered = form.items().filter_map(|item| Some((item, filling.answer(&item.id)?)));
    let rows: Vec<Vec<String>> = answered.flat_map(|(item, answer)| lines(context, item, answer)).collect();
    output::columns(&rows);
    for (item, reading) in &walk.derived {
        output::line(&format!("{item} = {}", reading.sent));
    }
    for file in &case.attachments {
        output::line(&format!("{}  {}  {}  {}", file.name, file.kind, file.size, file.sha256));
    }
}

fn lines(context: &Context<'_>, item: &Item, answer: &Answer) -> Vec<Vec<String>> {
    let mut lines = vec![vec![item.number(), item.id.clone(), entry_words(context, &answer.entry)]];
    for (index, row) in answer.rows.iter().enumerate() {
        let cells = row.cells.iter();
        lines.extend(cells.map(|(column, entry)| {
            vec![String::new(), format!("{}[{}].{column}", item.id, index + 1), entry_words(context, entry)]
        }));
    }
    lines
}
