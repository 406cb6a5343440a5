//! Signed receipts: CMS SignedData over the receipt's JSON, by a key and certificate the server makes at its first start.
//!
//! Verified offline with nothing but the pinned certificate; `openssl cms -verify -CAfile` agrees. Never writes a private key
//! anywhere in clear: the caller keeps it encrypted.
//!
//! The profile is narrow on purpose: one signer, SHA-256, ECDSA on P-256, content inside, the signer's certificate inside, the
//! attributes content type, message digest and signing time (RFC 5652). Whatever else arrives is refused.

mod key;
mod verify;

pub use key::ServerKey;
pub use verify::{Verified, fingerprint, verify};

/// Something about a key, certificate or signature is not right.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the signing key cannot be used: {0}")]
    Key(String),
    #[error("not a signature this program can read: {0}")]
    Malformed(String),
    #[error("the signature does not fit the content")]
    Broken,
    #[error("signed by another server than the one pinned")]
    OtherSigner,
}
