//! `client set`, `client event`, `client done`: what staff note of a client.

use super::super::case::stdin;
use super::super::context::{Context, usage};
use super::show;
use crate::case::Origin;
use crate::desk::Result;
use clap::Args;
use jiff::civil::Date;
use std::process::ExitCode;

/// Remembering.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi client set 01932c5a stay_until=2029-11-24 period=3年\n  \
                  madoguchi client set 01932c5a - < dates.txt\n\n\
                  FACT is stay_until, card_until, passport_until, certificate_until, user_id_until, status or period;\n\
                  FACT= forgets it. Arguments can be seen by other users of this computer while the command runs.")]
pub struct Set {
    /// Id of the client, its first 8 characters, or the whole name
    client: String,
    /// FACT=VALUE …, or `-` for lines on standard input
    #[arg(required = true, value_name = "FACT=VALUE")]
    facts: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi client event 01932c5a job-left 2026-11-04\n  \
                  madoguchi client event 01932c5a job-left 2026-11-04 --remove")]
pub struct Event {
    /// Id of the client, its first 8 characters, or the whole name
    client: String,
    /// What happened: job-left, job-started, school-left, spouse-divorced, address-moved, birth, card-lost …
    kind: String,
    /// The day it happened
    day: Date,
    /// Take it back
    #[arg(long)]
    remove: bool,
}

/// A deadline that was kept.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi client done 01932c5a due-job-left\n  \
                  madoguchi client done 01932c5a due-job-left --undo")]
pub struct Done {
    /// Id of the client, its first 8 characters, or the whole name
    client: String,
    /// The deadline's rule, as `client due` names it
    rule: String,
    /// It was not kept after all
    #[arg(long)]
    undo: bool,
}

pub(super) fn set(context: &Context<'_>, args: &Set) -> Result<ExitCode> {
    let lines = if args.facts == ["-"] { stdin()? } else { args.facts.clone() };
    let lines = lines.iter().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let fact = |line: &String| {
        let (word, value) = line.split_once('=').ok_or_else(|| usage("FACT=VALUE"))?;
        Ok((word.trim().to_owned(), value.to_owned()))
    };
    let facts = lines.map(fact).collect::<Result<Vec<_>>>()?;
    let mut desk = context.unlock()?;
    let id = desk.find_client(&args.client)?;
    desk.remember(id, &facts, &Origin::Typed)?;
    show::tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn event(context: &Context<'_>, args: &Event) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let id = desk.find_client(&args.client)?;
    if args.remove {
        desk.remove_event(id, &args.kind, args.day)?;
    } else {
        desk.add_event(id, &args.kind, args.day)?;
    }
    show::tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn done(context: &Context<'_>, args: &Done) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let id = desk.find_client(&args.client)?;
    desk.set_done(id, &args.rule, !args.undo)?;
    show::tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}
