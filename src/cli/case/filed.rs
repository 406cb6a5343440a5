//! `case filed` and `case status`: what the server holds, and how it stands there.

use super::super::context::{Context, write_file};
use super::super::output;
use crate::desk::Result;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// What was filed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi case filed 01932c5a -o filed.xml")]
pub struct Filed {
    /// Id of the case, or its first 8 characters
    id: String,
    /// XML file to write [default: standard output]
    #[arg(short, long, value_name = "FILE.xml")]
    output: Option<PathBuf>,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: &Filed) -> Result<ExitCode> {
    let (desk, id) = context.with_case(&args.id)?;
    let xml = desk.filed(id)?;
    let receipt = desk.receipt(id).ok().map(|signed| signed.receipt);
    if let Some(file) = &args.output {
        write_file(file, &xml)?;
    }
    if context.json() {
        output::json(&json!({
            "id": id,
            "number": receipt.as_ref().map(|receipt| &receipt.number),
            "sha256": receipt.as_ref().map(|receipt| &receipt.sha256),
            "practice": receipt.as_ref().map(|receipt| receipt.practice),
            "xml": String::from_utf8_lossy(&xml),
        }));
    } else if let Some(file) = &args.output {
        output::remark(&context.say("cli-written", &[("name", &file.display().to_string())]));
    } else {
        output::bytes(&xml);
    }
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn status(context: &Context<'_>, id: &str) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(id)?;
    let stage = desk.open(id)?.case.stage;
    // Before the receipt no server knows the case, and none is asked.
    let status = if desk.receipt(id).is_ok() { Some(desk.status(id)?) } else { None };
    let stage = status.as_ref().map_or(stage, |status| status.stage);
    if context.json() {
        let steps = status.iter().flat_map(|status| &status.timeline);
        output::json(&json!({
            "id": id,
            "stage": stage.word(),
            "number": status.as_ref().map(|status| &status.number),
            "practice": status.as_ref().map_or(context.setup.practice(), |status| status.practice),
            "timeline": steps.map(|(stage, time)| json!({ "stage": stage.word(), "time": time })).collect::<Vec<Value>>(),
        }));
        return Ok(ExitCode::SUCCESS);
    }
    output::line(&context.say(&format!("cli-stage-{}", stage.word()), &[]));
    for (stage, time) in status.iter().flat_map(|status| &status.timeline) {
        let time = crate::desk::japan(*time).strftime("%Y-%m-%d %H:%M").to_string();
        output::line(&format!("  {time}  {}", context.say(&format!("cli-stage-{}", stage.word()), &[])));
    }
    if status.is_some_and(|status| status.practice) {
        output::line(&context.say("cli-practice", &[]));
    }
    Ok(ExitCode::SUCCESS)
}
