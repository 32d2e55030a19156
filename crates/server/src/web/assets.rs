//! Style, fonts and pictures, embedded in the program.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

use super::error::PageError;
use super::gzip;
use super::routes::Routes;

#[derive(Embed)]
#[folder = "assets"]
struct Assets;

/// Texts in gzip's form, for slow lines; fonts and pictures are small already.
static PACKED: LazyLock<BTreeMap<String, Bytes>> = LazyLock::new(|| {
    let texts = Assets::iter()
        .filter(|path| media_type(path).starts_with("text/") || path.ends_with(".svg"));
    let packed = texts.filter_map(|path| {
        let file = Assets::get(&path)?;
        Some((path.into_owned(), gzip::gzip(&file.data).into()))
    });
    packed.collect()
});

/// Routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/assets/{*path}", asset)
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, PageError> {
    let file = Assets::get(&path).ok_or(PageError::NotFound)?;
    let tag = etag(&file);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let caching = [
        (header::VARY, "Accept-Encoding".to_owned()),
        (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if known == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let kind = [(header::CONTENT_TYPE, media_type(&path))];
    if let Some(packed) = PACKED
        .get(path.as_str())
        .filter(|_| gzip::accepts(&headers))
    {
        let encoding = [(header::CONTENT_ENCODING, "gzip")];
        return Ok((caching, kind, encoding, packed.clone()).into_response());
    }
    Ok((caching, kind, file.data).into_response())
}

fn etag(file: &EmbeddedFile) -> String {
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}\"")
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
