//! Signatures: receipts by the server, applications by a card. `openssl cms -verify` agrees with every verdict. Never writes a private key
//! anywhere in clear: the caller keeps it encrypted.
//!
//! *Receipts* ([`ServerKey`], [`verify()`]) are CMS SignedData over the receipt's JSON, by a key and certificate the server makes at its first
//! start, verified offline with nothing but the pinned certificate. The profile is narrow on purpose: one signer, SHA-256, ECDSA on P-256, content inside, the signer's certificate inside, the
//! attributes content type, message digest and signing time (RFC 5652). Whatever else arrives is refused.
//!
//! *Applications* ([`Unsigned`], [`verify_detached`]) are signed detached by the signature key of a My Number card, whose certificate has to count
//! for it ([`Trust`]): issued by a known authority, for documents, valid at the time of signing, not revoked.

mod algorithm;
mod challenge;
mod detached;
mod holder;
mod key;
mod policy;
mod trust;
mod verify;

pub use algorithm::algorithm_of;
pub use challenge::{challenge_input, challenge_signature, verify_challenge};
pub use detached::{CardSignature, Unsigned, verify_detached};
pub use holder::Holder;
pub use key::ServerKey;
pub use trust::{Purpose, Trust};
pub use verify::{Verified, fingerprint, is_signature, verify};

/// Something about a key, certificate or signature is not right.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the signing key cannot be used: {0}")]
    Key(String),
    #[error("not a signature this program can read: {0}")]
    Malformed(String),
    #[error("the signature does not fit the content")]
    Broken,
    #[error("signed by another than the one expected")]
    OtherSigner,
    #[error("the signer's certificate does not count: {0}")]
    Certificate(Flaw),
}

/// Why a card's certificate does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("issued by no authority known here")]
    UnknownIssuer,
    #[error("meant for another purpose")]
    OtherPurpose,
    #[error("issued under no policy known for this purpose")]
    OtherPolicy,
    #[error("not valid at the time of signing")]
    NotValidThen,
    #[error("revoked")]
    Revoked,
    #[error("signed in the future")]
    NotYet,
}

impl Flaw {
    /// Stable code; `flaw-<code>` is the sentence.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Flaw::UnknownIssuer => "unknown-issuer",
            Flaw::OtherPurpose => "other-purpose",
            Flaw::OtherPolicy => "other-policy",
            Flaw::NotValidThen => "not-valid-then",
            Flaw::Revoked => "revoked",
            Flaw::NotYet => "not-yet",
        }
    }
}
