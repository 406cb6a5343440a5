//! A dated row: the head every rule has (id, from, until, article, source, checked) and a body of its own.

use super::flaw::{self, Place};
use crate::form::{Flaw, Source};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// One dated row of a rule file.
#[derive(Debug)]
pub(super) struct Row<T> {
    pub id: String,
    /// First day it applies; `None`: as far back as is known.
    pub from: Option<Date>,
    /// Last day it applies; `None`: still.
    pub until: Option<Date>,
    pub article: String,
    pub source: String,
    pub checked: bool,
    pub place: Place,
    pub body: T,
}

impl<T> Row<T> {
    /// The row is in force on that day.
    pub fn on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Article and source in one line, as shown beside a reason.
    pub fn cited(&self) -> String {
        format!("{} [{}]", self.article, self.source)
    }

    fn meets<U>(&self, other: &Row<U>) -> bool {
        let before = |until: Option<Date>, from: Option<Date>| matches!((until, from), (Some(u), Some(f)) if u < f);
        !before(self.until, other.from) && !before(other.until, self.from)
    }
}

/// The row in force on that day among those that fit; rows that fit the same question never overlap.
pub(super) fn on<T>(rows: &[Row<T>], day: Date, fits: impl Fn(&Row<T>) -> bool) -> Option<&Row<T>> {
    rows.iter().find(|row| row.on(day) && fits(row))
}

/// Days written as TOML dates.
pub(super) fn day(written: &Datetime) -> Option<Date> {
    let date = written.date.filter(|_| written.time.is_none() && written.offset.is_none())?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// Reads the rows of one `[[section]]`; flaws are added to the list.
pub(super) fn read<T: DeserializeOwned>(
    (file, source): (usize, &Source),
    section: Spanned<DeValue<'_>>,
    rows: &mut Vec<Row<T>>,
    flaws: &mut Vec<Flaw>,
) {
    let span = section.span();
    let DeValue::Array(tables) = section.into_inner() else {
        flaws.push(flaw::at(source, span, "rows are written as [[section]]".to_owned(), None));
        return;
    };
    for table in tables {
        let place = Place { file, span: table.span() };
        if let DeValue::Table(table) = table.into_inner() {
            rows.extend(one(source, place, table, flaws));
        } else {
            flaws.push(flaw::at(source, place.span, "a row is a table".to_owned(), None));
        }
    }
}

/// One row; `None` when a flaw was added.
fn one<T: DeserializeOwned>(
    source: &Source,
    place: Place,
    mut table: DeTable<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Row<T>> {
    let known = flaws.len();
    let mut head = Head { source, row: place.span.clone(), table: &mut table, flaws };
    let (id, article, cited) = (head.text("id"), head.text("article"), head.text("source"));
    let (from, until, checked) = (head.date("from"), head.date("until"), head.flag("checked"));
    if let (Some((from, _)), Some((until, at))) = (&from, &until)
        && until < from
    {
        flaws.push(flaw::at(source, at.clone(), format!("ends {until}, before it begins on {from}"), None));
    }
    let body = T::deserialize(toml::de::Deserializer::from(Spanned::new(place.span.clone(), table)));
    let body = body.map_err(|error| flaws.push(flaw::of_toml(source, place.span.clone(), &error))).ok();
    if flaws.len() > known {
        return None;
    }
    let (from, until) = (from.map(|(day, _)| day), until.map(|(day, _)| day));
    Some(Row { id: id?, from, until, article: article?, source: cited?, checked: checked?, place, body: body? })
}

/// Takes the head's keys out of a row's table.
struct Head<'a, 'i> {
    source: &'a Source,
    row: Range<usize>,
    table: &'a mut DeTable<'i>,
    flaws: &'a mut Vec<Flaw>,
}

impl<'i> Head<'_, 'i> {
    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.needed(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => self.flaw(value.span(), format!("`{key}` is empty"), help(key)),
            None => self.flaw(value.span(), format!("`{key}` is a text"), None),
        }
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.needed(key)?;
        value.get_ref().as_bool().or_else(|| self.flaw(value.span(), format!("`{key}` is true or false"), None))
    }

    fn date(&mut self, key: &str) -> Option<(Date, Range<usize>)> {
        let value = self.table.remove(key)?;
        match value.get_ref().as_datetime().and_then(day) {
            Some(day) => Some((day, value.span())),
            None => self.flaw(value.span(), format!("`{key}` is a date, 2026-06-14"), None),
        }
    }

    fn needed(&mut self, key: &str) -> Option<Spanned<DeValue<'i>>> {
        let value = self.table.remove(key);
        value.or_else(|| self.flaw(self.row.clone(), format!("no `{key}`"), help(key)))
    }

    fn flaw<T>(&mut self, span: Range<usize>, message: String, help: Option<&str>) -> Option<T> {
        self.flaws.push(flaw::at(self.source, span, message, help));
        None
    }
}

/// Why a key of the head is asked for.
fn help(key: &str) -> Option<&'static str> {
    match key {
        "source" => {
            Some("every rule names where it was read; write \"general knowledge, ...\" and checked = false if nowhere")
        }
        "checked" => Some("true only if the source was read for this very row"),
        "article" => Some("the article of the law, or the name of the practice"),
        _ => None,
    }
}

/// Two rows that answer the same question (`keys`) on the same day: a flaw at the later one.
pub(super) fn overlaps<T>(
    rows: &[Row<T>],
    files: &[Source],
    flaws: &mut Vec<Flaw>,
    keys: impl Fn(&Row<T>) -> Vec<String>,
) {
    let mut seen: HashMap<String, Vec<&Row<T>>> = HashMap::new();
    for row in rows {
        for key in keys(row) {
            let earlier = seen.entry(key).or_default();
            if let Some(other) = earlier.iter().find(|other| other.meets(row)) {
                let message = format!("`{}` applies on the same days as `{}` before it", row.id, other.id);
                flaws.push(flaw::at(
                    &files[row.place.file],
                    row.place.span.clone(),
                    message,
                    Some("end one with `until`"),
                ));
                break;
            }
            earlier.push(row);
        }
    }
}
