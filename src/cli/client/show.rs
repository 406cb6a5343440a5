//! `client show`: all that is known of a person, each with its source.

use super::super::case::source;
use super::super::context::Context;
use super::super::output;
use super::due;
use crate::desk::{CaseLine, Client, Desk, Known, Result};
use serde_json::{Value, json};
use std::process::ExitCode;
use uuid::Uuid;

pub(super) fn run(context: &Context<'_>, named: &str) -> Result<ExitCode> {
    let desk = context.unlock()?;
    let id = desk.find_client(named)?;
    tell(context, &desk, id)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the client as it now is.
pub(super) fn tell(context: &Context<'_>, desk: &Desk, id: Uuid) -> Result<()> {
    let (client, cases) = (desk.client(id)?, desk.cases_of(id)?);
    if context.json() {
        output::json(&document(context, desk, &client, &cases));
    } else {
        words(context, desk, &client, &cases);
    }
    Ok(())
}

fn document(context: &Context<'_>, desk: &Desk, client: &Client, cases: &[CaseLine]) -> Value {
    let events = client
        .events
        .iter()
        .map(|event| json!({ "kind": event.kind, "day": event.day, "by": event.by, "at": event.at }));
    let deadlines = desk.deadlines_of(client);
    json!({
        "id": client.id,
        "name": client.name,
        "born": client.born,
        "nationality": client.nationality,
        "card_number": client.card_number,
        "known": client.known.iter().map(|(word, known)| of_known(word, known)).collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
        "deadlines": deadlines.iter().map(|deadline| due::document(context, deadline)).collect::<Vec<_>>(),
        "cases": cases.iter().map(of_case).collect::<Vec<_>>(),
        "practice": context.setup.practice(),
    })
}

fn of_known(word: &str, known: &Known) -> Value {
    let (origin, from) = source(&known.origin);
    json!({
        "fact": word, "value": known.value, "origin": origin, "from": from, "by": known.by, "at": known.at,
    })
}

fn of_case(line: &CaseLine) -> Value {
    json!({
        "id": line.id,
        "form": line.form_code,
        "status": line.status,
        "stage": line.stage.word(),
        "saved_at": line.saved_at,
        "number": line.number,
    })
}

fn words(context: &Context<'_>, desk: &Desk, client: &Client, cases: &[CaseLine]) {
    output::line(&format!("{}  {}  {}  {}", client.id, client.name, client.born, client.nationality));
    let known = client.known.iter().map(|(word, known)| {
        let origin = context.say(&format!("cli-origin-{}", source(&known.origin).0), &[]);
        let at = crate::desk::japan(known.at).date().to_string();
        vec![word.clone(), known.value.clone(), origin, at, known.by.clone()]
    });
    output::columns(&known.collect::<Vec<_>>());
    let events = client.events.iter().map(|event| vec![event.kind.clone(), event.day.to_string(), event.by.clone()]);
    output::columns(&events.collect::<Vec<_>>());
    for deadline in desk.deadlines_of(client) {
        output::line(&due::words(context, &deadline));
    }
    let cases = cases.iter().map(|line| {
        let stage = context.say(&format!("cli-stage-{}", line.stage.word()), &[]);
        let number = line.number.clone().unwrap_or_default();
        vec![line.id.to_string(), line.form_code.clone(), line.status.clone(), stage, number]
    });
    output::columns(&cases.collect::<Vec<_>>());
}
