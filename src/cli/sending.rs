//! `outbox` and `sync`: what waits, and sending it now.

use super::context::Context;
use super::{failure, output, receipt};
use crate::desk::{Class, Desk, Error, Outcome, Result, Sending};
use clap::Args;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long `--wait` tries again while the server cannot be reached, unless told otherwise.
const PATIENCE: u64 = 20;

/// Between two looks at the outbox.
const LOOK: Duration = Duration::from_millis(500);

/// What waits.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi outbox --json\n  madoguchi outbox --watch")]
pub struct Outbox {
    /// Go on telling, file by file, until nothing waits any more (with --json: one document a line)
    #[arg(long)]
    watch: bool,
}

/// Sending now.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi sync --wait --timeout 600")]
pub struct Sync {
    /// Try again until everything is received or refused
    #[arg(long)]
    wait: bool,
    /// With --wait: give up after this time without a connection
    #[arg(long, value_name = "SECONDS", default_value_t = PATIENCE)]
    timeout: u64,
}

pub(super) fn outbox(context: &Context<'_>, args: &Outbox) -> Result<ExitCode> {
    let desk = context.unlock()?;
    if !args.watch {
        let waiting = desk.outbox()?;
        if context.json() {
            output::json(&json!({ "waiting": waiting, "practice": context.setup.practice() }));
        } else {
            words(context, &waiting);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut told: Option<Value> = None;
    loop {
        let waiting = desk.outbox()?;
        let now = json!({ "waiting": waiting, "practice": context.setup.practice() });
        if told.as_ref() != Some(&now) {
            if context.json() {
                output::line(&now.to_string());
            } else {
                words(context, &waiting);
            }
            told = Some(now);
        }
        if waiting.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        std::thread::sleep(LOOK);
    }
}

fn words(context: &Context<'_>, waiting: &[Sending]) {
    if context.setup.practice() {
        output::line(&context.say("cli-practice", &[]));
    }
    if waiting.is_empty() {
        return output::line(&context.say("cli-outbox-empty", &[]));
    }
    for one in waiting {
        let (sent, size) = one.bytes();
        let id = one.case.to_string();
        output::line(&context.say(
            "cli-outbox-case",
            &[
                ("id", &id[..8]),
                ("client", &one.client),
                ("sent", &sent.to_string()),
                ("size", &size.to_string()),
                ("attempts", &one.attempts.to_string()),
            ],
        ));
        for file in &one.files {
            output::line(&format!("    {}  {} / {}", file.name, file.sent, file.size));
        }
        if let Some(error) = &one.last_error {
            output::line(&format!("    {error}"));
        }
    }
}

pub(super) fn sync(context: &Context<'_>, args: &Sync) -> Result<ExitCode> {
    let mut desk = context.unlock()?;
    let ids: Vec<Uuid> = desk.outbox()?.iter().map(|sending| sending.case).collect();
    let (mut received, mut waiting, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    let mut told_last = None;
    for id in ids {
        let patience = if args.wait { Duration::from_secs(args.timeout) } else { Duration::ZERO };
        match send(context, &mut desk, id, patience)? {
            Outcome::Received(signed) => {
                let stage = desk.open(id)?.case.stage;
                received.push(receipt::document(id, stage, Some(&signed)));
            }
            Outcome::Waiting(why) => {
                // One reason holds up all that waits; it is told once.
                if told_last.as_ref() != Some(&why) {
                    output::remark(&why);
                }
                waiting.push(json!({ "id": id, "why": why }));
                told_last = Some(why);
            }
            Outcome::Refused(told) => {
                for told in &told {
                    output::remark(&failure::problem(told));
                }
                refused.push(json!({ "id": id, "problems": told }));
            }
        }
    }
    let code = match (refused.is_empty(), waiting.is_empty()) {
        (false, _) => failure::code(Class::Problems),
        (true, false) => failure::code(Class::Outside),
        (true, true) => ExitCode::SUCCESS,
    };
    if context.json() {
        output::json(&json!({
            "received": received,
            "waiting": waiting,
            "refused": refused,
            "practice": context.setup.practice(),
        }));
    } else {
        let count = |list: &[Value]| list.len().to_string();
        let args = [("received", count(&received)), ("waiting", count(&waiting)), ("refused", count(&refused))];
        if context.setup.practice() {
            output::line(&context.say("cli-practice", &[]));
        }
        output::line(&context.say("cli-synced", &args.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    Ok(code)
}

/// Sends one case, trying again for as long as `patience` lasts while the link is broken.
///
/// # Errors
/// Storage; a server or receipt that is not to be trusted.
pub(super) fn send(context: &Context<'_>, desk: &mut Desk, id: Uuid, patience: Duration) -> Result<Outcome> {
    let mut broken: Option<Instant> = None;
    let mut pause = Duration::from_millis(200);
    loop {
        let mut bar = Bar::new(context);
        let mut heard = false;
        let mut before = None;
        let outcome = desk.send(id, &mut |sending: &Sending| {
            // What an earlier try brought through says nothing of this one.
            let (sent, _) = sending.bytes();
            heard |= sent > *before.get_or_insert(sent);
            bar.show(sending);
        });
        bar.end();
        let why = match outcome? {
            Outcome::Waiting(why) => why,
            done => return Ok(done),
        };
        let since = *broken.get_or_insert_with(|| {
            // Why is told once, in the end.
            if bar.terminal && !patience.is_zero() {
                let seconds = patience.as_secs().to_string();
                output::remark(&context.say("cli-trying-again", &[("seconds", &seconds)]));
            }
            Instant::now()
        });
        if since.elapsed() + pause > patience {
            return Ok(Outcome::Waiting(why));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_secs(5));
        if heard {
            // Something went through: the link lives, and the wait begins anew when it breaks again.
            (broken, pause) = (None, Duration::from_millis(200));
        }
    }
}

/// What is told when a submission still waits.
pub(super) fn still_waiting(why: &str) -> Error {
    Error::new(Class::Outside, "still-waiting", &[("why", why)])
}

/// Progress of one submission, on a terminal only.
struct Bar {
    shown: bool,
    terminal: bool,
}

impl Bar {
    fn new(context: &Context<'_>) -> Bar {
        Bar { shown: false, terminal: stderr().is_terminal() && !context.json() }
    }

    fn show(&mut self, sending: &Sending) {
        let (sent, size) = sending.bytes();
        if !self.terminal || size == 0 {
            return;
        }
        self.shown = true;
        let _ = write!(stderr().lock(), "\r{sent} / {size}  {} %\x1b[K", sent * 100 / size);
    }

    fn end(&self) {
        if self.shown {
            let _ = writeln!(stderr().lock());
        }
    }
}
