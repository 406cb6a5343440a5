//! `client`: the persons the cases are of, what is known of each, and what each has to do by when.

mod change;
mod due;
mod show;

use super::context::Context;
use super::output;
use crate::desk::{Client as Person, Result, deadlines};
use crate::form::kind::search_key;
use clap::Subcommand;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Clients.
#[derive(Debug, Subcommand)]
pub enum Client {
    /// All clients by name, each with the next date to keep
    #[command(after_help = "Example:\n  madoguchi client list --find nguyen --json")]
    List {
        /// Only those whose name, nationality or birth holds this
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
    },
    /// All that is known of a client, from where and since when; dates to keep; cases
    #[command(after_help = "Example:\n  madoguchi client show 01932c5a")]
    Show {
        /// Id of the client, its first 8 characters, or the whole name
        client: String,
    },
    /// Remember dates and status of a client
    Set(change::Set),
    /// Note that something happened to a client
    Event(change::Event),
    /// Note that a deadline was kept: it is listed no more
    Done(change::Done),
    /// What the clients have to do by when, the nearest first
    Due(due::Due),
    /// Forget a client: name, dates, events. The cases stay, filed ones and drafts
    #[command(after_help = "Example:\n  madoguchi client delete 01932c5a")]
    Delete {
        /// Id of the client, its first 8 characters, or the whole name
        client: String,
    },
}

pub(super) fn run(context: &Context<'_>, client: Client) -> Result<ExitCode> {
    match client {
        Client::List { find } => list(context, find.as_deref().unwrap_or_default()),
        Client::Show { client } => show::run(context, &client),
        Client::Set(set) => change::set(context, &set),
        Client::Event(event) => change::event(context, &event),
        Client::Done(done) => change::done(context, &done),
        Client::Due(due) => due::run(context, &due),
        Client::Delete { client } => delete(context, &client),
    }
}

fn list(context: &Context<'_>, find: &str) -> Result<ExitCode> {
    let mut clients = context.unlock()?.clients()?;
    let nobody = if clients.is_empty() { "cli-no-clients" } else { "cli-no-client-found" };
    let key = search_key(find);
    clients.retain(|client| {
        [&client.name, &client.nationality, &client.born].iter().any(|text| search_key(text).contains(&key))
    });
    let today = context.setup.today();
    if context.json() {
        let practice = context.setup.practice();
        let lines: Vec<Value> = clients.iter().map(|client| line(client, today)).collect();
        output::json(&json!({ "clients": lines, "practice": practice }));
    } else if clients.is_empty() {
        output::remark(&context.say(nobody, &[("find", find)]));
    } else {
        output::columns(&clients.iter().map(|client| row(context, client)).collect::<Vec<_>>());
    }
    Ok(ExitCode::SUCCESS)
}

fn line(client: &Person, today: Date) -> Value {
    let next = deadlines(client, today).into_iter().next();
    json!({
        "id": client.id,
        "name": client.name,
        "born": client.born,
        "nationality": client.nationality,
        "next": next.map(|deadline| json!({ "rule": deadline.rule, "day": deadline.day })),
    })
}

fn row(context: &Context<'_>, client: &Person) -> Vec<String> {
    let next = deadlines(client, context.setup.today()).into_iter().next();
    vec![
        client.id.to_string(),
        client.name.clone(),
        client.born.clone(),
        client.nationality.clone(),
        next.map(|deadline| deadline.day.to_string()).unwrap_or_default(),
    ]
}

fn delete(context: &Context<'_>, named: &str) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let id = desk.find_client(named)?;
    let cases = desk.delete_client(id)?;
    if context.json() {
        output::json(&json!({ "id": id, "deleted": true, "cases_kept": cases }));
    } else {
        output::remark(&context.say("cli-client-deleted", &[("cases", &cases.to_string())]));
    }
    Ok(ExitCode::SUCCESS)
}
