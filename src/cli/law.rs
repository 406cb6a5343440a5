//! `law`: what the rules say on a date, and what differs between two sets of rules.

use super::context::{Context, usage};
use super::{output, with};
use crate::desk::{Result, document_when, law_sentence, row_words};
use crate::form::Bilingual;
use crate::law::{self, Document, FiledBy, Need, Office, Query, Verdict};
use crate::text::Lang;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::process::ExitCode;

/// What is asked of the rules.
#[derive(Debug, Subcommand)]
pub enum Law {
    /// May it be filed online, until when, for how much, with which documents, and the rule behind each
    Verdict(VerdictArgs),
    /// What differs between two days, or between two folders or files of rules
    Diff(super::law_diff::Diff),
}

/// The question.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  madoguchi law verdict extension 技術・人文知識・国際業務 --expires 2026-12-24 --prefecture 東京都\n  \
                  madoguchi law verdict change 経営・管理 --from 短期滞在\n  \
                  madoguchi law verdict reentry 留学 --with extension --expires 2026-12-24\n  \
                  madoguchi law verdict extension 留学 --with reentry --with other-activity --expires 2026-12-24"
)]
pub struct VerdictArgs {
    /// coe, change, extension, acquisition, authorized-employment, reentry, other-activity; permanent-residence or special-permission
    procedure: String,
    /// Status of residence: Japanese name, English name or slug (for a change, the one desired)
    status: String,
    /// Status held now, for a change
    #[arg(long, value_name = "STATUS")]
    from: Option<String>,
    /// Procedure it is filed together with, or that is filed together with it; may be given several times
    #[arg(long, value_name = "PROCEDURE", value_delimiter = ',')]
    with: Vec<String>,
    /// Day the stay ends
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
    expires: Option<Date>,
    /// Day of the birth or of the loss of Japanese nationality, for an acquisition
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
    since: Option<Date>,
    /// Who files
    #[arg(long, value_name = "WHO", default_value = "self", value_parser = filer)]
    by: FiledBy,
    /// Date of birth
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
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
    /// Day the certificate of the My Number card ends
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
    certificate: Option<Date>,
    /// There is no organisation in Japan (freelance, or an organisation abroad only)
    #[arg(long)]
    no_organisation: bool,
    /// Whether the condition of a document applies, by the id of its question
    #[arg(long = "answer", value_name = "QUESTION=yes|no", value_parser = answer)]
    answers: Vec<(String, bool)>,
}

/// Reads the word of `--by`.
pub(super) fn filer(word: &str) -> std::result::Result<FiledBy, String> {
    let known = || FiledBy::ALL.map(FiledBy::word).join(", ");
    FiledBy::from_word(word).ok_or_else(|| format!("one of {}", known()))
}

/// Reads `QUESTION=yes` or `QUESTION=no`.
pub(super) fn answer(text: &str) -> std::result::Result<(String, bool), String> {
    match text.split_once('=') {
        Some((id, "yes")) => Ok((id.to_owned(), true)),
        Some((id, "no")) => Ok((id.to_owned(), false)),
        _ => Err("write QUESTION=yes or QUESTION=no".to_owned()),
    }
}

pub(super) fn run(context: &Context<'_>, law: Law) -> Result<ExitCode> {
    let args = match law {
        Law::Verdict(args) => args,
        Law::Diff(diff) => return super::law_diff::run(context, &diff),
    };
    let with = with::read(context, &args.procedure, &args.with)?;
    let query = Query {
        procedure: args.procedure,
        status: args.status,
        from: args.from,
        with: with.base,
        together: with.together,
        expires: args.expires,
        since: args.since,
        by: args.by,
        born: args.born,
        activity: args.activity,
        category: args.category,
        prefecture: args.prefecture,
        days: args.days,
        certificate: args.certificate,
        no_organisation: args.no_organisation,
        answers: args.answers.into_iter().collect(),
        ..Query::default()
    };
    let verdict = context.setup.verdict(&query)?;
    if let Some(reason) = verdict.reasons.iter().find(|reason| reason.code == "no-status") {
        return Err(usage(&law_sentence(context.lang(), &reason.code, &reason.args)));
    }
    if context.json() {
        output::json(&law::document(&verdict, |code, args| law_sentence(context.lang(), code, args)));
    } else {
        tell(context, &verdict);
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(context: &Context<'_>, verdict: &Verdict) {
    let mark = |checked: bool| if checked { String::new() } else { context.say("cli-not-checked", &[]) };
    output::line(&context.say(&format!("cli-online-{}", verdict.word()), &[]));
    for reason in &verdict.reasons {
        output::line(&format!(
            "  {}{}",
            law_sentence(context.lang(), &reason.code, &reason.args),
            mark(reason.checked)
        ));
        if !reason.source.is_empty() {
            output::line(&format!("      {}", reason.source));
        }
    }
    if !verdict.ways.is_empty() {
        output::line(&context.say("cli-ways", &[]));
    }
    for way in &verdict.ways {
        output::line(&format!("  {}{}", law_sentence(context.lang(), &way.code, &[]), mark(way.checked)));
        output::line(&format!("      {}", way.source));
        if let Some(office) = &way.office {
            output::line(&format!("      {}", place(context, office)));
        }
    }
    if let Some(office) = &verdict.office {
        output::line(&place(context, office));
        for branch in &office.branches {
            output::line(&format!("  {}", place(context, branch)));
        }
    }
    papers(context, verdict);
}

/// Name, address, hours and phone; what was not seen in a source says so.
fn place(context: &Context<'_>, office: &Office) -> String {
    let mark = |checked: bool| if checked { String::new() } else { context.say("cli-not-checked", &[]) };
    let hours = office.hours.as_ref().map(|hours| both(context.lang(), "counter-hours", hours));
    let phone = format!("{}{}", office.phone, mark(office.phone_checked));
    let parts =
        [both(context.lang(), &format!("contact-{}", office.slug), &office.name), office.address.clone(), phone];
    parts.into_iter().chain(hours).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn papers(context: &Context<'_>, verdict: &Verdict) {
    if verdict.documents.is_empty() {
        return;
    }
    output::line(&context.say("cli-documents", &[]));
    for document in verdict.documents.iter().filter(|document| document.need != Need::No) {
        let needed = match document.need {
            Need::Yes => "cli-document-always",
            Need::Counter => "cli-document-counter",
            Need::Open | Need::No => "cli-document-if",
        };
        let when = when(context.lang(), document).unwrap_or_default();
        let name = both(context.lang(), &format!("document-{}", document.id), &document.name);
        output::line(&format!("  {}", context.say(needed, &[("name", &name), ("id", &document.id), ("when", &when)])));
    }
}

/// The words of a row of the rules, and Japanese beside them where they are not Japanese.
pub(super) fn both(lang: Lang, id: &str, said: &Bilingual) -> String {
    local(lang, &said.ja, &row_words(lang, id, said))
}

/// When a document is asked for, Japanese beside it.
fn when(lang: Lang, document: &Document) -> Option<String> {
    let whole = document.when.as_ref()?;
    Some(local(lang, &whole.ja, &document_when(lang, document)?))
}

/// The print's own wording: Japanese for Japanese, English beside it otherwise.
pub(super) fn local(lang: Lang, ja: &str, en: &str) -> String {
    if lang == Lang::JA || en.is_empty() { ja.to_owned() } else { format!("{en} ({ja})") }
}
