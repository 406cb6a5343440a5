//! `case check`: every problem of a case.

use super::super::context::Context;
use super::super::{failure, output};
use crate::desk::{Result, Told, tell};
use serde_json::json;
use std::process::ExitCode;

pub(in crate::cli) fn run(context: &Context<'_>, id: &str) -> Result<ExitCode> {
    let (desk, id) = context.with_case(id)?;
    let filling = desk.open(id)?;
    let today = context.setup.today();
    let problems: Vec<Told> = filling.problems(today).iter().map(|problem| tell(problem, context.lang())).collect();
    let walk = filling.walk(today);
    let (progress, warnings) = (walk.progress, walk.warnings);
    let warnings: Vec<Told> = warnings.iter().map(|warning| tell(warning, context.lang())).collect();
    if context.json() {
        output::json(&json!({
            "id": id,
            "problems": problems,
            "warnings": warnings,
            "answered": progress.answered,
            "total": progress.total,
        }));
    } else {
        for told in &problems {
            output::line(&failure::problem(told));
        }
        for told in &warnings {
            output::line(&context.say("cli-warning", &[("warning", &failure::problem(told))]));
        }
        output::line(&context.say(
            "cli-checked",
            &[
                ("problems", &problems.len().to_string()),
                ("answered", &progress.answered.to_string()),
                ("total", &progress.total.to_string()),
            ],
        ));
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
