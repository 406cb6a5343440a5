//! What counter and server say to each other over `/v1`, and what a receipt says.
//!
//! The case itself travels as the XML of `case export` without attachments. Its key is case id and revision.

use crate::case::Stage;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Header carrying the idempotency key `<case id>/<revision>` of `POST /v1/apply`.
pub const KEY_HEADER: &str = "idempotency-key";

/// What the server signs (the signed content is this document as JSON).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// Number of the application on this server, `P-2026-11-000123` for practice.
    pub number: String,
    /// When it was received, whole.
    #[schema(value_type = String, format = DateTime)]
    pub time: Timestamp,
    pub case: Uuid,
    pub revision: u32,
    /// SHA-256 (hex) of the case XML as received.
    pub sha256: String,
    pub files: Vec<ReceivedFile>,
    /// Form code and edition, procedure, for the print.
    pub form: String,
    /// The server is a practice server: nothing was filed with any government.
    pub practice: bool,
    /// The office that handles it.
    pub office: Option<ReceiptOffice>,
}

/// A file the server holds whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceivedFile {
    pub name: String,
    pub kind: String,
    pub sha256: String,
    pub size: u64,
}

/// The office named on a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptOffice {
    pub ja: String,
    pub en: String,
    pub phone: String,
    pub checked: bool,
}

/// A receipt with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignedReceipt {
    pub receipt: Receipt,
    /// CMS SignedData (DER, base64) with the receipt's JSON bytes as content.
    pub signature: String,
}

/// Answer to `POST /v1/apply`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Applied {
    /// Form kept; these files (SHA-256) are still wanted. Send them, then apply again with the same key.
    FilesWanted {
        files: Vec<WantedFile>,
    },
    Received {
        receipt: Box<SignedReceipt>,
    },
}

/// A file the server still wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WantedFile {
    pub sha256: String,
    /// tus upload already begun for it, if any.
    pub upload: Option<String>,
    /// Bytes of it the server has.
    pub offset: u64,
}

/// `GET /v1/apply/{number}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    pub number: String,
    #[schema(value_type = String)]
    pub stage: Stage,
    pub practice: bool,
    /// Stage and time of every step so far, oldest first.
    #[schema(value_type = Vec<Vec<String>>)]
    pub timeline: Vec<(Stage, Timestamp)>,
}

/// RFC 9457 problem document, with the problems of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDocument {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// Stable code: `case-problems`, `key-reused`, `too-large` …
    pub code: String,
    #[serde(default)]
    pub problems: Vec<CaseProblem>,
}

/// One problem of a case, as on the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseProblem {
    pub item: String,
    pub no: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    pub code: String,
    pub message: String,
    pub fix: String,
}

/// `GET /v1/identity`: who signs receipts here. The counter pins the certificate at first contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Identity {
    pub name: String,
    pub practice: bool,
    /// X.509 certificate, PEM.
    pub certificate: String,
}

/// Answer to `POST /v1/check`: nothing stands against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    /// Files it names.
    pub files: Vec<ReceivedFile>,
    /// The office that would handle it.
    pub office: Option<ReceiptOffice>,
}
