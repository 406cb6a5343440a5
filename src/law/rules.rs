//! The dated rows, read from TOML.

use super::body::{
    Bureau, Closing, Due, EventKind, Fee, Filer, Holidays, Limit, Paper, Procedure, Scope, Status, Window,
};
use super::calendar::Calendar;
use super::flaw;
use super::row::{self, Row};
use crate::form::{Flaw, Source};
use include_dir::{Dir, include_dir};
use std::collections::HashMap;
use std::sync::OnceLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/forms/law");

/// Every rule, as dated rows.
#[derive(Debug, Default)]
pub struct Rules {
    pub(super) procedures: Vec<Row<Procedure>>,
    pub(super) statuses: Vec<Row<Status>>,
    pub(super) scopes: Vec<Row<Scope>>,
    pub(super) filers: Vec<Row<Filer>>,
    pub(super) windows: Vec<Row<Window>>,
    pub(super) fees: Vec<Row<Fee>>,
    pub(super) papers: Vec<Row<Paper>>,
    pub(super) limits: Vec<Row<Limit>>,
    pub(super) bureaus: Vec<Row<Bureau>>,
    pub(super) closing: Vec<Row<Closing>>,
    pub(super) holidays: Vec<Row<Holidays>>,
    pub(super) events: Vec<Row<EventKind>>,
    pub(super) dues: Vec<Row<Due>>,
    pub(super) calendar: Calendar,
    /// Places in `statuses` by every name a status goes by, without blanks and in lower case.
    pub(super) status_names: HashMap<String, Vec<usize>>,
}

impl Rules {
    /// The rows built into the program, read when first asked for. Should they not read (a test sees to it that they do), there
    /// are no rules, and every verdict is *unknown*.
    #[must_use]
    pub fn embedded() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| Rules::read(&Rules::embedded_files()).unwrap_or_default())
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
        let (mut rules, mut flaws) = (Rules::default(), Vec::new());
        for (number, source) in files.iter().enumerate() {
            let (root, errors) = DeTable::parse_recoverable(&source.text);
            if errors.is_empty() {
                rules.take((number, source), root.into_inner(), &mut flaws);
            }
            flaws.extend(errors.iter().map(|error| flaw::of_toml(source, 0..0, error)));
        }
        super::check::all(&rules, files, &mut flaws);
        rules.index();
        rules.calendar = Calendar::new(&rules.closing, &rules.holidays);
        if flaws.is_empty() { Ok(rules) } else { Err(flaws) }
    }

    fn index(&mut self) {
        for (place, row) in self.statuses.iter().enumerate() {
            for name in [&row.id, &row.body.ja, &row.body.en] {
                self.status_names.entry(plain(name)).or_default().push(place);
            }
        }
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
            "procedure" => row::read(from, section, &mut self.procedures, flaws),
            "status" => row::read(from, section, &mut self.statuses, flaws),
            "scope" => row::read(from, section, &mut self.scopes, flaws),
            "filer" => row::read(from, section, &mut self.filers, flaws),
            "window" => row::read(from, section, &mut self.windows, flaws),
            "fee" => row::read(from, section, &mut self.fees, flaws),
            "document" => row::read(from, section, &mut self.papers, flaws),
            "limit" => row::read(from, section, &mut self.limits, flaws),
            "office" => row::read(from, section, &mut self.bureaus, flaws),
            "event" => row::read(from, section, &mut self.events, flaws),
            "deadline" => row::read(from, section, &mut self.dues, flaws),
            "closing" => row::read(from, section, &mut self.closing, flaws),
            "holidays" => row::read(from, section, &mut self.holidays, flaws),
            other => flaws.push(flaw::at(from.1, name.span(), format!("no rules are called `{other}`"), None)),
        }
    }
}

/// A name as it is compared: without blanks, in lower case.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect()
}
