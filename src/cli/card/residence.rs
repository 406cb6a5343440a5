//! `card read --what residence`: everything on a residence card, whether it is genuine, and beside it what a case says.

use crate::case::{Origin, Path};
use crate::cli::context::Context;
use crate::cli::{output, secret};
use crate::desk::{Desk, Detail, Filling, Genuine, Residence, Result, Suggestion};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Item with the number of the card.
const NUMBER: &str = "residence_card_number";

/// Error of a card that is opened with its number, where none was given.
const WANTED: &str = "no-card-number";

pub(super) fn read(context: &Context<'_>, number: Option<&str>, case: Option<&str>) -> Result<ExitCode> {
    let filling = case.map(|id| context.with_case(id).and_then(|(desk, id)| desk.open(id))).transpose()?;
    let of_case = || filling.as_ref().and_then(|filling| filling.entry(&Path::item(NUMBER))).map(|e| e.typed.clone());
    let number = number.map(str::to_owned).or_else(|| of_case().filter(|typed| !typed.is_empty()));
    let card = match context.setup.card_residence(number.as_deref()) {
        Err(error) if error.code == WANTED => context.setup.card_residence(Some(&secret::card_number(context)?))?,
        outcome => outcome?,
    };
    let beside = filling.as_ref().map(|filling| (filling, Desk::suggestions(filling, &card.facts())));
    if context.json() {
        output::json(&document(context, &card, beside.as_ref()));
    } else {
        told(context, &card, beside.as_ref());
    }
    Ok(ExitCode::SUCCESS)
}

/// A case and what the card suggests for it.
type Beside<'a> = (&'a Filling, Vec<Suggestion>);

fn document(context: &Context<'_>, card: &Residence, beside: Option<&Beside<'_>>) -> Value {
    let facts: Vec<Value> = card.details.iter().map(|detail| fact(context, detail, beside)).collect();
    json!({
        "card": card.card.word(),
        "facts": facts,
        // What such a card has, as far as is known, and what was not read of it.
        "unread": card.unread.iter().map(|item| json!({ "item": item, "checked": false })).collect::<Vec<_>>(),
        // A residence card has no PIN.
        "tries": { "auth": null, "sign": null, "text": null },
        "genuine": card.genuine.word(),
        "why": card.genuine.why().map(crate::desk::Why::word),
    })
}

fn fact(context: &Context<'_>, detail: &Detail, beside: Option<&Beside<'_>>) -> Value {
    let mut fact = Map::new();
    fact.insert("item".into(), json!(&detail.item));
    fact.insert("value".into(), json!(detail.value));
    fact.insert("checked".into(), json!(detail.checked));
    fact.insert("raw".into(), json!(detail.raw));
    if let Some((filling, offer)) = beside.and_then(|beside| offer(beside, detail)) {
        fact.insert("stands".into(), json!(offer.stands));
        fact.insert("origin".into(), json!(origin(offer)));
        fact.insert("differs".into(), json!(offer.differs(&filling.form, context.setup.today())));
    }
    Value::Object(fact)
}

fn offer<'a>(beside: &'a Beside<'a>, detail: &Detail) -> Option<(&'a Filling, &'a Suggestion)> {
    beside.1.iter().find(|offer| offer.item == detail.item).map(|offer| (beside.0, offer))
}

/// Word for where an answer came from; none where nothing stands.
fn origin(offer: &Suggestion) -> Option<&'static str> {
    let word = match offer.origin {
        Origin::Typed => "typed",
        Origin::Chip(_) => "chip",
        Origin::EarlierCase(_) => "earlier-case",
        Origin::Organisation(_) => "organisation",
        Origin::Batch => "batch",
    };
    (!offer.stands.is_empty()).then_some(word)
}

fn told(context: &Context<'_>, card: &Residence, beside: Option<&Beside<'_>>) {
    let row = |detail: &Detail| {
        let mut row = vec![detail.item.clone(), detail.value.clone()];
        let Some((filling, offer)) = beside.and_then(|beside| offer(beside, detail)) else { return row };
        let today = context.setup.today();
        row.push(offer.converted(&filling.form, today).map(|told| format!("= {told}")).unwrap_or_default());
        if offer.differs(&filling.form, today) {
            row.push(context.say("cli-card-differs", &[("stands", &offer.stands)]));
        }
        row
    };
    output::columns(&card.details.iter().map(row).collect::<Vec<_>>());
    if !card.unread.is_empty() {
        output::line(&context.say("cli-card-unread", &[("items", &card.unread.join(", "))]));
    }
    output::line(&genuine(context, card.genuine));
}

fn genuine(context: &Context<'_>, genuine: Genuine) -> String {
    let verdict = context.say(&format!("card-genuine-{}", genuine.word()), &[]);
    match genuine.why() {
        None => verdict,
        Some(why) => format!("{verdict} {}", context.say(&format!("card-why-{}", why.word()), &[])),
    }
}
