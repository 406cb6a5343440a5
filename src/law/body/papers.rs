//! Rows of documents, the questions and categories they depend on, and what can be attached.

use crate::form::Bilingual;
use serde::Deserialize;
use toml::Spanned;

/// `[[document]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Paper {
    pub procedures: Vec<Spanned<String>>,
    pub statuses: Vec<Spanned<String>>,
    #[serde(default)]
    pub categories: Vec<u8>,
    pub from_age: Option<i16>,
    pub ja: String,
    pub en: String,
    pub required: Required,
    /// The question it depends on: asked for when answered yes.
    pub asked: Option<Spanned<String>>,
    /// The question it depends on: asked for when answered no.
    pub unless: Option<Spanned<String>>,
    pub when: Option<Bilingual>,
    pub proves: Bilingual,
    #[serde(default)]
    pub max_age_months: u32,
    #[serde(default)]
    pub translation: bool,
    pub form: PaperForm,
    /// Who gives it: `applicant`, `organisation`, `municipality`, …
    pub by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::law) enum Required {
    Always,
    If,
    /// At the counter only.
    Counter,
}

/// What is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    Original,
    Copy,
    /// Shown only.
    Present,
}

impl PaperForm {
    /// Word in the file and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            PaperForm::Original => "original",
            PaperForm::Copy => "copy",
            PaperForm::Present => "present",
        }
    }
}

/// `[[question]]`: a condition in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Question {
    pub ja: String,
    pub en: String,
    /// Items of the points sheet that answer it, where the case has them: yes where any of them counts.
    #[serde(default)]
    pub counted: Vec<String>,
}

/// `[[category]]`: a category of organisations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Category {
    pub no: u8,
    pub ja: String,
    pub en: String,
    pub statuses: Vec<Spanned<String>>,
    pub members: Vec<Bilingual>,
}

/// `[[limit]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::law) struct Limit {
    pub rule: LimitRule,
    pub files: Option<usize>,
    pub total_bytes: Option<u64>,
    pub photo_bytes: Option<u64>,
    pub from_age: Option<i16>,
    pub months: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::law) enum LimitRule {
    Files,
    PhotoFile,
    PhotoAge,
    PhotoTaken,
}
