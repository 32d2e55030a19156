//! Directives (văn bản chỉ đạo): register, dispatch, answers.

mod amending;
mod answering;
pub(crate) mod board;
mod correction;
mod directive_page;
mod dispatching;
mod entry;
mod facts_form;
mod messages;
mod register;
mod removal;
mod standing;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::web::app::App;
use crate::web::download;
use crate::web::error::PageError;
use crate::web::page::Done;
use crate::web::routes::Routes;
use crate::web::session::InYear;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/van-ban-chi-dao", register::get)
        .get("/nam/{year}/van-ban-chi-dao/tai-ve", register::export)
        .get("/nam/{year}/van-ban-chi-dao/moi", entry::get)
        .post("/nam/{year}/van-ban-chi-dao/moi", entry::post)
        .get("/nam/{year}/van-ban-chi-dao/{id}", directive_page::get)
        .get("/nam/{year}/van-ban-chi-dao/{id}/tep", file)
        .get("/nam/{year}/van-ban-chi-dao/{id}/sua", correction::get)
        .post("/nam/{year}/van-ban-chi-dao/{id}/sua", correction::post)
        .post("/nam/{year}/van-ban-chi-dao/{id}/go", removal::remove)
        .post(
            "/nam/{year}/van-ban-chi-dao/{id}/hoan-tac",
            removal::restore,
        )
        .post("/nam/{year}/van-ban-chi-dao/{id}/chuyen", dispatching::post)
        .get(
            "/nam/{year}/van-ban-chi-dao/{id}/chuyen/{dispatch}",
            amending::get,
        )
        .post(
            "/nam/{year}/van-ban-chi-dao/{id}/chuyen/{dispatch}",
            amending::post,
        )
        .post("/nam/{year}/van-ban-chi-dao/{id}/tra-loi", answering::post)
        .post("/nam/{year}/van-ban-chi-dao/{id}/rut", answering::withdraw)
}

/// The menu entry of this stage.
const MENU: &str = "van-ban-chi-dao";

/// The directive of an address.
#[derive(Deserialize)]
struct OfDirective {
    id: String,
}

/// The address of the register of a year, or of something beneath it.
fn address(year: &store::units::ClusterYear, rest: &str) -> String {
    format!("/nam/{}/van-ban-chi-dao{rest}", year.slug)
}

/// The paper itself.
async fn file(
    State(app): State<App>,
    in_year: InYear,
    path: axum::extract::Path<OfDirective>,
) -> Result<Response, PageError> {
    let directive = directive_page::readable(&app, &in_year, &path.id).await?;
    let file = directive.file.ok_or(PageError::NotFound)?;
    download::evidence(&app, &file).await
}
