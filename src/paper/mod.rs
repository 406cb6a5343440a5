//! Prints, as PDF: one embedded font family, every character checked for a glyph, practice prints marked as such.
//!
//! A print is made in memory and handed back as bytes; nothing here opens a file or knows a clock.

mod font;
mod page;
mod receipt;

pub use receipt::receipt;

use crate::form::Bilingual;

/// What a receipt print shows beside the receipt's own data.
#[derive(Debug, Clone)]
pub struct ReceiptPrint {
    pub number: String,
    /// Time of receipt in Japan, as printed.
    pub time: String,
    pub client: String,
    pub procedure: Bilingual,
    pub status: Bilingual,
    /// SHA-256 (hex) of the form as received.
    pub sha256: String,
    /// Name, size in bytes, SHA-256.
    pub files: Vec<(String, u64, String)>,
    pub office: Option<PrintedOffice>,
    pub practice: bool,
    pub signed_by: String,
}

/// The office on a receipt print.
#[derive(Debug, Clone)]
pub struct PrintedOffice {
    pub name: Bilingual,
    pub phone: String,
    /// Name, phone and area were read in a source; otherwise the print says that they were not.
    pub checked: bool,
}

/// A print could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The characters no font has, each with its code point: `𓀀 (U+13000)`.
    #[error("no glyph for: {0}")]
    NoGlyph(String),
    #[error("the print failed: {0}")]
    Failed(String),
}
