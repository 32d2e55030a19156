//! Putting on record that a recognised headship ended before its year was over.

use access::actions::units::RecogniseHeads;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::StoreError;
use store::units::Headship;
use vietnamese::date::short;

use super::reason::ReasonPage;
use super::{address, matter, messages};
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// A headship of an address.
#[derive(Deserialize)]
pub(super) struct OfHeadship {
    headship: String,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfHeadship>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, RecogniseHeads, matter(&in_year.year, &of.headship))?;
    let known = headship(&app, &in_year, &of).await?;
    let form = Form::filled([("phien_ban", known.version.to_string())]);
    page(&ending_page(&app, &in_year, &known, form).await?)
}

/// Puts the end on record.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfHeadship>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit =
        in_year
            .session
            .decide(&app, RecogniseHeads, matter(&in_year.year, &of.headship))?;
    let known = headship(&app, &in_year, &of).await?;
    let last_day = form.date("ngay");
    let reason = form.required("ly_do", 500);
    let from = known.recognised_on;
    if let Some((day, from)) = last_day.zip(from).filter(|(day, from)| day < from) {
        form.refuse(
            "ngay",
            format!(
                "Ngày kết thúc {} ở trước ngày công nhận {}. Sửa lại ngày.",
                short(day),
                short(from)
            ),
        );
    }
    let Some(last_day) = last_day.filter(|_| form.errors().is_empty()) else {
        return refused(&ending_page(&app, &in_year, &known, form).await?);
    };
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let ended = app
        .store()
        .end_headship(&permit, &of.headship, version, last_day, &reason)
        .await;
    match ended {
        Ok(()) => Ok(see_other(&address(&in_year.year, "?xong=ket-thuc"))),
        Err(StoreError::Stale(_)) => {
            let mut shown = ending_page(&app, &in_year, &known, form).await?;
            shown.version = known.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

async fn headship(app: &App, in_year: &InYear, of: &OfHeadship) -> Result<Headship, PageError> {
    let all = app.store().headships(&in_year.year.id).await?;
    let found = all
        .into_iter()
        .find(|known| known.id == of.headship && known.recognised_on.is_some());
    found.ok_or(PageError::NotFound)
}

async fn ending_page(
    app: &App,
    in_year: &InYear,
    known: &Headship,
    form: Form,
) -> Result<ReasonPage, PageError> {
    let units = Units::load(app, &in_year.year).await?;
    let what = format!(
        "{}, {} năm {}.",
        units.name(&known.unit),
        known.role.title().to_lowercase(),
        in_year.year.year
    );
    Ok(ReasonPage {
        action: address(&in_year.year, &format!("/{}/ket-thuc", known.id)),
        with_day: true,
        version: form.value("phien_ban").parse().unwrap_or(0),
        ..ReasonPage::new(in_year, "Ghi ngày kết thúc", what, form)
    })
}
