//! Taking in the bytes of a piece as they come, and comparing a whole file with its SHA-256.

use super::headers::Checksum;
use super::lane::Lane;
use crate::server::app::Shared;
use crate::server::body::drop_rest;
use crate::server::ledger::Upload;
use crate::server::problem::{BAD_UPLOAD, CHECKSUM, FILE_HASH, OFFSET, Problem, TIMEOUT, TOO_LARGE};
use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use jiff::Timestamp;
use std::time::Duration;

/// Bytes made durable at once while a piece comes in.
const FLUSH: usize = 256 * 1024;
/// Most bytes of a piece with a checksum: it is kept whole or not at all.
const MOST_CHECKED: usize = 8 * 1024 * 1024;
/// A connection that sends nothing for this long is given up.
const SILENCE: Duration = Duration::from_secs(30);
/// Bytes that lie in this machine's own buffers come within this time of each other.
const LEFTOVER: Duration = Duration::from_millis(50);

/// Takes in a piece at the upload's offset; the offset after it.
///
/// Runs as a task of its own, so that what arrived is kept even when the connection is gone before the answer.
///
/// # Errors
/// Storage, another offset meanwhile, a wrong checksum or hash, a broken connection.
pub async fn receive(
    app: &Shared,
    upload: Upload,
    lane: Lane,
    body: Body,
    checksum: Option<Checksum>,
) -> Result<(u64, Timestamp), Problem> {
    let app = app.clone();
    let task = tokio::spawn(async move {
        let mut piece = Piece { app, upload, lane, waiting: Vec::new() };
        let taken = piece.take(body.into_data_stream(), checksum).await;
        taken.map(|()| (piece.upload.received, piece.upload.expires))
    });
    task.await.unwrap_or_else(|_| Err(crate::server::problem::INTERNAL.into()))
}

struct Piece {
    app: Shared,
    upload: Upload,
    lane: Lane,
    /// Came in, not yet durable.
    waiting: Vec<u8>,
}

impl Piece {
    async fn take(&mut self, stream: BodyDataStream, checksum: Option<Checksum>) -> Result<(), Problem> {
        let came = self.fill(stream, checksum.is_some()).await;
        match checksum {
            // A piece with a checksum counts only as a whole.
            Some(checksum) => {
                came?;
                if !checksum.fits(&self.waiting) {
                    return Err(CHECKSUM.into());
                }
                self.flush().await?;
            }
            None => {
                self.flush().await?;
                came?;
            }
        }
        if self.upload.received == self.upload.length {
            settle(&self.app, self.upload.clone()).await?;
        }
        Ok(())
    }

    /// Reads to the end of the body or of the connection.
    async fn fill(&mut self, mut stream: BodyDataStream, checked: bool) -> Result<(), Problem> {
        loop {
            let next = tokio::select! {
                biased;
                next = tokio::time::timeout(SILENCE, stream.next()) => next.map_err(|_| Problem::from(TIMEOUT))?,
                // Told to stop: what has arrived already is still taken, so that it need not be sent again.
                () = self.lane.stop.cancelled() => {
                    tokio::time::timeout(LEFTOVER, stream.next()).await.map_err(|_| Problem::from(OFFSET))?
                }
            };
            let Some(bytes) = next else { return Ok(()) };
            let bytes = bytes.map_err(|_| Problem::from(BAD_UPLOAD))?;
            let room = self.upload.length - self.upload.received - self.waiting.len() as u64;
            if bytes.len() as u64 > room || checked && self.waiting.len() + bytes.len() > MOST_CHECKED {
                // Not the end of this file: none of it can be trusted.
                self.waiting.clear();
                drop_rest(stream).await;
                return Err(TOO_LARGE.into());
            }
            self.waiting.extend_from_slice(&bytes);
            if !checked && self.waiting.len() >= FLUSH {
                self.flush().await?;
            }
        }
    }

    async fn flush(&mut self) -> Result<(), Problem> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.waiting);
        let expires = super::requests::expiry();
        let Upload { id, received, .. } = self.upload;
        let after = self.app.ledger.append(id, received, bytes, expires).await?;
        self.upload.received = after.ok_or_else(|| Problem::from(OFFSET))?;
        self.upload.expires = expires;
        Ok(())
    }
}

/// Compares an upload whose bytes are all there with its SHA-256: it becomes whole, or is forgotten.
///
/// # Errors
/// [`FILE_HASH`], storage.
pub async fn settle(app: &Shared, upload: Upload) -> Result<(), Problem> {
    let id = upload.id;
    let sha256 = app.blocking(move |app| Ok(app.ledger.upload_sha256(id)?)).await?;
    if sha256 == upload.sha256 {
        app.ledger.mark_whole(id).await?;
        Ok(())
    } else {
        app.ledger.end_upload(id).await?;
        Err(FILE_HASH.into())
    }
}
