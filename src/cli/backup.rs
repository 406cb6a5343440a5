//! `backup` and `restore`: the whole data folder in one encrypted file.

use super::context::Context;
use super::{output, secret};
use crate::desk::{Class, Error, Result, staff_of_backup};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Copies the data folder.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  madoguchi backup /media/usb/counter-2026-11-24.backup")]
pub struct Backup {
    /// File to write; it must not exist yet
    file: PathBuf,
}

/// Puts a backup into an empty data folder.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  madoguchi --data /srv/counter --staff Sato restore /media/usb/counter-2026-11-24.backup"
)]
pub struct Restore {
    /// File made by `backup`; it opens with the passphrases it was made under
    file: PathBuf,
}

pub(super) fn backup(context: &Context<'_>, args: &Backup) -> Result<ExitCode> {
    let desk = context.unlock()?;
    if args.file.exists() {
        let name = args.file.display().to_string();
        return Err(Error::new(Class::Outside, "backup-exists", &[("name", &name)]));
    }
    // What the storage says of a folder that is not there names no place.
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(Err(error)) = folder.map(std::fs::metadata) {
        return Err(Error::file("file-unwritable", &args.file, &error));
    }
    desk.backup(&args.file)?;
    tell(context, &args.file, "cli-backed-up");
    Ok(ExitCode::SUCCESS)
}

pub(super) fn restore(context: &Context<'_>, args: &Restore) -> Result<ExitCode> {
    std::fs::File::open(&args.file).map_err(|error| Error::file("file-unreadable", &args.file, &error))?;
    let staff = match (&context.global.staff, &mut *staff_of_backup(&args.file)?) {
        (Some(staff), _) => staff.clone(),
        (None, [only]) => std::mem::take(only),
        (None, _) => return Err(Error::new(Class::Usage, "restore-staff", &[])),
    };
    let passphrase = secret::passphrase(context, context.global.passphrase_file.as_deref(), &staff)?;
    context.setup.restore(&args.file, &staff, &passphrase)?;
    tell(context, &context.setup.data, "cli-restored");
    Ok(ExitCode::SUCCESS)
}

fn tell(context: &Context<'_>, place: &std::path::Path, sentence: &str) {
    let place = place.display().to_string();
    if context.json() {
        output::json(&json!({ "file": place }));
    } else {
        output::remark(&context.say(sentence, &[("name", &place)]));
    }
}
