//! Forms of the data folder: newer files in its `forms` folder lie over the forms built into the program.

use super::Result;
use super::law::{flawed, rule_files};
use crate::form::{Catalog, Newer, Source, Unused};
use jiff::civil::Date;
use std::path::Path;

/// Folder of the data folder that holds newer sheets, and newer lists in `lists` below it.
const FOLDER: &str = "forms";

/// Puts the forms of the data folder in force, before any form is asked for; nothing is read where there are none. Answers what
/// was left out or is to come.
///
/// # Errors
/// A file that cannot be read; every flaw of every file, with file, line and column. The forms built in stay in force then, and
/// the program goes on with them.
pub fn forms_in_force(data: &Path, today: Date) -> Result<Unused> {
    let folder = data.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Unused::default());
    }
    let files = form_files(&folder)?;
    if files.is_empty() {
        return Ok(Unused::default());
    }
    let newer = newer_forms(files, today)?;
    Catalog::put_in_force(newer.catalog);
    Ok(newer.unused)
}

/// Newer files over the forms built in.
///
/// # Errors
/// Every flaw of every file.
pub fn newer_forms(files: Vec<Source>, today: Date) -> Result<Newer> {
    Catalog::over(files, today).map_err(|flaws| flawed("forms", "form-flaw", &flaws))
}

/// The form files of a folder, and those of `lists` below it, in the order of their names.
///
/// # Errors
/// What cannot be read.
pub fn form_files(folder: &Path) -> Result<Vec<Source>> {
    let mut files = rule_files(folder)?;
    let lists = folder.join("lists");
    if lists.is_dir() {
        files.extend(rule_files(&lists)?);
    }
    Ok(files)
}
