//! The dated rows, read from TOML: those built into the program, and newer files over them.

use super::body::{
    Activity, Bureau, Category, Closing, Contact, Counter, Due, EventKind, Exclusion, Fee, Filer, Holidays, Limit,
    Paper, Procedure, Question, Scope, Status, WayOut, Window,
};
use super::calendar::Calendar;
use super::flaw;
use super::row::{self, Row};
use crate::form::{Flaw, Source};
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::sync::{OnceLock, PoisonError, RwLock};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/forms/law");

/// Rows of newer files, once they are put in force.
static IN_FORCE: RwLock<Option<&'static Rules>> = RwLock::new(None);

/// Every rule, as dated rows.
#[derive(Debug, Default)]
pub struct Rules {
    /// The day the rules were last gone through.
    pub(super) as_of: Option<Date>,
    pub(super) procedures: Vec<Row<Procedure>>,
    pub(super) statuses: Vec<Row<Status>>,
    pub(super) scopes: Vec<Row<Scope>>,
    pub(super) exclusions: Vec<Row<Exclusion>>,
    pub(super) activities: Vec<Row<Activity>>,
    pub(super) filers: Vec<Row<Filer>>,
    pub(super) windows: Vec<Row<Window>>,
    pub(super) fees: Vec<Row<Fee>>,
    pub(super) ways: Vec<Row<WayOut>>,
    pub(super) papers: Vec<Row<Paper>>,
    pub(super) questions: Vec<Row<Question>>,
    pub(super) categories: Vec<Row<Category>>,
    pub(super) limits: Vec<Row<Limit>>,
    pub(super) bureaus: Vec<Row<Bureau>>,
    pub(super) districts: Vec<Row<Bureau>>,
    pub(super) counters: Vec<Row<Counter>>,
    pub(super) contacts: Vec<Row<Contact>>,
    pub(super) closing: Vec<Row<Closing>>,
    pub(super) holidays: Vec<Row<Holidays>>,
    pub(super) events: Vec<Row<EventKind>>,
    pub(super) dues: Vec<Row<Due>>,
    pub(super) calendar: Calendar,
    /// Places in `statuses` by every name a status goes by, without blanks and in lower case.
    pub(super) status_names: HashMap<String, Vec<usize>>,
    /// Places in `papers` by procedure.
    pub(super) papers_of: HashMap<String, Vec<usize>>,
    /// Places in `questions` by id.
    pub(super) questions_by: HashMap<String, Vec<usize>>,
}

/// Rows read, and the files that were older than the rows built in.
#[derive(Debug)]
pub struct Newer {
    pub rules: Rules,
    /// Files left out, because the rows built in are newer.
    pub left_out: Vec<String>,
}

impl Rules {
    /// The rules of this program: rows of newer files where [`Rules::put_in_force`] was called, else those built in.
    #[must_use]
    pub fn in_force() -> &'static Rules {
        IN_FORCE.read().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(Rules::embedded)
    }

    /// Makes newer rules those of this program, or with `None` those built in, before a data folder is opened: what was judged by one set of
    /// rules is not judged by another while the folder is open.
    pub fn put_in_force(rules: Option<Rules>) {
        // Whoever asked for the rules may hold them until the end of the run, so they stay: one set for each opening of a folder that has such files.
        let rules = rules.map(|rules| &*Box::leak(Box::new(rules)));
        *IN_FORCE.write().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    /// The rows built into the program, read when first asked for. Should they not read (a test sees to it that they do), there
    /// are no rules, and every verdict is *unknown*.
    #[must_use]
    pub fn embedded() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        // What the rows must be to each other is checked by a test, not at every start.
        RULES.get_or_init(|| {
            let (mut rules, flaws) = Rules::parse(&Rules::embedded_files());
            rules.index();
            if flaws.is_empty() { rules } else { Rules::default() }
        })
    }

    /// The rule files built into the program.
    #[must_use]
    pub fn embedded_files() -> Vec<Source> {
        let toml = EMBEDDED.files().filter(|file| file.path().extension().is_some_and(|ext| ext == "toml"));
        let text = |file: &include_dir::File<'_>| {
            Some(Source {
                path: format!("forms/law/{}", file.path().display()),
                text: file.contents_utf8()?.to_owned(),
            })
        };
        toml.filter_map(text).collect()
    }

    /// Reads rule files; every flaw at once.
    ///
    /// # Errors
    /// All flaws, with file, line and column: what is not TOML, an unknown or missing key, no source, an end before the
    /// beginning, a procedure or status that is not listed, rows that answer the same question on the same day.
    pub fn read(files: &[Source]) -> Result<Rules, Vec<Flaw>> {
        let (mut rules, mut flaws) = Rules::parse(files);
        rules.index();
        super::check::all(&rules, files, &mut flaws);
        if flaws.is_empty() { Ok(rules) } else { Err(flaws) }
    }

    /// The rows built in with newer files over them. A row of a newer file takes the place of all rows built in with its id; a
    /// file whose `as_of` is not later than that of the rows built in is left out.
    ///
    /// # Errors
    /// As [`Rules::read`]; a file without `as_of`.
    pub fn over(newer: Vec<Source>) -> Result<Newer, Vec<Flaw>> {
        let mut files = Rules::embedded_files();
        let (built_in, as_of) = (files.len(), Rules::embedded().as_of);
        let (mut left_out, mut flaws) = (Vec::new(), Vec::new());
        for source in newer {
            let dated = source.text.parse::<toml::Table>().map(|table| table.get("as_of").and_then(dated));
            match dated {
                Ok(None) => flaws.push(no_date(&source)),
                Ok(date) if date <= as_of => left_out.push(source.path),
                // What is not TOML is told below, with its place.
                Ok(_) | Err(_) => files.push(source),
            }
        }
        let (mut rules, found) = Rules::parse(&files);
        flaws.extend(found);
        rules.replace(built_in);
        rules.index();
        super::check::all(&rules, &files, &mut flaws);
        if flaws.is_empty() { Ok(Newer { rules, left_out }) } else { Err(flaws) }
    }

    /// The day the rules were last gone through.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    fn parse(files: &[Source]) -> (Rules, Vec<Flaw>) {
        let (mut rules, mut flaws) = (Rules::default(), Vec::new());
        for (number, source) in files.iter().enumerate() {
            let (root, errors) = DeTable::parse_recoverable(&source.text);
            if errors.is_empty() {
                rules.take((number, source), root.into_inner(), &mut flaws);
            }
            flaws.extend(errors.iter().map(|error| flaw::of_toml(source, 0..0, error)));
        }
        (rules, flaws)
    }

    fn index(&mut self) {
        for (place, row) in self.statuses.iter().enumerate() {
            for name in [&row.id, &row.body.ja, &row.body.en] {
                self.status_names.entry(plain(name)).or_default().push(place);
            }
        }
        for (place, row) in self.papers.iter().enumerate() {
            for procedure in &row.body.procedures {
                self.papers_of.entry(procedure.get_ref().clone()).or_default().push(place);
            }
        }
        for (place, row) in self.questions.iter().enumerate() {
            self.questions_by.entry(row.id.clone()).or_default().push(place);
        }
        self.calendar = Calendar::new(&self.closing, &self.holidays);
    }

    /// Takes out the rows of the first `built_in` files whose id a later file has too.
    fn replace(&mut self, built_in: usize) {
        later(&mut self.procedures, built_in);
        later(&mut self.statuses, built_in);
        later(&mut self.scopes, built_in);
        later(&mut self.exclusions, built_in);
        later(&mut self.activities, built_in);
        later(&mut self.filers, built_in);
        later(&mut self.windows, built_in);
        later(&mut self.fees, built_in);
        later(&mut self.ways, built_in);
        later(&mut self.papers, built_in);
        later(&mut self.questions, built_in);
        later(&mut self.categories, built_in);
        later(&mut self.limits, built_in);
        later(&mut self.bureaus, built_in);
        later(&mut self.districts, built_in);
        later(&mut self.counters, built_in);
        later(&mut self.contacts, built_in);
        later(&mut self.closing, built_in);
        later(&mut self.holidays, built_in);
        later(&mut self.events, built_in);
        later(&mut self.dues, built_in);
    }

    fn take(&mut self, from: (usize, &Source), root: DeTable<'_>, flaws: &mut Vec<Flaw>) {
        for (name, section) in root {
            self.section(from, &name, section, flaws);
        }
    }

    fn section(
        &mut self,
        from: (usize, &Source),
        name: &Spanned<toml::de::DeString<'_>>,
        section: Spanned<DeValue<'_>>,
        flaws: &mut Vec<Flaw>,
    ) {
        match name.get_ref().as_ref() {
            "as_of" => self.gone_through(from.1, &section, flaws),
            "procedure" => row::read(from, section, &mut self.procedures, flaws),
            "status" => row::read(from, section, &mut self.statuses, flaws),
            "scope" => row::read(from, section, &mut self.scopes, flaws),
            "exclusion" => row::read(from, section, &mut self.exclusions, flaws),
            "activity" => row::read(from, section, &mut self.activities, flaws),
            "filer" => row::read(from, section, &mut self.filers, flaws),
            "window" => row::read(from, section, &mut self.windows, flaws),
            "fee" => row::read(from, section, &mut self.fees, flaws),
            "way" => row::read(from, section, &mut self.ways, flaws),
            "document" => row::read(from, section, &mut self.papers, flaws),
            "question" => row::read(from, section, &mut self.questions, flaws),
            "category" => row::read(from, section, &mut self.categories, flaws),
            "limit" => row::read(from, section, &mut self.limits, flaws),
            "office" => row::read(from, section, &mut self.bureaus, flaws),
            "district" => row::read(from, section, &mut self.districts, flaws),
            "counter" => row::read(from, section, &mut self.counters, flaws),
            "contact" => row::read(from, section, &mut self.contacts, flaws),
            "closing" => row::read(from, section, &mut self.closing, flaws),
            "holidays" => row::read(from, section, &mut self.holidays, flaws),
            "event" => row::read(from, section, &mut self.events, flaws),
            "deadline" => row::read(from, section, &mut self.dues, flaws),
            other => flaws.push(flaw::at(from.1, name.span(), format!("no rules are called `{other}`"), None)),
        }
    }

    fn gone_through(&mut self, source: &Source, value: &Spanned<DeValue<'_>>, flaws: &mut Vec<Flaw>) {
        match value.get_ref().as_datetime().and_then(row::day) {
            Some(day) => self.as_of = self.as_of.max(Some(day)),
            None => flaws.push(flaw::at(source, value.span(), "`as_of` is a date, 2026-11-21".to_owned(), None)),
        }
    }
}

/// Keeps of the rows built in those whose id no later file has.
fn later<T>(rows: &mut Vec<Row<T>>, built_in: usize) {
    let newer: HashSet<String> =
        rows.iter().filter(|row| row.place.file >= built_in).map(|row| row.id.clone()).collect();
    rows.retain(|row| row.place.file >= built_in || !newer.contains(&row.id));
}

fn dated(value: &toml::Value) -> Option<Date> {
    value.as_datetime().and_then(row::day)
}

fn no_date(source: &Source) -> Flaw {
    let help = "the day its rows were gone through; only a file newer than the program takes the place of its rows";
    flaw::at(source, 0..0, "no `as_of`".to_owned(), Some(help))
}

/// A name as it is compared: without blanks, in lower case.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect()
}
