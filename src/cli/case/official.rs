//! The official site: `case export … --official` writes its bulk files, `case close` takes the number it gave.

use super::super::context::Context;
use super::super::{failure, output};
use crate::desk::{OfficialExport, OfficialFile, OfficialProblem, Result};
use clap::Args;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use uuid::Uuid;

/// Closing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi case close 01932c5a --number T1-2026-000123")]
pub struct Close {
    /// Id of the case, or its first 8 characters
    id: String,
    /// The number the official site gave
    #[arg(long)]
    number: String,
}

pub(super) fn export(context: &Context<'_>, ids: &[String], folder: &Path) -> Result<ExitCode> {
    let desk = context.unlock()?;
    let mut cases: Vec<Uuid> = Vec::new();
    for id in ids {
        let id = desk.find(id)?;
        if !cases.contains(&id) {
            cases.push(id);
        }
    }
    let export = desk.export_official(&cases, folder)?;
    if context.json() {
        output::json(&document(&export));
    } else {
        words(context, &export);
    }
    Ok(if export.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn document(export: &OfficialExport) -> Value {
    let file =
        |file: &OfficialFile| json!({ "file": file.path, "code": file.code, "cases": file.cases, "bytes": file.bytes });
    let problem = |problem: &OfficialProblem| {
        let mut told = json!(problem.told);
        told["id"] = json!(problem.case);
        told
    };
    json!({
        "files": export.files.iter().map(file).collect::<Vec<_>>(),
        "problems": export.problems.iter().map(problem).collect::<Vec<_>>(),
        "warnings": export.warnings.iter().map(problem).collect::<Vec<_>>(),
        // The file was compared with the template; nobody gave it to the site from here.
        "tried_at_site": false,
    })
}

fn words(context: &Context<'_>, export: &OfficialExport) {
    let mut case = None;
    for problem in &export.problems {
        if case != Some(problem.case) {
            case = Some(problem.case);
            output::line(&problem.case.to_string());
        }
        output::line(&failure::problem(&problem.told));
    }
    for warning in &export.warnings {
        output::remark(&context.say("cli-official-warning", &[("id", &warning.case.to_string())]));
        output::remark(&failure::problem(&warning.told));
    }
    for file in &export.files {
        let (name, people) = (file.path.display().to_string(), file.cases.len().to_string());
        output::line(&context.say("cli-official-file", &[("name", &name), ("code", &file.code), ("people", &people)]));
    }
    if export.problems.is_empty() {
        output::remark(&context.say("cli-official-not-tried", &[]));
    } else {
        let count = export.problems.len().to_string();
        output::remark(&context.say("cli-official-refused", &[("count", &count)]));
    }
}

pub(super) fn close(context: &Context<'_>, args: &Close) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    desk.close_official(id, &args.number)?;
    if context.json() {
        output::json(&json!({ "id": id, "stage": "closed", "number": args.number.trim() }));
    } else {
        output::remark(&context.say("cli-official-closed", &[("number", args.number.trim())]));
    }
    Ok(ExitCode::SUCCESS)
}
