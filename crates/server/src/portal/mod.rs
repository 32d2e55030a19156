//! The public pages (trang thông tin): news, the page of a year, documents, search; and the editors' desk.

mod article;
mod digest;
mod documents;
mod editing;
mod feeds;
pub(crate) mod frame;
mod home;
mod keeping;
mod messages;
mod news;
mod original;
mod outcome;
mod pictures;
mod rich_text;
mod search;
mod text_figures;
mod year_figures;
mod year_page;
pub(crate) mod year_said;
pub(crate) mod year_stages;

use crate::web::routes::Routes;

/// Routes of the portal.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", home::get)
        .get("/tin", news::get)
        .get("/tin/{slug}", article::get)
        .get("/tin/{slug}/nguyen-van", original::get)
        .get("/tin/{slug}/anh/{photo}", pictures::of_article)
        .get("/bieu-ngu/{banner}/anh", pictures::of_banner)
        .get("/tin.rss", feeds::news)
        .get("/sitemap.xml", feeds::site_map)
        .get("/robots.txt", feeds::robots)
        .get("/tim-kiem", search::get)
        .get("/van-ban", documents::get)
        .get("/van-ban/tai-ve", documents::export)
        .get("/nam/{year}", year_page::get)
        .get("/nam/{year}/con-so/tai-ve", year_figures::export)
        .merge(editing::routes())
        .merge(keeping::routes())
}

/// What pages say where no source says anything.
const SILENT: &str = "không nêu";

/// A day, or that no source says one.
fn day_or_silent(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| SILENT.to_owned(), vietnamese::date::short)
}
