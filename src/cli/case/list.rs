//! `case list`: every case of this data folder.

use super::super::context::Context;
use super::super::output;
use crate::desk::{CaseLine, Result};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(in crate::cli) fn run(context: &Context<'_>) -> Result<ExitCode> {
    let lines = context.unlock()?.cases()?;
    if context.json() {
        let practice = context.setup.practice();
        output::json(&json!({ "cases": lines.iter().map(document).collect::<Vec<_>>(), "practice": practice }));
    } else if lines.is_empty() {
        output::remark(&context.say("cli-no-cases", &[]));
    } else {
        output::columns(&lines.iter().map(|line| row(context, line)).collect::<Vec<_>>());
    }
    Ok(ExitCode::SUCCESS)
}

fn document(line: &CaseLine) -> Value {
    json!({
        "id": line.id,
        "procedure": line.procedure,
        "form": line.form_code,
        "status": line.status,
        "stage": line.stage.word(),
        "client": line.client,
        "answered": line.progress.answered,
        "total": line.progress.total,
        "problems": line.progress.problems,
        "expires": line.expires,
        "saved_at": line.saved_at,
        "saved_by": line.saved_by,
        "number": line.number,
    })
}

fn row(context: &Context<'_>, line: &CaseLine) -> Vec<String> {
    vec![
        line.id.to_string(),
        line.client.clone(),
        line.form_code.clone(),
        line.status.clone(),
        context.say(&format!("cli-stage-{}", line.stage.word()), &[]),
        format!("{}/{}", line.progress.answered, line.progress.total),
        line.number.clone().unwrap_or_default(),
    ]
}
