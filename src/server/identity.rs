//! `GET /v1/identity`: who signs receipts here.

use super::app::Shared;
use crate::wire::Identity;
use axum::Json;
use axum::extract::State;

/// Name and certificate of this server; the counter pins the certificate at first contact.
#[utoipa::path(get, path = "/v1/identity", tag = "server", responses((status = 200, body = Identity)))]
pub async fn identity(State(app): State<Shared>) -> Json<Identity> {
    Json(Identity { name: app.name.clone(), practice: app.practice, certificate: app.certificate.clone() })
}
