//! The official site: cases as the agency's own bulk file, and their closing once the site has given its number.

use super::{Class, Desk, Error, Filling, Result, Told, tell};
use crate::case::official::{self, Cells, Code, MOST_PEOPLE, NoCode, Table};
use crate::case::{Event, Stage};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The longest number the site may give.
const LONGEST_NUMBER: usize = 40;

/// What came of an export.
#[derive(Debug, Clone, Default)]
pub struct OfficialExport {
    /// None where anything would be refused: the templates write nothing then.
    pub files: Vec<OfficialFile>,
    /// What the template refuses, case by case in its own order.
    pub problems: Vec<OfficialProblem>,
    /// What it only asks about (fewer than 70 points), case by case; the files are written all the same.
    pub warnings: Vec<OfficialProblem>,
}

/// One file, for one application code.
#[derive(Debug, Clone)]
pub struct OfficialFile {
    pub path: PathBuf,
    /// `04N2`
    pub code: String,
    /// The cases in it, in the order of its lines.
    pub cases: Vec<Uuid>,
    pub bytes: usize,
}

/// Something the template refuses in a case, or asks about.
#[derive(Debug, Clone)]
pub struct OfficialProblem {
    pub case: Uuid,
    pub told: Told,
}

/// A case beside its filled row.
struct Filled {
    id: Uuid,
    cells: Cells,
}

impl Desk {
    /// Writes these cases as the agency's bulk files into a folder, which is made if it is not there: one file for each application
    /// code, of up to 300 people. The checks of the agency's template run first; where they refuse anything nothing is written.
    ///
    /// # Errors
    /// A procedure or status the bulk application does not take; a case that is being sent; the folder cannot be written; storage.
    pub fn export_official(&self, ids: &[Uuid], folder: &Path) -> Result<OfficialExport> {
        let mut by_code: BTreeMap<String, (Code, Vec<Filled>)> = BTreeMap::new();
        let mut export = OfficialExport::default();
        for id in ids {
            let filling = self.open(*id)?;
            let code = official_code(&filling)?;
            let (filled, problems) = self.official_row(&filling, code);
            export.problems.extend(problems);
            export.warnings.extend(self.official_warnings(&filling));
            by_code.entry(code.text()).or_insert_with(|| (code, Vec::new())).1.push(filled);
        }
        if export.problems.is_empty() {
            std::fs::create_dir_all(folder).map_err(|error| Error::file("file-unwritable", folder, &error))?;
            for (code, people) in by_code.into_values() {
                for (at, part) in people.chunks(MOST_PEOPLE).enumerate() {
                    export.files.push(write(folder, code, at + 1, part)?);
                }
            }
        }
        Ok(export)
    }

    fn official_row(&self, filling: &Filling, code: Code) -> (Filled, Vec<OfficialProblem>) {
        let table = Table::of(code);
        let id = filling.case.id;
        let filled = official::fill(&filling.case, &filling.form, &table, self.setup.today());
        let problems = official::check(&table, &filled);
        let told = problems.iter().map(|problem| OfficialProblem { case: id, told: tell(problem, self.setup.lang) });
        let told = told.collect();
        (Filled { id, cells: filled.cells }, told)
    }

    fn official_warnings(&self, filling: &Filling) -> Vec<OfficialProblem> {
        let warnings = filling.walk(self.setup.today()).warnings;
        let told = |warning| OfficialProblem { case: filling.case.id, told: tell(warning, self.setup.lang) };
        warnings.iter().map(told).collect()
    }

    /// Closes a case that was filed at the official site, with the number the site gave.
    ///
    /// # Errors
    /// No number, or none the site could give; the case was filed here or is being sent; storage.
    pub fn close_official(&mut self, id: Uuid, number: &str) -> Result<()> {
        let number = number.trim();
        let fits = |c: char| c.is_alphanumeric() || c == '-';
        if number.is_empty() || number.chars().count() > LONGEST_NUMBER || !number.chars().all(fits) {
            return Err(Error::new(Class::Usage, "official-number", &[]));
        }
        self.store.close(id, Event::FileElsewhere, number, Timestamp::now())?;
        Ok(())
    }
}

fn official_code(filling: &Filling) -> Result<Code> {
    if matches!(filling.case.stage, Stage::Queued | Stage::Sending) {
        return Err(Error::new(Class::Refused, "not-now", &[("stage", filling.case.stage.word())]));
    }
    official::code(&filling.case, &filling.form).map_err(|why| {
        let code = match why {
            NoCode::NotTaken => "official-not-taken",
            NoCode::WhichActivity => "official-which-activity",
        };
        let id = filling.case.id.to_string();
        let args = [("id", id.as_str()), ("procedure", &filling.form.title.ja), ("status", &filling.case.status)];
        Error::new(Class::Refused, code, &args)
    })
}

fn write(folder: &Path, code: Code, part: usize, people: &[Filled]) -> Result<OfficialFile> {
    let rows: Vec<Cells> = people.iter().map(|filled| filled.cells.clone()).collect();
    let bytes = official::write(&Table::of(code), &rows);
    let path = folder.join(code.file_name(part));
    // The name is the same for every export of a code: what lies there may not have been given to the site yet.
    if std::fs::read(&path).is_ok_and(|there| there != bytes) {
        return Err(Error::new(Class::Refused, "official-exists", &[("name", &path.display().to_string())]));
    }
    super::write_whole(&path, &bytes)?;
    let cases = people.iter().map(|filled| filled.id).collect();
    Ok(OfficialFile { path, code: code.text(), cases, bytes: bytes.len() })
}
