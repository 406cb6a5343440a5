//! From TOML text to sheets; every flaw at once, with file, line and column.
//!
//! Files are read from the syntax tree, not through serde, because serde stops at the first thing wrong. Nothing here
//! panics on any text, and nothing is guessed: what cannot be read is a flaw.

mod check;
mod field;
mod kind;
mod list;
mod place;
mod procedure;
mod sheet;
mod together;

pub(super) use check::check;
pub(super) use field::View;
pub(super) use list::{FileLists, Lists, read_list};
use place::raw_offset;
pub(super) use place::{Place, file_places};
pub(super) use procedure::{Application, Register, Together, read_procedures};
pub(super) use sheet::{SheetFile, read_sheet};
pub(super) use together::put_together;

/// A form file as text.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Path as shown in reports, `forms/common.toml`.
    pub path: String,
    pub text: String,
}

/// Something wrong in a form file.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{message}")]
pub struct Flaw {
    pub message: String,
    #[source_code]
    pub text: miette::NamedSource<String>,
    #[label("here")]
    pub span: miette::SourceSpan,
    /// 1-based line and column (in characters) of the span's start.
    pub line: usize,
    pub column: usize,
    #[help]
    pub help: Option<String>,
}
