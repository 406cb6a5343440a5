//! The columns of the templates: `forms/official/<sheet>.tsv`, one line for each row of the templates' own column table.
//!
//! A line holds, separated by tabs: letters of the column · name · character class · length (`=7` exactly, `60` at most) · `!` where
//! needed · list (`CA69<J`: hangs on column J) · condition (`C=text｜text`; a parent `common!R` is on the common sheet; for the values
//! see [`Values`], `@s1` names a line `%texts`) · header cell · part of a date (`y6` the year of six digits, `d8` the day of eight) ·
//! the number of the field, one for all templates or for coe, change and extension (`-`: the template has no such row). A number is
//! that of every code, or, after the name of a line `%numbers`, that of the line's first code; the others differ as written there.

use super::class::Class;
use super::condition::{Condition, Values};
use super::place::{Place, position, within};
use super::{Code, Template};
use crate::form::embedded_text;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Length of a text, in units of UTF-16 as the templates count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub most: usize,
    pub exact: bool,
}

/// The list a column chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListUse {
    pub id: &'static str,
    /// The column whose code tells which list it is.
    pub parent: Option<Place>,
}

/// Which digits of a date go into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub from: usize,
    pub to: usize,
    /// Digits of the whole date, 6 or 8.
    pub whole: usize,
}

/// One row of the column table, as it counts for one application code.
#[derive(Debug, Clone)]
pub struct Column {
    pub place: Place,
    pub name: &'static str,
    pub class: Option<Class>,
    pub limit: Option<Limit>,
    pub needed: bool,
    pub list: Option<ListUse>,
    pub condition: Option<Condition>,
    /// The cell of the first line.
    pub header: &'static str,
    pub part: Option<Part>,
    /// Number of the field, from 1.
    pub number: usize,
    /// Not shown for this code: neither filled nor checked.
    pub hidden: bool,
}

/// The columns of one application code, in the order of the templates' table.
#[derive(Debug)]
pub struct Table {
    pub code: Code,
    pub columns: Vec<Column>,
    places: BTreeMap<(&'static str, &'static str), usize>,
}

impl Table {
    /// The table of a code, read at first use.
    #[must_use]
    pub fn of(code: Code) -> Arc<Table> {
        static TABLES: Mutex<BTreeMap<String, Arc<Table>>> = Mutex::new(BTreeMap::new());
        let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tables.entry(code.text()).or_insert_with(|| Arc::new(Table::read(code))))
    }

    fn read(code: Code) -> Table {
        let common = match code.template {
            Template::Coe => "common-coe",
            Template::Change => "common-change",
            Template::Extension => "common-extension",
        };
        let files =
            [("common", common), (code.sheet, code.sheet), ("points", "points"), ("simultaneous", "simultaneous")];
        let mut columns = Vec::new();
        for (sheet, file) in files {
            let text = embedded_text(&format!("official/{file}.tsv")).unwrap_or_default();
            columns.extend(SheetFile::read(sheet, text).columns(code));
        }
        let places = columns
            .iter()
            .enumerate()
            .rev()
            .map(|(at, column): (usize, &Column)| ((column.place.sheet, column.place.letters), at));
        let places = places.collect();
        Table { code, columns, places }
    }

    /// Fields of a line without the empty one at its end.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.iter().map(|column| column.number).max().unwrap_or(0)
    }

    /// The first row of a column.
    #[must_use]
    pub fn column(&self, sheet: &str, letters: &str) -> Option<&Column> {
        // Keys are static texts, which a shorter-lived text cannot be compared with through the map's own borrow.
        let at = self.places.iter().find(|((s, l), _)| *s == sheet && *l == letters).map(|(_, at)| *at)?;
        self.columns.get(at)
    }

    /// The first row of a column, by sheet and position from 1.
    #[must_use]
    pub fn column_at(&self, sheet: &str, at: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.place.sheet == sheet && position(column.place.letters) == at)
    }

    /// The sheet is among those of this code.
    #[must_use]
    pub fn has_sheet(&self, sheet: &str) -> bool {
        self.columns.iter().any(|column| column.place.sheet == sheet)
    }

    /// On how many columns the list of this one hangs.
    #[must_use]
    pub fn depth(&self, column: &Column) -> usize {
        let parent = column.list.and_then(|list| list.parent).and_then(|parent| self.at(parent));
        parent.map_or(0, |parent| 1 + self.depth(parent))
    }

    /// The first row of a column by its place.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<&Column> {
        self.places.get(&(place.sheet, place.letters)).and_then(|at| self.columns.get(*at))
    }
}

/// The lines of one sheet's file.
struct SheetFile {
    sheet: &'static str,
    numbers: BTreeMap<&'static str, &'static str>,
    texts: BTreeMap<&'static str, &'static str>,
    lines: Vec<&'static str>,
}

impl SheetFile {
    fn read(sheet: &'static str, text: &'static str) -> SheetFile {
        let mut file = SheetFile { sheet, numbers: BTreeMap::new(), texts: BTreeMap::new(), lines: Vec::new() };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match (line.strip_prefix("%numbers\t"), line.strip_prefix("%texts\t")) {
                (Some(rest), _) => file.numbers.extend(rest.split_once('\t')),
                (_, Some(rest)) => file.texts.extend(rest.split_once('\t')),
                _ => file.lines.push(line),
            }
        }
        file
    }

    fn columns(&self, code: Code) -> impl Iterator<Item = Column> {
        self.lines.iter().filter_map(move |line| self.column(code, line))
    }

    fn column(&self, code: Code, line: &'static str) -> Option<Column> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (letters, name, class, limit, needed) = (next()?, next()?, next()?, next()?, next()?);
        let (list, condition, header, part) = (next()?, next()?, next()?, next()?);
        let numbers: Vec<&str> = fields.collect();
        let number = numbers.get(code.template.index()).or_else(|| numbers.first().filter(|_| numbers.len() == 1))?;
        Some(Column {
            place: Place { sheet: self.sheet, letters },
            name,
            class: Class::from_word(class),
            limit: read_limit(limit),
            needed: needed == "!",
            list: self.list(list),
            condition: self.condition(condition),
            header,
            part: read_part(part),
            number: self.number(number, code.counts_as)?,
            hidden: within(code.hidden(self.sheet), letters),
        })
    }

    fn number(&self, text: &'static str, code: &str) -> Option<usize> {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let number: i32 = digits.parse().ok()?;
        let name = text.get(..text.len() - digits.len()).filter(|name| !name.is_empty());
        let Some(name) = name else { return usize::try_from(number).ok() };
        let by = self.numbers.get(name)?.split(' ').find_map(|entry| entry.strip_prefix(code))?;
        let by: i32 = if by.is_empty() { 0 } else { by.parse().ok()? };
        usize::try_from(number + by).ok()
    }

    fn list(&self, text: &'static str) -> Option<ListUse> {
        let (id, parent) = text.split_once('<').map_or((text, None), |(id, parent)| (id, Some(self.place(parent))));
        (!id.is_empty()).then_some(ListUse { id, parent })
    }

    fn condition(&self, text: &'static str) -> Option<Condition> {
        let (parents, values) = text.split_once('=')?;
        let values = match values.strip_prefix('@').and_then(|name| self.texts.get(name)) {
            Some(texts) => Values::read(texts),
            None => Values::read(values),
        };
        Some(Condition { parents: parents.split(',').map(|parent| self.place(parent)).collect(), values })
    }

    fn place(&self, text: &'static str) -> Place {
        match text.split_once('!') {
            Some((sheet, letters)) => Place { sheet, letters },
            None => Place { sheet: self.sheet, letters: text },
        }
    }
}

fn read_limit(text: &str) -> Option<Limit> {
    let exact = text.starts_with('=');
    let most = text.trim_start_matches('=').parse().ok()?;
    Some(Limit { most, exact })
}

fn read_part(text: &str) -> Option<Part> {
    let (from, to) = match text.get(..1)? {
        "y" => (0, 4),
        "m" => (4, 6),
        _ => (6, 8),
    };
    Some(Part { from, to, whole: text.get(1..)?.parse().ok()? })
}

impl Part {
    /// The part of a date's digits. A text of another shape goes whole into every part, as in the templates.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        let whole = text.len() == self.whole && text.bytes().all(|byte| byte.is_ascii_digit());
        if whole { text.get(self.from..self.to).unwrap_or(text) } else { text }
    }
}
