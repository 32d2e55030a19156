//! Correcting minutes: the next revision, with its reason. The earlier one stays readable.

use access::actions::ballot::RecordMinutes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;

use super::entry::refuse_twice;
use super::minutes_form::{Desk, MinutesForm};
use super::{OfMinutes, address, matter, messages, revisions};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

const TITLE: &str = "Sửa biên bản kiểm phiếu";
/// The longest reason.
const REASON: usize = 1000;

/// The form, filled with the newest revision.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMinutes>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, RecordMinutes, matter(year, &of.minutes))?;
    let all = revisions(&app, year, &of.minutes).await?;
    let newest = all.first().ok_or(PageError::NotFound)?;
    let desk = Desk::load(&app, &in_year).await?;
    let form = desk.filled(&newest.facts, newest.revision);
    page(&shown(&desk, &in_year, &of.minutes, form))
}

/// Records the next revision.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMinutes>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, RecordMinutes, matter(year, &of.minutes))?;
    revisions(&app, year, &of.minutes).await?;
    let desk = Desk::load(&app, &in_year).await?;
    let reason = form.required("ly_do", REASON);
    let Some(facts) = desk.read(&mut form) else {
        refuse_twice(&app, &in_year, &mut form, &of.minutes).await?;
        return refused(&shown(&desk, &in_year, &of.minutes, form));
    };
    let replaces = form.value("ban").parse().unwrap_or(0);
    let corrected = app
        .store()
        .correct_minutes(&permit, &of.minutes, replaces, &reason, facts)
        .await;
    match corrected {
        Ok(()) => Ok(see_other(&address(
            year,
            &format!("/{}?xong=sua", of.minutes),
        ))),
        Err(StoreError::Stale(_)) => {
            let all = revisions(&app, year, &of.minutes).await?;
            let mut shown = shown(&desk, &in_year, &of.minutes, form);
            shown.replaces = all.first().map(|newest| newest.revision);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(StoreError::Duplicate(_)) => {
            form.refuse("noi_dung", messages::TWICE);
            conflict(&shown(&desk, &in_year, &of.minutes, form))
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(desk: &Desk, in_year: &InYear, series: &str, form: Form) -> MinutesForm {
    let replaces = form.value("ban").parse().ok();
    let mut shown = desk.page(in_year, TITLE, &format!("/{series}/sua"), form);
    shown.replaces = Some(replaces.unwrap_or(0));
    shown
}
