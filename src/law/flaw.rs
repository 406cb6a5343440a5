//! Pointing at a place of a rule file: from a byte span to a [`Flaw`] with line and column.

use crate::form::{Flaw, Source};
use std::ops::Range;

/// Where a row or a value stands: the file's number in the order given, and the bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub file: usize,
    pub span: Range<usize>,
}

/// A flaw at these bytes of the file.
pub(super) fn at(source: &Source, span: Range<usize>, message: String, help: Option<&str>) -> Flaw {
    let before = source.text.get(..span.start).unwrap_or(&source.text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Flaw {
        message,
        text: miette::NamedSource::new(&source.path, source.text.clone()),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        span: span.into(),
        help: help.map(str::to_owned),
    }
}

/// What the TOML reader itself found.
pub(super) fn of_toml(source: &Source, row: Range<usize>, error: &toml::de::Error) -> Flaw {
    at(source, error.span().unwrap_or(row), error.message().to_owned(), None)
}
