//! One article on the editors' desk: how it stands, how it looks, its photos, its earlier texts.

use access::actions::portal::KeepArticles;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::portal::{Article, Photo};
use vietnamese::date::{moment, short};

use super::super::rich_text::{Block, blocks};
use super::super::text_figures::TextFigures;
use super::super::{day_or_silent, messages};
use super::{Done, MENU, OfArticle, address, known, matter, standing};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "portal/editing/article_page.html")]
pub(super) struct ArticlePage {
    frame: Frame,
    base: String,
    href: String,
    article: Article,
    chip: (&'static str, &'static str),
    day: String,
    blocks: Vec<Block>,
    photos: Vec<Photo>,
    texts: Vec<TextLine>,
    form: Form,
    most_mb: u64,
    /// Whether the public already reads the latest text.
    up_to_date: bool,
}

/// An earlier or the latest text in the list of texts.
struct TextLine {
    number: i64,
    saved: String,
    note: String,
    is_public: bool,
    is_original: bool,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, &of.article);
    in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let day = match article.made_public_at {
        Some(_) => article.published_on.map(short).unwrap_or_default(),
        None => short(app.today()),
    };
    let form = Form::filled([("ngay_dang", day)]);
    let mut shown = article_page(&app, &in_year, article, form).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page, with a form as it was typed.
pub(super) async fn article_page(
    app: &App,
    in_year: &InYear,
    article: Article,
    form: Form,
) -> Result<ArticlePage, PageError> {
    let year = &in_year.year;
    let figures = TextFigures::load(app, year).await?;
    let written = blocks(&article.latest.text.body, &figures, |number, words| {
        super::super::article::link(&figures, number, words)
    });
    Ok(ArticlePage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/{}", article.id)),
        chip: standing(&article),
        day: day_or_silent(article.published_on),
        blocks: written,
        photos: app.store().photos(&year.id, &article.id).await?,
        texts: texts(app, &article).await?,
        form,
        up_to_date: article.public_number == Some(article.latest.number),
        most_mb: app.settings().upload_limit / 1024 / 1024,
        article,
    })
}

async fn texts(app: &App, article: &Article) -> Result<Vec<TextLine>, PageError> {
    let all = app
        .store()
        .article_revisions(&article.cluster_year, &article.id)
        .await?;
    let mut lines = Vec::new();
    for text in all {
        let name = actor_name(app, &text.saved_by).await?;
        lines.push(TextLine {
            number: text.number,
            saved: format!("{}, {name}", moment(text.saved_at)),
            note: text.text.note.unwrap_or_default(),
            is_original: article.original_number == Some(text.number),
            is_public: article.public_number == Some(text.number),
        });
    }
    Ok(lines)
}
