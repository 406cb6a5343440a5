//! Where in a file something stands.

use super::{Flaw, Source};
use std::ops::Range;

impl Flaw {
    /// A flaw at a byte range of a file's text.
    #[must_use]
    pub fn new(source: &Source, span: Range<usize>, message: impl Into<String>) -> Flaw {
        let start = floor(&source.text, span.start);
        let end = floor(&source.text, span.end).max(start);
        let before = source.text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Flaw {
            message: message.into(),
            text: miette::NamedSource::new(&source.path, source.text.clone()),
            span: (start..end).into(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            help: None,
        }
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Flaw {
        self.help = Some(help.into());
        self
    }

    /// Path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        self.text.name()
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Byte offset in the file of the `index`-th character of a TOML string whose raw text, quotes included, is `raw` and
/// begins at byte `start` of the file.
pub(in crate::form) fn raw_offset(raw: &str, start: usize, index: usize) -> usize {
    let quote = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let escapes = raw.starts_with('"');
    let mut at = quote;
    for _ in 0..index {
        at += written_length(raw.get(at..).unwrap_or_default(), escapes);
    }
    start + at.min(raw.len())
}

/// Bytes that one character of a string takes in the file, escapes counted as written.
fn written_length(rest: &str, escapes: bool) -> usize {
    let mut chars = rest.chars();
    match chars.next() {
        Some('\\') if escapes => match chars.next() {
            Some('u') => 6,
            Some('U') => 10,
            Some('x') => 4,
            Some(other) => 1 + other.len_utf8(),
            None => 1,
        },
        Some(other) => other.len_utf8(),
        None => 0,
    }
}

/// What a path says about a form file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::form) enum Place<'a> {
    Procedures,
    /// A list, by name.
    List(&'a str),
    /// A sheet, by code; editions before the newest carry their date in the name.
    Sheet(&'a str),
    /// Not a form file: the rows of `forms/law/`, the lists of `forms/reuse/`, and what is not TOML.
    Other,
}

/// What a path says about the file: `forms/lists/<name>.toml`, `forms/procedures.toml`, `forms/<sheet>[.<edition>].toml`.
pub(in crate::form) fn file_places(path: &str) -> Place<'_> {
    let mut parts = path.rsplit(['/', '\\']);
    let Some(stem) = parts.next().and_then(|name| name.strip_suffix(".toml")) else { return Place::Other };
    match parts.next() {
        Some("law" | "reuse") => Place::Other,
        Some("lists") => Place::List(stem),
        _ if stem == "procedures" => Place::Procedures,
        _ => Place::Sheet(stem.split_once('.').map_or(stem, |(code, _)| code)),
    }
}
