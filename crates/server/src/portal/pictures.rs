//! Pictures of published articles and of banners: reached through what shows them, and gone with it.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::ids::EvidenceId;
use serde::Deserialize;
use store::evidence::without_details;

use crate::web::app::App;
use crate::web::error::PageError;

/// A photo of an article.
#[derive(Deserialize)]
pub(super) struct OfPhoto {
    slug: String,
    photo: String,
}

/// A banner.
#[derive(Deserialize)]
pub(super) struct OfBanner {
    banner: String,
}

/// The picture of a photo of a published article.
pub(super) async fn of_article(
    State(app): State<App>,
    Path(of): Path<OfPhoto>,
) -> Result<Response, PageError> {
    let article = app.store().public_article(&of.slug).await?;
    let article = article.ok_or(PageError::NotFound)?;
    let photos = app.store().photos(&article.year.id, &article.id).await?;
    let photo = photos
        .into_iter()
        .find(|photo| photo.id == of.photo && !photo.removed)
        .ok_or(PageError::NotFound)?;
    picture(&app, &photo.file, PUBLIC).await
}

/// The picture of a banner that is shown today.
pub(super) async fn of_banner(
    State(app): State<App>,
    Path(of): Path<OfBanner>,
) -> Result<Response, PageError> {
    let today = app.today();
    let banners = app.store().banners().await?;
    let banner = banners
        .into_iter()
        .find(|banner| banner.id == of.banner && banner.is_shown_on(today))
        .ok_or(PageError::NotFound)?;
    let file = banner.picture.ok_or(PageError::NotFound)?;
    picture(&app, &file, PUBLIC).await
}

/// How long a browser keeps what everybody may see: an hour, so that a photo taken away is soon gone.
const PUBLIC: &str = "public, max-age=3600";

/// A stored picture, shown in the page, without what a camera wrote beside it; the file that is kept stays as it came.
/// Anything that is no picture is not handed out here.
pub(super) async fn picture(
    app: &App,
    file: &EvidenceId,
    caching: &'static str,
) -> Result<Response, PageError> {
    let known = app.store().evidence(file).await?;
    let known = known
        .filter(|known| known.media_type.starts_with("image/"))
        .ok_or(PageError::NotFound)?;
    let content = app.store().evidence_content(&known).await?;
    let content = without_details(&known.media_type, content).ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, known.media_type),
        (header::CACHE_CONTROL, caching.to_owned()),
    ];
    Ok((headers, content).into_response())
}
