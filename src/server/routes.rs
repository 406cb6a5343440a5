//! Every path of the server in one table, with its `OpenAPI` description.

use super::app::Shared;
use super::files::{__path_create, __path_head, __path_options, __path_over, __path_patch, __path_terminate};
use super::files::{create, head, options, over, patch, terminate};
use super::{application, apply, check, files, health, identity, problem, sign_in};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Longest a request without file takes.
const PATIENCE: Duration = Duration::from_secs(30);
/// On every answer of a practice server.
const PRACTICE: HeaderName = HeaderName::from_static("madoguchi-practice");

#[derive(OpenApi)]
#[openapi(
    info(title = "Madoguchi", description = "Applications for residence procedures: checked, received, signed for."),
    tags(
        (name = "apply", description = "One application: check, submit, status, receipt"),
        (name = "files", description = "Files by tus 1.0.0"),
        (name = "sign-in", description = "Signing in with a My Number card"),
        (name = "server", description = "Who answers here"),
    )
)]
struct Described;

/// All routes, and what they say of themselves.
fn described() -> (Router<Shared>, Document) {
    let forms = OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(check::check))
        .routes(routes!(apply::apply))
        .routes(routes!(application::status))
        .routes(routes!(application::receipt))
        .routes(routes!(application::filed))
        .routes(routes!(identity::identity))
        .routes(routes!(sign_in::challenge))
        .routes(routes!(sign_in::card))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE));
    // Files come as slowly as the line is: their handlers watch for silence themselves.
    let pieces = OpenApiRouter::new()
        .routes(routes!(options, create))
        .routes(routes!(head, patch, terminate, over))
        .layer(from_fn(files::versioned));
    forms.merge(pieces).split_for_parts()
}

/// The whole service.
pub fn service(app: Shared) -> Router {
    let (router, document) = described();
    let document = document.to_json().unwrap_or_default();
    let openapi = get(move || async move { ([(CONTENT_TYPE, "application/json")], document.clone()) });
    router
        .route("/v1/openapi.json", openapi)
        .fallback(|| async { problem::Problem::from(problem::NOT_FOUND) })
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn(problem::speak))
        .layer(from_fn_with_state(app.clone(), attend))
        .with_state(app)
}

/// Marks practice, remembers when the last request came, and logs method, path template, status and time; nothing of a case.
async fn attend(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    app.last_request.now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if app.practice {
        response.headers_mut().insert(PRACTICE, HeaderValue::from_static("true"));
    }
    app.last_request.now();
    let path = path.as_ref().map_or("-", MatchedPath::as_str);
    let ms = begun.elapsed().as_millis();
    tracing::info!(%method, path, status = response.status().as_u16(), ms, "request");
    response
}
