//! `case set`: answers from arguments or lines.

use super::super::context::{Context, usage};
use super::super::{failure, output};
use super::lines::{self, Bad, Wanted};
use crate::case::{Change, Entry};
use crate::desk::{Class, Desk, Error, Filling, Result, Told};
use clap::Args;
use serde_json::json;
use std::io::Read;
use std::process::ExitCode;

/// More than all boxes of any form filled to their limit.
const MOST_INPUT: u64 = 4 << 20;

/// Answering.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case set 01932c5a - < answers.txt\n  \
                  madoguchi case set 01932c5a sex=男 phone:=none 'family[1].name=NGUYEN THI B'\n\n\
                  Answers given as arguments can be seen by other users of this computer while the command runs: they are\n\
                  for practice and checks. Lines on standard input are not.\n\
                  ITEM= clears. ITEM:=unknown, none, na, declined or later puts the item into that state.\n\
                  A choice is taken by its Japanese or English wording or its number.")]
pub struct Set {
    /// Id of the case, or its first 8 characters
    id: String,
    /// ITEM=VALUE …, or `-` for lines on standard input (empty lines and lines beginning with # are passed over)
    #[arg(required = true, value_name = "ITEM=VALUE")]
    answers: Vec<String>,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: &Set) -> Result<ExitCode> {
    let input = if args.answers == ["-"] { stdin()? } else { args.answers.clone() };
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    if !filling.case.stage.editable() {
        return Err(Error::not_editable(filling.case.stage));
    }
    let (changes, bad) = apply(context, &desk, &mut filling, &input);
    if !changes.is_empty() {
        desk.save(&filling.saved(&changes, context.setup.today()))?;
    }
    Ok(tell(context, &filling, changes.len(), &bad))
}

/// Lines of standard input.
///
/// # Errors
/// It cannot be read, is too long, or is no UTF-8.
pub(in crate::cli) fn stdin() -> Result<Vec<String>> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(MOST_INPUT + 1);
    input.read_to_end(&mut bytes).map_err(|error| usage(&error.to_string()))?;
    if bytes.len() as u64 > MOST_INPUT {
        return Err(Error::new(Class::Usage, "input-too-long", &[("most", &(MOST_INPUT >> 20).to_string())]));
    }
    let text = String::from_utf8(bytes).map_err(|_| Error::new(Class::Usage, "input-not-utf8", &[]))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().map(str::to_owned).collect())
}

/// Puts every good line into its box; answers the changes and the lines that were not taken, with their number from 1.
fn apply(
    context: &Context<'_>,
    desk: &Desk,
    filling: &mut Filling,
    input: &[String],
) -> (Vec<Change>, Vec<(usize, String, Bad)>) {
    let (mut changes, mut bad) = (Vec::new(), Vec::new());
    for (index, line) in input.iter().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let name = line.split(['=', ':', '[']).next().unwrap_or_default().trim().to_owned();
        match put(context, desk, filling, line) {
            Ok(change) => changes.extend(change),
            Err(why) => bad.push((index + 1, name, why)),
        }
    }
    (changes, bad)
}

fn put(
    context: &Context<'_>,
    desk: &Desk,
    filling: &mut Filling,
    line: &str,
) -> std::result::Result<Option<Change>, Bad> {
    let (path, wanted) = lines::read(line)?;
    let kind = lines::boxed(filling, &path, &wanted)?;
    let now = jiff::Timestamp::now();
    let entry = match &wanted {
        Wanted::Clear => return Ok(filling.clear(&path)),
        Wanted::Value(typed) => desk.typed(&lines::kept(kind, typed, context.setup.today()), now),
        Wanted::State(state) => lines::stated(filling.entry(&path), *state, desk.typed("", now)),
    };
    // The same answer again is no change: who gave it first, and when, stays.
    let same = |before: &Entry| before.typed == entry.typed && before.state == entry.state;
    if filling.entry(&path).is_some_and(same) {
        return Ok(None);
    }
    Ok(filling.put(&path, entry))
}

fn tell(context: &Context<'_>, filling: &Filling, saved: usize, bad: &[(usize, String, Bad)]) -> ExitCode {
    let progress = filling.walk(context.setup.today()).progress;
    let mut document = json!({
        "id": filling.case.id,
        "saved": saved,
        "stage": filling.case.stage.word(),
        "answered": progress.answered,
        "total": progress.total,
    });
    let (saved, count) = (saved.to_string(), bad.len().to_string());
    if bad.is_empty() {
        if context.json() {
            output::json(&document);
        } else {
            output::remark(&context.say("cli-saved", &[("saved", &saved)]));
        }
        return ExitCode::SUCCESS;
    }
    let args = [("count", count.as_str()), ("saved", &saved)];
    let problems = bad.iter().map(|(line, item, bad)| told(context, *line, item, bad)).collect();
    let error = Error { problems, ..Error::new(Class::Problems, "bad-lines", &args) };
    if context.json() {
        document["error"] = failure::document(&error, context.lang());
        for (problem, (line, ..)) in document["error"]["problems"].as_array_mut().into_iter().flatten().zip(bad) {
            problem["line"] = json!(line);
        }
        output::json(&document);
    }
    failure::report(&error, context.lang(), false)
}

fn told(context: &Context<'_>, line: usize, item: &str, bad: &Bad) -> Told {
    let number = line.to_string();
    let mut args: Vec<(&str, &str)> = bad.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    args.push(("line", &number));
    Told {
        item: item.to_owned(),
        code: bad.code.to_owned(),
        message: context.say(&format!("cli-bad-{}", bad.code), &args),
        fix: context.say(&format!("cli-bad-fix-{}", bad.code), &args),
        ..Told::default()
    }
}
