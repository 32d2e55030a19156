//! A unit checks itself in.

use access::Permit;
use access::actions::conference::RecordAttendance;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::StoreError;
use store::conference::{CheckedIn, Meeting};
use store::units::Member;
use vietnamese::date::moment;

use super::presence_form::{Names, choices, filled, form_of, read, seen};
use super::{MENU, address, matter, meeting};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::names::actor_name;
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// A unit at a meeting, of an address.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    id: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "conference/check_in.html")]
struct CheckInPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    unit: Member,
    choices: Vec<(&'static str, &'static str)>,
    seen: String,
    form: Form,
    /// That the unit was checked in meanwhile: when, and by whom.
    recorded: Option<String>,
}

/// What the permit is for.
struct Own {
    permit: Permit<RecordAttendance>,
    meeting: Meeting,
    unit: Member,
    recorded: Option<CheckedIn>,
}

/// The form, filled with what is recorded.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let own = own(&app, &in_year, &of).await?;
    let form = form_of(&filled(&Names::new(""), own.recorded.as_ref()));
    page(&check_in_page(&in_year, &own, form))
}

/// Checks the unit in, or corrects what is recorded of it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let own = own(&app, &in_year, &of).await?;
    let names = Names::new("");
    let said = read(&mut form, &names, &own.unit.unit);
    let Some(said) = said.filter(|_| form.errors().is_empty()) else {
        return refused(&check_in_page(&in_year, &own, form));
    };
    let taken = vec![(said, seen(&form, &names))];
    let written = app
        .store()
        .take_attendance(&own.permit, &of.id, taken)
        .await;
    match written {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=diem-danh", of.id),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = check_in_page(&in_year, &own, form);
            if let Some(known) = &own.recorded {
                shown.seen = known.at.as_microsecond().to_string();
                shown.recorded = Some(told(&app, known).await?);
            }
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// The permit comes before the meeting is looked up.
async fn own(app: &App, in_year: &InYear, of: &OfUnit) -> Result<Own, PageError> {
    let members = app.store().members(&in_year.year).await?;
    let unit = members.into_iter().find(|member| member.slug == of.unit);
    let unit = unit.ok_or(PageError::NotFound)?;
    let matter = matter(in_year, &of.id).of_unit(&unit.unit);
    let permit = in_year.session.decide(app, RecordAttendance, matter)?;
    let meeting = meeting(app, in_year, &of.id).await?;
    let recorded = app.store().attendance(&meeting).await?;
    let recorded = recorded
        .into_iter()
        .find(|known| known.presence.unit == unit.unit);
    Ok(Own {
        permit,
        meeting,
        unit,
        recorded,
    })
}

/// "Có mặt, ghi lúc 26/11/2021, 08:02, Cán bộ thi đua".
async fn told(app: &App, known: &CheckedIn) -> Result<String, PageError> {
    Ok(format!(
        "{}, ghi lúc {}, {}",
        known.presence.present.title(),
        moment(known.at),
        actor_name(app, &known.by).await?
    ))
}

fn check_in_page(in_year: &InYear, own: &Own, form: Form) -> CheckInPage {
    CheckInPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", own.meeting.id)),
        name: own.meeting.facts.name.clone(),
        unit: own.unit.clone(),
        choices: choices(),
        seen: form.value("lan").to_owned(),
        form,
        recorded: None,
    }
}
