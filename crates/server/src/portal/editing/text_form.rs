//! Writing an article: a new one, or the next text of one that is there; looked at before it is kept.

use access::actions::portal::KeepArticles;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::portal::{Article, ArticleText, NewArticle};

use super::super::messages;
use super::super::rich_text::{Block, blocks};
use super::super::text_figures::TextFigures;
use super::{MENU, OfArticle, address, known, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::some;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest text.
const BODY: usize = 100_000;

#[derive(Template)]
#[template(path = "portal/editing/text_form.html")]
struct TextForm {
    frame: Frame,
    base: String,
    /// Where the form is sent.
    action: String,
    /// Where one goes who does not save.
    back: String,
    is_new: bool,
    form: Form,
    version: i64,
    preview: Option<Vec<Block>>,
    /// The text that somebody else has saved meanwhile.
    newer: Option<ArticleText>,
}

/// The form of a new article.
pub(super) async fn new(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, KeepArticles, matter(year, ""))?;
    page(&text_form(&in_year, None, Form::default()))
}

/// Keeps a new article as a draft.
pub(super) async fn add(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepArticles, matter(year, ""))?;
    let text = read(&mut form);
    let source = some(form.optional("nguon", 500));
    if !form.errors().is_empty() {
        return refused(&text_form(&in_year, None, form));
    }
    if is_preview(&form) {
        let shown = text_form(&in_year, None, form);
        return page(&previewed(&app, &in_year, shown, &text).await?);
    }
    let id = app
        .store()
        .add_article(&permit, NewArticle { text, source })
        .await?;
    Ok(see_other(&address(year, &format!("/{id}?xong=luu"))))
}

/// The form of an article, filled with its latest text.
pub(super) async fn edit(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, &of.article);
    in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let form = filled(&article.latest.text);
    page(&text_form(&in_year, Some(&article), form))
}

/// Keeps the next text of an article.
pub(super) async fn revise(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfArticle>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, &of.article);
    let permit = in_year.session.decide(&app, KeepArticles, matter)?;
    let article = known(&app, &in_year, &of.article).await?;
    let text = read(&mut form);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        return refused(&as_sent(text_form(&in_year, Some(&article), form), version));
    }
    if is_preview(&form) {
        let shown = as_sent(text_form(&in_year, Some(&article), form), version);
        return page(&previewed(&app, &in_year, shown, &text).await?);
    }
    let saved = app
        .store()
        .revise_article(&permit, &article.id, version, text)
        .await;
    match saved {
        Ok(_) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=luu", article.id),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = text_form(&in_year, Some(&article), form);
            shown.newer = Some(article.latest.text);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

fn text_form(in_year: &InYear, article: Option<&Article>, form: Form) -> TextForm {
    let year = &in_year.year;
    let (action, back) = match article {
        None => (address(year, "/moi"), address(year, "")),
        Some(article) => (
            address(year, &format!("/{}/sua", article.id)),
            address(year, &format!("/{}", article.id)),
        ),
    };
    TextForm {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        action,
        back,
        is_new: article.is_none(),
        form,
        version: article.map_or(0, |article| article.version),
        preview: None,
        newer: None,
    }
}

/// A form shown again keeps the version that its writer has read; only after a conflict it takes the newer one.
fn as_sent(shown: TextForm, version: i64) -> TextForm {
    TextForm { version, ..shown }
}

async fn previewed(
    app: &App,
    in_year: &InYear,
    shown: TextForm,
    text: &ArticleText,
) -> Result<TextForm, PageError> {
    let figures = TextFigures::load(app, &in_year.year).await?;
    let preview = blocks(&text.body, &figures, |number, words| {
        super::super::article::link(&figures, number, words)
    });
    Ok(TextForm {
        preview: Some(preview),
        ..shown
    })
}

/// Two buttons send the form: one keeps, one only shows.
fn is_preview(form: &Form) -> bool {
    form.has("viec", "xem")
}

fn read(form: &mut Form) -> ArticleText {
    let title = form.required("tieu_de", 300);
    if !title.is_empty() && vietnamese::text::slug(&title).is_empty() {
        form.refuse("tieu_de", messages::TITLE_WITHOUT_LETTERS);
    }
    ArticleText {
        title: title.replace('\n', " "),
        lead: some(form.optional("tom_tat", 600)),
        body: form.required("noi_dung", BODY),
        author: some(form.optional("thuc_hien", 200)),
        note: some(form.optional("ghi_chu", 300)),
    }
}

fn filled(text: &ArticleText) -> Form {
    Form::filled([
        ("tieu_de", text.title.clone()),
        ("tom_tat", text.lead.clone().unwrap_or_default()),
        ("noi_dung", text.body.clone()),
        ("thuc_hien", text.author.clone().unwrap_or_default()),
    ])
}
