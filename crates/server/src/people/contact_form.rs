//! Entering, changing and removing a contact.

use access::Permit;
use access::actions::people::KeepContact;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::StoreError;
use store::people::{Contact, ContactFacts};
use store::units::Member;

use super::contact_book::{OfUnit, address, matter, participant};
use super::{CONTACTS, NAME, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The contact of an address.
#[derive(Deserialize)]
pub(super) struct OfContact {
    unit: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "people/contact_form.html")]
struct ContactPage {
    frame: Frame,
    base: String,
    action: String,
    unit: String,
    known: bool,
    form: Form,
    stale: Option<&'static str>,
}

/// The form of a new contact.
pub(super) async fn get_new(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, unit) = permitted(&app, &in_year, &of.unit).await?;
    page(&contact_page(&in_year, &unit, None, Form::default()))
}

/// Enters it.
pub(super) async fn post_new(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = permitted(&app, &in_year, &of.unit).await?;
    let Some(facts) = read(&mut form) else {
        return refused(&contact_page(&in_year, &unit, None, form));
    };
    app.store().add_contact(&permit, facts).await?;
    Ok(see_other(&address(&in_year.year, "?xong=dau-moi")))
}

/// The form of a known contact.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfContact>,
) -> Result<Response, PageError> {
    let (_, unit) = permitted(&app, &in_year, &of.unit).await?;
    let known = find(&app, &in_year, &unit, &of.contact).await?;
    let form = filled(&known);
    page(&contact_page(&in_year, &unit, Some(&known.id), form))
}

/// Changes it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfContact>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = permitted(&app, &in_year, &of.unit).await?;
    let known = find(&app, &in_year, &unit, &of.contact).await?;
    let Some(facts) = read(&mut form) else {
        return refused(&contact_page(&in_year, &unit, Some(&known.id), form));
    };
    let seen = form.value("phien_ban").parse().unwrap_or(0);
    let changed = app
        .store()
        .change_contact(&permit, &known.id, seen, facts)
        .await;
    match changed {
        Ok(()) => Ok(see_other(&address(&in_year.year, "?xong=dau-moi"))),
        Err(StoreError::Stale(_)) => {
            let form = form.with("phien_ban", known.version.to_string());
            let mut shown = contact_page(&in_year, &unit, Some(&known.id), form);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// Removes it.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfContact>,
    _form: Posted,
) -> Result<Response, PageError> {
    let (permit, _) = permitted(&app, &in_year, &of.unit).await?;
    app.store().remove_contact(&permit, &of.contact).await?;
    Ok(see_other(&address(&in_year.year, "?xong=bo-dau-moi")))
}

async fn permitted(
    app: &App,
    in_year: &InYear,
    slug: &str,
) -> Result<(Permit<KeepContact>, Member), PageError> {
    let unit = participant(app, &in_year.year, slug).await?;
    let own = matter(&in_year.year).of_unit(&unit.unit);
    let permit = in_year.session.decide(app, KeepContact, own)?;
    Ok((permit, unit))
}

async fn find(app: &App, in_year: &InYear, unit: &Member, id: &str) -> Result<Contact, PageError> {
    let all = app.store().contacts(&in_year.year.id).await?;
    let found = all
        .into_iter()
        .find(|one| one.id == id && one.unit == unit.unit);
    found.ok_or(PageError::NotFound)
}

fn read(form: &mut Form) -> Option<ContactFacts> {
    let name = form.required("ho_ten", NAME);
    let office = form.required("chuc_vu", NAME);
    let phone = form.parsed_optional("dien_thoai", vietnamese::phone::parse);
    let zalo = if form.has("zalo_nhu_dien_thoai", "co") {
        phone.clone()
    } else {
        form.parsed_optional("zalo", vietnamese::phone::parse)
    };
    let email = form.parsed_optional("thu", vietnamese::email::parse);
    let ways = ["dien_thoai", "zalo", "thu"];
    if ways.iter().all(|way| form.value(way).trim().is_empty()) {
        form.refuse(
            "dien_thoai",
            "Chưa có cách nào để liên hệ. Ghi ít nhất số điện thoại, Zalo hoặc thư điện tử.",
        );
    }
    form.errors().is_empty().then_some(ContactFacts {
        name,
        office,
        phone,
        zalo,
        email,
    })
}

fn filled(known: &Contact) -> Form {
    let facts = &known.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Form::filled([
        ("ho_ten", facts.name.clone()),
        ("chuc_vu", facts.office.clone()),
        ("dien_thoai", text(&facts.phone)),
        ("zalo", text(&facts.zalo)),
        ("thu", text(&facts.email)),
        ("phien_ban", known.version.to_string()),
    ])
}

fn contact_page(in_year: &InYear, unit: &Member, known: Option<&str>, form: Form) -> ContactPage {
    let year = &in_year.year;
    ContactPage {
        frame: Frame::of_year(&in_year.session, year, CONTACTS),
        base: address(year, ""),
        action: address(year, &format!("/{}/{}", unit.slug, known.unwrap_or("moi"))),
        unit: unit.name.clone(),
        known: known.is_some(),
        form,
        stale: None,
    }
}
