//! One application being filled: who, which form, the answers with state and source, attachments, stage.
//!
//! Knows no file, clock or network; the time of a change is given by the caller.

mod answer;
mod attach;
mod changes;
mod check;
mod documents;
mod fact;
mod history;
mod narrow;
pub mod official;
mod path;
mod query;
mod stage;
mod standing;
mod walk;
pub mod xml;

pub use answer::{Answer, Entry, Origin, Row};
pub use attach::{Attachment, PHOTO};
pub use changes::{ItemChange, changes, same};
pub use check::{Problem, check};
pub use fact::Fact;
pub use history::{Change, History};
pub use narrow::fitting;
pub use path::Path;
pub use query::{ACTIVITY, CATEGORY, SINCE, WITH, query};
pub use stage::{Event, NotNow, Stage};
pub use standing::sheets;
pub use walk::{Mark, Progress, Step, Walk, scope, to_send};

use crate::form::FormRef;
pub use crate::law::FiledBy;
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One application.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// A UUID of version 7.
    pub id: Uuid,
    pub form: FormRef,
    /// Procedure slug, `extension`.
    pub procedure: String,
    /// Status of residence in Japanese.
    pub status: String,
    pub by: FiledBy,
    pub stage: Stage,
    /// Counts submissions: the first is 1. Case id and revision are the idempotency key.
    pub revision: u32,
    /// By item id.
    pub answers: BTreeMap<String, Answer>,
    /// What is known beside the items: `category` (1–4), `with`, `activity`, `since`, and `yes` or `no` by the id of a
    /// question of the law.
    pub facts: BTreeMap<String, String>,
    pub attachments: Vec<Attachment>,
    /// The two declarations, once made.
    pub declared: Option<Declared>,
    /// Why it was opened although the law's advice was *not yet*.
    pub opened_because: Option<String>,
    pub opened_at: Timestamp,
}

/// The two declarations: intent confirmed with the client, facts confirmed with the client and the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// BCP 47 tag of the language they were read out in.
    pub lang: String,
    /// Staff member who recorded them.
    pub staff: String,
    pub at: Timestamp,
}

impl Case {
    /// An empty case on a form.
    #[must_use]
    pub fn open(id: Uuid, form: &crate::form::Form, status: &str, by: FiledBy, at: Timestamp) -> Case {
        Case {
            id,
            form: form.pin.clone(),
            procedure: form.procedure.clone(),
            status: status.to_owned(),
            by,
            stage: Stage::Draft,
            revision: 1,
            answers: BTreeMap::new(),
            facts: BTreeMap::new(),
            attachments: Vec::new(),
            declared: None,
            opened_because: None,
            opened_at: at,
        }
    }
}
