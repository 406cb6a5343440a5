//! Where a case stands, from draft to closed: one enum, one `advance`.

use serde::{Deserialize, Serialize};

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    #[default]
    Draft,
    /// Checked, declarations made.
    Ready,
    /// In the outbox.
    Queued,
    Sending,
    /// The server has the form and all files, and signed for them.
    Received,
    /// The agency gave it its application number.
    Accepted,
    UnderExamination,
    DocumentsAsked,
    Decided,
    Delivered,
    Closed,
    Refused,
    Amended,
    Withdrawn,
}

/// What moves a case on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Declare,
    /// An answer or file was changed after *ready*.
    Edit,
    Queue,
    Send,
    /// The link broke; it waits again.
    Wait,
    Receive,
    Accept,
    Examine,
    AskDocuments,
    Decide,
    Deliver,
    Close,
    Refuse,
    /// It was filed at the official site, which gave it a number.
    FileElsewhere,
    Amend,
    Withdraw,
}

/// The event cannot happen in this stage.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a case that is {} cannot do this: {event:?}", stage.word())]
pub struct NotNow {
    pub stage: Stage,
    pub event: Event,
}

impl Stage {
    /// Every stage, in the order a case passes them; the last three stand beside.
    pub const ALL: [Stage; 14] = [
        Stage::Draft,
        Stage::Ready,
        Stage::Queued,
        Stage::Sending,
        Stage::Received,
        Stage::Accepted,
        Stage::UnderExamination,
        Stage::DocumentsAsked,
        Stage::Decided,
        Stage::Delivered,
        Stage::Closed,
        Stage::Refused,
        Stage::Amended,
        Stage::Withdrawn,
    ];

    /// Word in JSON, XML and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Ready => "ready",
            Stage::Queued => "queued",
            Stage::Sending => "sending",
            Stage::Received => "received",
            Stage::Accepted => "accepted",
            Stage::UnderExamination => "under-examination",
            Stage::DocumentsAsked => "documents-asked",
            Stage::Decided => "decided",
            Stage::Delivered => "delivered",
            Stage::Closed => "closed",
            Stage::Refused => "refused",
            Stage::Amended => "amended",
            Stage::Withdrawn => "withdrawn",
        }
    }

    /// The stage a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// Answers and files may be changed.
    #[must_use]
    pub fn editable(self) -> bool {
        matches!(self, Stage::Draft | Stage::Ready | Stage::Refused)
    }

    /// The stage after an event.
    ///
    /// # Errors
    /// [`NotNow`] when the event cannot happen here.
    pub fn advance(self, event: Event) -> Result<Stage, NotNow> {
        use Stage::{
            Accepted, Amended, Closed, Decided, Delivered, DocumentsAsked, Draft, Queued, Ready, Received, Refused,
            Sending, UnderExamination, Withdrawn,
        };
        Ok(match (self, event) {
            (Draft | Ready | Refused, Event::Edit) => Draft,
            (Draft | Ready | Refused, Event::Declare) => Ready,
            (Ready, Event::Queue) | (Queued | Sending, Event::Wait) => Queued,
            (Queued | Sending, Event::Send) => Sending,
            (Queued | Sending | Received, Event::Receive) => Received,
            (Queued | Sending, Event::Refuse) => Refused,
            (Received, Event::Accept) => Accepted,
            (Accepted | DocumentsAsked, Event::Examine) => UnderExamination,
            (Accepted | UnderExamination, Event::AskDocuments) => DocumentsAsked,
            (Accepted | UnderExamination | DocumentsAsked, Event::Decide) => Decided,
            (Decided, Event::Deliver) => Delivered,
            (Decided | Delivered | Withdrawn, Event::Close) | (Draft | Ready | Refused, Event::FileElsewhere) => Closed,
            (Received | Accepted | UnderExamination | DocumentsAsked, Event::Amend) => Amended,
            (Received | Accepted | UnderExamination | DocumentsAsked, Event::Withdraw) => Withdrawn,
            (stage, event) => return Err(NotNow { stage, event }),
        })
    }
}
