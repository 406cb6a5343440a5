//! `case`: one application, from the first answer to the receipt.

mod attach;
mod begin;
mod changes;
mod check;
mod documents;
mod edition;
mod export;
mod filed;
mod known;
mod lines;
mod list;
mod official;
mod set;
mod show;
mod submit;

pub(super) use set::stdin;
pub(super) use show::{answer_words, source};

use super::context::Context;
use super::{output, receipt};
use crate::desk::Result;
use clap::Subcommand;
use serde_json::json;
use std::process::ExitCode;

/// Cases.
#[derive(Debug, Subcommand)]
pub enum Case {
    /// Begin a case; prints its id
    New(begin::New),
    /// All cases, newest first
    #[command(after_help = "Example:\n  madoguchi case list --json")]
    List,
    /// Everything of a case: answers, files, where it stands
    #[command(after_help = "Example:\n  madoguchi case show 01932c5a")]
    Show {
        /// Id of the case, or its first 8 characters
        id: String,
    },
    /// Delete a case for good
    #[command(
        after_help = "Examples:\n  madoguchi case delete 01932c5a\n  madoguchi case delete 01932c5a --with-receipt"
    )]
    Delete {
        /// Id of the case, or its first 8 characters
        id: String,
        /// Also a case that has its receipt: the receipt and what was filed go with it
        #[arg(long)]
        with_receipt: bool,
    },
    /// Known answers that may be taken over: of the client's earlier cases, or of an organisation
    Known(known::Known),
    /// Take known answers over
    Take(known::Take),
    /// What is answered otherwise than at the client's last filing
    #[command(after_help = "Example:\n  madoguchi case changes 01932c5a --json")]
    Changes {
        /// Id of the case, or its first 8 characters
        id: String,
    },
    /// Whether a newer edition of the form is here, what it asks otherwise, and moving the draft to it
    Edition(edition::Edition),
    /// Answer items
    Set(set::Set),
    /// All problems; exit 1 if there are any
    #[command(after_help = "Example:\n  madoguchi --lang vi case check 01932c5a --json")]
    Check {
        /// Id of the case, or its first 8 characters
        id: String,
    },
    /// Which documents it asks for; answers the questions they depend on
    Documents(documents::Documents),
    /// Attach documents (PDF) or the photo (JPEG)
    Attach(attach::Attach),
    /// Put files away
    Detach(attach::Detach),
    /// Write a case as readable XML with its files inside, or cases as the agency's bulk file
    Export(export::Export),
    /// Take a case in from XML
    Import(export::Import),
    /// Close a case that was filed at the official site
    Close(official::Close),
    /// Record both declarations and queue the case for sending
    Submit(submit::Submit),
    /// The receipt
    #[command(after_help = "Example:\n  madoguchi case receipt 01932c5a --json > receipt.json")]
    Receipt {
        /// Id of the case, or its first 8 characters
        id: String,
    },
    /// How a case stands at the server, step by step
    #[command(after_help = "Example:\n  madoguchi case status 01932c5a")]
    Status {
        /// Id of the case, or its first 8 characters
        id: String,
    },
    /// What was filed, exactly as filed
    Filed(filed::Filed),
}

pub(super) fn run(context: &Context<'_>, case: Case) -> Result<ExitCode> {
    match case {
        Case::New(new) => begin::run(context, new),
        Case::List => list::run(context),
        Case::Show { id } => show::run(context, &id),
        Case::Delete { id, with_receipt } => delete(context, &id, with_receipt),
        Case::Known(known) => known::known(context, &known),
        Case::Take(take) => known::take(context, &take),
        Case::Changes { id } => changes::run(context, &id),
        Case::Edition(edition) => edition::run(context, &edition),
        Case::Set(set) => set::run(context, &set),
        Case::Check { id } => check::run(context, &id),
        Case::Documents(documents) => documents::run(context, &documents),
        Case::Attach(attach) => attach::attach(context, &attach),
        Case::Detach(detach) => attach::detach(context, &detach),
        Case::Export(export) => export::export(context, &export),
        Case::Import(import) => export::import(context, &import),
        Case::Close(close) => official::close(context, &close),
        Case::Submit(submit) => submit::run(context, &submit),
        Case::Receipt { id } => {
            let (desk, id) = context.with_case(&id)?;
            // Asked for by name, a receipt that is not there is an error.
            desk.receipt(id)?;
            receipt::tell(context, &desk, id)?;
            Ok(ExitCode::SUCCESS)
        }
        Case::Status { id } => filed::status(context, &id),
        Case::Filed(filed) => filed::run(context, &filed),
    }
}

fn delete(context: &Context<'_>, id: &str, with_receipt: bool) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(id)?;
    desk.delete(id, with_receipt)?;
    if context.json() {
        output::json(&json!({ "id": id, "deleted": true }));
    } else {
        output::remark(&context.say("cli-deleted", &[("id", &id.to_string())]));
    }
    Ok(ExitCode::SUCCESS)
}
