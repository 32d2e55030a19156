//! Speeches: keeping what was said and by whom, and taking one off the record.

use access::actions::conference::KeepConference;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::conference::{Guest, Meeting, NewSpeech, Speech};

use super::units::Units;
use super::{MENU, OfMeeting, SILENT, address, matter, meeting, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest text of a speech.
const TEXT: usize = 20_000;

#[derive(Template)]
#[template(path = "conference/speeches.html")]
struct SpeechPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    guests: Vec<(String, String)>,
    units: Vec<(String, String)>,
    form: Form,
}

/// A speech of an address.
#[derive(Deserialize)]
pub(super) struct OfSpeech {
    id: String,
    speech: String,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    page(&speech_page(&app, &in_year, &known, Form::default()).await?)
}

/// Keeps a speech.
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
    let guests = app.store().guests(&known).await?;
    let new = read(&mut form, &guests, &units);
    if !form.errors().is_empty() {
        return refused(&speech_page(&app, &in_year, &known, form).await?);
    }
    app.store().add_speech(&permit, &known.id, new).await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=phat-bieu", of.id),
    )))
}

/// Takes a speech off the record.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfSpeech>,
    _form: Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let kept = app.store().speeches(&known).await?;
    if !kept.iter().any(|speech| speech.id == of.speech) {
        return Err(PageError::NotFound);
    }
    app.store().remove_speech(&permit, &of.speech).await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=go-phat-bieu", of.id),
    )))
}

/// Exactly one of guest, unit and words says who spoke.
fn read(form: &mut Form, guests: &[Guest], units: &Units) -> NewSpeech {
    let guest = some(form.value("dai_bieu").to_owned());
    let unit = some(form.value("don_vi").to_owned());
    let speaker = some(form.optional("nguoi", 300));
    let named = [guest.is_some(), unit.is_some(), speaker.is_some()];
    match named.iter().filter(|named| **named).count() {
        0 => form.refuse(
            "dai_bieu",
            "Chưa rõ ai phát biểu. Chọn đại biểu, hoặc chọn đơn vị, hoặc ghi người phát biểu.",
        ),
        1 => {}
        _ => form.refuse(
            "dai_bieu",
            "Chỉ ghi một trong ba: đại biểu, đơn vị, hoặc người phát biểu. Bỏ các mục còn lại.",
        ),
    }
    if guest
        .as_ref()
        .is_some_and(|id| guests.iter().all(|known| known.id != *id))
    {
        form.refuse(
            "dai_bieu",
            "Đại biểu này không còn trong danh sách mời. Chọn lại.",
        );
    }
    let known = unit.as_deref().map(|slug| units.by_slug(slug));
    if known.is_some_and(|found| found.is_none()) {
        form.refuse("don_vi", "Đơn vị này không thuộc Cụm trong năm. Chọn lại.");
    }
    NewSpeech {
        guest,
        unit: known.flatten().map(|found| found.unit.clone()),
        speaker,
        text: form.required("noi_dung", TEXT),
        source: None,
    }
}

/// Who spoke, in words.
pub(super) fn speaker(speech: &Speech, guests: &[Guest], units: &Units) -> String {
    let said = &speech.said;
    let guest = said.guest.as_ref();
    if let Some(guest) = guest.and_then(|id| guests.iter().find(|known| known.id == *id)) {
        return named(guest);
    }
    let unit = said.unit.as_ref().map(|unit| units.name(unit));
    let words = unit.or_else(|| said.speaker.clone());
    words.unwrap_or_else(|| SILENT.to_owned())
}

/// A guest as read out: title, name, office.
pub(super) fn named(guest: &Guest) -> String {
    let parts = [Some(guest.full_name()), guest.office.clone()];
    let known: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    known.join(", ")
}

async fn speech_page(
    app: &App,
    in_year: &InYear,
    known: &Meeting,
    form: Form,
) -> Result<SpeechPage, PageError> {
    let units = Units::load(app, &in_year.year).await?;
    let guests = app.store().guests(known).await?;
    let none = (String::new(), "Không phải đại biểu mời".to_owned());
    let invited = guests.iter().map(|guest| (guest.id.clone(), named(guest)));
    Ok(SpeechPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", known.id)),
        name: known.facts.name.clone(),
        guests: std::iter::once(none).chain(invited).collect(),
        units: units.choices("Không phát biểu thay đơn vị"),
        form,
    })
}
