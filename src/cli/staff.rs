//! `staff`: who works at this data folder.

use super::context::Context;
use super::{output, secret};
use crate::desk::Result;
use clap::Subcommand;
use secrecy::ExposeSecret;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Staff of this data folder.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Add a staff member; the first one makes the data folder and gets its recovery key
    #[command(after_help = "Examples:\n  MADOGUCHI_PASSPHRASE=… madoguchi staff add Sato\n  \
                      madoguchi --staff Sato staff add Lan --new-passphrase-file lan.txt")]
    Add {
        /// Name, as shown at the counter
        name: String,
        /// Passphrase of the added staff member (first line of the file), when there is staff already
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Name all staff; needs no passphrase
    #[command(after_help = "Example:\n  madoguchi staff list --json")]
    List,
    /// Remove a staff member; the cases stay
    #[command(after_help = "Example:\n  madoguchi --staff Sato staff remove Lan")]
    Remove {
        /// Name of the staff member
        name: String,
    },
}

pub(super) fn run(context: &Context<'_>, staff: Staff) -> Result<ExitCode> {
    match staff {
        Staff::Add { name, new_passphrase_file } => add(context, &name, new_passphrase_file.as_deref())?,
        Staff::List => list(context)?,
        Staff::Remove { name } => {
            context.unlock()?.remove_staff(&name)?;
            done(context, &name, "cli-staff-removed");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn add(context: &Context<'_>, name: &str, file: Option<&std::path::Path>) -> Result<()> {
    if !context.setup.staff_names()?.is_empty() {
        let mut desk = context.unlock()?;
        let passphrase = secret::new_passphrase(context, file, name)?;
        desk.add_staff(name, &passphrase)?;
        done(context, name, "cli-staff-added");
        return Ok(());
    }
    let passphrase = match file.or(context.global.passphrase_file.as_deref()) {
        Some(file) => secret::new_passphrase(context, Some(file), name)?,
        None if std::env::var_os("MADOGUCHI_PASSPHRASE").is_some() => secret::passphrase(context, None, name)?,
        None => secret::new_passphrase(context, None, name)?,
    };
    let (_, recovery) = context.setup.create(name, &passphrase)?;
    if context.json() {
        output::json(&json!({ "name": name, "recovery_key": recovery.expose_secret() }));
    } else {
        output::remark(&context.say("cli-recovery-key", &[("name", name)]));
        output::line(recovery.expose_secret());
    }
    if output::lost() {
        // There is no other copy, and it is shown only now.
        output::remark(&context.say("cli-recovery-key", &[("name", name)]));
        output::remark(recovery.expose_secret());
    }
    Ok(())
}

fn list(context: &Context<'_>) -> Result<()> {
    let names = context.setup.staff_names()?;
    if context.json() {
        output::json(&json!({ "staff": names.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>() }));
    } else {
        for name in &names {
            output::line(name);
        }
    }
    Ok(())
}

fn done(context: &Context<'_>, name: &str, sentence: &str) {
    if context.json() {
        output::json(&json!({ "name": name }));
    } else {
        output::remark(&context.say(sentence, &[("name", name)]));
    }
}
