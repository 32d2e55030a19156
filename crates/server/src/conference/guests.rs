//! Guests (đại biểu mời), also from outside the system: the list, adding one, taking one off.

use access::actions::conference::KeepConference;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::conference::{Guest, Meeting, NewGuest};
use vietnamese::text::fold;

use super::units::Units;
use super::{Done, MENU, OfMeeting, address, matter, meeting, messages, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "conference/guests.html")]
struct GuestsPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    guests: Vec<Guest>,
    units: Vec<(String, String)>,
    form: Form,
}

/// A guest of an address.
#[derive(Deserialize)]
pub(super) struct OfGuest {
    id: String,
    guest: String,
}

/// The list with the form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let mut shown = guests_page(&app, &in_year, &known, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// Puts a guest on the list.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let units = Units::load(&app, &in_year.year).await?;
    let invited = app.store().guests(&known).await?;
    let Some(new) = read(&mut form, &units, &invited) else {
        return refused(&guests_page(&app, &in_year, &known, form).await?);
    };
    app.store().add_guest(&permit, &known.id, new).await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}/khach-moi?xong=khach-moi", of.id),
    )))
}

/// Takes a guest off the list, unless a speech is kept under the guest's name.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfGuest>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let invited = app.store().guests(&known).await?;
    if !invited.iter().any(|guest| guest.id == of.guest) {
        return Err(PageError::NotFound);
    }
    let speeches = app.store().speeches(&known).await?;
    if speeches
        .iter()
        .any(|speech| speech.said.guest.as_ref() == Some(&of.guest))
    {
        form.refuse(
            "danh_sach",
            "Đại biểu này có ý kiến phát biểu trong hội nghị. Gỡ ý kiến phát biểu trước, rồi gỡ đại biểu.",
        );
        return refused(&guests_page(&app, &in_year, &known, form).await?);
    }
    app.store().remove_guest(&permit, &of.guest).await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}/khach-moi?xong=go-khach-moi", of.id),
    )))
}

fn read(form: &mut Form, units: &Units, invited: &[Guest]) -> Option<NewGuest> {
    let title = some(form.optional("hoc_vi", 100));
    let name = form.required("ho_ten", 200);
    let office = some(form.optional("chuc_vu", 300));
    let unit = match form.value("don_vi").to_owned() {
        slug if slug.is_empty() => None,
        slug => {
            let known = units.by_slug(&slug).map(|known| known.unit.clone());
            if known.is_none() {
                form.refuse(
                    "don_vi",
                    "Không có đơn vị này trong danh sách. Chọn lại, hoặc để trống và ghi cơ quan vào chức vụ.",
                );
            }
            known
        }
    };
    let same = |guest: &&Guest| {
        let known = guest.name.as_deref().unwrap_or_default();
        !name.is_empty() && fold(known) == fold(&name) && guest.office == office
    };
    if invited.iter().find(same).is_some() {
        form.refuse(
            "ho_ten",
            "Đại biểu này đã có trong danh sách. Nếu là người khác cùng tên, ghi rõ chức vụ.",
        );
    }
    let new = NewGuest {
        title,
        name,
        office,
        unit,
        source: None,
    };
    form.errors().is_empty().then_some(new)
}

async fn guests_page(
    app: &App,
    in_year: &InYear,
    known: &Meeting,
    form: Form,
) -> Result<GuestsPage, PageError> {
    let units = Units::load(app, &in_year.year).await?;
    Ok(GuestsPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", known.id)),
        name: known.facts.name.clone(),
        guests: app.store().guests(known).await?,
        units: units.choices("Ngoài danh sách đơn vị"),
        form,
    })
}
