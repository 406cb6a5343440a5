//! `GET /v1/identity`: who signs receipts here.

use super::app::Shared;
use super::problem::{INTERNAL, Problem};
use crate::sign::fingerprint;
use crate::wire::Identity;
use axum::Json;
use axum::extract::State;
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

/// Name and certificate of this server; the counter pins the certificate at first contact, and asks again with its fingerprint before
/// anything of a case is sent.
#[utoipa::path(
    get, path = "/v1/identity", tag = "server",
    params(("if-none-match" = Option<String>, Header, description = "SHA-256 of the certificate, hex in quotes")),
    responses(
        (status = 200, body = Identity),
        (status = 304, description = "this server has the certificate that was named"),
    )
)]
pub async fn identity(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    let tag = format!("\"{}\"", fingerprint(&app.certificate).map_err(|_| Problem::from(INTERNAL))?);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|named| named.as_bytes() == tag.as_bytes());
    if known {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let identity = Identity { name: app.name.clone(), practice: app.practice, certificate: app.certificate.clone() };
    Ok(([(ETAG, tag)], Json(identity)).into_response())
}
