//! For those who run the program: is it alive, is it ready.

use axum::extract::State;
use axum::http::StatusCode;

use super::app::App;
use super::routes::Routes;

/// Routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/healthz", alive).get("/readyz", ready)
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store().ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}
