//! Rules of the data folder: newer files in its `law` folder take the place of rows built into the program.

use super::{Class, Error, Result, Told};
use crate::form::{Flaw, Source};
use crate::law::Rules;
use std::io;
use std::path::Path;

/// Folder of the data folder that holds newer rules.
const FOLDER: &str = "law";

/// Puts the rules of a data folder in force, before anything is judged by them; in place of those of another folder where there were some.
/// Answers the files left out, because the rows built in are newer.
///
/// # Errors
/// A file that cannot be read; every flaw of every file, with file and line. The rules built in are in force then.
pub fn rules_in_force(data: &Path) -> Result<Vec<String>> {
    Rules::put_in_force(None);
    let files = law_files(data)?;
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let newer = Rules::over(files).map_err(|flaws| flawed("rules", "rule-flaw", &flaws))?;
    Rules::put_in_force(Some(newer.rules));
    Ok(newer.left_out)
}

/// The rule files of a data folder, in the order of their names; none where there is no such folder.
///
/// # Errors
/// A file that cannot be read.
pub fn law_files(data: &Path) -> Result<Vec<Source>> {
    let folder = data.join(FOLDER);
    if folder.is_dir() { rule_files(&folder) } else { Ok(Vec::new()) }
}

/// The rule files of a folder, or the one file.
///
/// # Errors
/// What cannot be read.
pub fn rule_files(path: &Path) -> Result<Vec<Source>> {
    let unreadable = |error: io::Error| Error::file("file-unreadable", path, &error);
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(unreadable)?;
        paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>().map_err(unreadable)?;
        paths.retain(|path| path.extension().is_some_and(|ext| ext == "toml"));
        paths.sort();
    }
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| Error::file("file-unreadable", path, &error))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    paths.iter().map(read).collect()
}

/// An error that tells every flaw: its code, and the code of each flaw.
pub(super) fn flawed(code: &'static str, each: &str, flaws: &[Flaw]) -> Error {
    let told = |flaw: &Flaw| Told {
        item: format!("{}:{}:{}", flaw.text.name(), flaw.line, flaw.column),
        code: each.to_owned(),
        message: flaw.message.clone(),
        fix: flaw.help.clone().unwrap_or_default(),
        ..Told::default()
    };
    Error {
        problems: flaws.iter().map(told).collect(),
        ..Error::new(Class::Problems, code, &[("count", &flaws.len().to_string())])
    }
}
