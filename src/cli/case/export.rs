//! `case export` and `case import`: a case as readable XML, cases as the agency's bulk file.

use super::super::context::{Context, usage, write_file};
use super::super::{failure, output};
use super::official;
use crate::case::xml::Note;
use crate::desk::{Imported, Result, Told};
use crate::text::say;
use clap::Args;
use serde_json::{Value, json};
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
#[command(after_help = "Examples:\n  madoguchi case import nguyen.xml --json\n  madoguchi case import brought/*.xml")]
pub struct Import {
    /// XML files made by `case export`; attachments not inside are looked for beside them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
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

/// With several files, each is told of as if it were alone, under its name; the highest exit code counts.
pub(in crate::cli) fn import(context: &Context<'_>, args: &Import) -> Result<ExitCode> {
    let several = args.files.len() > 1;
    let mut desk = context.unlock()?;
    let (mut worst, mut documents) = (0, Vec::new());
    desk.import(&args.files, |file, taken| {
        if several {
            output::remark(&file.display().to_string());
        }
        let (code, mut document) = match taken {
            Ok(imported) => imported_one(context, &imported),
            Err(error) => {
                failure::tell(&error, context.lang());
                (error.class as u8, json!({ "error": failure::document(&error, context.lang()) }))
            }
        };
        document["file"] = json!(file.display().to_string());
        worst = worst.max(code);
        documents.push(document);
    })?;
    if context.json() {
        match documents.pop() {
            Some(document) if !several => output::json(&document),
            last => {
                documents.extend(last);
                output::json(&json!({ "cases": documents }));
            }
        }
    }
    Ok(ExitCode::from(worst))
}

/// Tells of a case taken in: the exit code and the document.
fn imported_one(context: &Context<'_>, imported: &Imported) -> (u8, Value) {
    let told = |note: &Note| {
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
    if !context.json() {
        output::line(&imported.id.to_string());
        for (line, told) in &notes {
            if *line > 0 {
                output::remark(&context.say("cli-line", &[("line", &line.to_string())]));
            }
            output::remark(&failure::problem(told));
        }
    }
    let note = |(line, told): &(usize, Told)| json!({ "line": line, "item": told.item, "code": told.code, "message": told.message, "fix": told.fix });
    let document = json!({ "id": imported.id, "notes": notes.iter().map(note).collect::<Vec<_>>() });
    (u8::from(!notes.is_empty()), document)
}
