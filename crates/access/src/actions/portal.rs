//! News, pages, site.

use super::actions;

actions! {
    /// Write and publish articles.
    KeepArticles = "Biên tập tin, bài";
    /// Keep the site's legal footer and banners.
    KeepSite = "Cập nhật trang thông tin";
}
