//! What could not be taken over from a document: single items as notes, or the whole of it.

use crate::case::{Case, Stage};
use crate::form::kind::Fault;

/// Something in the document that could not be taken over as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Item or file concerned.
    pub item: String,
    /// Line of the document, from 1; 0 where it is about no line.
    pub line: usize,
    /// Message id and arguments, as in a problem.
    pub fault: Fault,
}

impl Note {
    pub(super) fn new(item: &str, line: usize, code: &'static str, args: &[(&'static str, &str)]) -> Note {
        let args = args.iter().map(|(name, value)| (*name, clip(value))).collect();
        Note { item: clip(item), line, fault: Fault { code, args } }
    }

    /// The case had left the draft where it was exported: what was made of it there (filed, queued, declared) does not come along. `None` for a
    /// draft.
    #[must_use]
    pub fn left_behind(case: &Case) -> Option<Note> {
        let code = match case.stage {
            Stage::Draft => return None,
            Stage::Ready | Stage::Refused => case.declared.as_ref().map(|_| "import-declared")?,
            Stage::Queued | Stage::Sending => "import-waits",
            Stage::Received
            | Stage::Accepted
            | Stage::UnderExamination
            | Stage::DocumentsAsked
            | Stage::Decided
            | Stage::Delivered
            | Stage::Closed
            | Stage::Amended
            | Stage::Withdrawn => "import-filed",
        };
        Some(Note::new("stage", 0, code, &[]))
    }

    /// An attachment that was neither inside the document nor beside it.
    #[must_use]
    pub fn file_not_found(name: &str) -> Note {
        Note::new("documents", 0, "file-not-found", &[("name", name)])
    }
}

/// Names in a document may be as long as the document; a sentence must not.
fn clip(text: &str) -> String {
    const MOST: usize = 80;
    if text.chars().nth(MOST).is_none() {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

/// The document was refused as a whole.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct Refused {
    pub line: usize,
    /// Stable code: `entity`, `external`, `too-deep`, `too-large`, `not-a-case`, `other-form`, `other-edition`, `syntax`. Names
    /// the sentence `refused-<code>`.
    pub code: &'static str,
    /// What exactly, in English, for logs and errors of programs; of `other-edition` the edition, `extension-N@2026-02-27`.
    pub reason: String,
}

impl Refused {
    pub(super) fn new(line: usize, code: &'static str, reason: impl Into<String>) -> Refused {
        Refused { line, code, reason: clip_reason(reason.into()) }
    }

    /// The sentence in a message catalogue: id and arguments.
    #[must_use]
    pub fn sentence(&self) -> (String, [(&'static str, String); 2]) {
        (format!("refused-{}", self.code), [("line", self.line.to_string()), ("why", self.reason.clone())])
    }
}

fn clip_reason(reason: String) -> String {
    const MOST: usize = 200;
    if reason.chars().nth(MOST).is_none() { reason } else { reason.chars().take(MOST).collect() }
}
