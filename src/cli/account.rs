//! `account`: signing in to the server.

use super::context::Context;
use super::{card, output, secret};
use crate::desk::Result;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::process::ExitCode;

/// The account on the server.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Show the server whose card this is
    SignIn(SignIn),
}

/// Signing in.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi account sign-in --with card\n  \
                  echo 1234 | madoguchi account sign-in --with card --pin-stdin --json\n\n\
                  The PIN is asked on the terminal or read from standard input, never taken from an argument.")]
pub struct SignIn {
    /// With what
    #[arg(long, value_enum, default_value_t = With::Card)]
    with: With,
    /// Take the PIN from the first line of standard input
    #[arg(long)]
    pin_stdin: bool,
    /// Go on although only one try is left
    #[arg(long)]
    last_try: bool,
}

/// Ways to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum With {
    /// The authentication certificate of a My Number card (PIN of 4 digits)
    Card,
}

pub(super) fn run(context: &Context<'_>, account: &Account) -> Result<ExitCode> {
    let Account::SignIn(args) = account;
    match args.with {
        With::Card => with_card(context, args),
    }
}

fn with_card(context: &Context<'_>, args: &SignIn) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let left = context.setup.card_tries()?.auth;
    if !args.pin_stdin {
        card::remark_tries(context, left);
    }
    let last_try = secret::last_try(context, args.last_try, left)?;
    let pin = secret::pin(context, args.pin_stdin, "cli-ask-pin")?;
    let signed_in = desk.sign_in(&pin, last_try)?;
    if context.json() {
        output::json(&json!({ "card": signed_in.card, "practice": signed_in.practice }));
    } else {
        output::line(&context.say("cli-signed-in", &[("card", &signed_in.card)]));
        if signed_in.practice {
            output::line(&context.say("cli-practice-card", &[]));
        }
    }
    Ok(ExitCode::SUCCESS)
}
