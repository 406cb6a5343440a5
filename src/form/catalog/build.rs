//! Sheets put together to applications.

use super::{Catalog, File, StatusName};
use crate::form::kind::ChoiceList;
use crate::form::load::{
    Application, FileLists, Lists, Place, SheetFile, View, check, file_places, put_together, read_list, read_sheet,
};
use crate::form::{Flaw, Form, FormRef, Sheet, Source};
use sha2::{Digest, Sha256};
use std::sync::Arc;

impl Lists for Catalog {
    fn list(&self, name: &str) -> Option<Arc<ChoiceList>> {
        Catalog::list(self, name)
    }

    fn names(&self) -> Vec<String> {
        self.lists.keys().cloned().collect()
    }
}

impl Catalog {
    pub(super) fn source(&self, index: usize) -> Source {
        self.files.get(index).map(File::source).unwrap_or_default()
    }

    pub(super) fn read_list(&self, index: usize, name: &str) -> (ChoiceList, Vec<Flaw>) {
        read_list(&self.source(index), name)
    }

    /// The statuses an application serves, by the names of the list `statuses`.
    pub(super) fn statuses(&self, application: &Application) -> Vec<StatusName> {
        let list = self.list("statuses").unwrap_or_default();
        let named = |slug: &toml::Spanned<String>| {
            let choice = list.choices.iter().find(|choice| choice.slug.as_ref() == Some(slug.get_ref()))?;
            Some(StatusName { slug: slug.get_ref().clone(), name: choice.label.clone() })
        };
        application.statuses.iter().filter_map(named).collect()
    }

    /// Files of a sheet: edition and index, the newest last.
    pub(super) fn editions(&self, code: &str, procedure: &str) -> Vec<(&str, usize)> {
        let own = self.over.as_ref().map_or(self.files.len(), |over| over.under.files.len());
        let files = self.files.iter().enumerate().take(own);
        let of_sheet = files.filter(|(_, file)| file_places(&file.path) == Place::Sheet(code));
        let mut editions: Vec<_> =
            of_sheet.map(|(index, file)| (edition_line(file.text(), procedure), index)).collect();
        if let Some(over) = &self.over {
            let newer = over.sheets.get(&(code.to_owned(), procedure.to_owned()));
            editions.extend(newer.into_iter().flatten().map(|(edition, index)| (edition.as_str(), *index)));
        }
        editions.sort_unstable();
        editions
    }

    /// The application with the newest editions, or the newest not after a date.
    pub(super) fn build(&self, application: &Application, until: Option<&str>) -> Result<Form, Vec<Flaw>> {
        self.gather(application, until).map(|files| self.assemble(application, files))
    }

    /// The sheets of an application, checked together.
    pub(super) fn gather(&self, application: &Application, until: Option<&str>) -> Result<Files, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let mut files = Files::new();
        let procedures = self.slugs();
        let view = View { procedures: &procedures, procedure: &application.procedure };
        for code in &application.sheets {
            match self.sheet(code, view, until) {
                Ok(file) => files.push(file),
                Err(found) => flaws.extend(found),
            }
        }
        for other in self.together.iter().filter(|other| other.is_with(application)) {
            match self.sheet(&other.sheet, view, until) {
                Ok((source, file)) => {
                    let own = files.iter_mut().map(|(_, file)| file);
                    let joined = put_together(other, file, own);
                    files.push((source, joined));
                }
                Err(found) => flaws.extend(found),
            }
        }
        if flaws.is_empty() {
            let sheets: Vec<_> = files.iter().map(|(source, file)| (source, file)).collect();
            flaws = check(&sheets);
        }
        if flaws.is_empty() { Ok(files) } else { Err(flaws) }
    }

    /// A sheet as a procedure has it: its newest edition, or the newest not after a date.
    fn sheet(&self, code: &Text, view: View<'_>, until: Option<&str>) -> Result<(Source, SheetFile), Vec<Flaw>> {
        let editions = self.editions(code.get_ref(), view.procedure);
        let fitting = editions.iter().rev().find(|(edition, _)| until.is_none_or(|until| *edition <= until));
        let Some((_, index)) = fitting else { return Err(vec![self.unknown(code, "no such sheet")]) };
        let source = self.source(*index);
        let mut file = read_sheet(&source, view, self)?;
        let newer = self.over.as_ref().is_some_and(|over| *index >= over.under.files.len());
        file.sheet.file = newer.then(|| source.path.clone());
        Ok((source, file))
    }

    pub(super) fn assemble(&self, application: &Application, files: Files) -> Form {
        let procedure = self.procedures.iter().find(|known| known.slug == application.procedure);
        let mut digest = Sha256::new();
        let (mut sheets, mut rules) = (Vec::new(), Vec::new());
        for (source, file) in files {
            digest.update(source.text.as_bytes());
            rules.extend(file.rules);
            sheets.push(file.sheet);
        }
        let first = sheets.first().map(|sheet: &Sheet| sheet.title.clone()).unwrap_or_default();
        let edition = sheets.iter().map(|sheet| sheet.edition.clone()).max().unwrap_or_default();
        let digest = format!("{:x}", digest.finalize());
        Form {
            pin: FormRef { code: application.code(), edition, digest },
            procedure: application.procedure.clone(),
            mark: procedure.map(|known| known.mark.clone()).unwrap_or_default(),
            title: procedure.map_or(first, |known| known.title.clone()),
            division: application.division.clone(),
            statuses: self.statuses(application),
            places: crate::form::places(&sheets),
            sheets,
            rules,
        }
    }

    /// An earlier edition, when its files are still here and unchanged.
    pub(super) fn earlier(&self, application: &Application, pin: &FormRef) -> Option<Arc<Form>> {
        let key = (pin.code.clone(), pin.edition.clone());
        let mut earlier = self.earlier.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let form = match earlier.get(&key) {
            Some(form) => Arc::clone(form),
            None => Arc::new(self.build(application, Some(&pin.edition)).ok()?),
        };
        earlier.insert(key, Arc::clone(&form));
        (form.pin == *pin).then_some(form)
    }

    fn unknown(&self, name: &toml::Spanned<String>, what: &str) -> Flaw {
        let at = self.files.iter().position(|file| file_places(&file.path) == Place::Procedures);
        Flaw::new(&self.source(at.unwrap_or(usize::MAX)), name.span(), format!("{what}: `{}`", name.get_ref()))
    }

    /// Every flaw of lists, sheets and applications.
    pub(super) fn all_flaws(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut lists = FileLists::default();
        for (name, (index, _)) in &self.lists {
            let (list, found) = self.read_list(*index, name);
            lists.0.insert(name.clone(), Arc::new(list));
            flaws.extend(found);
        }
        flaws.extend(self.status_flaws(&lists));
        flaws.extend(self.sheet_flaws(&lists));
        for (application, _) in self.applications.iter().chain(&self.papers) {
            flaws.extend(self.build(application, None).err().into_iter().flatten());
        }
        flaws
    }

    pub(super) fn status_flaws(&self, lists: &dyn Lists) -> Vec<Flaw> {
        let statuses = lists.list("statuses").unwrap_or_default();
        let known = |slug: &str| statuses.choices.iter().any(|choice| choice.slug.as_deref() == Some(slug));
        let named = self.applications.iter().flat_map(|(application, _)| &application.statuses);
        named.filter(|slug| !known(slug.get_ref())).map(|slug| self.unknown(slug, "no such status")).collect()
    }

    pub(super) fn slugs(&self) -> Vec<&str> {
        self.procedures.iter().map(|procedure| procedure.slug.as_str()).collect()
    }

    /// Flaws of each sheet by itself; sheets that no application names are checked on their own.
    fn sheet_flaws(&self, lists: &FileLists) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let procedures = self.slugs();
        for (index, file) in self.files.iter().enumerate() {
            let Place::Sheet(code) = file_places(&file.path) else { continue };
            let source = self.source(index);
            let procedure = self.filed_first(code).unwrap_or_default();
            match read_sheet(&source, View { procedures: &procedures, procedure }, lists) {
                Ok(file) if file.sheet.code != code => {
                    let message = format!("this is the sheet `{}`, its file must be named so", file.sheet.code);
                    flaws.push(Flaw::new(&source, 0..0, message));
                }
                Ok(file) if procedure.is_empty() => flaws.extend(check(&[(&source, &file)])),
                Ok(_) => {}
                Err(found) => flaws.extend(found),
            }
        }
        flaws
    }

    /// The first procedure that files a sheet.
    fn filed_first(&self, code: &str) -> Option<&str> {
        let files = |application: &Application| application.sheets.iter().any(|sheet| sheet.get_ref() == code);
        let first = self.applications.iter().chain(&self.papers).find(|(application, _)| files(application));
        first.map(|(application, _)| application.procedure.as_str())
    }
}

/// The sheets of an application, each with the file it was read from.
type Files = Vec<(Source, SheetFile)>;

/// A text of `procedures.toml` with its place.
type Text = toml::Spanned<String>;

/// The edition a sheet file gives for a procedure, without reading the rest of it: the head's `edition` line, or the line of the
/// procedure where that has its own.
fn edition_line<'a>(text: &'a str, procedure: &str) -> &'a str {
    let head = || text.lines().take_while(|line| !line.starts_with("[["));
    let dated = |line: &'a str| line.split_once("edition = \"").and_then(|(_, rest)| rest.split('"').next());
    let own =
        head().filter(|line| line.strip_prefix(procedure).is_some_and(|rest| rest.starts_with(" = {"))).find_map(dated);
    own.or_else(|| head().filter(|line| line.starts_with("edition")).find_map(dated)).unwrap_or_default()
}
