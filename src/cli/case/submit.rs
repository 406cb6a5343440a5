//! `case submit`: both declarations, the outbox, and with `--wait` the receipt.

use super::super::context::Context;
use super::super::{output, receipt, sending};
use crate::desk::{Outcome, Result};
use clap::Args;
use std::process::ExitCode;
use std::time::Duration;

/// Submitting.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi --lang vi case submit 01932c5a --wait --json\n\n\
                  Both declarations are recorded as made in the language of --lang before the acting staff member.")]
pub struct Submit {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Send now and wait for the receipt or a refusal
    #[arg(long)]
    wait: bool,
    /// With --wait: give up after this time without a connection; the case stays in the outbox
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    timeout: u64,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: &Submit) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open(id)?;
    desk.submit(&mut filling, context.lang())?;
    if args.wait {
        match sending::send(context, &mut desk, id, Duration::from_secs(args.timeout))? {
            Outcome::Received(_) => {}
            Outcome::Waiting(why) => return Err(sending::still_waiting(&why)),
            Outcome::Refused(told) => return Err(sending::refused(told)),
        }
    } else if !context.json() {
        output::remark(&context.say("cli-queued", &[]));
    }
    receipt::tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}
