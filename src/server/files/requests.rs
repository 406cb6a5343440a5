//! The requests of tus 1.0.0.

use super::headers::{
    ALGORITHMS, Checksum, EXTENSION, MAX_SIZE, METHOD_OVERRIDE, Metadata, TUS, UPLOAD_EXPIRES, UPLOAD_LENGTH,
    UPLOAD_METADATA, UPLOAD_OFFSET, VERSION, checksum, expires, is_piece, metadata, must_be_at, must_be_piece, number,
};
use super::lane::Lane;
use super::receive::{receive, settle};
use super::{MOST_BYTES, path};
use crate::server::app::{App, Shared};
use crate::server::body::drop_rest;
use crate::server::ledger::{NewUpload, UPLOAD_KEPT, Upload};
use crate::server::problem::{
    FILE_WHOLE, FORM_FIRST, GONE, MANY_UPLOADS, METHOD, NOT_FOUND, NOT_NAMED, Problem, TOO_LARGE,
};
use crate::wire::ProblemDocument;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use uuid::Uuid;

/// Uploads of one file that can be under way at once.
const MOST_UPLOADS: usize = 8;

/// What this server speaks.
#[utoipa::path(options, path = "/v1/files", tag = "files", responses((status = 204, description = "versions and extensions")))]
pub async fn options() -> Response {
    let headers = [
        (VERSION, TUS),
        (EXTENSION, HeaderValue::from_static("creation,creation-with-upload,checksum,expiration,termination")),
        (MAX_SIZE, HeaderValue::from(MOST_BYTES)),
        (ALGORITHMS, HeaderValue::from_static("sha1,sha256")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Begins an upload, with its first bytes if the body holds any.
#[utoipa::path(
    post, path = "/v1/files", tag = "files",
    params(
        ("tus-resumable" = String, Header), ("upload-length" = u64, Header),
        ("upload-metadata" = String, Header, description = "`case`, `revision`, `sha256`, `name`, each with base64"),
    ),
    request_body(content = String, content_type = "application/offset+octet-stream"),
    responses(
        (status = 201, description = "`Location`, and `Upload-Offset` with a body"),
        (status = 409, description = "its form is not kept here, or the file is here whole", body = ProblemDocument),
        (status = 413, description = "larger than a file may be", body = ProblemDocument),
        (status = 422, description = "not named by its form, or not with this SHA-256", body = ProblemDocument),
    )
)]
pub async fn create(State(app): State<Shared>, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    let (upload, checksum) = match begin(&app, &headers).await {
        Ok(begun) => begun,
        Err(problem) => return refuse(problem, body).await,
    };
    let location = path(&upload.token);
    let (mut received, mut until) = (0, upload.expires);
    if is_piece(&headers) {
        let lane = app.lanes.take(upload.id).await;
        (received, until) = receive(&app, upload, lane, body, checksum).await?;
    } else if upload.length == 0 {
        settle(&app, upload).await?;
    }
    let mut response = (StatusCode::CREATED, [(UPLOAD_OFFSET, HeaderValue::from(received))]).into_response();
    response.headers_mut().extend(expires(until).map(|value| (UPLOAD_EXPIRES, value)));
    response.headers_mut().extend(HeaderValue::from_str(&location).map(|value| (LOCATION, value)));
    Ok(response)
}

async fn begin(app: &Shared, headers: &HeaderMap) -> Result<(Upload, Option<Checksum>), Problem> {
    let length = number(headers, &UPLOAD_LENGTH)?;
    let metadata = metadata(headers)?;
    let checksum = checksum(headers)?;
    if length > MOST_BYTES {
        return Err(TOO_LARGE.into());
    }
    let new = app.blocking(move |app| permit(app, metadata, length)).await?;
    Ok((app.ledger.begin_upload(new).await?, checksum))
}

/// Refuses what the body was sent for, once it is read: the answer must be heard.
async fn refuse(problem: Problem, body: Body) -> Result<Response, Problem> {
    drop_rest(body.into_data_stream()).await;
    Err(problem)
}

/// Only a file that a kept form names, with the size it names, and only while it is wanted.
fn permit(app: &App, metadata: Metadata, length: u64) -> Result<NewUpload, Problem> {
    let Metadata { key, sha256, text } = metadata;
    let form = app.ledger.form(key)?.ok_or(FORM_FIRST)?;
    if !form.files.iter().any(|file| file.sha256 == sha256 && file.size == length) {
        return Err(NOT_NAMED.into());
    }
    let begun = app.ledger.uploads_of(key.case, &sha256)?;
    if begun.iter().any(|upload| upload.whole) {
        return Err(FILE_WHOLE.into());
    }
    if begun.len() >= MOST_UPLOADS {
        return Err(MANY_UPLOADS.into());
    }
    let token = Uuid::from_u128(rand::random()).simple().to_string();
    Ok(NewUpload { token, case: key.case, sha256, length, metadata: text, expires: expiry() })
}

/// How far an upload is.
#[utoipa::path(
    head, path = "/v1/files/{upload}", tag = "files",
    params(("upload" = String, Path), ("tus-resumable" = String, Header)),
    responses(
        (status = 200, description = "`Upload-Offset`, `Upload-Length`, `Upload-Metadata`, `Upload-Expires`"),
        (status = 404, description = "no such upload"), (status = 410, description = "forgotten"),
    )
)]
pub async fn head(State(app): State<Shared>, Path(token): Path<String>) -> Result<Response, Problem> {
    let (upload, _lane) = take(&app, token).await?;
    let headers = [
        (UPLOAD_OFFSET, HeaderValue::from(upload.received)),
        (UPLOAD_LENGTH, HeaderValue::from(upload.length)),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let mut response = (StatusCode::OK, headers).into_response();
    response.headers_mut().extend(HeaderValue::from_str(&upload.metadata).map(|value| (UPLOAD_METADATA, value)));
    response.headers_mut().extend(expires(upload.expires).map(|value| (UPLOAD_EXPIRES, value)));
    Ok(response)
}

/// Adds a piece at the offset both sides have.
#[utoipa::path(
    patch, path = "/v1/files/{upload}", tag = "files",
    params(
        ("upload" = String, Path), ("tus-resumable" = String, Header), ("upload-offset" = u64, Header),
        ("upload-checksum" = Option<String>, Header, description = "`sha1` or `sha256`, with base64"),
    ),
    request_body(content = String, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "`Upload-Offset` after it"),
        (status = 409, description = "another offset", body = ProblemDocument),
        (status = 415, description = "not `application/offset+octet-stream`", body = ProblemDocument),
        (status = 422, description = "the whole file has another SHA-256", body = ProblemDocument),
        (status = 460, description = "the checksum does not fit", body = ProblemDocument),
    )
)]
pub async fn patch(
    State(app): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let (upload, lane, checksum) = match next(&app, token, &headers).await {
        Ok(next) => next,
        Err(problem) => return refuse(problem, body).await,
    };
    let (received, until) = receive(&app, upload, lane, body, checksum).await?;
    let mut response = (StatusCode::NO_CONTENT, [(UPLOAD_OFFSET, HeaderValue::from(received))]).into_response();
    response.headers_mut().extend(expires(until).map(|value| (UPLOAD_EXPIRES, value)));
    Ok(response)
}

async fn next(app: &Shared, token: String, headers: &HeaderMap) -> Result<(Upload, Lane, Option<Checksum>), Problem> {
    must_be_piece(headers)?;
    let checksum = checksum(headers)?;
    let (upload, lane) = take(app, token).await?;
    must_be_at(headers, upload.received)?;
    Ok((upload, lane, checksum))
}

/// Ends an upload and forgets its bytes.
#[utoipa::path(
    delete, path = "/v1/files/{upload}", tag = "files",
    params(("upload" = String, Path), ("tus-resumable" = String, Header)),
    responses(
        (status = 204, description = "forgotten"), (status = 404, description = "no such upload"),
        (status = 409, description = "an application was received with it", body = ProblemDocument),
    )
)]
pub async fn terminate(State(app): State<Shared>, Path(token): Path<String>) -> Result<StatusCode, Problem> {
    let (upload, _lane) = take(&app, token).await?;
    if app.ledger.end_upload(upload.id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(FILE_WHOLE.into()) }
}

/// `PATCH` or `DELETE` from where only `POST` passes (tus 1.0.0, *X-HTTP-Method-Override*).
#[utoipa::path(
    post, path = "/v1/files/{upload}", tag = "files",
    params(("upload" = String, Path), ("x-http-method-override" = String, Header)),
    responses((status = 204, description = "as the method named"), (status = 405, description = "no such method"))
)]
pub async fn over(
    app: State<Shared>,
    token: Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    match headers.get(METHOD_OVERRIDE).map(HeaderValue::as_bytes) {
        Some(b"PATCH") => patch(app, token, headers, body).await,
        Some(b"DELETE") => terminate(app, token).await.map(IntoResponse::into_response),
        Some(b"HEAD") => head(app, token).await,
        _ => Err(METHOD.into()),
    }
}

/// An upload to oneself, as it stands once nobody else adds to it.
async fn take(app: &Shared, token: String) -> Result<(Upload, Lane), Problem> {
    let lane = app.lanes.take(find(app, token.clone()).await?.id).await;
    Ok((find(app, token).await?, lane))
}

async fn find(app: &Shared, token: String) -> Result<Upload, Problem> {
    let upload = app.blocking(move |app| Ok(app.ledger.upload(&token)?)).await?.ok_or(NOT_FOUND)?;
    if upload.expires < Timestamp::now() && !upload.whole { Err(GONE.into()) } else { Ok(upload) }
}

/// When an upload that now moved on will be forgotten.
pub(super) fn expiry() -> Timestamp {
    Timestamp::now().saturating_add(UPLOAD_KEPT).unwrap_or(Timestamp::MAX)
}
