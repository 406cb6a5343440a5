//! Newer form files over those built in: a sheet in a newer edition, a list gone through later.

use super::{Catalog, File, list_name};
use crate::form::load::{Application, Place, SheetFile, View, file_places, read_list, read_sheet};
use crate::form::{Flaw, Source};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// Newer files over those built in, once they are put in force.
static IN_FORCE: RwLock<Option<&'static Later>> = RwLock::new(None);

/// Forms read when they are first asked for; whoever asks meanwhile waits.
type Later = LazyLock<Option<Catalog>, Read>;

/// Reads newer files over those built in; `None` where those built in stay in force.
type Read = Box<dyn FnOnce() -> Option<Catalog> + Send>;

/// Forms with newer files over those built in.
#[derive(Debug)]
pub struct Newer {
    pub catalog: Catalog,
    pub unused: Unused,
}

/// Newer files that are not used.
#[derive(Debug, Default)]
pub struct Unused {
    /// Files left out, because what is built in is as new.
    pub left_out: Vec<String>,
    /// Sheets not used yet, and the first day of each.
    pub to_come: Vec<(String, Date)>,
}

/// What lies over the forms built in.
#[derive(Debug)]
pub(super) struct Over {
    pub under: &'static Catalog,
    /// Newer editions by sheet and procedure, with the index of the file.
    pub sheets: BTreeMap<(String, String), Vec<(String, usize)>>,
}

/// What a newer file of a sheet is used for.
#[derive(Default)]
struct Uses {
    /// Procedures, each with the edition it has.
    now: Vec<(String, String)>,
    /// The first day of an edition that is not used yet.
    later: Option<Date>,
}

impl Catalog {
    /// The forms of this program: newer files where [`Catalog::put_in_force`] was called, else those built in.
    #[must_use]
    pub fn in_force() -> &'static Catalog {
        let later = *IN_FORCE.read().unwrap_or_else(PoisonError::into_inner);
        later.and_then(|later| later.as_ref()).unwrap_or_else(Catalog::embedded)
    }

    /// Makes newer forms those of this program, or with `None` those built in, before a data folder is opened: a case is not opened by one
    /// set of forms and checked by another. They are read once, when a form is first asked for; reading them must not ask for one.
    pub fn put_in_force(read: Option<Read>) {
        // Whoever asked for a form may hold it until the end of the run, so they stay: one set for each opening of a folder that has such files.
        let later = read.map(|read| &*Box::leak(Box::new(LazyLock::new(read))));
        *IN_FORCE.write().unwrap_or_else(PoisonError::into_inner) = later;
    }

    /// The forms built in with newer files over them. A sheet is used for each procedure for which its edition is newer than the one
    /// built in, from its `valid_from` on; a list takes the place of the one built in when its `as_of` is later than the day those
    /// were gone through. What is as old is left out. Editions built in stay here, by their pin.
    ///
    /// # Errors
    /// Every flaw, with file, line and column: as [`Catalog::read`]; a file that is no sheet or list of an application; a list without
    /// `as_of`; an edition given twice; an item that is not asked any more without being named in `gone`.
    pub fn over(newer: Vec<Source>, today: Date) -> Result<Newer, Vec<Flaw>> {
        let under = Catalog::embedded();
        let mut files = under.files.clone();
        let built_in = files.len();
        files.extend(newer.into_iter().map(File::given));
        let (mut catalog, mut flaws) = Catalog::of(files);
        let mut over = Over { under, sheets: BTreeMap::new() };
        let (mut unused, mut lists) = (Unused::default(), BTreeSet::new());
        for index in built_in..catalog.files.len() {
            let source = catalog.source(index);
            let taken = match file_places(&source.path) {
                Place::List(stem) => under
                    .newer_list(&source, list_name(stem))
                    .map(|newer| newer.then(|| lists.insert(list_name(stem).to_owned())).is_some()),
                Place::Sheet(code) => under.newer_sheet(&source, code, today).map(|uses| {
                    let taken = !uses.now.is_empty() || uses.later.is_some();
                    unused.to_come.extend(uses.later.map(|day| (source.path.clone(), day)));
                    for (procedure, edition) in uses.now {
                        over.sheets.entry((code.to_owned(), procedure)).or_default().push((edition, index));
                    }
                    taken
                }),
                Place::Procedures | Place::Other => Err(vec![no_form_file(&source)]),
            };
            match taken {
                Ok(true) => {}
                Ok(false) => unused.left_out.push(source.path),
                Err(found) => flaws.extend(found),
            }
        }
        // A list that was left out must not hide the one built in.
        for (name, (index, _)) in &mut catalog.lists {
            if let Some((known, _)) = under.lists.get(name).filter(|_| !lists.contains(name)) {
                *index = *known;
            }
        }
        flaws.extend(twice(&catalog, &over));
        catalog.over = Some(over);
        flaws.extend(catalog.newer_flaws(&lists));
        flaws.sort_by(|a, b| (a.path(), a.line, a.column).cmp(&(b.path(), b.line, b.column)));
        flaws.dedup_by(|a, b| a.path() == b.path() && a.span == b.span && a.message == b.message);
        if flaws.is_empty() { Ok(Newer { catalog, unused }) } else { Err(flaws) }
    }

    /// Whether a list is newer than those built in.
    fn newer_list(&self, source: &Source, name: &str) -> Result<bool, Vec<Flaw>> {
        if !self.lists.contains_key(name) {
            let known: Vec<&str> = self.lists.keys().map(String::as_str).collect();
            let flaw = Flaw::new(source, 0..0, format!("no list of the forms is called `{name}`"));
            return Err(vec![flaw.help(format!("lists: {}", known.join(", ")))]);
        }
        let (list, flaws) = read_list(source, name);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        match list.as_of {
            None => {
                let help = "the day its lines were gone through; only a file newer than the program takes the place of its list";
                Err(vec![Flaw::new(source, 0..0, "no `as_of`").help(help)])
            }
            Some(day) => Ok(Some(day) > self.as_of),
        }
    }

    /// What a sheet is used for: the procedures for which its edition is newer than the one built in.
    fn newer_sheet(&self, source: &Source, code: &str, today: Date) -> Result<Uses, Vec<Flaw>> {
        let (filers, procedures) = (self.filers(code), self.slugs());
        if filers.is_empty() {
            let help = "which sheets make an application is settled in the program";
            let unknown = Flaw::new(source, 0..0, format!("no application has a sheet `{code}`")).help(help);
            let own = read_sheet(source, View { procedures: &procedures, procedure: "" }, self).err();
            return Err([unknown].into_iter().chain(own.unwrap_or_default()).collect());
        }
        let (mut uses, mut flaws) = (Uses::default(), Vec::new());
        for procedure in filers {
            let (edition, from) = match head(source, code, View { procedures: &procedures, procedure }) {
                Ok(head) => head,
                Err(found) => {
                    flaws.extend(found);
                    continue;
                }
            };
            if self.editions(code, procedure).last().is_some_and(|(known, _)| edition.as_str() <= *known) {
                continue;
            }
            if from > today {
                uses.later = uses.later.max(Some(from));
            } else {
                uses.now.push((procedure.to_owned(), edition));
            }
        }
        if flaws.is_empty() { Ok(uses) } else { Err(flaws) }
    }

    /// The procedures (or the paper) that have a sheet, also of an application filed with theirs.
    fn filers(&self, code: &str) -> BTreeSet<&str> {
        let all = self.applications.iter().chain(&self.papers).map(|(application, _)| application);
        let having = all.filter(|application| self.codes(application).any(|known| known == code));
        having.map(|application| application.procedure.as_str()).collect()
    }

    /// Codes of all sheets of an application.
    fn codes<'a>(&'a self, application: &'a Application) -> impl Iterator<Item = &'a str> {
        let own = application.sheets.iter().map(|sheet| sheet.get_ref().as_str());
        let with = self.together.iter().filter(|other| other.is_with(application));
        own.chain(with.map(|other| other.sheet.get_ref().as_str()))
    }

    /// Flaws of every application that a newer file changes; those without are kept as they were read.
    fn newer_flaws(&self, lists: &BTreeSet<String>) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut before = BTreeMap::new();
        for (application, form) in self.applications.iter().chain(&self.papers) {
            if !self.is_changed(application, lists) {
                continue;
            }
            match self.gather(application, None) {
                Ok(files) => {
                    flaws.extend(self.dropped(application, &files, &mut before));
                    let _ = form.set(Some(Arc::new(self.assemble(application, files))));
                }
                Err(found) => flaws.extend(found),
            }
        }
        if lists.contains("statuses") {
            flaws.extend(self.status_flaws(self));
        }
        flaws
    }

    /// Whether a newer sheet is among those of an application, or a newer list is named in one.
    fn is_changed(&self, application: &Application, lists: &BTreeSet<String>) -> bool {
        let Some(over) = &self.over else { return false };
        let procedure = &application.procedure;
        self.codes(application).any(|code| {
            let newest = self.editions(code, procedure).last().and_then(|(_, index)| self.files.get(*index));
            let names = |name: &String| newest.is_some_and(|file| file.text().contains(&format!("\"{name}\"")));
            over.sheets.contains_key(&(code.to_owned(), procedure.clone())) || lists.iter().any(names)
        })
    }

    /// Items that the edition built in asks and the newer one does not, and does not name in `gone`; and the other way about.
    fn dropped(
        &self,
        application: &Application,
        files: &[(Source, SheetFile)],
        before: &mut BTreeMap<(String, String), Vec<String>>,
    ) -> Vec<Flaw> {
        let Some(over) = &self.over else { return Vec::new() };
        let asked: BTreeSet<&str> =
            files.iter().flat_map(|(_, file)| &file.sheet.items).map(|item| item.id.as_str()).collect();
        let gone: Vec<&str> = files.iter().flat_map(|(_, file)| &file.gone).map(|id| id.get_ref().as_str()).collect();
        let mut flaws = Vec::new();
        for (source, file) in files {
            for id in file.gone.iter().filter(|id| asked.contains(id.get_ref().as_str())) {
                flaws.push(Flaw::new(source, id.span(), format!("`{}` is still asked", id.get_ref())));
            }
            let key = (file.sheet.code.clone(), application.procedure.clone());
            if !over.sheets.contains_key(&key) {
                continue;
            }
            let old = before.entry(key).or_insert_with_key(|(code, procedure)| over.under.item_ids(code, procedure));
            for id in old.iter().filter(|id| !asked.contains(id.as_str()) && !gone.contains(&id.as_str())) {
                let message = format!("`{id}` is not asked any more, and nothing says so");
                let help = format!("name it in the head of the sheet: gone = [\"{id}\"]");
                flaws.push(Flaw::new(source, 0..0, message).help(help));
            }
        }
        flaws
    }

    /// Ids of the items of a sheet's newest edition, as a procedure has it.
    fn item_ids(&self, code: &str, procedure: &str) -> Vec<String> {
        let procedures = self.slugs();
        let Some((_, index)) = self.editions(code, procedure).pop() else { return Vec::new() };
        let file = read_sheet(&self.source(index), View { procedures: &procedures, procedure }, self);
        file.map(|file| file.ids.into_iter().map(|(id, _)| id).collect()).unwrap_or_default()
    }
}

/// The edition a sheet file gives for a procedure, and the first day of it.
fn head(source: &Source, code: &str, view: View<'_>) -> Result<(String, Date), Vec<Flaw>> {
    let file = read_sheet(source, view, Catalog::embedded())?;
    if file.sheet.code != code {
        let message = format!("this is the sheet `{}`, its file must be named so", file.sheet.code);
        return Err(vec![Flaw::new(source, 0..0, message)]);
    }
    Ok((file.sheet.edition, file.sheet.valid_from))
}

/// Two newer files that give the same edition of a sheet.
fn twice(catalog: &Catalog, over: &Over) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for ((code, _), editions) in &over.sheets {
        for (n, (edition, index)) in editions.iter().enumerate() {
            if editions.iter().take(n).any(|(known, _)| known == edition) {
                let message = format!("the edition {edition} of the sheet `{code}` is given twice");
                flaws.push(Flaw::new(&catalog.source(*index), 0..0, message));
            }
        }
    }
    flaws
}

fn no_form_file(source: &Source) -> Flaw {
    let help = "a newer sheet is `<sheet>.toml`, a newer list `lists/<list>.toml`; which sheets make an application is settled in the program";
    Flaw::new(source, 0..0, "this is no sheet and no list").help(help)
}
