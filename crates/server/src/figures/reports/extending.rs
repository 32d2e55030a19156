//! Extending a unit's deadline, with a reason.

use access::actions::figures::ExtendDeadline;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::deadline::DeadlineError;
use store::figures::ExtensionError;

use super::report_page::report_page;
use super::{OfReport, Report, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::refused;
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// The longest reason.
const REASON: usize = 500;

/// Extends it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, ExtendDeadline, report.matter())?;
    let last_day = form.date("han_moi");
    let reason = form.required("ly_do_gia_han", REASON);
    let Some(last_day) = last_day else {
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    };
    if !form.errors().is_empty() {
        let now = app.store().reports(&report.round).await?;
        let now = now.of(&report.member.unit)?.deadline;
        // The missing reason is told already.
        if let Err(errors) = now.extend(report.member.unit.clone(), last_day, "…") {
            refuse_all(&mut form, &errors);
        }
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    }
    let (store, round) = (app.store(), &report.round.id);
    match store
        .extend_deadline(&permit, round, last_day, &reason)
        .await
    {
        Ok(()) => Ok(see_other(&report.done("gia-han"))),
        Err(ExtensionError::Refused(errors)) => {
            refuse_all(&mut form, &errors);
            refused(&report_page(&app, &in_year, &site, &report, form).await?)
        }
        Err(ExtensionError::Store(error)) => Err(error.into()),
    }
}

fn refuse_all(form: &mut Form, errors: &[DeadlineError]) {
    for error in errors {
        let (field, text) = messages::extension(error);
        form.refuse(field, text);
    }
}
