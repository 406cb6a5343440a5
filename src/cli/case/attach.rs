//! `case attach` and `case detach`: files and photo.

use super::super::context::{Context, usage};
use super::super::output;
use crate::case::PHOTO;
use crate::desk::{Filling, Result};
use crate::law::Rules;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Attaching.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case attach 01932c5a photo.jpg --as photo\n  \
                  madoguchi case attach 01932c5a tax.pdf --as gij-tax-payment")]
pub struct Attach {
    /// Id of the case, or its first 8 characters
    id: String,
    /// PDF documents, or one JPEG photo
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which document it is: `photo`, or the id of a document of `law verdict`
    #[arg(long, value_name = "KIND")]
    r#as: Option<String>,
}

/// Putting away.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi case detach 01932c5a tax.pdf")]
pub struct Detach {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Names of files, or the beginning of their SHA-256
    #[arg(required = true)]
    files: Vec<String>,
}

pub(in crate::cli) fn attach(context: &Context<'_>, args: &Attach) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    let kind = args.r#as.as_deref().unwrap_or_default();
    known(context, &filling, kind)?;
    if kind == PHOTO && args.files.len() > 1 {
        return Err(usage(&context.say("cli-one-photo", &[])));
    }
    for file in &args.files {
        desk.attach(&mut filling, file, kind)?;
    }
    tell(context, &filling);
    Ok(ExitCode::SUCCESS)
}

/// A kind nobody asks for would never count as the document it is.
fn known(context: &Context<'_>, filling: &Filling, kind: &str) -> Result<()> {
    let case = &filling.case;
    let today = context.setup.today();
    let documents = Rules::in_force().documents(&crate::case::query(case, &filling.form, today), today);
    if kind.is_empty() || kind == PHOTO || documents.iter().any(|document| document.id == kind) {
        return Ok(());
    }
    let mut kinds = vec![PHOTO];
    kinds.extend(documents.iter().map(|document| document.id.as_str()).filter(|id| *id != PHOTO));
    Err(usage(&context.say("cli-unknown-kind", &[("kind", kind), ("choices", &kinds.join(", "))])))
}

pub(in crate::cli) fn detach(context: &Context<'_>, args: &Detach) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    for file in &args.files {
        desk.detach(&mut filling, file)?;
    }
    tell(context, &filling);
    Ok(ExitCode::SUCCESS)
}

fn tell(context: &Context<'_>, filling: &Filling) {
    let files = &filling.case.attachments;
    if context.json() {
        let of = |file: &crate::case::Attachment| json!({ "name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256 });
        output::json(&json!({ "id": filling.case.id, "files": files.iter().map(of).collect::<Vec<_>>() }));
    } else {
        let row = |file: &crate::case::Attachment| vec![file.name.clone(), file.kind.clone(), file.size.to_string()];
        output::columns(&files.iter().map(row).collect::<Vec<_>>());
    }
}
