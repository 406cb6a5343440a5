//! `case known` and `case take`: what is known already, and taking it over item by item or all at once.

use super::super::context::Context;
use super::super::output;
use super::{answer_words, source};
use crate::case::Answer;
use crate::desk::{Class, Desk, Error, Filling, Offer, Result, japan};
use clap::Args;
use serde_json::{Value, json};
use std::process::ExitCode;

/// What is known.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case known 01932c5a --json\n  \
                  madoguchi case known 01932c5a --organisation 見本工業株式会社")]
pub struct Known {
    /// Id of the case, or its first 8 characters
    id: String,
    /// What is kept of this organisation, instead of what is known of the client
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

/// Taking it over.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case take 01932c5a passport_number address\n  \
                  madoguchi case take 01932c5a --all --organisation 見本工業株式会社\n\n\
                  An item that is named takes the place of what stands there; --all fills only what is empty.")]
pub struct Take {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Items, as `case known` lists them
    #[arg(required_unless_present = "all", value_name = "ITEM")]
    items: Vec<String>,
    /// Everything that is known, where the form is empty
    #[arg(long, conflicts_with = "items")]
    all: bool,
    /// From what is kept of this organisation
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

fn offers(desk: &Desk, filling: &Filling, organisation: Option<&str>) -> Result<Vec<Offer>> {
    match organisation {
        Some(named) => Ok(desk.organisation_offers(filling, &desk.find_organisation(named)?)),
        None => desk.offers(filling),
    }
}

pub(super) fn known(context: &Context<'_>, args: &Known) -> Result<ExitCode> {
    let (desk, id) = context.with_case(&args.id)?;
    let filling = desk.open(id)?;
    let list = offers(&desk, &filling, args.organisation.as_deref())?;
    if context.json() {
        output::json(&json!({ "id": id, "known": list.iter().map(document).collect::<Vec<_>>() }));
    } else if list.is_empty() {
        output::remark(&context.say("cli-nothing-known", &[]));
    } else {
        output::columns(&list.iter().map(|offer| row(context, offer)).collect::<Vec<_>>());
    }
    Ok(ExitCode::SUCCESS)
}

/// An answer as a document: state, what was typed, rows.
pub(super) fn of_answer(answer: &Answer) -> Value {
    let rows = answer.rows.iter().map(|row| {
        Value::Object(row.cells.iter().map(|(column, entry)| (column.clone(), json!(entry.typed))).collect())
    });
    json!({
        "state": answer.entry.state.word(),
        "typed": answer.entry.typed,
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn document(offer: &Offer) -> Value {
    let mut document = of_answer(&offer.answer);
    let (origin, from) = source(&offer.answer.entry.origin);
    document["item"] = json!(offer.item);
    document["no"] = json!(offer.no);
    document["origin"] = json!(origin);
    document["from"] = json!(from);
    document["by"] = json!(offer.answer.entry.by.as_deref());
    document["at"] = json!(offer.answer.entry.at);
    document["stands"] = json!(offer.stands.as_ref().map(of_answer));
    document
}

fn row(context: &Context<'_>, offer: &Offer) -> Vec<String> {
    let origin = context.say(&format!("cli-origin-{}", source(&offer.answer.entry.origin).0), &[]);
    let at = offer.answer.entry.at.map(|at| japan(at).date().to_string()).unwrap_or_default();
    let stands = offer.stands.as_ref().map(|stands| answer_words(context, stands));
    let stands = stands.map(|stands| context.say("cli-stands", &[("text", &stands)])).unwrap_or_default();
    vec![offer.no.clone(), offer.item.clone(), answer_words(context, &offer.answer), origin, at, stands]
}

pub(super) fn take(context: &Context<'_>, args: &Take) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    if !filling.case.stage.editable() {
        return Err(Error::not_editable(filling.case.stage));
    }
    let list = offers(&desk, &filling, args.organisation.as_deref())?;
    let unknown = args.items.iter().find(|item| !list.iter().any(|offer| offer.item == **item));
    if let Some(item) = unknown {
        return Err(Error::new(Class::Usage, "not-known", &[("item", item)]));
    }
    let wanted = |offer: &&Offer| if args.all { offer.stands.is_none() } else { args.items.contains(&offer.item) };
    let changes = filling.take(list.iter().filter(wanted));
    if !changes.is_empty() {
        desk.save(&filling.saved(&changes, context.setup.today()))?;
    }
    let progress = filling.walk(context.setup.today()).progress;
    if context.json() {
        let items: Vec<&str> = changes.iter().map(|change| change.item.as_str()).collect();
        let (answered, total) = (progress.answered, progress.total);
        output::json(&json!({ "id": id, "taken": items, "answered": answered, "total": total }));
    } else {
        output::remark(&context.say("cli-taken", &[("count", &changes.len().to_string())]));
    }
    Ok(ExitCode::SUCCESS)
}
