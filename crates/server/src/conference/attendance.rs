//! Checking in all units (điểm danh), by the head's office.

use access::actions::conference::RecordAttendance;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use store::StoreError;
use store::conference::{CheckedIn, Meeting, Presence};
use store::units::Member;

use super::presence_form::{Names, choices, filled, form_of, read, read_rest, seen};
use super::{MENU, OfMeeting, address, matter, meeting, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

struct Row {
    unit: String,
    names: Names,
    /// The record that the row was filled from.
    seen: String,
}

#[derive(Template)]
#[template(path = "conference/attendance.html")]
struct AttendancePage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    rows: Vec<Row>,
    choices: Vec<(&'static str, &'static str)>,
    form: Form,
    stale: Option<&'static str>,
}

/// The table, filled with what is recorded.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, RecordAttendance, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let members = app.store().members(&in_year.year).await?;
    let recorded = app.store().attendance(&known).await?;
    let values: Vec<_> = members
        .iter()
        .flat_map(|member| filled(&names_of(member), of_unit(&recorded, member)))
        .collect();
    page(&attendance_page(
        &in_year,
        &known,
        &members,
        form_of(&values),
    ))
}

/// Records what has changed in the table.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, RecordAttendance, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let members = app.store().members(&in_year.year).await?;
    let recorded = app.store().attendance(&known).await?;
    let taken = changed(&mut form, &members, &recorded);
    if !form.errors().is_empty() {
        return refused(&attendance_page(&in_year, &known, &members, form));
    }
    match app.store().take_attendance(&permit, &of.id, taken).await {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=diem-danh", of.id),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = attendance_page(&in_year, &known, &members, form);
            for (row, member) in shown.rows.iter_mut().zip(&members) {
                let recorded = of_unit(&recorded, member);
                row.seen = recorded.map_or_else(String::new, instant);
            }
            shown.stale = Some(messages::RECORDED);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// The units of which the form says something else than what is recorded.
fn changed(
    form: &mut Form,
    members: &[Member],
    recorded: &[CheckedIn],
) -> Vec<(Presence, Option<Timestamp>)> {
    let mut taken = Vec::new();
    for member in members {
        let names = names_of(member);
        let known = of_unit(recorded, member);
        if form.value(&names.present).is_empty() && known.is_none() {
            refuse_without_choice(form, &names);
            continue;
        }
        let Some(said) = read(form, &names, &member.unit) else {
            continue;
        };
        let same = known.is_some_and(|known| {
            let before = &known.presence;
            before.present == said.present
                && before.delegates == said.delegates
                && before.note == said.note
        });
        if !same {
            taken.push((said, seen(form, &names)));
        }
    }
    taken
}

/// A row says nothing at all, or whether the unit is there.
fn refuse_without_choice(form: &mut Form, names: &Names) {
    let rest = [&names.delegates, &names.note];
    if rest.iter().all(|name| form.value(name).trim().is_empty()) {
        return;
    }
    form.refuse(
        &names.present,
        "Chưa chọn có mặt hay vắng. Chọn một mục, hoặc xóa số đại biểu và ghi chú.",
    );
    read_rest(form, names);
}

fn names_of(member: &Member) -> Names {
    Names::new(&format!("_{}", member.slug))
}

fn of_unit<'a>(recorded: &'a [CheckedIn], member: &Member) -> Option<&'a CheckedIn> {
    recorded
        .iter()
        .find(|known| known.presence.unit == member.unit)
}

fn instant(known: &CheckedIn) -> String {
    known.at.as_microsecond().to_string()
}

fn attendance_page(
    in_year: &InYear,
    known: &Meeting,
    members: &[Member],
    form: Form,
) -> AttendancePage {
    let rows = members.iter().map(|member| {
        let names = names_of(member);
        Row {
            unit: member.short_name.clone(),
            seen: form.value(&names.seen).to_owned(),
            names,
        }
    });
    AttendancePage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", known.id)),
        name: known.facts.name.clone(),
        rows: rows.collect(),
        choices: choices(),
        form,
        stale: None,
    }
}
