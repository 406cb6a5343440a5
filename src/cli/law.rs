//! `law`: what the rules say on a date.

use super::context::{Context, usage};
use super::output;
use crate::desk::Result;
use crate::law::{self, FiledBy, Query, Reason, Verdict};
use crate::text::{Lang, say};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::process::ExitCode;

/// What is asked of the rules.
#[derive(Debug, Subcommand)]
pub enum Law {
    /// May it be filed online, until when, for how much, with which documents, and the rule behind each
    Verdict(VerdictArgs),
}

/// The question.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  madoguchi law verdict extension 技術・人文知識・国際業務 --expires 2026-12-24 --prefecture 東京都"
)]
pub struct VerdictArgs {
    /// coe, change, extension, acquisition, authorized-employment, reentry or other-activity
    procedure: String,
    /// Status of residence: Japanese name, English name or slug (for a change, the one desired)
    status: String,
    /// Status held now, for a change
    #[arg(long, value_name = "STATUS")]
    from: Option<String>,
    /// Day the stay ends
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// Who files
    #[arg(long, value_name = "WHO", default_value = "self", value_parser = filer)]
    by: FiledBy,
    /// Date of birth
    #[arg(long, value_name = "DATE")]
    born: Option<Date>,
    /// Number of the designated activity
    #[arg(long, value_name = "NO")]
    activity: Option<String>,
    /// Category of the organisation, 1 to 4
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    category: Option<u8>,
    /// Prefecture of the address, or of the place of work
    #[arg(long, value_name = "P")]
    prefecture: Option<String>,
    /// Length of the present stay in days
    #[arg(long, value_name = "N")]
    days: Option<u32>,
}

/// Reads the word of `--by`.
pub(super) fn filer(word: &str) -> std::result::Result<FiledBy, String> {
    let known = || FiledBy::ALL.map(FiledBy::word).join(", ");
    FiledBy::from_word(word).ok_or_else(|| format!("one of {}", known()))
}

/// The sentence of a reason.
pub(super) fn sentence(lang: Lang, reason: &Reason) -> String {
    let args: Vec<(&str, &str)> = reason.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    say(lang, &format!("law-{}", reason.code), &args)
}

pub(super) fn run(context: &Context<'_>, law: Law) -> Result<ExitCode> {
    let Law::Verdict(args) = law;
    let query = Query {
        procedure: args.procedure,
        status: args.status,
        from: args.from,
        expires: args.expires,
        by: args.by,
        born: args.born,
        activity: args.activity,
        category: args.category,
        prefecture: args.prefecture,
        days: args.days,
    };
    let verdict = context.setup.verdict(&query)?;
    if verdict.reasons.iter().any(|reason| reason.code == "no-status") {
        return Err(usage(
            &verdict.reasons.iter().map(|reason| sentence(context.lang(), reason)).collect::<Vec<_>>().join(" "),
        ));
    }
    if context.json() {
        output::json(&law::document(&verdict, |reason| sentence(context.lang(), reason)));
    } else {
        tell(context, &verdict);
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(context: &Context<'_>, verdict: &Verdict) {
    output::line(&context.say(&format!("cli-online-{}", verdict.online.word()), &[]));
    for reason in &verdict.reasons {
        let mark = if reason.checked { "" } else { &context.say("cli-not-checked", &[]) };
        output::line(&format!("  {}{mark}", sentence(context.lang(), reason)));
        if !reason.source.is_empty() {
            output::line(&format!("      {}", reason.source));
        }
    }
    if verdict.documents.is_empty() {
        return;
    }
    output::line(&context.say("cli-documents", &[]));
    for document in &verdict.documents {
        let needed = if document.always { "cli-document-always" } else { "cli-document-if" };
        let when = document.when.as_ref().map(|when| local(context.lang(), &when.ja, &when.en)).unwrap_or_default();
        let name = local(context.lang(), &document.name.ja, &document.name.en);
        output::line(&format!("  {}", context.say(needed, &[("name", &name), ("id", &document.id), ("when", &when)])));
    }
}

/// The print's own wording: Japanese for Japanese, English beside it otherwise.
pub(super) fn local(lang: Lang, ja: &str, en: &str) -> String {
    if lang == Lang::JA || en.is_empty() { ja.to_owned() } else { format!("{en} ({ja})") }
}
