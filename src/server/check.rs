//! `POST /v1/check`: everything `POST /v1/apply` would find, and nothing is kept.

use super::app::Shared;
use super::body::FormBody;
use super::examine::examine;
use super::problem::Problem;
use crate::wire::{Checked, ProblemDocument};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

/// Checks a case (XML without attachments) as it would be checked on arrival.
#[utoipa::path(
    post, path = "/v1/check", tag = "apply",
    request_body(content = String, content_type = "application/xml"),
    responses(
        (status = 200, description = "no problems", body = Checked),
        (status = 422, description = "not a case, or its problems item by item", body = ProblemDocument),
    )
)]
pub async fn check(State(app): State<Shared>, body: FormBody) -> Result<Json<Checked>, Problem> {
    let xml = body.bytes()?;
    let examined = app.blocking(move |app| examine(app, &xml, app.today(Timestamp::now()))).await?;
    Ok(Json(Checked { files: examined.files, office: examined.office, verdict: examined.verdict }))
}
