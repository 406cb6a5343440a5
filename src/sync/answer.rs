//! What the server answered, or why nothing came.

use super::Error;
use crate::wire::ProblemDocument;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

/// Most bytes of an answer that are read.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What a request came to.
pub(super) type Sent = Result<Response, reqwest::Error>;

/// A successful answer's document.
///
/// # Errors
/// [`Error`]
pub(super) async fn json<T: DeserializeOwned>(sent: Sent) -> Result<T, Error> {
    let bytes = body(success(sent).await?).await?;
    serde_json::from_slice(&bytes).map_err(|_| Error::Server("an answer that is not understood".into()))
}

/// The answer, if it tells of success.
///
/// # Errors
/// [`Error::Refused`] when sending the same again cannot help, otherwise a passing one.
pub(super) async fn success(sent: Sent) -> Result<Response, Error> {
    let response = sent.map_err(|e| unreachable(&e))?;
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let document = body(response).await.ok().and_then(|bytes| serde_json::from_slice::<ProblemDocument>(&bytes).ok());
    match document {
        Some(document) if refused(status) => Err(Error::Refused(Box::new(document))),
        Some(document) => Err(Error::Server(document.detail)),
        None if knows_nothing(status) => Err(Error::NotMadoguchi),
        // A server that is overloaded, down or guarded may stand behind another that says so in its own words.
        None => Err(Error::Server(status.to_string())),
    }
}

/// What answers has no such place, or points elsewhere.
fn knows_nothing(status: StatusCode) -> bool {
    status.is_redirection()
        || matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED)
}

/// The request itself is at fault.
fn refused(status: StatusCode) -> bool {
    status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT && status != StatusCode::TOO_MANY_REQUESTS
}

/// The bytes of an answer.
///
/// # Errors
/// The line broke, or it has no end.
pub(super) async fn body(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|e| unreachable(&e))? {
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(Error::Server("an answer without end".into()));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Without the URL and the system's error number; with the cause, which says more than the error itself.
fn unreachable(error: &reqwest::Error) -> Error {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let mut why = cause.to_string();
    why.truncate(why.find(" (os error").unwrap_or(why.len()));
    Error::Unreachable(why)
}
