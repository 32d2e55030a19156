//! Putting on record that a unit is not ranked, or ranked again.

use access::actions::scoring::FinaliseScores;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::scoring::Ineligibility;
use store::StoreError;

use super::unit_page::unit_page;
use super::{OfUnit, address, matter, member, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest note.
const NOTE: usize = 1000;
/// The choice by which a unit is ranked again.
const RANKED: &str = "xep";

/// Records it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let member = member(&app, year, &of.unit).await?;
    let own = matter(year).of_unit(&member.unit);
    let permit = in_year.session.decide(&app, FinaliseScores, own)?;
    let ground = form.choice("dieu_kien", |key| match key {
        RANKED => Some(None),
        other => Ineligibility::from_key(other).map(Some),
    });
    let note = form.required("can_cu", NOTE);
    let seen = form.value("thay").parse().unwrap_or(usize::MAX);
    let Some(ground) = ground.filter(|_| form.errors().is_empty()) else {
        return refused(&unit_page(&app, &in_year, member, form).await?);
    };
    let marked = app
        .store()
        .mark_eligibility(&permit, seen, ground, &note)
        .await;
    match marked {
        Ok(()) => Ok(see_other(&address(
            year,
            &format!("/{}?xong=xep-hang", member.slug),
        ))),
        Err(StoreError::Stale(_)) => {
            form.refuse("dieu_kien", messages::STALE);
            conflict(&unit_page(&app, &in_year, member, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}
