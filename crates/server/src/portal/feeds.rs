//! What programs read: news by RSS, the map of the site, and where robots need not go.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::digest::{Digest, Digests};
use super::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::site::Site;

/// Articles in the feed.
const MOST: usize = 30;

/// Việt Nam keeps one hour all year.
const HOURS_EAST: i8 = 7;

#[derive(Template)]
#[template(path = "portal/news.xml")]
struct Feed {
    title: String,
    about: String,
    site: Site,
    articles: Vec<(Digest, Option<String>)>,
}

impl Feed {
    fn address_of(&self, article: &Digest) -> String {
        self.site.address(&format!("/tin/{}", article.slug))
    }
}

#[derive(Template)]
#[template(path = "portal/sitemap.xml")]
struct SiteMap {
    site: Site,
    pages: Vec<String>,
}

/// `/tin.rss`.
pub(super) async fn news(State(app): State<App>, site: Site) -> Result<Response, PageError> {
    let frame = PublicFrame::load(&app, "tin").await?;
    let mut digests = Digests::new(&app);
    let mut articles = Vec::new();
    for article in app.store().public_articles().await?.iter().take(MOST) {
        let day = article.published_on.and_then(mail_date);
        articles.push((digests.of(article).await?, day));
    }
    let feed = Feed {
        title: format!("{}: tin tức", frame.brand),
        about: frame.under,
        site,
        articles,
    };
    written("application/rss+xml; charset=utf-8", feed.render()?)
}

/// `/sitemap.xml`.
pub(super) async fn site_map(State(app): State<App>, site: Site) -> Result<Response, PageError> {
    let fixed = ["/", "/tin", "/van-ban", "/don-vi"].map(str::to_owned);
    let articles = app.store().public_articles().await?;
    let years = app.store().cluster_years().await?;
    let units = app.store().units().await?;
    let pages = fixed
        .into_iter()
        .chain(years.iter().map(|year| format!("/nam/{}", year.slug)))
        .chain(
            articles
                .iter()
                .map(|article| format!("/tin/{}", article.slug)),
        )
        .chain(units.iter().map(|unit| format!("/don-vi/{}", unit.slug)));
    let map = SiteMap {
        site,
        pages: pages.collect(),
    };
    written("application/xml; charset=utf-8", map.render()?)
}

/// `/robots.txt`.
pub(super) async fn robots(site: Site) -> Result<Response, PageError> {
    let text = format!(
        "User-agent: *\nDisallow: /ban-lam-viec\nDisallow: /dang-nhap\nDisallow: /nhap/\nDisallow: /tim-kiem\n\nSitemap: {}\n",
        site.address("/sitemap.xml")
    );
    written("text/plain; charset=utf-8", text)
}

fn written(media_type: &'static str, text: String) -> Result<Response, PageError> {
    Ok(([(header::CONTENT_TYPE, media_type)], text).into_response())
}

/// A day as mail and RSS write it, at its beginning in Việt Nam.
fn mail_date(day: Date) -> Option<String> {
    let zone = TimeZone::fixed(Offset::constant(HOURS_EAST));
    let start = day.to_zoned_datetime(zone).ok()?;
    jiff::fmt::rfc2822::to_string(&start).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_mail_writes_it() {
        let written = mail_date(Date::constant(2021, 11, 26));
        assert_eq!(written.as_deref(), Some("Fri, 26 Nov 2021 00:00:00 +0700"));
    }
}
