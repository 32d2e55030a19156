//! An earlier text of an article, for editors.

use access::actions::portal::KeepArticles;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::portal::Revision;
use vietnamese::date::moment;

use super::{MENU, address, known, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::session::InYear;

/// A text of an article.
#[derive(Deserialize)]
pub(super) struct OfText {
    article: String,
    number: i64,
}

#[derive(Template)]
#[template(path = "portal/editing/earlier_text.html")]
struct EarlierText {
    frame: Frame,
    base: String,
    href: String,
    known: Revision,
    saved: String,
}

/// The text as it was typed.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfText>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = matter(year, &of.article);
    in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let all = app.store().article_revisions(&year.id, &article.id).await?;
    let text = all.into_iter().find(|text| text.number == of.number);
    let text = text.ok_or(PageError::NotFound)?;
    let name = actor_name(&app, &text.saved_by).await?;
    page(&EarlierText {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/{}", article.id)),
        saved: format!("{}, {name}", moment(text.saved_at)),
        known: text,
    })
}
