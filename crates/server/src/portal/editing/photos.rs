//! Photos of an article: added, described, taken out, put back.

use access::Permit;
use access::actions::portal::KeepArticles;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::portal::{NewPhoto, PhotoWords, Picture};

use super::super::messages;
use super::super::pictures::picture;
use super::article_page::article_page;
use super::{OfArticle, address, known, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::refused;
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

/// A photo of an article.
#[derive(Deserialize)]
pub(super) struct OfPhoto {
    article: String,
    photo: String,
}

/// The picture, also of a draft: nobody else keeps a copy of it.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfPhoto>,
) -> Result<Response, PageError> {
    permitted(&app, &in_year, &of.article)?;
    let article = known(&app, &in_year, &of.article).await?;
    let photos = app.store().photos(&in_year.year.id, &article.id).await?;
    let photo = photos.into_iter().find(|photo| photo.id == of.photo);
    let photo = photo.ok_or(PageError::NotFound)?;
    picture(&app, &photo.file, "private, no-store").await
}

/// Adds a photo.
pub(super) async fn add(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year, &of.article)?;
    let article = known(&app, &in_year, &of.article).await?;
    let words = words(&mut form);
    let file = upload::picture(&mut form, "anh");
    if file.is_none() && form.error("anh").is_none() {
        form.refuse("anh", messages::NO_PICTURE);
    }
    let Some(file) = file.filter(|_| form.errors().is_empty()) else {
        return refused(&article_page(&app, &in_year, article, form).await?);
    };
    let new = NewPhoto {
        picture: Picture::Uploaded(file),
        words,
        source: None,
    };
    app.store().add_photo(&permit, &article.id, new).await?;
    Ok(done(&in_year, &of.article, "anh"))
}

/// Changes what is said of a photo.
pub(super) async fn caption(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfPhoto>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year, &of.article)?;
    let article = known(&app, &in_year, &of.article).await?;
    let words = words(&mut form);
    if !form.errors().is_empty() {
        return refused(&article_page(&app, &in_year, article, form).await?);
    }
    app.store()
        .caption_photo(&permit, &of.photo, version(&form), words)
        .await?;
    Ok(done(&in_year, &of.article, "chu-thich"))
}

/// Takes a photo out.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfPhoto>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year, &of.article)?;
    app.store()
        .show_photo(&permit, &of.photo, version(&form), false)
        .await?;
    Ok(done(&in_year, &of.article, "go-anh"))
}

/// Puts a photo back.
pub(super) async fn restore(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfPhoto>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year, &of.article)?;
    app.store()
        .show_photo(&permit, &of.photo, version(&form), true)
        .await?;
    Ok(done(&in_year, &of.article, "anh"))
}

fn permitted(
    app: &App,
    in_year: &InYear,
    article: &str,
) -> Result<Permit<KeepArticles>, PageError> {
    let matter = matter(&in_year.year, article);
    in_year.session.decide(app, KeepArticles, matter)
}

fn done(in_year: &InYear, article: &str, what: &str) -> Response {
    see_other(&address(&in_year.year, &format!("/{article}?xong={what}")))
}

fn version(form: &Form) -> i64 {
    form.value("phien_ban").parse().unwrap_or(0)
}

fn words(form: &mut Form) -> PhotoWords {
    let credit = form.optional("nguoi_chup", 200);
    PhotoWords {
        caption: form.required("chu_thich", 500),
        alt: form.required("loi_thay", 300),
        credit: Some(credit).filter(|credit| !credit.is_empty()),
    }
}
