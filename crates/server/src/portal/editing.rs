//! The editors' desk (biên tập): articles of a cluster-year, written, looked at, published and taken back.

mod article_page;
mod earlier_text;
mod list;
mod photos;
mod publishing;
mod text_form;

use access::Matter;
use rules::ids::ArticleId;
use serde::Deserialize;
use store::portal::Article;
use store::units::ClusterYear;

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::Done;
use crate::web::routes::Routes;
use crate::web::session::InYear;

/// Routes of the editors.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/bien-tap", list::get)
        .get("/nam/{year}/bien-tap/tai-ve", list::export)
        .get("/nam/{year}/bien-tap/moi", text_form::new)
        .post("/nam/{year}/bien-tap/moi", text_form::add)
        .get("/nam/{year}/bien-tap/{article}", article_page::get)
        .get("/nam/{year}/bien-tap/{article}/sua", text_form::edit)
        .post("/nam/{year}/bien-tap/{article}/sua", text_form::revise)
        .post("/nam/{year}/bien-tap/{article}/dang", publishing::publish)
        .post("/nam/{year}/bien-tap/{article}/go", publishing::withdraw)
        .get(
            "/nam/{year}/bien-tap/{article}/ban/{number}",
            earlier_text::get,
        )
        .post("/nam/{year}/bien-tap/{article}/anh", photos::add)
        .get("/nam/{year}/bien-tap/{article}/anh/{photo}", photos::get)
        .post(
            "/nam/{year}/bien-tap/{article}/anh/{photo}/chu-thich",
            photos::caption,
        )
        .post(
            "/nam/{year}/bien-tap/{article}/anh/{photo}/go",
            photos::remove,
        )
        .post(
            "/nam/{year}/bien-tap/{article}/anh/{photo}/dua-lai",
            photos::restore,
        )
}

/// The menu entry of the editors.
const MENU: &str = "bien-tap";

/// The article of an address.
#[derive(Deserialize)]
struct OfArticle {
    article: String,
}

/// The address of the editors' desk of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/bien-tap{rest}", year.slug)
}

/// The matter of acts on one article, or on none yet.
fn matter(year: &ClusterYear, article: &str) -> Matter {
    Matter::of_year("article", article, &year.id)
}

/// The article of an address; the caller has decided that the one who asks may see it.
async fn known(app: &App, in_year: &InYear, id: &str) -> Result<Article, PageError> {
    let article = app
        .store()
        .article(&in_year.year.id, &ArticleId::new(id))
        .await?;
    article.ok_or(PageError::NotFound)
}

/// How an article stands, as a chip says it.
fn standing(article: &Article) -> (&'static str, &'static str) {
    match article.public_number {
        None => ("draft", "Bản nháp"),
        Some(number) if number == article.latest.number => ("approved", "Đã đăng"),
        Some(_) => ("waiting", "Đã đăng, có bản mới chưa đăng"),
    }
}
