//! What the rules say on a date: who may file what, until when, for how much, with which papers, at which bureau.
//!
//! The rules are dated rows of `forms/law/*.toml`, each with its source and a `checked` flag; nothing here knows a fee or a
//! deadline. Dates are Japan's civil dates and always given by the caller.

mod body;
mod calendar;
mod check;
mod deadlines;
mod diff;
mod event;
mod filer;
mod flaw;
mod json;
mod listed;
mod notice;
mod papers;
mod row;
mod rules;
mod scope;
mod together;
mod verdict;
mod ways;
mod window;

pub use body::PaperForm;
pub use deadlines::{Deadline, Event, Facts, deadlines, deadlines_until};
pub use diff::{Change, Side, diff};
pub use json::{document, of_document};
pub use listed::{CountedFrom, KnownStatus, Office};
pub use notice::Notice;
pub use papers::{CompanyCategory, Document, Limits, Need, Question};
pub use rules::{Newer, Rules};
pub use together::not_together;
pub use verdict::{Amounts, Online, Query, Reason, Verdict, verdict};
pub use ways::Way;

use serde::{Deserialize, Serialize};

/// By which way something can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    Online,
    /// At the counter of the regional immigration services bureau.
    Counter,
    Municipality,
    /// The paper form.
    Paper,
    /// A notice: electronic, by post or at the counter.
    Notice,
    Embassy,
    /// Nothing to file: a decision is awaited.
    Decision,
    /// Entering Japan.
    Entry,
    /// Leaving Japan, without a permission by then.
    Leave,
}

impl Route {
    /// The word in JSON, and of the sentence `law-route-<word>`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Route::Online => "online",
            Route::Counter => "counter",
            Route::Municipality => "municipality",
            Route::Paper => "paper",
            Route::Notice => "notice",
            Route::Embassy => "embassy",
            Route::Decision => "decision",
            Route::Entry => "entry",
            Route::Leave => "leave",
        }
    }
}

/// Who files the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FiledBy {
    #[default]
    #[serde(rename = "self")]
    Oneself,
    LegalRepresentative,
    Relative,
    /// Lawyer or administrative scrivener.
    Agent,
    Organisation,
}

impl FiledBy {
    pub const ALL: [FiledBy; 5] =
        [FiledBy::Oneself, FiledBy::LegalRepresentative, FiledBy::Relative, FiledBy::Agent, FiledBy::Organisation];

    /// Word of `--by`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FiledBy::Oneself => "self",
            FiledBy::LegalRepresentative => "legal-representative",
            FiledBy::Relative => "relative",
            FiledBy::Agent => "agent",
            FiledBy::Organisation => "organisation",
        }
    }

    /// The filer a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<FiledBy> {
        FiledBy::ALL.into_iter().find(|by| by.word() == word)
    }
}
