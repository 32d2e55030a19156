//! Putting an article before the public, and taking it back.

use access::actions::portal::KeepArticles;
use axum::extract::{Path, State};
use axum::response::Response;

use super::super::messages;
use super::article_page::article_page;
use super::{OfArticle, address, known, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::refused;
use crate::web::see_other;
use crate::web::session::InYear;

/// Publishes the latest text.
pub(super) async fn publish(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, &of.article);
    let permit = in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let on = form.date_optional("ngay_dang");
    if on.is_some_and(|on| on > app.today()) {
        form.refuse("ngay_dang", messages::DAY_TO_COME);
    }
    if !form.errors().is_empty() {
        return refused(&article_page(&app, &in_year, article, form).await?);
    }
    let version = form.value("phien_ban").parse().unwrap_or(0);
    app.store()
        .publish_article(&permit, &article.id, version, on)
        .await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=dang", article.id),
    )))
}

/// Takes the article back; it can be published again.
pub(super) async fn withdraw(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, &of.article);
    let permit = in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    app.store()
        .withdraw_article(&permit, &article.id, version)
        .await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=go", article.id),
    )))
}
