//! `case changes`: what is answered otherwise than at the last filing.

use super::super::context::Context;
use super::super::output;
use super::answer_words;
use super::known::of_answer;
use crate::desk::{Result, japan};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn run(context: &Context<'_>, id: &str) -> Result<ExitCode> {
    let (desk, id) = context.with_case(id)?;
    let since = desk.since_filed(&desk.open(id)?)?;
    if context.json() {
        let change = |change: &crate::case::ItemChange| {
            json!({
                "item": change.item,
                "no": change.no,
                "before": change.before.as_ref().map(of_answer),
                "now": change.now.as_ref().map(of_answer),
            })
        };
        output::json(&json!({
            "id": id,
            "since": { "case": since.case, "number": since.number, "time": since.filed_at },
            "changes": since.changes.iter().map(change).collect::<Vec<Value>>(),
        }));
        return Ok(ExitCode::SUCCESS);
    }
    let (time, count) = (japan(since.filed_at).date().to_string(), since.changes.len().to_string());
    output::line(&context.say("cli-since", &[("number", &since.number), ("time", &time), ("count", &count)]));
    let words =
        |answer: &Option<_>| answer.as_ref().map_or_else(|| "–".to_owned(), |answer| answer_words(context, answer));
    let rows = since.changes.iter().map(|change| {
        vec![change.no.clone(), change.item.clone(), words(&change.before), "→".to_owned(), words(&change.now)]
    });
    output::columns(&rows.collect::<Vec<_>>());
    Ok(ExitCode::SUCCESS)
}
