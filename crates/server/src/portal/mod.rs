//! The public pages (trang thông tin): the home page and the page of a year.

mod home;
mod year_page;

use crate::web::routes::Routes;

/// Routes of the portal.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", home::get)
        .get("/nam/{year}", year_page::get)
}
