//! The text of an article as another site published it, before any correction.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::portal::{ArticleText, PublicArticle, TextCorrection};

use super::article::OfArticle;
use super::frame::PublicFrame;
use super::text_figures::TextFigures;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;

#[derive(Template)]
#[template(path = "portal/original.html")]
struct OriginalPage {
    frame: PublicFrame,
    article: PublicArticle,
    original: ArticleText,
    corrections: Vec<TextCorrection>,
    doubts: Vec<String>,
}

impl OriginalPage {
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.original.body.split("\n\n")
    }
}

/// The original text.
pub(super) async fn get(
    State(app): State<App>,
    Path(of): Path<OfArticle>,
) -> Result<Response, PageError> {
    let article = app.store().public_article(&of.slug).await?;
    let article = article.ok_or(PageError::NotFound)?;
    let original = app.store().original_of(&article).await?;
    let original = original.ok_or(PageError::NotFound)?;
    let year = &article.year;
    let figures = TextFigures::load(&app, year).await?;
    public(&OriginalPage {
        frame: PublicFrame::of_year(&app, "tin", year).await?,
        corrections: app.store().text_corrections(&year.id, &article.id).await?,
        doubts: figures.doubts(&original.body),
        original,
        article,
    })
}
