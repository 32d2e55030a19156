//! Opening a meeting, and changing what is known of one.

use access::actions::conference::KeepConference;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;

use super::facts_form::{filled, kinds, modes, read};
use super::units::Units;
use super::{MENU, OfMeeting, address, matter, meeting, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "conference/sitting.html")]
struct SittingPage {
    frame: Frame,
    base: String,
    /// The meeting that is changed: its address and name; none where one is opened.
    known: Option<(String, String)>,
    action: String,
    version: i64,
    form: Form,
    kinds: Vec<(&'static str, &'static str)>,
    modes: Vec<(&'static str, &'static str)>,
    hosts: Vec<(String, String)>,
    stale: Option<&'static str>,
}

/// The empty form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, ""))?;
    let units = Units::load(&app, &in_year.year).await?;
    page(&opening_page(&in_year, &units, Form::default()))
}

/// Opens a meeting.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, ""))?;
    let units = Units::load(&app, year).await?;
    let Some(facts) = read(&mut form, year.year, &units, None) else {
        return refused(&opening_page(&in_year, &units, form));
    };
    let id = app.store().open_conference(&permit, facts).await?;
    Ok(see_other(&address(year, &format!("/{id}?xong=moi"))))
}

/// The form, filled with what is known.
pub(super) async fn edit(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let units = Units::load(&app, &in_year.year).await?;
    let form = filled(&known, &units);
    page(&changing_page(
        &in_year,
        &units,
        (&of.id, known.facts.name),
        form,
    ))
}

/// Changes what is known of a meeting.
pub(super) async fn change(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let units = Units::load(&app, year).await?;
    let name = (of.id.as_str(), known.facts.name.clone());
    let Some(facts) = read(&mut form, year.year, &units, known.facts.source) else {
        return refused(&changing_page(&in_year, &units, name, form));
    };
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let changed = app
        .store()
        .change_conference(&permit, &of.id, version, facts)
        .await;
    match changed {
        Ok(()) => Ok(see_other(&address(year, &format!("/{}?xong=sua", of.id)))),
        Err(StoreError::Stale(_)) => {
            let mut shown = changing_page(&in_year, &units, name, form);
            shown.version = known.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

fn opening_page(in_year: &InYear, units: &Units, form: Form) -> SittingPage {
    SittingPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        known: None,
        action: address(&in_year.year, "/moi"),
        version: 0,
        form,
        kinds: kinds(),
        modes: modes(),
        hosts: units.choices("Chưa rõ"),
        stale: None,
    }
}

fn changing_page(
    in_year: &InYear,
    units: &Units,
    (id, name): (&str, String),
    form: Form,
) -> SittingPage {
    let href = address(&in_year.year, &format!("/{id}"));
    SittingPage {
        action: format!("{href}/sua"),
        version: form.value("phien_ban").parse().unwrap_or(0),
        known: Some((href, name)),
        ..opening_page(in_year, units, form)
    }
}
