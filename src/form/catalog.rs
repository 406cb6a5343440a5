//! All forms the product knows, found by procedure and status.

mod build;
mod editions;
mod newer;

use super::load::{Application, Place, Register, Together, file_places, read_procedures};
use super::{Flaw, Form, FormRef, Source, kind::ChoiceList};
use crate::form::Bilingual;
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use newer::Over;
pub use newer::{Newer, Unused};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

static FORMS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/forms");

/// A status of residence, as a person may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusName {
    pub slug: String,
    pub name: Bilingual,
}

/// A procedure of the paper and online system.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// `extension`
    pub slug: String,
    /// `留`
    pub mark: String,
    pub title: Bilingual,
}

/// Why no form was found; the choices that exist are named.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoForm {
    #[error("no such procedure: {0}")]
    Procedure(String, Vec<String>),
    #[error("no form of this procedure for the status: {0}")]
    Status(String, Vec<String>),
    #[error("several divisions exist for this status")]
    Division(Vec<String>),
    #[error("the status has no division {0}")]
    NoDivision(String, Vec<String>),
    #[error("the form {0:?} is not among the forms of this version")]
    Pin(FormRef),
}

/// Every form, procedure and choice list.
#[derive(Debug)]
pub struct Catalog {
    files: Vec<File>,
    procedures: Vec<Procedure>,
    applications: Vec<(Application, Lazy)>,
    /// Notifications, declarations and receipts beside the applications.
    papers: Vec<(Application, Lazy)>,
    together: Vec<Together>,
    /// Index of each list's file, and the list once it was read.
    lists: BTreeMap<String, (usize, OnceLock<Arc<ChoiceList>>)>,
    /// Earlier editions, by application code and edition.
    earlier: Mutex<BTreeMap<(String, String), Arc<Form>>>,
    /// The day the forms and lists were last gone through.
    as_of: Option<Date>,
    /// Newer files over the forms built in.
    over: Option<Over>,
}

impl Catalog {
    /// The forms built into the program. A form is parsed when it is first asked for.
    #[must_use]
    pub fn embedded() -> &'static Catalog {
        static EMBEDDED: OnceLock<Catalog> = OnceLock::new();
        EMBEDDED.get_or_init(|| Catalog::of(embedded_files(&FORMS)).0)
    }

    /// The files built into the program, as `forms check` reads them.
    #[must_use]
    pub fn embedded_sources() -> Vec<Source> {
        embedded_files(&FORMS).iter().map(File::source).collect()
    }

    /// Reads and checks form files; every flaw of every file is returned at once. Files of `law/` are not form files and
    /// are passed over.
    ///
    /// # Errors
    /// All flaws found, each with its file, line and column.
    pub fn read(files: &[Source]) -> Result<Catalog, Vec<Flaw>> {
        let (catalog, mut flaws) = Catalog::of(files.iter().cloned().map(File::given).collect());
        flaws.extend(catalog.all_flaws());
        flaws.sort_by(|a, b| (a.path(), a.line, a.column).cmp(&(b.path(), b.line, b.column)));
        flaws.dedup_by(|a, b| a.path() == b.path() && a.span == b.span && a.message == b.message);
        if flaws.is_empty() { Ok(catalog) } else { Err(flaws) }
    }

    /// A catalog over files of which only the procedures are read yet.
    fn of(files: Vec<File>) -> (Catalog, Vec<Flaw>) {
        let (mut register, mut flaws) = (Register::default(), Vec::new());
        let mut lists = BTreeMap::new();
        for (index, file) in files.iter().enumerate() {
            match file_places(&file.path) {
                Place::Procedures => (register, flaws) = read_procedures(&file.source()),
                Place::List(name) => {
                    lists.insert(list_name(name).to_owned(), (index, OnceLock::new()));
                }
                Place::Sheet(_) | Place::Other => {}
            }
        }
        let lazy = |all: Vec<Application>| all.into_iter().map(|one| (one, OnceLock::new())).collect();
        let applications = lazy(std::mem::take(&mut register.applications));
        let papers = lazy(std::mem::take(&mut register.papers));
        let Register { procedures, together, as_of, .. } = register;
        let (earlier, over) = (Mutex::default(), None);
        (Catalog { files, procedures, applications, papers, together, lists, earlier, as_of, over }, flaws)
    }

    /// Procedures in the order of the cli contract.
    #[must_use]
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// A procedure by its slug, its one-character mark or either title, in any case.
    ///
    /// # Errors
    /// [`NoForm::Procedure`], naming the slugs.
    pub fn procedure(&self, name: &str) -> Result<&Procedure, NoForm> {
        let fits = |procedure: &&Procedure| {
            let words = [&procedure.slug, &procedure.mark, &procedure.title.ja, &procedure.title.en];
            words.iter().any(|word| same_name(word, name))
        };
        self.procedures.iter().find(fits).ok_or_else(|| {
            NoForm::Procedure(name.to_owned(), self.procedures.iter().map(|known| known.slug.clone()).collect())
        })
    }

    /// The newest edition of the form for a procedure and status. `status` is the Japanese name, the English name or the
    /// slug; `division` is needed only where a status has several.
    ///
    /// # Errors
    /// [`NoForm`], naming the choices.
    pub fn form(&self, procedure: &str, status: &str, division: Option<&str>) -> Result<Arc<Form>, NoForm> {
        let procedure = self.procedure(procedure)?;
        let of_procedure = || self.applications.iter().filter(|(known, _)| known.procedure == procedure.slug);
        let named = |known: &StatusName| {
            [&known.slug, &known.name.ja, &known.name.en].iter().any(|word| same_name(word, status))
        };
        let of_status: Vec<_> =
            of_procedure().filter(|(application, _)| self.statuses(application).iter().any(named)).collect();
        let asked = |known: &Application| division.is_none_or(|letter| known.division.eq_ignore_ascii_case(letter));
        let fitting: Vec<_> = of_status.iter().filter(|(known, _)| asked(known)).collect();
        let letters = || of_status.iter().map(|(known, _)| known.division.clone()).collect();
        match (fitting.as_slice(), division) {
            ([], Some(letter)) if !of_status.is_empty() => Err(NoForm::NoDivision(letter.to_owned(), letters())),
            ([], _) => {
                let known = self.statuses_of(&procedure.slug).into_iter();
                Err(NoForm::Status(status.to_owned(), known.map(|known| known.name.ja).collect()))
            }
            ([(application, form)], _) => {
                self.newest(application, form).ok_or_else(|| NoForm::Status(status.to_owned(), Vec::new()))
            }
            _ => Err(NoForm::Division(letters())),
        }
    }

    /// The statuses with a form of a procedure, in the order they are offered. No sheet is read for it.
    #[must_use]
    pub fn statuses_of(&self, procedure: &str) -> Vec<StatusName> {
        let mut statuses: Vec<StatusName> = Vec::new();
        for (application, _) in self.applications.iter().filter(|(known, _)| known.procedure == procedure) {
            for status in self.statuses(application) {
                if !statuses.contains(&status) {
                    statuses.push(status);
                }
            }
        }
        statuses
    }

    /// The divisions a status has in a procedure; one, but for a few statuses. No sheet is read for it.
    #[must_use]
    pub fn divisions_of(&self, procedure: &str, slug: &str) -> Vec<String> {
        let of_procedure = self.applications.iter().filter(|(known, _)| known.procedure == procedure);
        let serving = of_procedure.filter(|(known, _)| known.statuses.iter().any(|status| status.get_ref() == slug));
        serving.map(|(known, _)| known.division.clone()).collect()
    }

    /// The procedures that can be filed together with one, as one case, by slug; the sheet of each is named like its procedure.
    #[must_use]
    pub fn filed_with(&self, procedure: &str) -> Vec<&str> {
        let with = |other: &&Together| other.with.iter().any(|slug| slug.get_ref() == procedure);
        self.together.iter().filter(with).map(|other| other.sheet.get_ref().as_str()).collect()
    }

    /// The procedure offered first: that of the first application.
    #[must_use]
    pub fn first_procedure(&self) -> &str {
        self.applications.first().map_or("", |(application, _)| application.procedure.as_str())
    }

    /// A paper beside the applications, by its slug: `notification-1-1`, `custody-receipt`.
    ///
    /// # Errors
    /// [`NoForm::Procedure`], naming the slugs.
    pub fn paper(&self, slug: &str) -> Result<Arc<Form>, NoForm> {
        let found = self.papers.iter().find(|(paper, _)| same_name(&paper.procedure, slug));
        found.and_then(|(paper, form)| self.newest(paper, form)).ok_or_else(|| {
            let known = self.papers.iter().map(|(paper, _)| paper.procedure.clone());
            NoForm::Procedure(slug.to_owned(), known.collect())
        })
    }

    /// Every paper beside the applications, newest editions.
    #[must_use]
    pub fn papers(&self) -> Vec<Arc<Form>> {
        self.papers.iter().filter_map(|(paper, form)| self.newest(paper, form)).collect()
    }

    /// The very edition a case was begun with.
    ///
    /// # Errors
    /// [`NoForm::Pin`] when this version does not have it.
    pub fn pinned(&self, pin: &FormRef) -> Result<Arc<Form>, NoForm> {
        let here = self.pinned_here(pin);
        // An edition built in stays as it was built in, whatever newer files bring.
        here.or_else(|none| self.over.as_ref().map_or(Err(none), |over| over.under.pinned_here(pin)))
    }

    fn pinned_here(&self, pin: &FormRef) -> Result<Arc<Form>, NoForm> {
        let unknown = || NoForm::Pin(pin.clone());
        let mut all = self.applications.iter().chain(&self.papers);
        let (application, form) = all.find(|(known, _)| known.code() == pin.code).ok_or_else(unknown)?;
        let newest = self.newest(application, form).filter(|form| form.pin == *pin);
        newest.or_else(|| self.earlier(application, pin)).ok_or_else(unknown)
    }

    /// Every application the catalog holds, newest editions.
    #[must_use]
    pub fn forms(&self) -> Vec<Arc<Form>> {
        self.applications.iter().filter_map(|(application, form)| self.newest(application, form)).collect()
    }

    /// A choice list by name (`nationality`, `business-types`, `prefectures`).
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Arc<ChoiceList>> {
        let (index, read) = self.lists.get(name)?;
        Some(Arc::clone(read.get_or_init(|| Arc::new(self.read_list(*index, name).0))))
    }

    fn newest(&self, application: &Application, form: &Lazy) -> Option<Arc<Form>> {
        form.get_or_init(|| self.build(application, None).ok().map(Arc::new)).clone()
    }
}

/// The text of a file built into the program beside the sheets, by its path below `forms/`: `official/lists.tsv`.
#[must_use]
pub fn embedded_text(path: &str) -> Option<&'static str> {
    FORMS.get_file(path)?.contents_utf8()
}

/// Names of lists are those of their files, but for the prefectures, which stand with their municipalities.
fn list_name(stem: &str) -> &str {
    if stem == "places" { "prefectures" } else { stem }
}

/// Names are compared without regard to case, width and the spaces around slashes.
fn same_name(known: &str, asked: &str) -> bool {
    let key = super::kind::search_key;
    !asked.trim().is_empty() && key(known) == key(asked)
}

/// A file of forms.
#[derive(Debug, Clone)]
struct File {
    path: String,
    text: FileText,
}

/// What is built in is found to be text only when it is read: most files never are.
#[derive(Debug, Clone)]
enum FileText {
    BuiltIn(&'static include_dir::File<'static>),
    Given(Arc<str>),
}

impl File {
    fn given(source: Source) -> File {
        File { path: source.path, text: FileText::Given(source.text.into()) }
    }

    fn text(&self) -> &str {
        match &self.text {
            // A file that is no text has flaws as an empty one has.
            FileText::BuiltIn(file) => file.contents_utf8().unwrap_or_default(),
            FileText::Given(text) => text,
        }
    }

    fn source(&self) -> Source {
        Source { path: self.path.clone(), text: self.text().to_owned() }
    }
}

/// Read at first use; `None` when it has flaws, which the tests and `forms check` name.
type Lazy = OnceLock<Option<Arc<Form>>>;

fn embedded_files(dir: &'static Dir<'static>) -> Vec<File> {
    let here = dir.files().filter_map(|file| {
        let path = format!("forms/{}", file.path().to_str()?.replace('\\', "/"));
        Some(File { path, text: FileText::BuiltIn(file) })
    });
    here.chain(dir.dirs().flat_map(embedded_files)).collect()
}
