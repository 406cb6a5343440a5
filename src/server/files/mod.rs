//! `/v1/files`: files by tus 1.0.0 (core, creation, creation-with-upload, checksum, expiration, termination).
//!
//! Bytes and offset change in one durable transaction, and what arrived before a connection broke is kept: an offset told once
//! holds. Only files that a kept form names are taken, under the SHA-256 and size it names.

mod headers;
mod lane;
mod receive;
mod requests;

pub use headers::versioned;
pub use lane::Lanes;
pub use receive::settle;
pub use requests::{create, head, options, over, patch, terminate};

pub use requests::{__path_create, __path_head, __path_options, __path_over, __path_patch, __path_terminate};

/// Path of an upload, as `Location` and the list of wanted files name it.
#[must_use]
pub fn path(token: &str) -> String {
    format!("/v1/files/{token}")
}

/// Most bytes of one file: what the online system takes of all files together.
pub const MOST_BYTES: u64 = 25_000_000;
