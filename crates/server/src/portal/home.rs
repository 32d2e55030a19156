//! The home page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::units::ClusterYear;

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::page;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    years: Vec<ClusterYear>,
}

/// Years with public pages.
pub async fn get(State(app): State<App>) -> Result<Response, PageError> {
    page(&HomePage {
        years: app.store().cluster_years().await?,
    })
}
