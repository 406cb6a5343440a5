//! `case export` and `case import`: a case as readable XML, cases as the agency's bulk file.

use super::super::context::{Context, usage, write_file};
use super::super::{failure, output};
use super::official;
use crate::desk::{Result, Told};
use crate::text::say;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Writing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case export 01932c5a -o nguyen.xml\n  \
                  madoguchi case export 01932c5a 01932c5b --official upload")]
pub struct Export {
    /// Ids of cases, or their first 8 characters; several with --official
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// XML file to write (`-`: standard output)
    #[arg(short, long, value_name = "FILE.xml", required_unless_present = "official", conflicts_with = "official")]
    output: Option<PathBuf>,
    /// Folder for the agency's bulk files, one for each application code; exit 1 with what its template refuses
    #[arg(long, value_name = "DIR")]
    official: Option<PathBuf>,
}

/// Taking in.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi case import nguyen.xml --json")]
pub struct Import {
    /// XML file made by `case export`; files not inside are looked for beside it
    file: PathBuf,
}

pub(in crate::cli) fn export(context: &Context<'_>, args: &Export) -> Result<ExitCode> {
    match (&args.official, &args.output, args.ids.as_slice()) {
        (Some(folder), ..) => official::export(context, &args.ids, folder),
        (None, Some(file), [id]) => xml(context, id, file),
        _ => Err(usage(&context.say("cli-one-case", &[]))),
    }
}

fn xml(context: &Context<'_>, id: &str, file: &Path) -> Result<ExitCode> {
    let (desk, id) = context.with_case(id)?;
    let xml = desk.export(id)?;
    if file == Path::new("-") {
        output::bytes(&xml);
        return Ok(ExitCode::SUCCESS);
    }
    write_file(file, &xml)?;
    let name = file.display().to_string();
    if context.json() {
        output::json(&json!({ "id": id, "file": name, "bytes": xml.len() }));
    } else {
        output::remark(&context.say("cli-written", &[("name", &name)]));
    }
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn import(context: &Context<'_>, args: &Import) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let imported = desk.import(&args.file)?;
    let told = |note: &crate::case::xml::Note| {
        let words: Vec<(&str, &str)> = note.fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let told = Told {
            item: note.item.clone(),
            code: note.fault.code.to_owned(),
            message: say(context.lang(), &format!("problem-{}", note.fault.code), &words),
            fix: say(context.lang(), &format!("fix-{}", note.fault.code), &words),
            ..Told::default()
        };
        (note.line, told)
    };
    let notes: Vec<(usize, Told)> = imported.notes.iter().map(told).collect();
    if context.json() {
        let note = |(line, told): &(usize, Told)| json!({ "line": line, "item": told.item, "code": told.code, "message": told.message, "fix": told.fix });
        output::json(&json!({ "id": imported.id, "notes": notes.iter().map(note).collect::<Vec<_>>() }));
    } else {
        output::line(&imported.id.to_string());
        for (line, told) in &notes {
            output::remark(&context.say("cli-line", &[("line", &line.to_string())]));
            output::remark(&failure::problem(told));
        }
    }
    Ok(if notes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
