//! `print`: a case as PDF.

use super::context::{Context, write_file};
use super::output;
use crate::desk::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum As {
    /// The receipt, one A4 page in Japanese and English
    Receipt,
}

/// Prints a case.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi print 01932c5a --as receipt -o receipt.pdf")]
pub struct Print {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Which print
    #[arg(long, value_enum)]
    r#as: As,
    /// PDF file to write (`-`: standard output)
    #[arg(short, long, value_name = "FILE.pdf")]
    output: PathBuf,
}

pub(super) fn run(context: &Context<'_>, args: &Print) -> Result<ExitCode> {
    let (desk, id) = context.with_case(&args.id)?;
    let As::Receipt = args.r#as;
    let pdf = desk.print_receipt(id, context.lang())?;
    if args.output == Path::new("-") {
        output::bytes(&pdf);
        return Ok(ExitCode::SUCCESS);
    }
    write_file(&args.output, &pdf)?;
    let name = args.output.display().to_string();
    if context.json() {
        output::json(&json!({ "id": id, "file": name, "bytes": pdf.len() }));
    } else {
        output::remark(&context.say("cli-written", &[("name", &name)]));
    }
    Ok(ExitCode::SUCCESS)
}
