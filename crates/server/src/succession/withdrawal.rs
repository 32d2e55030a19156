//! Taking back an introduction that was put on record in error.

use access::actions::units::IntroduceHeads;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::conference::Nomination;

use super::reason::ReasonPage;
use super::{address, matter};
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// An introduction of an address.
#[derive(Deserialize)]
pub(super) struct OfNomination {
    nomination: String,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfNomination>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, IntroduceHeads, matter(&in_year.year, &of.nomination))?;
    let known = nomination(&app, &in_year, &of).await?;
    page(&withdrawal_page(&app, &in_year, &known, Form::default()).await?)
}

/// Takes it back.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfNomination>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit =
        in_year
            .session
            .decide(&app, IntroduceHeads, matter(&in_year.year, &of.nomination))?;
    let known = nomination(&app, &in_year, &of).await?;
    let reason = form.required("ly_do", 500);
    if !form.errors().is_empty() {
        return refused(&withdrawal_page(&app, &in_year, &known, form).await?);
    }
    app.store()
        .withdraw_nomination(&permit, &of.nomination, &reason)
        .await?;
    Ok(see_other(&address(&in_year.year, "?xong=rut")))
}

async fn nomination(
    app: &App,
    in_year: &InYear,
    of: &OfNomination,
) -> Result<Nomination, PageError> {
    let all = app.store().nominations(&in_year.year.id).await?;
    let found = all.into_iter().find(|known| known.id == of.nomination);
    found.ok_or(PageError::NotFound)
}

async fn withdrawal_page(
    app: &App,
    in_year: &InYear,
    known: &Nomination,
    form: Form,
) -> Result<ReasonPage, PageError> {
    let units = Units::load(app, &in_year.year).await?;
    let said = &known.said;
    let what = format!(
        "Rút ghi nhận {} được giới thiệu làm {} năm {}. Ghi nhận cũ còn trong nhật ký.",
        units.name(&said.unit),
        said.role.title().to_lowercase(),
        said.for_year
    );
    Ok(ReasonPage {
        action: address(&in_year.year, &format!("/gioi-thieu/{}/rut", known.id)),
        ..ReasonPage::new(in_year, "Rút ghi nhận giới thiệu", what, form)
    })
}
