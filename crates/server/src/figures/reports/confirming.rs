//! The unit confirms what was entered on its behalf.

use access::actions::figures::ConfirmFigures;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::ObservationId;
use store::StoreError;

use super::report_page::report_page;
use super::{OfReport, Report, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::conflict;
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// Confirms them.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, ConfirmFigures, report.matter())?;
    let read = form.all("so_lieu").iter().map(ObservationId::new);
    let read: Vec<ObservationId> = read.collect();
    let store = app.store();
    match store
        .confirm_figures(&permit, &report.round.id, &read)
        .await
    {
        Ok(_) => Ok(see_other(&report.done("xac-nhan"))),
        Err(StoreError::Stale(_)) => {
            let mut shown = report_page(&app, &in_year, &site, &report, form).await?;
            shown.stale = Some(messages::REPORT_STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}
