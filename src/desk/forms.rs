//! Forms of the data folder: newer files in its `forms` folder lie over the forms built into the program.

use super::Result;
use super::law::{flawed, rule_files};
use crate::form::{Catalog, Newer, Source, Unused};
use crate::text::{Lang, say};
use jiff::civil::Date;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Folder of the data folder that holds newer sheets, and newer lists in `lists` below it.
const FOLDER: &str = "forms";

/// Where what comes of reading newer forms is told, until it was.
static CAME: Mutex<Option<Receiver<Result<Unused>>>> = Mutex::new(None);

/// Puts the forms of a data folder in force, before any form is asked for; in place of those of another folder where there was one. Whether there
/// are any is one look at the folder (one `stat`); they are read on a thread of their own, so that the first screen does not wait for them, and
/// whoever asks for a form meanwhile waits. [`newer_forms`] answers what came of it.
pub fn forms_in_force(data: &Path, today: Date) {
    let folder = data.join(FOLDER);
    if !folder.is_dir() {
        tell_by(None);
        return Catalog::put_in_force(None);
    }
    let (tell, came) = channel();
    tell_by(Some(came));
    Catalog::put_in_force(Some(Box::new(move || {
        let (catalog, result) = match read(&folder, today) {
            Ok(newer) => (Some(newer.catalog), Ok(newer.unused)),
            Err(error) => (None, Err(error)),
        };
        // Nobody listens where another folder was chosen meanwhile.
        let _ = tell.send(result);
        catalog
    })));
    thread::spawn(Catalog::in_force);
}

fn tell_by(came: Option<Receiver<Result<Unused>>>) {
    *CAME.lock().unwrap_or_else(PoisonError::into_inner) = came;
}

/// What was left out of the newer forms or is to come, once they are read; `None` where there are none, and once it was told.
///
/// # Errors
/// In the answer: a file that cannot be read; every flaw of every file, with file, line and column. The forms built in are in force then, and
/// the program goes on with them.
#[must_use]
pub fn newer_forms() -> Option<Result<Unused>> {
    let came = CAME.lock().unwrap_or_else(PoisonError::into_inner).take();
    came?.recv().ok()
}

/// What is not used of the newer forms, a sentence for each file.
#[must_use]
pub fn unused_forms(unused: &Unused, lang: Lang) -> Vec<String> {
    let older = unused.left_out.iter().map(|path| say(lang, "cli-older-forms", &[("path", path)]));
    let later = unused.to_come.iter().map(|(path, day)| {
        let day = day.to_string();
        say(lang, "cli-later-forms", &[("path", path), ("day", &day)])
    });
    older.chain(later).collect()
}

fn read(folder: &Path, today: Date) -> Result<Newer> {
    Catalog::over(form_files(folder)?, today).map_err(|flaws| flawed("forms", "form-flaw", &flaws))
}

/// The form files of a folder, and those of `lists` below it, in the order of their names.
fn form_files(folder: &Path) -> Result<Vec<Source>> {
    let mut files = rule_files(folder)?;
    let lists = folder.join("lists");
    if lists.is_dir() {
        files.extend(rule_files(&lists)?);
    }
    Ok(files)
}
