//! Portal (trang công khai): articles with their revisions and photos, the site, banners.
//!
//! A text is never written over: each saving is a revision, and the article names the one that the public reads.

mod articles;
mod banners;
mod photos;
mod read;
mod site;

use jiff::Timestamp;

use crate::{StoreError, table};

pub use articles::{ArticleText, NewArticle, NewTextCorrection};
pub use banners::{Banner, BannerFacts};
pub use photos::{NewPhoto, Photo, PhotoWords, Picture};
pub use read::{Article, PublicArticle, Revision, TextCorrection};
pub use site::{Site, SiteFacts};

table!(article = "portal_article", keys { cluster_year_id, id }, {
    slug: String,
    latest: i64,
    public_number: Option<i64>,
    original_number: Option<i64>,
    published_on: Option<String>,
    made_public_at: Option<i64>,
    source: Option<String>,
    created_at: i64,
    created_by: String,
    version: i64,
});

table!(revision = "portal_revision", keys { cluster_year_id, id }, {
    article_id: String,
    number: i64,
    title: String,
    lead: Option<String>,
    body: String,
    author: Option<String>,
    note: Option<String>,
    saved_at: i64,
    saved_by: String,
});

table!(correction = "portal_correction", keys { cluster_year_id, id }, {
    article_id: String,
    position: i64,
    original: String,
    corrected: String,
    note: Option<String>,
});

table!(photo = "portal_photo", keys { cluster_year_id, id }, {
    article_id: String,
    position: i64,
    file_id: String,
    caption: String,
    alt: String,
    credit: Option<String>,
    placeholder: bool,
    source: Option<String>,
    removed_at: Option<i64>,
    version: i64,
});

table!(site_row = "portal_site", keys { id }, {
    owner_unit_id: Option<String>,
    name: String,
    managed_by: Option<String>,
    licence: Option<String>,
    licence_issuer: Option<String>,
    licence_on: Option<String>,
    responsible: Option<String>,
    responsible_office: Option<String>,
    address: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    fax: Option<String>,
    reprint: Option<String>,
    source: Option<String>,
    version: i64,
});

table!(banner = "portal_banner", keys { id }, {
    position: i64,
    text: String,
    link: Option<String>,
    file_id: Option<String>,
    shown_from: Option<String>,
    shown_to: Option<String>,
    source: Option<String>,
    removed_at: Option<i64>,
    version: i64,
});

/// An instant as rows keep it.
fn instant(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|error| StoreError::Broken(error.to_string()))
}
