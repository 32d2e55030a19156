//! The desk itself.

use access::{Matter, actions::units::SeeOffice};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::units::ClusterYear;

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "desk/desk_page.html")]
struct DeskPage {
    frame: Frame,
    years: Vec<ClusterYear>,
}

/// Years that the signed-in person takes part in.
pub async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<Response, PageError> {
    let years = app.store().cluster_years().await?;
    let open = |year: &ClusterYear| {
        app.may(
            &session.principal,
            SeeOffice,
            &Matter::of_year("cluster_year", year.id.as_str(), &year.id),
        )
    };
    let years = years.into_iter().filter(open).collect();
    page(&DeskPage {
        frame: Frame::plain(&session, "ban-lam-viec"),
        years,
    })
}
