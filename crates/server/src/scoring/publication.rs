//! Publishing the final scores, and withdrawing the publication.

use access::actions::scoring::FinaliseScores;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use store::scoring::PublishError;

use super::grid::{Asked, grid_page};
use super::{address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest reason.
const REASON: usize = 1000;

/// Publishes.
pub(super) async fn publish(
    State(app): State<App>,
    in_year: InYear,
    _form: Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, FinaliseScores, matter(year))?;
    match app.store().publish_scores(&permit, None).await {
        Ok(()) => Ok(see_other(&address(year, "?xong=cong-bo"))),
        Err(error) => told(&app, &in_year, Form::default(), "cong_bo", error).await,
    }
}

/// Withdraws, with a reason.
pub(super) async fn withdraw(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, FinaliseScores, matter(year))?;
    let reason = form.required("ly_do_rut", REASON);
    if !form.errors().is_empty() {
        return refused(&grid_page(&app, &in_year, Asked::default(), form).await?);
    }
    match app.store().withdraw_scores(&permit, &reason).await {
        Ok(()) => Ok(see_other(&address(year, "?xong=rut"))),
        Err(error) => told(&app, &in_year, form, "ly_do_rut", error).await,
    }
}

/// The grid with the sentence that says why not.
async fn told(
    app: &App,
    in_year: &InYear,
    mut form: Form,
    field: &str,
    error: PublishError,
) -> Result<Response, PageError> {
    let text = match error {
        PublishError::Missing(units) => messages::missing(&named(app, in_year, &units).await?),
        PublishError::NoTable => messages::NO_TABLE.to_owned(),
        PublishError::NothingChanged => messages::STALE.to_owned(),
        PublishError::Voted => messages::VOTED.to_owned(),
        PublishError::Store(error) => return Err(error.into()),
    };
    form.refuse(field, text);
    conflict(&grid_page(app, in_year, Asked::default(), form).await?)
}

async fn named(
    app: &App,
    in_year: &InYear,
    units: &[(UnitId, usize)],
) -> Result<Vec<(String, usize)>, PageError> {
    let members = app.store().members(&in_year.year).await?;
    let in_order = members.into_iter().filter_map(|member| {
        let (_, count) = units.iter().find(|(unit, _)| *unit == member.unit)?;
        Some((member.short_name, *count))
    });
    Ok(in_order.collect())
}
