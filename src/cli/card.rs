//! `card`: readers, cards, the four basic data of a My Number card, and everything on a residence card, certificates.

mod certificates;
mod residence;

use super::context::{Context, usage};
use super::{output, secret};
use crate::desk::{Family, Result, Tries};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

/// Card readers and cards.
#[derive(Debug, Subcommand)]
pub enum Card {
    /// Readers, and which card lies on each
    #[command(after_help = "Example:\n  madoguchi card list --json")]
    List,
    /// Read a card; the values are suggestions, nothing is filled in
    Read(Read),
    /// Serve a virtual card for practice and tests (started by `main`)
    Emulate(Emulate),
}

/// What is read.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  madoguchi card read\n  echo 1234 | madoguchi card read --what basic --pin-stdin --json\n  \
                  madoguchi card read --what residence --number AB12345678CD --json\n  \
                  madoguchi card read --what residence --case 01932c5a\n  madoguchi card read --what certificates --json\n\n\
                  The PIN is asked on the terminal or read from standard input, never taken from an argument."
)]
pub struct Read {
    /// Which data
    #[arg(long, value_enum, default_value_t = What::Basic)]
    what: What,
    /// Number of the residence card, as on its front; without it, that of the case, or asked on the terminal
    #[arg(long, value_name = "NO")]
    number: Option<String>,
    /// Case whose answers stand beside what the card says: id, or its first 8 characters
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// Take the PIN from the first line of standard input
    #[arg(long)]
    pin_stdin: bool,
    /// Go on although only one try is left
    #[arg(long)]
    last_try: bool,
}

/// Data of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Name, address, date of birth and sex from a My Number card (PIN of 4 digits)
    Basic,
    /// Everything on a residence card (its number), and whether it is genuine
    Residence,
    /// The certificates of a My Number card and the tries left (no PIN; with --pin-stdin that for signing)
    Certificates,
}

/// A virtual card over the protocol of the virtual reader (vpicc).
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi card emulate assets/samples/nguyen-van-mau/card.toml --port 35963")]
pub struct Emulate {
    /// Card profile
    pub profile: PathBuf,
    /// Port the virtual reader listens on
    #[arg(long, value_name = "N", default_value_t = 35963)]
    pub port: u16,
}

pub(super) fn run(context: &Context<'_>, card: Card) -> Result<ExitCode> {
    match card {
        Card::List => list(context),
        Card::Read(read) => match read.what {
            What::Basic => basic(context, &read),
            What::Certificates => certificates::read(context, &read),
            What::Residence => residence::read(context, read.number.as_deref(), read.case.as_deref()),
        },
        Card::Emulate(_) => Err(usage("the virtual card is not a command of the desk")),
    }
}

fn list(context: &Context<'_>) -> Result<ExitCode> {
    let slots = context.setup.cards_settled()?;
    if context.json() {
        let readers: Vec<_> = slots.iter().map(|slot| json!({ "name": slot.name, "card": slot.card.word() })).collect();
        output::json(&json!({ "readers": readers }));
    } else if slots.is_empty() {
        output::remark(&context.say("cli-no-readers", &[]));
    } else {
        let words = |family: Family| context.say(&format!("cli-card-{}", family.word()), &[]);
        output::columns(&slots.iter().map(|slot| vec![slot.name.clone(), words(slot.card)]).collect::<Vec<_>>());
    }
    Ok(ExitCode::SUCCESS)
}

fn basic(context: &Context<'_>, args: &Read) -> Result<ExitCode> {
    let tries = context.setup.card_tries()?;
    if !args.pin_stdin {
        remark_tries(context, tries.text);
    }
    let last_try = secret::last_try(context, args.last_try, tries.text)?;
    let pin = secret::pin(context, args.pin_stdin, "cli-ask-pin")?;
    let read = context.setup.card_basic(&pin, last_try)?;
    if context.json() {
        let facts: Vec<_> = read
            .facts
            .iter()
            .map(|fact| json!({ "item": fact.item, "value": fact.value, "checked": fact.checked }))
            .collect();
        output::json(&json!({
            "card": read.card.word(),
            "facts": facts,
            "tries": each_try(read.tries),
            // What a card signs for itself is not asked for yet, so nothing proves it genuine.
            "genuine": "unknown",
        }));
    } else {
        let rows: Vec<_> = read.facts.iter().map(|fact| vec![fact.item.clone(), fact.value.clone()]).collect();
        output::columns(&rows);
    }
    Ok(ExitCode::SUCCESS)
}

/// Tries left, in a document.
fn each_try(tries: Tries) -> Value {
    json!({ "auth": tries.auth, "sign": tries.sign, "text": tries.text })
}

/// Tries left, told before a PIN is asked.
pub(super) fn remark_tries(context: &Context<'_>, left: Option<u8>) {
    if let Some(left) = left {
        output::remark(&context.say("cli-tries", &[("left", &left.to_string())]));
    }
}
