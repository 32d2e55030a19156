//! What the administrator keeps of the public pages: who answers for the site, and the banners.

mod banner_form;
mod banners;
mod site_form;

use access::Matter;

use crate::web::form::some;
use crate::web::routes::Routes;

/// Routes of the administrator's pages about the site.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/trang/thong-tin", site_form::get)
        .post("/trang/thong-tin", site_form::post)
        .get("/trang/bieu-ngu", banners::get)
        .get("/trang/bieu-ngu/moi", banner_form::new)
        .post("/trang/bieu-ngu/moi", banner_form::add)
        .get("/trang/bieu-ngu/{banner}", banner_form::edit)
        .post("/trang/bieu-ngu/{banner}", banner_form::change)
        .post("/trang/bieu-ngu/{banner}/go", banners::remove)
        .post("/trang/bieu-ngu/{banner}/dua-lai", banners::restore)
}

/// The menu entries.
const SITE_MENU: &str = "trang";
const BANNERS_MENU: &str = "bieu-ngu";

/// The matter of acts on the site.
fn site_matter() -> Matter {
    Matter::instance("site", "site")
}

/// The matter of acts on a banner, or on none yet.
fn banner_matter(banner: &str) -> Matter {
    Matter::instance("banner", banner)
}
