//! What a unit says: seen, acknowledged, acted on; and taking it back.

use access::Matter;
use access::Permit;
use access::actions::directives::AnswerDirective;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::directives::Answer;
use store::StoreError;

use super::directive_page::{directive_page, readable};
use super::{OfDirective, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::refused;
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// The longest account of what was done.
const RESULT: usize = 2000;

/// Puts the unit's answer on record. Saying the same twice is saying it once.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfDirective>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permit(&app, &in_year, &of, &form).await?;
    let directive = readable(&app, &in_year, &of.id).await?;
    let given = form.choice("tra_loi", Answer::from_key);
    let note = match given {
        Some(Answer::ActedOn) => Some(form.required("ket_qua", RESULT)),
        _ => None,
    };
    let Some(given) = given.filter(|_| form.errors().is_empty()) else {
        return refused(&directive_page(&app, &in_year, &site, directive, form).await?);
    };
    let said = app
        .store()
        .answer_directive(&permit, &directive.id, given, note)
        .await;
    match said {
        Ok(()) | Err(StoreError::Duplicate(_)) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=tra-loi", of.id),
        ))),
        Err(error) => Err(error.into()),
    }
}

/// Takes an answer back.
pub(super) async fn withdraw(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfDirective>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permit(&app, &in_year, &of, &form).await?;
    let directive = readable(&app, &in_year, &of.id).await?;
    let given = form
        .choice("tra_loi", Answer::from_key)
        .ok_or(PageError::NotFound)?;
    app.store()
        .withdraw_answer(&permit, &directive.id, given)
        .await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=rut", of.id),
    )))
}

/// Only officers and leaders of a unit answer for it.
async fn permit(
    app: &App,
    in_year: &InYear,
    of: &OfDirective,
    form: &Form,
) -> Result<Permit<AnswerDirective>, PageError> {
    let unit = app.store().unit_by_slug(form.value("don_vi")).await?;
    let unit = unit.ok_or(PageError::NotFound)?;
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id).of_unit(&unit.id);
    in_year.session.decide(app, AnswerDirective, matter)
}
