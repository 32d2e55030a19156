//! The public pages (trang thông tin): news, the page of a year, documents, search; and the editors' desk.

mod article;
mod digest;
pub(crate) mod frame;
mod home;
mod news;
mod original;
mod outcome;
mod pictures;
mod rich_text;
mod text_figures;
mod year_page;

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
        .get("/nam/{year}", year_page::get)
}

/// What pages say where no source says anything.
const SILENT: &str = "không nêu";

/// A day, or that no source says one.
fn day_or_silent(day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| SILENT.to_owned(), vietnamese::date::short)
}
