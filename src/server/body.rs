//! Bodies: read whole within a limit, or read and dropped so that the answer is heard.
//!
//! An answer sent while the caller is still sending is lost when the connection is then closed on unread bytes (RFC 9112 §9.6).

use super::problem::{BAD_BODY, Problem, TOO_LARGE};
use axum::body::{Body, BodyDataStream};
use axum::extract::{FromRequest, Request};
use futures_util::StreamExt;
use std::convert::Infallible;
use std::time::Duration;

/// Most bytes of a case without attachments.
pub const FORM_BYTES: usize = 1024 * 1024;
/// Most bytes read only to be dropped, and longest time for it.
const MOST_DROPPED: usize = 4 * 1024 * 1024;
const DROPPING: Duration = Duration::from_secs(5);

/// The form of a request, at most [`FORM_BYTES`].
pub struct FormBody(Result<Vec<u8>, Problem>);

impl FormBody {
    /// # Errors
    /// [`TOO_LARGE`], a connection that broke.
    pub fn bytes(self) -> Result<Vec<u8>, Problem> {
        self.0
    }
}

impl<S: Send + Sync> FromRequest<S> for FormBody {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<FormBody, Infallible> {
        Ok(FormBody(whole(request.into_body()).await))
    }
}

async fn whole(body: Body) -> Result<Vec<u8>, Problem> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Problem::from(BAD_BODY))?;
        if bytes.len() + piece.len() > FORM_BYTES {
            drop_rest(stream).await;
            return Err(TOO_LARGE.into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Reads on and drops, within bounds.
pub async fn drop_rest(mut stream: BodyDataStream) {
    let reading = async {
        let mut dropped = 0;
        while let Some(Ok(piece)) = stream.next().await {
            dropped += piece.len();
            if dropped > MOST_DROPPED {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(DROPPING, reading).await;
}
