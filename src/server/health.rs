//! `GET /healthz`, `GET /readyz`: it runs; it can reach its ledger.

use super::app::Shared;
use super::problem::Problem;
use axum::extract::State;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "server", responses((status = 200, body = String)))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The ledger answers too.
#[utoipa::path(get, path = "/readyz", tag = "server", responses((status = 200, body = String), (status = 503)))]
pub async fn readyz(State(app): State<Shared>) -> Result<&'static str, Problem> {
    app.blocking(|app| Ok(app.ledger.last_serial()?)).await?;
    Ok("ok\n")
}
