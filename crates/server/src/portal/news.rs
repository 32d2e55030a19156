//! All news, page by page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::digest::{Digest, Digests};
use super::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::query::Query;

/// Articles on one page.
const PAGE: usize = 10;

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    trang: usize,
    nam: Option<i16>,
}

#[derive(Template)]
#[template(path = "portal/news.html")]
struct NewsPage {
    frame: PublicFrame,
    articles: Vec<Digest>,
    years: Vec<i16>,
    of_year: Option<i16>,
    query: String,
    at: usize,
    last: usize,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut all = app.store().public_articles().await?;
    let mut years: Vec<i16> = all.iter().map(|article| article.year.year).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    all.retain(|article| asked.nam.is_none_or(|year| article.year.year == year));
    let last = all.len().div_ceil(PAGE).max(1);
    let at = asked.trang.clamp(1, last);
    let mut digests = Digests::new(&app);
    let mut articles = Vec::new();
    for article in all.iter().skip((at - 1) * PAGE).take(PAGE) {
        articles.push(digests.of(article).await?);
    }
    public(&NewsPage {
        frame: PublicFrame::load(&app, "tin").await?,
        articles,
        years,
        of_year: asked.nam,
        query: asked
            .nam
            .map_or_else(String::new, |year| format!("&nam={year}")),
        at,
        last,
    })
}
