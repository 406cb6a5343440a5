//! `verify`: receipts and exported cases, looked at offline.

use super::context::Context;
use super::{failure, output};
use crate::desk::{self, Error, Result, Verified};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Who signed, and whether it is whole.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  madoguchi case receipt 01932c5a --json > receipt.json\n  madoguchi verify receipt.json\n  \
                  madoguchi verify --certificate server.pem receipt.json case.xml\n  madoguchi verify --card-authorities jpki.pem filed.xml\n  \
                  madoguchi verify --unpack parts filed.xml"
)]
pub struct Verify {
    /// Receipts (JSON or CMS) and exported cases (XML)
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Certificate (PEM) of the server that signed [default: the one pinned in this data folder]
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// Certificates (PEM) of the authorities of the cards that signed [default: those of practice cards]
    #[arg(long, value_name = "FILE")]
    card_authorities: Option<PathBuf>,
    /// Policies of card certificates beside those built in, rows as in `assets/card-policies.toml`
    #[arg(long, value_name = "FILE", requires = "card_authorities")]
    card_policies: Option<PathBuf>,
    /// Also write what a card signed and its signature into this folder, for other programs
    #[arg(long, value_name = "DIR")]
    unpack: Option<PathBuf>,
}

pub(super) fn run(context: &Context<'_>, args: &Verify) -> Result<ExitCode> {
    let read =
        |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| Error::file("file-unreadable", file, &error));
    let mut pinned = Pinned { certificate: args.certificate.as_ref().map(read).transpose()?, asked: false };
    let policies = args.card_policies.as_ref().map(read).transpose()?.unwrap_or_default();
    let authorities = args.card_authorities.as_ref().map(read).transpose()?;
    let cards = authorities.map(|authorities| desk::CardTrust { authorities, policies });
    if let [file] = args.files.as_slice() {
        let verified = look(context, file, &mut pinned, cards.as_ref(), args)?;
        if context.json() {
            output::json(&document(file, &verified));
        } else {
            tell(context, file, &verified);
        }
        return Ok(ExitCode::from(u8::from(!verified.whole)));
    }
    // One that cannot be looked at keeps no other from it.
    let (mut worst, mut documents) = (0, Vec::new());
    for file in &args.files {
        let (code, document) = match look(context, file, &mut pinned, cards.as_ref(), args) {
            Ok(verified) => {
                if !context.json() {
                    tell(context, file, &verified);
                }
                (u8::from(!verified.whole), document(file, &verified))
            }
            Err(error) => {
                output::remark(&format!("{}:", file.display()));
                failure::tell(&error, context.lang());
                let error_document = failure::document(&error, context.lang());
                (
                    error.class as u8,
                    json!({ "file": file.display().to_string(), "whole": false, "error": error_document }),
                )
            }
        };
        worst = worst.max(code);
        documents.push(document);
    }
    if context.json() {
        output::json(&json!({ "whole": worst == 0, "files": documents }));
    }
    Ok(ExitCode::from(worst))
}

/// The certificate receipts are verified with.
struct Pinned {
    certificate: Option<String>,
    /// The data folder was asked for it; it is not unlocked for one file after another.
    asked: bool,
}

/// Looks at one file, and writes its parts where they are asked for.
fn look(
    context: &Context<'_>,
    file: &Path,
    pinned: &mut Pinned,
    cards: Option<&desk::CardTrust>,
    args: &Verify,
) -> Result<Verified> {
    let verified = one(context, file, pinned, cards)?;
    if let Some(folder) = &args.unpack {
        desk::unpack(file, folder)?;
    }
    Ok(verified)
}

/// The data folder is unlocked only when a receipt asks for the certificate in it.
fn one(context: &Context<'_>, file: &Path, pinned: &mut Pinned, cards: Option<&desk::CardTrust>) -> Result<Verified> {
    match desk::verify(file, pinned.certificate.as_deref(), cards, context.lang()) {
        Err(error) if error.code == "verify-no-pin" && !pinned.asked => {
            if context.setup.staff_names().map_or(true, |names| names.is_empty()) {
                return Err(error);
            }
            pinned.asked = true;
            pinned.certificate = context.unlock()?.pinned()?;
            desk::verify(file, pinned.certificate.as_deref(), cards, context.lang())
        }
        done => done,
    }
}

fn document(file: &Path, verified: &Verified) -> Value {
    let signer = verified.signed_by.as_ref();
    json!({
        "file": file.display().to_string(),
        "whole": verified.whole,
        "signed_by": signer.map(|(name, fingerprint)| json!({ "name": name, "fingerprint": fingerprint })),
        "time": verified.time,
        "what": verified.what,
        "flaws": verified.flaws,
        "practice_card": verified.practice_card,
        "receipt": verified.receipt,
    })
}

fn tell(context: &Context<'_>, file: &Path, verified: &Verified) {
    let name = file.display().to_string();
    let time = verified.time.as_deref().unwrap_or("–");
    let sentence = match (&verified.signed_by, verified.whole) {
        (_, false) => "cli-not-whole",
        (Some(_), true) => "cli-whole-signed",
        (None, true) => "cli-whole",
    };
    let (signer, fingerprint) = verified.signed_by.clone().unwrap_or_default();
    let args = [("name", name.as_str()), ("signer", &signer), ("fingerprint", &fingerprint), ("time", time)];
    output::line(&context.say(sentence, &args));
    for flaw in &verified.flaws {
        output::line(&format!("  {flaw}"));
    }
    if verified.practice_card {
        output::line(&context.say("cli-practice-card", &[]));
    }
    if verified.receipt.as_ref().is_some_and(|receipt| receipt.practice) {
        output::line(&context.say("cli-practice", &[]));
    }
}
