//! `client due`: what the clients have to do by when.

use super::super::context::Context;
use super::super::output;
use crate::desk::Result;
use crate::law::Deadline;
use clap::Args;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Dates to keep.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi client due --within 90 --json\n\n\
                  Dates that have passed are listed too, until `client done` says that they were kept.")]
pub struct Due {
    /// So many days from today
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(i32).range(0..))]
    within: i32,
}

pub(super) fn run(context: &Context<'_>, args: &Due) -> Result<ExitCode> {
    let list = context.unlock()?.due(args.within)?;
    if context.json() {
        let lines = list.iter().map(|due| {
            let mut line = document(context, &due.deadline);
            line["client"] = json!(due.client);
            line["name"] = json!(due.name);
            line
        });
        output::json(&json!({
            "today": context.setup.today(),
            "within": args.within,
            "due": lines.collect::<Vec<_>>(),
            "practice": context.setup.practice(),
        }));
    } else if list.is_empty() {
        output::remark(&context.say("cli-nothing-due", &[("within", &args.within.to_string())]));
    } else {
        for due in &list {
            output::line(&format!("{}  {}", due.name, words(context, &due.deadline)));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Days from today; negative when it has passed.
fn days(context: &Context<'_>, deadline: &Deadline) -> i32 {
    (deadline.day - context.setup.today()).get_days()
}

/// The sentence of a deadline.
fn sentence(context: &Context<'_>, deadline: &Deadline) -> String {
    let args: Vec<(&str, &str)> = deadline.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    context.say(&format!("law-{}", deadline.code), &args)
}

/// A deadline as a document.
pub(super) fn document(context: &Context<'_>, deadline: &Deadline) -> Value {
    json!({
        "rule": deadline.rule,
        "day": deadline.day,
        "days": days(context, deadline),
        "opens": deadline.opens,
        "also": deadline.also,
        "route": deadline.route.word(),
        "text": sentence(context, deadline),
        "article": deadline.article,
        "source": deadline.source,
        "checked": deadline.checked,
    })
}

/// A deadline as a line: the day, what to do, by which rule.
pub(super) fn words(context: &Context<'_>, deadline: &Deadline) -> String {
    let days = days(context, deadline);
    let left = match days {
        days if days < 0 => context.say("cli-due-passed", &[]),
        days => context.say("cli-due-days", &[("days", &days.to_string())]),
    };
    let mark = if deadline.checked { String::new() } else { context.say("cli-not-checked", &[]) };
    format!("{}  {left}  {}{mark}  [{}]", deadline.day, sentence(context, deadline), deadline.rule)
}
