//! What the pages of all stages share.

pub mod app;
pub mod assets;
pub(crate) mod client_address;
pub mod download;
pub mod error;
pub mod export;
pub mod form;
pub mod front;
mod gzip;
pub mod health;
pub mod metrics;
pub mod names;
pub(crate) mod overdue;
pub mod page;
pub mod public_pages;
pub mod query;
pub mod routes;
pub mod session;
pub mod site;
mod summary;
mod typed;
mod typed_words;
pub mod upload;
pub mod visits;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

use self::app::App;
use self::error::PageError;
use self::routes::Routes;
use self::typed::Typed;

/// Nothing may be loaded but the program's own style, fonts and pictures; nothing inline runs.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// For how long browsers that came by https come by nothing else, in seconds: half a year.
const HTTPS_ONLY: &str = "max-age=15552000";

/// Puts the routes together with what guards every answer.
pub fn service(routes: Routes, app: App) -> Router {
    let limit = usize::try_from(app.settings().upload_limit).unwrap_or(usize::MAX);
    routes
        .into_router()
        .fallback(not_found)
        .method_not_allowed_fallback(other_method)
        .layer(from_fn_with_state(app.clone(), limit_time))
        .layer(from_fn_with_state(app.clone(), dress_errors))
        .layer(from_fn_with_state(app.clone(), security_headers))
        .layer(DefaultBodyLimit::max(limit.saturating_add(1024 * 1024)))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), public_pages::answer))
        .layer(from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app)
}

async fn other_method() -> PageError {
    PageError::Method
}

async fn not_found() -> PageError {
    PageError::NotFound
}

/// Whatever takes too long ends; what it had begun to write is taken back with it.
async fn limit_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let limit = app.settings().time_limit;
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => PageError::TooSlow(limit).into_response(),
    }
}

/// Errors travel as values in the response's extensions and become pages here, where the visitor is known. What was
/// typed into a form comes back with whatever the form was answered with.
async fn dress_errors(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request
        .uri()
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let typed = Typed::default();
    request.extensions_mut().insert(typed.clone());
    let (request, copy) = typed::with_copy(request).await;
    let mut response = next.run(request).await;
    let error = match response.extensions_mut().remove::<error::Carried>() {
        Some(error) => error.take(),
        None => match typed.added(response).await {
            Ok(response) => return response,
            Err(error) => error,
        },
    };
    if let (PageError::SignIn, Some(copy)) = (&error, copy)
        && let Ok(form) = form::read(copy, &app).await
    {
        typed.remember(&form);
    }
    let route = route.as_ref().map_or("", MatchedPath::as_str);
    error::page(&app, error, (&path, route), &typed.take())
}

async fn security_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if app.settings().https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static(HTTPS_ONLY));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A redirect after a change, so that reloading does not send the form again.
pub fn see_other(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}

/// A value inside the query of an address.
pub fn query_value(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
