//! `forms`: what this version knows of the paper.

pub(super) mod diff;

use super::context::Context;
use super::law::local;
use super::output;
use crate::desk::{Error, Result};
use crate::form::{Catalog, Condition, Flaw, Form, Item, Need, Source, show};
use crate::law::Rules;
use clap::Subcommand;
use jiff::civil::Date;
use serde_json::json;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The forms.
#[derive(Debug, Subcommand)]
pub enum Forms {
    /// Procedures, statuses, sheets, editions, number of items and how many were not checked against the print
    #[command(after_help = "Example:\n  madoguchi forms list --json")]
    List,
    /// Items in paper order: number, id, kind, wording, whether required, condition
    #[command(after_help = "Example:\n  madoguchi forms show extension 技術・人文知識・国際業務 --json")]
    Show {
        /// coe, change, extension, acquisition, authorized-employment, reentry or other-activity; or a paper beside them, such as
        /// notification-1-1
        procedure: String,
        /// Status of residence: Japanese name, English name or slug; none for a paper
        status: Option<String>,
        /// Division letter, where a status has several
        #[arg(long, value_name = "LETTER")]
        division: Option<String>,
    },
    /// What differs between two editions of a form, or between two folders of forms
    #[command(after_help = "Examples:\n  madoguchi forms diff extension-N@2026-02-27 extension-N\n  \
                      madoguchi forms diff extension-N@built-in extension-N\n  \
                      madoguchi forms diff old/forms forms --json")]
    Diff {
        /// Folder of form files; `built-in` for the forms of the program without newer files; or the code of a form, `extension-N`, with
        /// `@EDITION` for an earlier one, `@built-in` for that of the program
        old: String,
        /// The same, to compare with
        new: String,
    },
    /// Every flaw in form files, with file, line and column
    #[command(after_help = "Example:\n  madoguchi forms check forms")]
    Check {
        /// Folder of form files, rules in `law/` below it [default: the forms in the program]; without `procedures.toml` its files
        /// are newer ones over the forms in the program
        dir: Option<PathBuf>,
    },
}

pub(super) fn run(context: &Context<'_>, forms: Forms) -> Result<ExitCode> {
    match forms {
        Forms::List => list(context),
        Forms::Show { procedure, status, division } => {
            let status = status.unwrap_or_default();
            let form = match Catalog::in_force().paper(&procedure) {
                Ok(paper) => paper,
                Err(_) => Catalog::in_force().form(&procedure, &status, division.as_deref())?,
            };
            if context.json() {
                output::json(&show::document(&form, &status));
            } else {
                tell(context, &form);
            }
        }
        Forms::Diff { old, new } => return diff::run(context, &old, &new),
        Forms::Check { dir } => return check(context, dir.as_deref()),
    }
    Ok(ExitCode::SUCCESS)
}

fn list(context: &Context<'_>) {
    let catalog = Catalog::in_force();
    if context.json() {
        return output::json(&show::list(catalog));
    }
    let mut rows = Vec::new();
    for form in catalog.forms() {
        for status in &form.statuses {
            rows.push(vec![
                form.procedure.clone(),
                local(context.lang(), &status.name.ja, &status.name.en),
                form.pin.code.clone(),
                form.pin.edition.clone(),
                counted(context, &form),
                origin(context, &form),
            ]);
        }
    }
    for paper in catalog.papers() {
        rows.push(vec![
            String::new(),
            local(context.lang(), &paper.title.ja, &paper.title.en),
            paper.pin.code.clone(),
            paper.pin.edition.clone(),
            counted(context, &paper),
            origin(context, &paper),
        ]);
    }
    output::columns(&rows);
}

fn counted(context: &Context<'_>, form: &Form) -> String {
    let (items, unchecked) = (form.items().count().to_string(), form.unchecked().count().to_string());
    context.say("cli-items", &[("items", &items), ("unchecked", &unchecked)])
}

/// Where an edition comes from: built in, or the newer files its sheets were read from.
fn origin(context: &Context<'_>, form: &Form) -> String {
    let files: Vec<&str> = form.sheets.iter().filter_map(|sheet| sheet.file.as_deref()).collect();
    if files.is_empty() { context.say("cli-form-built-in", &[]) } else { files.join(", ") }
}

fn tell(context: &Context<'_>, form: &Form) {
    output::line(&format!("{}  {}", local(context.lang(), &form.title.ja, &form.title.en), form.pin.code));
    for sheet in &form.sheets {
        let shown = sheet.shown_when.as_ref().map(|condition| shown_when(context, condition)).unwrap_or_default();
        let title = local(context.lang(), &sheet.title.ja, &sheet.title.en);
        output::line(format!("\n{title}  {}  {shown}", sheet.edition).trim_end());
        if let Some(note) = &sheet.note {
            output::line(&local(context.lang(), &note.ja, &note.en));
        }
        output::columns(&sheet.items.iter().map(|item| row(context, item)).collect::<Vec<_>>());
    }
}

fn row(context: &Context<'_>, item: &Item) -> Vec<String> {
    let need = match &item.need {
        Need::Always => context.say("cli-need-always", &[]),
        Need::When(condition) => context.say("cli-need-when", &[("condition", &condition.source)]),
        Need::Optional => String::new(),
    };
    let shown = item.shown_when.as_ref().map(|condition| shown_when(context, condition));
    let narrowed = item.narrowed_by.as_ref().map(|by| context.say("cli-narrowed-by", &[("item", by)]));
    vec![
        item.number(),
        item.id.clone(),
        item.kind.word().to_owned(),
        local(context.lang(), &item.label.ja, &item.label.en),
        [Some(need), shown, narrowed]
            .into_iter()
            .flatten()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
    ]
}

fn shown_when(context: &Context<'_>, condition: &Condition) -> String {
    context.say("cli-shown-when", &[("condition", &condition.source)])
}

fn check(context: &Context<'_>, dir: Option<&Path>) -> Result<ExitCode> {
    let (forms, rules) = match dir {
        None => (Catalog::embedded_sources(), Rules::embedded_files()),
        Some(dir) => ([sources(dir)?, sources(&dir.join("lists"))?].concat(), sources(&dir.join("law"))?),
    };
    let mut flaws = if is_whole(&forms) {
        Catalog::read(&forms).err().unwrap_or_default()
    } else {
        // Newer files alone, as the data folder has them: looked at over the forms built in, whatever day they begin.
        Catalog::over(forms.clone(), Date::MAX).err().unwrap_or_default()
    };
    if !rules.is_empty() {
        flaws.extend(Rules::read(&rules).err().unwrap_or_default());
    }
    let files = forms.len() + rules.len();
    if context.json() {
        output::json(&json!({ "files": files, "flaws": flaws.iter().map(document).collect::<Vec<_>>() }));
    } else if flaws.is_empty() {
        output::line(&context.say("cli-forms-good", &[("files", &files.to_string())]));
    } else {
        for flaw in &flaws {
            output::line(&drawn(flaw));
        }
    }
    Ok(if flaws.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Whether files are forms of their own, with procedures, and not newer files over those built in.
fn is_whole(files: &[Source]) -> bool {
    files.iter().any(|file| file.path.ends_with("procedures.toml"))
}

/// The TOML files of a folder, in the order of their names. `lists` and `law` may be missing.
fn sources(dir: &Path) -> Result<Vec<Source>> {
    let unreadable = |error: std::io::Error| Error::file("file-unreadable", dir, &error);
    if (dir.ends_with("law") || dir.ends_with("lists")) && !dir.exists() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(dir).and_then(Iterator::collect::<std::io::Result<Vec<_>>>).map_err(unreadable)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| Error::file("file-unreadable", path, &error))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    paths.iter().map(read).collect()
}

fn document(flaw: &Flaw) -> serde_json::Value {
    json!({
        "file": flaw.text.name(),
        "line": flaw.line,
        "column": flaw.column,
        "message": flaw.message,
        "help": flaw.help,
    })
}

/// The flaw with the lines around it, in colours only on a terminal.
fn drawn(flaw: &Flaw) -> String {
    let theme = if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        miette::GraphicalTheme::unicode()
    } else {
        miette::GraphicalTheme::unicode_nocolor()
    };
    let mut text = String::new();
    let drawn = miette::GraphicalReportHandler::new_themed(theme).render_report(&mut text, flaw);
    let place = format!("{}:{}:{}: {}", flaw.text.name(), flaw.line, flaw.column, flaw.message);
    if drawn.is_ok() { format!("{place}\n{text}") } else { place }
}
