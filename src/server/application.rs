//! `GET /v1/apply/{number}`, `…/receipt`, `…/filed`: one application.
//!
//! Numbers can be guessed, so what tells of a person is given only to who also knows the key it was filed under.

use super::app::{Shared, key_of};
use super::ledger::Application;
use super::problem::{KEY_NEEDED, NOT_FOUND, Problem};
use crate::wire::{KEY_HEADER, ProblemDocument, SignedReceipt, Status};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Media type of a signature (RFC 7193).
const CMS: &str = "application/cms";

/// Where an application stands. With the key it was filed under, only that application, and the answer names its case.
#[utoipa::path(
    get, path = "/v1/apply/{number}", tag = "apply",
    params(
        ("number" = String, Path),
        ("idempotency-key" = Option<String>, Header, description = "`<case id>/<revision>`"),
    ),
    responses(
        (status = 200, body = Status),
        (status = 404, description = "no such number, or another key", body = ProblemDocument),
    )
)]
pub async fn status(
    State(app): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Status>, Problem> {
    let mut case = None;
    if headers.contains_key(KEY_HEADER) {
        opened(&app, number.clone(), &headers).await?;
        case = Some(key_of(&headers)?.case);
    }
    let status = app.blocking(move |app| Ok(app.ledger.status(&number, app.practice)?)).await?;
    status.map(|status| Json(Status { case, ..status })).ok_or_else(|| NOT_FOUND.into())
}

/// The receipt, as answered when it was received; with `Accept: application/cms` the signed receipt itself (DER).
#[utoipa::path(
    get, path = "/v1/apply/{number}/receipt", tag = "apply",
    params(("number" = String, Path), ("idempotency-key" = String, Header, description = "`<case id>/<revision>`")),
    responses(
        (status = 200, body = SignedReceipt),
        (status = 403, description = "the key it was filed under is needed", body = ProblemDocument),
        (status = 404, description = "no such number, or another key", body = ProblemDocument),
    )
)]
pub async fn receipt(
    State(app): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let application = opened(&app, number, &headers).await?;
    let wants_cms = headers.get(ACCEPT).is_some_and(|accept| accept.as_bytes() == CMS.as_bytes());
    if wants_cms {
        return Ok(([(CONTENT_TYPE, CMS)], application.signature).into_response());
    }
    Ok(Json(application.signed_receipt()?).into_response())
}

/// The case as it was filed, byte for byte.
#[utoipa::path(
    get, path = "/v1/apply/{number}/filed", tag = "apply",
    params(("number" = String, Path), ("idempotency-key" = String, Header, description = "`<case id>/<revision>`")),
    responses(
        (status = 200, content_type = "application/xml", body = String),
        (status = 403, description = "the key it was filed under is needed", body = ProblemDocument),
        (status = 404, description = "no such number, or another key", body = ProblemDocument),
    )
)]
pub async fn filed(
    State(app): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let application = opened(&app, number, &headers).await?;
    let xml = app.blocking(move |app| Ok(app.ledger.filed(&application.number)?)).await?;
    xml.map(|xml| ([(CONTENT_TYPE, "application/xml")], xml).into_response()).ok_or_else(|| NOT_FOUND.into())
}

/// The application, for who knows its key.
async fn opened(app: &Shared, number: String, headers: &HeaderMap) -> Result<Application, Problem> {
    if !headers.contains_key(KEY_HEADER) {
        return Err(KEY_NEEDED.into());
    }
    let key = key_of(headers)?;
    let found = app.blocking(move |app| Ok(app.ledger.application(&number)?)).await?;
    found.filter(|(filed_under, _)| *filed_under == key).map(|(_, found)| found).ok_or_else(|| NOT_FOUND.into())
}
