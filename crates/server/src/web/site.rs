//! The address by which the browser reached the program, for texts that people send to each other.

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;

use super::app::App;
use super::error::PageError;

/// Scheme and host, without a slash at the end: `https://thidua.example`.
#[derive(Clone, Debug)]
pub struct Site(pub String);

impl Site {
    /// The full address of a path of this program.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl FromRequestParts<App> for Site {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let named = parts
            .headers
            .get(HOST)
            .and_then(|value| value.to_str().ok());
        let host = named
            .or_else(|| parts.uri.authority().map(|authority| authority.as_str()))
            .unwrap_or_default();
        let scheme = if app.settings().https {
            "https"
        } else {
            "http"
        };
        Ok(Self(format!("{scheme}://{host}")))
    }
}
