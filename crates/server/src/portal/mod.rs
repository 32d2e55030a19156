//! The public pages (trang thông tin): home, news, years, units, documents.

mod home;

use crate::web::routes::Routes;

/// Routes of the portal.
pub fn routes() -> Routes {
    Routes::new().get("/", home::get)
}
