//! `case show`: everything that stands in a case.

use super::super::context::Context;
use super::super::output;
use crate::case::{Answer, Attachment, Entry, Origin};
use crate::desk::{Filling, Result};
use crate::form::{Item, Kind};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

pub(in crate::cli) fn run(context: &Context<'_>, id: &str) -> Result<ExitCode> {
    let (desk, id) = context.with_case(id)?;
    let filling = desk.open(id)?;
    if context.json() {
        output::json(&document(context, &filling));
    } else {
        tell(context, &filling);
    }
    Ok(ExitCode::SUCCESS)
}

fn document(context: &Context<'_>, filling: &Filling) -> Value {
    let today = context.setup.today();
    let (case, progress) = (&filling.case, filling.walk(today).progress);
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
        "declared": case.declared.as_ref().map(|made| json!({ "lang": made.lang, "staff": made.staff, "at": made.at })),
        "answers": answered.map(|(item, answer)| of_answer(item, answer, today)).collect::<Vec<_>>(),
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
    let (origin, from) = match &entry.origin {
        Origin::Typed => ("typed", None),
        Origin::Chip(card) => ("chip", Some(card)),
        Origin::EarlierCase(case) => ("earlier-case", Some(case)),
        Origin::Batch => ("batch", None),
    };
    let sent = if entry.typed.is_empty() { String::new() } else { kind.read(&entry.typed, today).sent };
    let fields = [
        ("state", json!(entry.state.word())),
        ("typed", json!(entry.typed)),
        ("sent", json!(sent)),
        ("origin", json!(origin)),
        ("from", json!(from)),
        ("by", json!(entry.by)),
        ("at", json!(entry.at)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn of_file(file: &Attachment) -> Value {
    json!({ "name": file.name, "kind": file.kind, "type": file.media_type, "size": file.size, "sha256": file.sha256 })
}

fn tell(context: &Context<'_>, filling: &Filling) {
    let (case, form) = (&filling.case, &filling.form);
    let progress = filling.walk(context.setup.today()).progress;
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
    for file in &case.attachments {
        output::line(&format!("{}  {}  {}  {}", file.name, file.kind, file.size, file.sha256));
    }
}

fn lines(context: &Context<'_>, item: &Item, answer: &Answer) -> Vec<Vec<String>> {
    let words = |entry: &Entry| match entry.state {
        crate::form::State::Answered => entry.typed.replace('\n', " / "),
        state => context.say(&format!("cli-state-{}", state.word()), &[]),
    };
    let mut lines = vec![vec![item.number(), item.id.clone(), words(&answer.entry)]];
    for (index, row) in answer.rows.iter().enumerate() {
        let cells = row.cells.iter();
        lines.extend(
            cells.map(|(column, entry)| {
                vec![String::new(), format!("{}[{}].{column}", item.id, index + 1), words(entry)]
            }),
        );
    }
    lines
}
