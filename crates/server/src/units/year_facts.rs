//! Correcting number, name and source of a cluster-year.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;
use store::units::YearFacts;

use super::members::{MENU, address, permitted};
use super::opening::read_number;
use super::{NAME, SENTENCE, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "units/year_facts.html")]
struct YearFactsPage {
    frame: Frame,
    base: String,
    number: i16,
    form: Form,
    version: i64,
    stale: Option<&'static str>,
}

/// The form, filled.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    permitted(&app, &in_year.session, year)?;
    let number = year
        .number
        .map_or_else(String::new, |number| number.to_string());
    let form = Form::filled([
        ("so", number),
        ("ten", year.name.clone()),
        ("nguon", year.source.clone()),
    ]);
    page(&year_facts_page(&in_year, form))
}

/// Corrects the year.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = permitted(&app, &in_year.session, year)?;
    let facts = YearFacts {
        number: form.parsed_optional("so", read_number),
        name: form.required("ten", NAME),
        source: form.required("nguon", SENTENCE),
    };
    if !form.errors().is_empty() {
        return refused(&year_facts_page(&in_year, form));
    }
    let version = form.value("phien_ban").parse().unwrap_or(0);
    match app
        .store()
        .correct_cluster_year(&permit, version, facts)
        .await
    {
        Ok(()) => Ok(see_other(&address(year, "?xong=sua-nam"))),
        Err(StoreError::Stale(_)) => {
            let mut shown = year_facts_page(&in_year, form);
            shown.version = year.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

fn year_facts_page(in_year: &InYear, form: Form) -> YearFactsPage {
    let year = &in_year.year;
    YearFactsPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        number: year.year,
        version: form.value("phien_ban").parse().unwrap_or(year.version),
        form,
        stale: None,
    }
}
