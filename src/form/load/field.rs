//! The keys of one TOML table, taken one by one; what is left over is unknown.

use super::{Flaw, Source};
use crate::form::Bilingual;
use jiff::civil::Date;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// For which procedure a file is read. Sheets that several procedures file are written once: a table's `for` says which procedures have
/// it, and a table named like a procedure holds what differs there.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::form) struct View<'a> {
    /// Slugs of all procedures; none where nothing may vary.
    pub procedures: &'a [&'a str],
    /// The one read for; empty for a sheet beside the procedures.
    pub procedure: &'a str,
}

/// Collects the flaws of one file.
pub(super) struct Report<'a> {
    pub source: &'a Source,
    view: View<'a>,
    flaws: RefCell<Vec<Flaw>>,
}

impl<'a> Report<'a> {
    pub fn new(source: &'a Source) -> Report<'a> {
        Report { source, view: View::default(), flaws: RefCell::default() }
    }

    /// A report on a file that may vary by procedure.
    pub fn of(source: &'a Source, view: View<'a>) -> Report<'a> {
        Report { view, ..Report::new(source) }
    }

    pub fn add(&self, span: Range<usize>, message: impl Into<String>) {
        self.push(Flaw::new(self.source, span, message));
    }

    pub fn push(&self, flaw: Flaw) {
        self.flaws.borrow_mut().push(flaw);
    }

    pub fn into_flaws(self) -> Vec<Flaw> {
        self.flaws.into_inner()
    }

    /// The document's own table, or nothing where the TOML itself is broken.
    pub fn document(&self) -> Option<Spanned<DeTable<'a>>> {
        let (table, errors) = DeTable::parse_recoverable(&self.source.text);
        for error in &errors {
            self.add(error.span().unwrap_or(0..0), error.message());
        }
        errors.is_empty().then_some(table)
    }
}

/// A text with the place it stands at.
pub(super) type Text = Spanned<String>;

/// A table whose keys are being read.
pub(super) struct Fields<'t, 'i> {
    pub report: &'t Report<'i>,
    pub span: Range<usize>,
    table: &'t DeTable<'i>,
    /// What differs for the procedure the file is read for.
    varied: Option<&'t DeTable<'i>>,
    taken: Vec<&'static str>,
}

impl<'t, 'i> Fields<'t, 'i> {
    pub fn new(report: &'t Report<'i>, table: &'t DeTable<'i>, span: Range<usize>) -> Fields<'t, 'i> {
        let varied = match table.get(report.view.procedure).map(Spanned::get_ref) {
            Some(DeValue::Table(varied)) => Some(varied),
            _ => None,
        };
        Fields { report, span, table, varied, taken: Vec::new() }
    }

    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.varied.and_then(|varied| varied.get(key)).or_else(|| self.table.get(key))
    }

    /// Whether the procedure the file is read for has this table: `for = ["coe", "change"]`; without `for`, all have.
    fn is_had(&mut self) -> bool {
        let view = self.report.view;
        if view.procedures.is_empty() || !self.table.contains_key("for") {
            return true;
        }
        let named = self.texts("for");
        for name in named.iter().filter(|name| !view.procedures.contains(&name.get_ref().as_str())) {
            self.report.add(name.span(), format!("no such procedure: `{}`", name.get_ref()));
        }
        named.iter().any(|name| name.get_ref() == view.procedure)
    }

    fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.taken.push(key);
        self.get(key)
    }

    fn wrong(&self, value: &Spanned<DeValue<'i>>, key: &str, wanted: &str) {
        self.report.add(value.span(), format!("`{key}` is {}, {wanted} is wanted", kind_of(value.get_ref())));
    }

    /// Says that a key which must be there is not.
    fn missing(&self, key: &str) {
        self.report.add(self.span.clone(), format!("`{key}` is missing"));
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let value = self.take(key)?;
        let text = text_of(value);
        if text.is_none() {
            self.wrong(value, key, "a text");
        }
        text
    }

    pub fn need_text(&mut self, key: &'static str) -> Option<Text> {
        if !self.has(key) {
            self.taken.push(key);
            self.missing(key);
            return None;
        }
        let text = self.text(key)?;
        if text.get_ref().trim().is_empty() {
            self.report.add(text.span(), format!("`{key}` is empty"));
        }
        Some(text)
    }

    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.take(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.wrong(value, key, "true or false");
        None
    }

    /// A day, `2026-11-21`, as TOML writes it.
    pub fn day(&mut self, key: &'static str) -> Option<Date> {
        let value = self.take(key)?;
        let day = value.get_ref().as_datetime().filter(|written| written.time.is_none()).and_then(|written| {
            let date = written.date?;
            Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
        });
        if day.is_none() {
            self.wrong(value, key, "a date such as 2026-11-21");
        }
        day
    }

    /// A number from 1 on.
    pub fn count(&mut self, key: &'static str) -> Option<Spanned<usize>> {
        let value = self.take(key)?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong(value, key, "a number");
            return None;
        };
        let number = usize::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| *number > 0);
        if number.is_none() {
            self.report.add(value.span(), format!("`{key}` must be a number from 1 on"));
        }
        number.map(|number| Spanned::new(value.span(), number))
    }

    /// Numbers from 0 on.
    pub fn numbers(&mut self, key: &'static str) -> Vec<u32> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(value, key, "a list of numbers");
            return Vec::new();
        };
        let read = |value: &Spanned<DeValue<'i>>| {
            let number = match value.get_ref() {
                DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
                _ => None,
            };
            if number.is_none() {
                self.report.add(value.span(), format!("`{key}` must be numbers from 0 on"));
            }
            number
        };
        array.iter().filter_map(read).collect()
    }

    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(value, key, "a list of texts");
            return Vec::new();
        };
        let read = |value: &Spanned<DeValue<'i>>| {
            let text = text_of(value);
            if text.is_none() {
                self.wrong(value, key, "a text");
            }
            text
        };
        array.iter().filter_map(read).collect()
    }

    /// The tables of an array, `[[key]]` or `key = [{ … }]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<Fields<'t, 'i>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(value, key, "a list of tables");
            return Vec::new();
        };
        let read = |value: &'t Spanned<DeValue<'i>>| {
            if let DeValue::Table(table) = value.get_ref() {
                return Some(Fields::new(self.report, table, value.span()));
            }
            self.wrong(value, key, "a table");
            None
        };
        let had = |mut fields: Fields<'t, 'i>| fields.is_had().then_some(fields);
        array.iter().filter_map(read).filter_map(had).collect()
    }

    pub fn table(&mut self, key: &'static str) -> Option<Fields<'t, 'i>> {
        let value = self.take(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Fields::new(self.report, table, value.span()));
        }
        self.wrong(value, key, "a table");
        None
    }

    /// `key = { ja = "…", en = "…" }`; the English may be empty where the print has none.
    pub fn bilingual(&mut self, key: &'static str) -> Option<Bilingual> {
        let mut fields = self.table(key)?;
        let words = fields.words();
        fields.end();
        words
    }

    /// The keys `ja` and `en` of this table.
    pub fn words(&mut self) -> Option<Bilingual> {
        let ja = self.need_text("ja");
        if !self.has("en") {
            self.missing("en");
        }
        let en = self.text("en");
        Some(Bilingual { ja: ja?.into_inner(), en: en?.into_inner() })
    }

    /// Everything wanted has been taken: other keys are unknown.
    pub fn end(self) {
        let varies = |key: &str| self.report.view.procedures.contains(&key);
        let own = self.table.keys().filter(|key| !varies(key.get_ref()));
        let varied = self.varied.into_iter().flat_map(DeTable::keys);
        for key in own.chain(varied).filter(|key| !self.taken.contains(&key.get_ref().as_ref())) {
            let flaw = Flaw::new(self.report.source, key.span(), format!("unknown field `{}`", key.get_ref()));
            self.report.push(flaw.help(format!("fields here: {}", self.taken.join(", "))));
        }
    }
}

fn text_of(value: &Spanned<DeValue<'_>>) -> Option<Text> {
    match value.get_ref() {
        DeValue::String(text) => Some(Spanned::new(value.span(), text.to_string())),
        _ => None,
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
