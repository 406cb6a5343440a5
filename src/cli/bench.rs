//! `bench`: timing hooks for benchmarks, hidden from the help. Times are in microseconds.

use super::context::Context;
use super::output;
use crate::case::{Case, Path, check, xml};
use crate::desk::{Error, Result};
use crate::form::{Catalog, Kind};
use crate::law::Rules;
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What is timed.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// One answer of a case, from the call until it is durable, a number of times with another value each time
    #[command(after_help = "Example:\n  madoguchi bench save 01932c5a -n 200 --json")]
    Save {
        /// Id of the case, or its first 8 characters; one of its texts is overwritten
        id: String,
        /// How many times
        #[arg(short, default_value_t = 200)]
        n: usize,
    },
    /// A case from XML to a checked case
    #[command(after_help = "Example:\n  madoguchi bench restore case.xml -n 100 --json")]
    Restore {
        /// Exported case
        file: PathBuf,
        /// How many times
        #[arg(short, default_value_t = 20)]
        n: usize,
    },
}

pub(super) fn run(context: &Context<'_>, bench: Bench) -> Result<ExitCode> {
    match bench {
        Bench::Save { id, n } => save(context, &id, n)?,
        Bench::Restore { file, n } => restore(context, &file, n)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn save(context: &Context<'_>, id: &str, n: usize) -> Result<()> {
    let (mut desk, id) = context.with_case(id)?;
    let mut filling = desk.open(id)?;
    let text = filling.form.items().find(|item| matches!(item.kind, Kind::Text { .. })).map(|item| item.id.clone());
    let path = Path::item(&text.unwrap_or_default());
    let mut times = Vec::new();
    for turn in 0..n {
        let entry = desk.typed(&format!("BENCH {turn}"), jiff::Timestamp::now());
        let start = Instant::now();
        if let Some(change) = filling.put(&path, entry) {
            desk.save(&filling.saved(&[change], context.setup.today()))?;
        }
        times.push(start.elapsed());
    }
    tell(context, "save", times, &json!({}));
    Ok(())
}

fn restore(context: &Context<'_>, file: &std::path::Path, n: usize) -> Result<()> {
    let bytes = std::fs::read(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    let (mut times, mut problems) = (Vec::new(), 0);
    for _ in 0..n {
        let start = Instant::now();
        let read = xml::read(&bytes, Catalog::in_force()).map_err(|refused| Error::refused_xml(file, &refused))?;
        problems = checked(&read.case, context)?;
        times.push(start.elapsed());
    }
    tell(context, "restore", times, &json!({ "bytes": bytes.len(), "problems": problems }));
    Ok(())
}

fn checked(case: &Case, context: &Context<'_>) -> Result<usize> {
    let form = Catalog::in_force().pinned(&case.form)?;
    Ok(check(case, &form, Rules::in_force(), context.setup.today()).len())
}

fn tell(context: &Context<'_>, what: &str, mut times: Vec<Duration>, more: &Value) {
    times.sort();
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).map_or(0, Duration::as_micros)
    };
    let document =
        json!({ "bench": what, "n": times.len(), "p50": at(50), "p99": at(99), "max": at(100), "more": more });
    if context.json() {
        output::json(&document);
    } else {
        output::line(&format!(
            "{what}: {} times, p50 {} µs, p99 {} µs, max {} µs",
            times.len(),
            at(50),
            at(99),
            at(100)
        ));
    }
}
