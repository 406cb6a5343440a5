//! `case submit`: both declarations, a card's signature if asked for, the outbox, and with `--wait` the receipt.

use super::super::context::Context;
use super::super::{card, output, receipt, secret, sending};
use crate::desk::{Desk, Error, Filling, Outcome, Result};
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use std::time::Duration;

/// Submitting.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi --lang vi case submit 01932c5a --wait --json\n  \
                  madoguchi case submit 01932c5a --sign card\n\n\
                  Both declarations are recorded as made in the language of --lang before the acting staff member.\n\
                  The PIN is asked on the terminal or read from standard input, never taken from an argument.")]
pub struct Submit {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Sign the application [default: the declarations alone]
    #[arg(long, value_enum, value_name = "WITH")]
    sign: Option<With>,
    /// With --sign: take the PIN from the first line of standard input
    #[arg(long, requires = "sign")]
    pin_stdin: bool,
    /// With --sign: go on although only one try is left
    #[arg(long, requires = "sign")]
    last_try: bool,
    /// Send now and wait for the receipt or a refusal
    #[arg(long)]
    wait: bool,
    /// With --wait: give up after this time without a connection; the case stays in the outbox
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    timeout: u64,
}

/// What signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum With {
    /// The My Number card of the person who files (PIN of 6 to 16 letters and digits)
    Card,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: &Submit) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    match args.sign {
        None => desk.submit(&mut filling, context.lang())?,
        Some(With::Card) => with_card(context, args, &mut desk, &mut filling)?,
    }
    if args.wait {
        match sending::send(context, &mut desk, id, Duration::from_secs(args.timeout))? {
            Outcome::Received(_) => {}
            Outcome::Waiting(why) => return Err(sending::still_waiting(&why)),
            Outcome::Refused(told) => return Err(Error::refused(told)),
        }
    } else if !context.json() {
        output::remark(&context.say("cli-queued", &[]));
    }
    receipt::tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}

/// Signs and queues. The card is asked for nothing before the case is without problems.
fn with_card(context: &Context<'_>, args: &Submit, desk: &mut Desk, filling: &mut Filling) -> Result<()> {
    if !desk.may_submit(filling)? {
        return Ok(());
    }
    let left = context.setup.card_tries()?.sign;
    if !args.pin_stdin {
        card::remark_tries(context, left);
    }
    let last_try = secret::last_try(context, args.last_try, left)?;
    let pin = secret::pin(context, args.pin_stdin, "cli-ask-sign-pin")?;
    let signer = desk.submit_signed(filling, context.lang(), &pin, last_try)?;
    if let Some(signer) = signer.filter(|_| !context.json()) {
        output::remark(&context.say("cli-signed-by", &[("name", &signer.name)]));
    }
    Ok(())
}
