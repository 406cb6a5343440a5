//! `organisation`: employers, schools and supporters, entered once and used for all their people.

use super::case::answer_words;
use super::context::Context;
use super::output;
use crate::desk::{Organisation as Kept, Result};
use clap::Subcommand;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Organisations and supporters.
#[derive(Debug, Subcommand)]
pub enum Organisation {
    /// All organisations by name
    #[command(after_help = "Example:\n  madoguchi organisation list --json")]
    List,
    /// What is kept of an organisation
    #[command(after_help = "Example:\n  madoguchi organisation show 見本工業株式会社")]
    Show {
        /// Name, id, or the first 8 characters of the id
        organisation: String,
    },
    /// Keep the organisation that a case names; one of the same name is replaced
    #[command(after_help = "Example:\n  madoguchi organisation keep 01932c5a\n\n\
                      `case known` and `case take`, with --organisation, give it to the cases of its people.")]
    Keep {
        /// Id of the case, or its first 8 characters
        case: String,
    },
    /// Forget an organisation; answers taken from it stay in the cases
    #[command(after_help = "Example:\n  madoguchi organisation delete 見本工業株式会社")]
    Delete {
        /// Name, id, or the first 8 characters of the id
        organisation: String,
    },
}

pub(super) fn run(context: &Context<'_>, organisation: Organisation) -> Result<ExitCode> {
    match organisation {
        Organisation::List => list(context)?,
        Organisation::Show { organisation } => tell(context, &context.unlock()?.find_organisation(&organisation)?),
        Organisation::Keep { case } => {
            let (mut desk, id) = context.with_case(&case)?;
            let filling = desk.open(id)?;
            tell(context, &desk.keep_organisation(&filling)?);
        }
        Organisation::Delete { organisation } => {
            let mut desk = context.unlock()?;
            let kept = desk.find_organisation(&organisation)?;
            desk.delete_organisation(kept.id)?;
            if context.json() {
                output::json(&json!({ "id": kept.id, "deleted": true }));
            } else {
                output::remark(&context.say("cli-organisation-deleted", &[("name", &kept.name)]));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(context: &Context<'_>) -> Result<()> {
    let all = context.unlock()?.organisations()?;
    if context.json() {
        let line = |kept: &Kept| json!({ "id": kept.id, "name": kept.name, "items": kept.answers.len() });
        output::json(&json!({ "organisations": all.iter().map(line).collect::<Vec<_>>() }));
    } else if all.is_empty() {
        output::remark(&context.say("cli-no-organisations", &[]));
    } else {
        let row = |kept: &Kept| vec![kept.id.to_string(), kept.name.clone(), kept.saved_by.clone()];
        output::columns(&all.iter().map(row).collect::<Vec<_>>());
    }
    Ok(())
}

fn tell(context: &Context<'_>, kept: &Kept) {
    if context.json() {
        let answers = kept.answers.iter().map(|(item, answer)| {
            json!({ "item": item, "state": answer.entry.state.word(), "typed": answer.entry.typed, "at": answer.entry.at })
        });
        output::json(&json!({
            "id": kept.id,
            "name": kept.name,
            "saved_at": kept.saved_at,
            "saved_by": kept.saved_by,
            "answers": answers.collect::<Vec<Value>>(),
        }));
        return;
    }
    output::line(&format!("{}  {}", kept.id, kept.name));
    let row = |(item, answer)| vec![String::clone(item), answer_words(context, answer)];
    output::columns(&kept.answers.iter().map(row).collect::<Vec<_>>());
}
