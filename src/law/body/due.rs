//! Rows of `deadlines.toml`: what can happen to a client, and what has to be done by when.

use crate::law::Route;
use serde::Deserialize;
use toml::Spanned;

/// `[[event]]`: what can happen to a client; the row's id is the kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct EventKind {
    pub ja: String,
    pub en: String,
    /// The question whether its notice was not given yet.
    pub asked: Option<Spanned<String>>,
}

/// `[[deadline]]`; `forms/law/deadlines.toml` says in words how it is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Due {
    pub counts: Spanned<String>,
    pub code: String,
    pub route: Route,
    pub days: Option<i32>,
    pub months: Option<i32>,
    pub years: Option<i32>,
    pub also_days: Option<i32>,
    pub opens_months: Option<i32>,
    pub closing: Option<AtClosing>,
    #[serde(default)]
    pub statuses: Vec<Spanned<String>>,
    #[serde(default)]
    pub except: Vec<Spanned<String>>,
    pub stay_from: Option<u32>,
    pub stay_over: Option<u32>,
}

/// What becomes of a day on which offices are closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::law) enum AtClosing {
    /// Act on the last working day before.
    Plan,
    /// The day stays the aim; the next working day is still in time.
    Next,
}
