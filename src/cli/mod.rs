//! The commands: everything a person does on screen, for scripts, remote lines and checks.
//!
//! Each command is one file; it calls operations of the desk and says what came of it. Results go to standard output, everything
//! else to standard error; the exit code tells what kind of failure it was. The counter, `serve` and `card emulate` are not
//! commands of this face: [`Cli`] carries their options for whoever starts them.

mod account;
mod args;
mod backup;
mod bench;
mod card;
mod case;
mod client;
mod context;
mod failure;
mod forms;
mod generate;
mod law;
mod law_diff;
mod organisation;
mod output;
mod print;
mod receipt;
mod secret;
mod sending;
mod staff;
mod verify;
mod with;

pub use args::{Cli, Command, Global, parse};
pub use card::{Card, Emulate};
pub use failure::report;

use crate::desk::{Class, Setup};
use context::Context;
use std::process::ExitCode;

/// Runs the submission server until it is told to stop (SIGTERM); what is under way is finished.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  madoguchi serve --listen 127.0.0.1:8080 --data /var/lib/madoguchi-server")]
pub struct Serve {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: std::net::SocketAddr,
    /// Certificate chain, PEM (with --tls-key; without both, plain HTTP)
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<std::path::PathBuf>,
    /// Private key of the certificate, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<std::path::PathBuf>,
    /// Ledger, `sqlite:PATH` [default: `ledger.db` in the data folder]
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Certificates (PEM) of the authorities whose cards may sign applications, the root certificates of JPKI
    #[arg(long, value_name = "FILE")]
    pub card_authorities: Option<std::path::PathBuf>,
    /// Revoked card certificates: serial number (hexadecimal) and day of revocation, one a line
    #[arg(long, value_name = "FILE", requires = "card_authorities")]
    pub card_revoked: Option<std::path::PathBuf>,
    /// Policies of card certificates beside those built in, rows as in `assets/card-policies.toml`
    #[arg(long, value_name = "FILE", requires = "card_authorities")]
    pub card_policies: Option<std::path::PathBuf>,
    /// A practice server, with the key of its ledger on standard input
    #[arg(long, hide = true)]
    pub practice: bool,
}

/// Runs a command. The commands that `main` dispatches itself (none, `serve`, `card emulate`) are wrong usage here.
#[must_use]
pub fn run(cli: Cli, setup: &Setup) -> ExitCode {
    let context = Context::new(cli.global, setup);
    let done = match cli.command {
        Some(command) => dispatch(&context, command),
        None => Err(context::usage("the counter is not a command")),
    };
    match done {
        Ok(_) if output::lost() => {
            let lost = crate::desk::Error::new(Class::Outside, "output-lost", &[]);
            failure::report(&lost, context.setup.lang, false)
        }
        Ok(code) => code,
        Err(error) => failure::report(&error, context.setup.lang, context.json()),
    }
}

fn dispatch(context: &Context<'_>, command: Command) -> crate::desk::Result<ExitCode> {
    match command {
        Command::Forms(forms) => forms::run(context, forms),
        Command::Law(law) => law::run(context, law),
        Command::Staff(staff) => staff::run(context, staff),
        Command::Case(case) => case::run(context, case),
        Command::Client(client) => client::run(context, client),
        Command::Organisation(organisation) => organisation::run(context, organisation),
        Command::Outbox(outbox) => sending::outbox(context, &outbox),
        Command::Sync(sync) => sending::sync(context, &sync),
        Command::Card(card) => card::run(context, card),
        Command::Account(account) => account::run(context, &account),
        Command::Print(print) => print::run(context, &print),
        Command::Verify(verify) => verify::run(context, &verify),
        Command::Backup(backup) => backup::backup(context, &backup),
        Command::Restore(restore) => backup::restore(context, &restore),
        Command::Generate(generate) => generate::run(&generate),
        Command::Bench(bench) => bench::run(context, bench),
        Command::Serve(_) => Err(context::usage("the server is not a command of the desk")),
    }
}
