//! Sending an application: the form first, then each file by tus, resumed after any break, until the signed receipt.
//!
//! Knows nothing of the store: what to send is given, and every confirmed byte is reported so that the caller can keep it.

mod answer;
mod client;
mod meet;
mod piece;
mod send;
mod upload;

pub use client::Client;

use crate::wire::ProblemDocument;
use uuid::Uuid;

/// One submission to be sent.
#[derive(Clone)]
pub struct Job {
    pub case: Uuid,
    pub revision: u32,
    /// Case XML without attachments.
    pub xml: Vec<u8>,
    pub files: Vec<JobFile>,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("case", &self.case).field("revision", &self.revision).finish_non_exhaustive()
    }
}

/// A file to be sent. Where an earlier try left off is told by the server, with the answer to the form.
#[derive(Clone)]
pub struct JobFile {
    pub name: String,
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// What the caller gives and keeps while a job is sent.
pub trait Outbox: Send {
    /// Bytes of a file.
    ///
    /// # Errors
    /// A sentence.
    fn read(&mut self, sha256: &str, offset: u64, length: u64) -> Result<Vec<u8>, String>;
    /// `sent` bytes of a file are confirmed by the server; kept durably when it returns.
    ///
    /// # Errors
    /// A sentence.
    fn confirmed(&mut self, sha256: &str, sent: u64, upload: &str) -> Result<(), String>;
}

/// Sending failed; nothing was lost.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    #[error("the server failed: {0}")]
    Server(String),
    /// What answered is something else: another program on that address, a page to log in to a network.
    #[error("what answers is not a Madoguchi server")]
    NotMadoguchi,
    #[error("not the address of a server: {0}")]
    Address(String),
    #[error("this is not the server whose certificate was pinned")]
    OtherServer,
    #[error("the receipt's signature does not hold")]
    BadReceipt,
    #[error("the server does not take this")]
    Refused(Box<ProblemDocument>),
    #[error("{0}")]
    Local(String),
}

impl Error {
    /// Trying again soon may help.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Error::Unreachable(_) | Error::Server(_) | Error::NotMadoguchi)
    }
}
