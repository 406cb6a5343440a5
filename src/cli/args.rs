//! The command line: global options and the list of commands.

use super::{
    account, backup, bench, card, case, client, forms, generate, law, organisation, print, sending, staff, verify,
};
use crate::desk::{Place, Setup, StartPractice};
use crate::text::Lang;
use clap::{Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;

/// 窓口 madoguchi: the counter for Japan's residence applications. Without a command it opens the counter on this terminal.
#[derive(Debug, Parser)]
#[command(
    name = "madoguchi",
    version,
    about,
    max_term_width = 120,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 done, 1 the data has problems, 2 wrong usage, 3 something outside failed, 4 refused.\n\n\
                  Examples:\n  madoguchi\n  madoguchi case new extension --status 技術・人文知識・国際業務 --json\n  \
                  madoguchi --lang vi case check 01932c5a"
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The counter on a practice folder of its own, with the practice server; nothing reaches any agency
    #[arg(long, help_heading = "The counter")]
    pub practice: bool,
    /// Invented clients a new practice folder begins with (`assets/samples/clients.toml`)
    #[arg(
        long,
        help_heading = "The counter",
        env = "MADOGUCHI_PRACTICE_CLIENTS",
        hide_env_values = true,
        value_name = "FILE"
    )]
    pub practice_clients: Option<PathBuf>,
    /// The counter as one line of text after another: no screen, no cursor movement (screen readers, bad lines)
    #[arg(long, help_heading = "The counter")]
    pub linear: bool,
    /// Colours of the counter
    #[arg(long, help_heading = "The counter", value_name = "NAME", value_parser = ["paper", "ink", "yellow", "mono"])]
    pub theme: Option<String>,
}

/// Options every command takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Data folder [default: the user's data folder]
    #[arg(long, global = true, env = "MADOGUCHI_DATA", hide_env_values = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Submission server [default: the practice server, started on this computer when needed]
    #[arg(long, global = true, env = "MADOGUCHI_SERVER", hide_env_values = true, value_name = "URL")]
    pub server: Option<String>,
    /// Language of messages, `ja`, `en` … [default: from the locale]
    #[arg(long, global = true, env = "MADOGUCHI_LANG", hide_env_values = true, value_name = "TAG", value_parser = lang)]
    pub lang: Option<Lang>,
    /// Who acts; may be left out where only one works
    #[arg(long, global = true, env = "MADOGUCHI_STAFF", hide_env_values = true, value_name = "NAME")]
    pub staff: Option<String>,
    /// File whose first line is the passphrase [default: `MADOGUCHI_PASSPHRASE`, or asked on the terminal]
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// One JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// The date the rules are applied for [default: today in Japan]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// A practice card from this profile, inside this program, instead of the card readers
    #[arg(long, global = true, env = "MADOGUCHI_PRACTICE_CARD", hide_env_values = true, value_name = "PROFILE")]
    pub practice_card: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The forms this version knows
    #[command(subcommand)]
    Forms(forms::Forms),
    /// What the rules say
    #[command(subcommand)]
    Law(law::Law),
    /// Staff of this data folder
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Cases: begin, fill, check, send
    #[command(subcommand)]
    Case(case::Case),
    /// Clients: what is known of them, and what they have to do by when
    #[command(subcommand)]
    Client(client::Client),
    /// Organisations and supporters, entered once and used for all their people
    #[command(subcommand)]
    Organisation(organisation::Organisation),
    /// What waits to be sent, file by file
    Outbox(sending::Outbox),
    /// Send what waits, now
    Sync(sending::Sync),
    /// Card readers and cards
    #[command(subcommand)]
    Card(card::Card),
    /// The account on the server
    #[command(subcommand)]
    Account(account::Account),
    /// Print a case as PDF
    Print(print::Print),
    /// Who signed a receipt or case, and whether it is whole
    Verify(verify::Verify),
    /// Copy the whole data folder, encrypted, into one file
    Backup(backup::Backup),
    /// Put a backup into an empty data folder
    Restore(backup::Restore),
    /// The submission server
    Serve(super::Serve),
    /// Shell completions and manual pages
    #[command(hide = true)]
    Generate(generate::Generate),
    /// Timing hooks for benchmarks
    #[command(hide = true, subcommand)]
    Bench(bench::Bench),
}

/// A day, as every command takes one.
///
/// # Errors
/// What is no day of the calendar.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day of the calendar, as 2026-11-24".to_owned())
}

fn lang(tag: &str) -> Result<Lang, String> {
    let known = || Lang::all().iter().map(|lang| lang.tag()).collect::<Vec<_>>().join(", ");
    Lang::find(tag).ok_or_else(|| format!("one of {}", known()))
}

/// Reads the command line. What is wrong with it (or the help asked for) is printed, and the exit code answered.
///
/// # Errors
/// The exit code: 0 after help, 2 after wrong usage.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        let json = std::env::args_os().any(|arg| arg == "--json");
        if json && error.use_stderr() {
            return super::failure::report(&super::context::usage(&why(&error)), Lang::EN, true);
        }
        // Nothing can be done about a terminal that cannot be written to.
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// What is wrong with the command line, on one line: the first paragraph of what clap says.
fn why(error: &clap::Error) -> String {
    let text = error.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    lines.join(" ").trim_start_matches("error: ").to_owned()
}

impl Global {
    /// The language asked for, or the locale's, or English.
    #[must_use]
    pub fn language(&self) -> Lang {
        let locale =
            || sys_locale::get_locale().filter(|tag| tag != "C" && tag != "POSIX").and_then(|tag| Lang::find(&tag));
        self.lang.or_else(locale).unwrap_or(Lang::EN)
    }

    /// The data folder asked for, or the user's own.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let own = || directories::ProjectDirs::from("", "", "madoguchi").map(|dirs| dirs.data_dir().to_owned());
        self.data.clone().or_else(own).unwrap_or_else(|| PathBuf::from("madoguchi-data"))
    }

    /// The desk these options describe.
    #[must_use]
    pub fn setup(&self, start_practice: StartPractice) -> Setup {
        Setup {
            data: self.folder(),
            server: self.server.clone().filter(|url| !url.is_empty()),
            today: self.today,
            lang: self.language(),
            card: self.practice_card.clone().map_or(Place::Pcsc, Place::InProcess),
            start_practice,
        }
    }
}
