//! `case edition`: moving a draft to the newest edition of its form.

use super::super::context::Context;
use super::super::output;
use super::answer_words;
use super::known::of_answer;
use crate::cli::forms;
use crate::desk::{Move, Result};
use clap::Args;
use serde_json::{Value, json};
use std::process::ExitCode;
use uuid::Uuid;

/// The edition.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case edition 01932c5a\n  madoguchi case edition 01932c5a --move\n\n\
                  Without --move nothing is changed. Answers to items that the newer edition does not have are set aside;\n\
                  `case show` lists them.")]
pub struct Edition {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Move the draft
    #[arg(long = "move")]
    moved: bool,
}

pub(super) fn run(context: &Context<'_>, args: &Edition) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let made = if args.moved { Some(desk.move_edition(id)?) } else { desk.newer_edition(id)? };
    match made {
        Some(made) if context.json() => output::json(&document(id, &made, args.moved)),
        Some(made) => tell(context, &made, args.moved),
        None if context.json() => output::json(&json!({ "id": id, "newest": true, "moved": false })),
        None => output::remark(&context.say("cli-edition-newest", &[])),
    }
    Ok(ExitCode::SUCCESS)
}

fn document(id: Uuid, made: &Move, moved: bool) -> Value {
    let aside = made.aside.iter().map(|(place, answer)| {
        let mut document = of_answer(answer);
        document["item"] = json!(place.item);
        document["no"] = json!(place.no);
        document
    });
    json!({
        "id": id,
        "newest": moved,
        "moved": moved,
        "from": made.from,
        "to": made.to,
        "carried": made.carried,
        "set_aside": aside.collect::<Vec<_>>(),
        "diff": made.diff.as_ref().map(forms::diff::document),
    })
}

fn tell(context: &Context<'_>, made: &Move, moved: bool) {
    let args = [
        ("from", made.from.edition.as_str()),
        ("to", made.to.edition.as_str()),
        ("carried", &made.carried.to_string()),
        ("aside", &made.aside.len().to_string()),
    ];
    output::line(&context.say(if moved { "cli-edition-moved" } else { "cli-edition-newer" }, &args));
    let row = |(place, answer): &(crate::form::diff::Place, _)| {
        vec![place.no.clone(), place.item.clone(), answer_words(context, answer)]
    };
    output::columns(&made.aside.iter().map(row).collect::<Vec<_>>());
    match &made.diff {
        Some(diff) => forms::diff::tell(context, diff),
        None => output::line(&context.say("cli-edition-unknown", &[])),
    }
}
