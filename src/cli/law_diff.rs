//! `law diff`: what differs between two days, or between two folders or files of rules.

use super::context::{Context, usage};
use super::output;
use crate::desk::Result;
use crate::form::Source;
use crate::law::{Change, Rules, Side, diff};
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// The two sides.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  madoguchi law diff 2025-03-31 2025-04-01\n  madoguchi law diff built-in new-rules/\n\n\
                  A day stands for the rules in force on it, `built-in` for the rules of this program, anything else\n\
                  for a folder or a file of rules."
)]
pub struct Diff {
    /// A day, `built-in`, a folder or a file
    old: String,
    /// The same
    new: String,
}

/// One side, read.
struct Read {
    files: Vec<Source>,
    on: Option<Date>,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { files: &self.files, on: self.on }
    }
}

pub(super) fn run(context: &Context<'_>, args: &Diff) -> Result<ExitCode> {
    let (old, new) = (read(context, &args.old)?, read(context, &args.new)?);
    let changes = diff(&old.side(), &new.side());
    if context.json() {
        output::json(&json!({ "changes": changes.iter().map(document).collect::<Vec<_>>() }));
        return Ok(ExitCode::SUCCESS);
    }
    if changes.is_empty() {
        output::line(&context.say("cli-law-same", &[]));
    }
    for change in &changes {
        output::line(&line(change));
    }
    Ok(ExitCode::SUCCESS)
}

fn document(change: &Change) -> Value {
    match change {
        Change::Added(row) => json!({ "change": "added", "row": row }),
        Change::Removed(row) => json!({ "change": "removed", "row": row }),
        Change::Changed(row, key, old, new) => {
            json!({ "change": "changed", "row": row, "key": key, "old": old, "new": new })
        }
    }
}

fn line(change: &Change) -> String {
    match change {
        Change::Added(row) => format!("+ {row}"),
        Change::Removed(row) => format!("- {row}"),
        Change::Changed(row, key, old, new) => format!("~ {row}: {key}: {old} → {new}"),
    }
}

fn read(context: &Context<'_>, what: &str) -> Result<Read> {
    if what == "built-in" {
        return Ok(Read { files: Rules::embedded_files(), on: None });
    }
    if let Ok(day) = what.parse::<Date>() {
        let mut files = Rules::embedded_files();
        files.extend(crate::desk::law_files(&context.setup.data)?);
        return Ok(Read { files, on: Some(day) });
    }
    let files = crate::desk::rule_files(Path::new(what))?;
    if files.is_empty() {
        return Err(usage(&context.say("cli-no-rules", &[("path", what)])));
    }
    Ok(Read { files, on: None })
}
