//! `case new`: the verdict first, then an empty case.

use super::super::context::Context;
use super::super::{law, output, with};
use crate::case::{ACTIVITY, CATEGORY, SINCE, WITH};
use crate::desk::{Class, Error, NewCase, Result, certificate, law_sentence, together, unnotified, verdict_sentences};
use crate::form::Catalog;
use crate::law::{FiledBy, Online, Query, Verdict};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use std::process::ExitCode;

/// Beginning a case.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case new extension --status 技術・人文知識・国際業務 --json\n  \
                  madoguchi case new extension --status 技術・人文知識・国際業務 --by agent --expires 2027-02-15\n  \
                  madoguchi case new extension --status 技術・人文知識・国際業務 --from 01932c5a\n  \
                  madoguchi case new extension --status 技術・人文知識・国際業務 --client \"NGUYEN VAN MAU\"\n  \
                  madoguchi case new change --status 留学 --with reentry --with other-activity\n\n\
                  --from takes every answer of the earlier case over, each marked with it; with --client, `case known`\n\
                  lists what is known and `case take` takes it over.")]
pub struct New {
    /// coe, change, extension, acquisition, authorized-employment, reentry or other-activity
    procedure: String,
    /// Status of residence: Japanese name, English name or slug
    #[arg(long, value_name = "STATUS")]
    status: String,
    /// Division letter, where a status has several
    #[arg(long, value_name = "LETTER")]
    division: Option<String>,
    /// Who files: self, legal-representative, relative, agent or organisation
    #[arg(long, value_name = "WHO", default_value = "self", value_parser = law::filer)]
    by: FiledBy,
    /// Begin with the answers of this earlier case
    #[arg(long, value_name = "CASE")]
    from: Option<String>,
    /// Begin it for this client: id, its first 8 characters, or the whole name
    #[arg(long, value_name = "CLIENT")]
    client: Option<String>,
    /// Day the stay ends: the rules are asked before the case is begun, and the answer is filled in
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
    expires: Option<Date>,
    /// Category of the organisation, 1 to 4: decides which documents are asked for
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    category: Option<u8>,
    /// Procedure it is filed together with (re-entry, other activities), or that is filed together with it as one case; may be
    /// given several times
    #[arg(long, value_name = "PROCEDURE", value_delimiter = ',')]
    with: Vec<String>,
    /// Number of the designated activity
    #[arg(long, value_name = "NO")]
    activity: Option<String>,
    /// Day of the birth or of the loss of Japanese nationality, for an acquisition
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::day)]
    since: Option<Date>,
    /// Why it is begun although the rules advise to wait
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: New) -> Result<ExitCode> {
    // A form that does not exist is told before a passphrase is asked for.
    let form = Catalog::in_force().form(&args.procedure, &args.status, args.division.as_deref())?;
    let with = with::read(context, &args.procedure, &args.with)?;
    let mut desk = context.unlock()?;
    let client = args.client.map(|client| desk.find_client(&client)).transpose()?;
    let known = client.map(|client| desk.client(client)).transpose()?;
    let unnotified = known.as_ref().map(|client| unnotified(client, context.setup.today())).unwrap_or_default();
    let verdict = context.setup.verdict(&Query {
        procedure: args.procedure.clone(),
        status: args.status.clone(),
        expires: args.expires,
        by: args.by,
        category: args.category,
        with: with.base.clone(),
        together: with.together.clone(),
        activity: args.activity.clone(),
        since: args.since,
        certificate: known.as_ref().and_then(certificate),
        answers: unnotified.iter().map(|id| (id.clone(), true)).collect(),
        ..Query::default()
    })?;
    let because = judged(context, &verdict, args.because)?;
    let from = args.from.map(|earlier| desk.find(&earlier)).transpose()?;
    let expires = args.expires.map(|date| ("current_expiry".to_owned(), date.to_string()));
    let joined = together(&form, &with.together, context.setup.today());
    let filling = desk.new_case(&NewCase {
        procedure: args.procedure,
        status: args.status,
        division: args.division,
        by: args.by,
        from,
        client,
        because,
        facts: [
            facts(args.category, with.base, args.activity, args.since),
            unnotified.into_iter().map(|id| (id, "yes".to_owned())).collect(),
        ]
        .concat(),
        known: expires.into_iter().chain(joined).collect(),
    })?;
    let case = &filling.case;
    if context.json() {
        output::json(&json!({
            "id": case.id,
            "procedure": case.procedure,
            "status": case.status,
            "division": form.division,
            "form": case.form.code,
            "edition": case.form.edition,
            "stage": case.stage.word(),
            "practice": context.setup.practice(),
            "online": verdict.online.word(),
        }));
    } else {
        if context.setup.practice() {
            output::remark(&context.say("cli-practice", &[]));
        }
        output::line(&case.id.to_string());
    }
    Ok(ExitCode::SUCCESS)
}

/// What is kept beside the items.
fn facts(
    category: Option<u8>,
    with: Option<String>,
    activity: Option<String>,
    since: Option<Date>,
) -> Vec<(String, String)> {
    let facts = [
        (CATEGORY, category.map(|no| no.to_string())),
        (WITH, with),
        (ACTIVITY, activity),
        (SINCE, since.map(|day| day.to_string())),
    ];
    facts.into_iter().filter_map(|(name, known)| Some((name.to_owned(), known?))).collect()
}

/// Refuses what cannot be filed; where the rules only advise to wait, the reason to go on.
fn judged(context: &Context<'_>, verdict: &Verdict, because: Option<String>) -> Result<Option<String>> {
    let sentences = verdict_sentences(context.lang(), verdict);
    match verdict.online {
        Online::Yes => Ok(because),
        Online::CounterOnly | Online::TooLate | Online::No => {
            Err(Error::new(Class::Refused, "cannot-file", &[("why", &sentences.join(" "))]))
        }
        Online::NotYet => {
            for sentence in &sentences {
                output::remark(sentence);
            }
            Ok(because.or_else(|| Some(context.say("cli-not-yet-reason", &[]))))
        }
        Online::Unknown => {
            output::remark(&context.say("cli-online-unknown", &[]));
            // Why not is told by the reasons that say what is missing.
            let missing = verdict.reasons.iter().filter(|reason| reason.code.starts_with("no-"));
            for reason in missing {
                output::remark(&law_sentence(context.lang(), &reason.code, &reason.args));
            }
            Ok(because)
        }
    }
}
