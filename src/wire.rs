//! What counter and server say to each other over `/v1`, and what a receipt says.
//!
//! The case itself travels as the XML of `case export` without attachments. Its key is case id and revision.

use crate::case::Stage;
use jiff::Timestamp;
use jiff::civil::Date;
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
    /// The case it was filed as; told only to who named its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Uuid>,
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
    /// What the law says of the case, where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Weighed>,
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

/// What the law says of a case on the day of the server: the same as at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Weighed {
    /// May it be filed online: `yes`, `not-yet`, `counter-only`, `too-late`, `no`, `unknown`.
    pub online: String,
    /// Id of the rule that decided; empty where none did.
    pub rule: String,
    /// First and last day online, and last day at the counter, where the law has them.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    pub counter_until: Option<Date>,
}

/// Answer to `POST /v1/check`: nothing stands against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    /// Files it names.
    pub files: Vec<ReceivedFile>,
    /// The office that would handle it.
    pub office: Option<ReceiptOffice>,
    pub verdict: Weighed,
}

/// How every challenge begins. A card's authentication key signs nothing else, so that it can never be made to sign a document.
const CHALLENGE: &str = "madoguchi sign-in 1";

/// `POST /v1/sign-in/challenge`: what a card has to sign to sign in, once and soon.
///
/// Four lines: what it is, `server` with the SHA-256 of the server's certificate, so that no other server can pass it on, `nonce` and `until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Challenge {
    pub text: String,
}

impl Challenge {
    #[must_use]
    pub fn new(server: &str, nonce: &str, until: Timestamp) -> Challenge {
        Challenge { text: format!("{CHALLENGE}\nserver {server}\nnonce {nonce}\nuntil {until}\n") }
    }

    /// Whether it is a challenge of this server (SHA-256 of its certificate) that is not over.
    #[must_use]
    pub fn is_of(&self, server: &str, now: Timestamp) -> bool {
        let lines: Vec<&str> = self.text.lines().collect();
        let [CHALLENGE, of, nonce, until] = lines[..] else { return false };
        let until = until.strip_prefix("until ").and_then(|time| time.parse::<Timestamp>().ok());
        let rest = self.text.len() == lines.iter().map(|line| line.len() + 1).sum::<usize>();
        rest && of.strip_prefix("server ") == Some(server)
            && nonce.starts_with("nonce ")
            && until.is_some_and(|t| t > now)
    }
}

/// `POST /v1/sign-in/card`: a challenge as it came, signed by the authentication key of a My Number card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CardAnswer {
    pub challenge: String,
    /// Certificate of the key (DER, base64).
    pub certificate: String,
    /// RSA PKCS#1 v1.5 with SHA-256 over the challenge (base64).
    pub signature: String,
}

/// Whose card it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignedIn {
    /// SHA-256 of the card's authentication certificate, hex. The certificate names nobody.
    pub card: String,
    /// The card is a virtual one.
    pub practice: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_of_one_server_and_not_for_long() {
        let now: Timestamp = "2026-11-24T01:02:03Z".parse().unwrap();
        let later: Timestamp = "2026-11-24T01:04:03Z".parse().unwrap();
        let challenge = Challenge::new("aa", "01", later);
        assert!(challenge.is_of("aa", now));
        assert!(!challenge.is_of("ab", now) && !challenge.is_of("aa", later));
        for wrong in ["", "\n", "more\n"] {
            let text = format!("{}{wrong}", challenge.text);
            assert_eq!(Challenge { text }.is_of("aa", now), wrong.is_empty(), "{wrong:?}");
        }
    }
}
