//! Putting a merger on record, and taking it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::units::{Merger, UnitsError, check_merger};
use store::StoreError;
use store::units::{Unit, UnitChangeError};

use super::known::Known;
use super::office_page::office_page;
use super::{MENU, OfUnit, SENTENCE, kept, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

#[derive(Template)]
#[template(path = "units/merging.html")]
struct MergingPage {
    frame: Frame,
    href: String,
    called: String,
    form: Form,
    version: i64,
    successors: Vec<(String, String)>,
    stale: Option<&'static str>,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, unit) = kept(&app, &session, &of).await?;
    let known = Known::load(&app).await?;
    page(&merging_page(
        &app,
        &session,
        &known,
        &unit,
        Form::default(),
    ))
}

/// Puts the merger on record.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let known = Known::load(&app).await?;
    let into = form.choice("vao", |slug| {
        known.units.iter().find(|other| other.slug == slug)
    });
    let on = form.date("ngay");
    let source = form.required("nguon", SENTENCE);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let (Some(into), Some(on), true) = (into, on, form.errors().is_empty()) else {
        if let Some((into, on)) = into.zip(on) {
            let into = into.id.clone();
            let unit = unit.id.clone();
            refuse_by_rules(&mut form, &known, &Merger { unit, into, on });
        }
        return refused(&merging_page(&app, &session, &known, &unit, form));
    };
    let merged = app
        .store()
        .merge_unit(&permit, &unit.id, version, &into.id, on, &source)
        .await;
    match merged {
        Ok(()) => Ok(see_other(&office_address(&unit.slug, "?xong=sap-nhap"))),
        Err(UnitChangeError::Refused(errors)) => {
            refuse_all(&mut form, &errors);
            refused(&merging_page(&app, &session, &known, &unit, form))
        }
        Err(UnitChangeError::Store(StoreError::Stale(_))) => {
            let mut shown = merging_page(&app, &session, &known, &unit, form);
            shown.version = unit.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(UnitChangeError::Store(error)) => Err(error.into()),
    }
}

/// Takes the merger back.
pub(super) async fn undo(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let reason = form.required("ly_do", SENTENCE);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        return refused(&office_page(&app, &session, unit, form).await?);
    }
    app.store()
        .undo_merger(&permit, &unit.id, version, &reason)
        .await?;
    Ok(see_other(&office_address(&unit.slug, "?xong=hoan-tac")))
}

/// What the rules say is told together with what is wrong in the form.
fn refuse_by_rules(form: &mut Form, known: &Known, new: &Merger) {
    let years = known.years_of(&new.unit).into_iter();
    let years: Vec<i16> = years.map(|(year, _)| year.year).collect();
    let errors = check_merger(&known.names(), &known.mergers(), &years, new);
    refuse_all(form, &errors);
}

fn refuse_all(form: &mut Form, errors: &[UnitsError]) {
    for error in errors {
        form.refuse(field(error), messages::refusal(error));
    }
}

/// The field that an error belongs to.
fn field(error: &UnitsError) -> &'static str {
    match error {
        UnitsError::MergedIntoItself { .. } | UnitsError::MergedTwice { .. } => "vao",
        _ => "ngay",
    }
}

fn merging_page(
    app: &App,
    session: &Session,
    known: &Known,
    unit: &Unit,
    form: Form,
) -> MergingPage {
    let none = (String::new(), "Chọn đơn vị".to_owned());
    let others = known.units.iter().filter(|other| other.id != unit.id);
    let choices = others.map(|other| {
        let name = &other.name_on(app.today()).name;
        (other.slug.clone(), format!("{name} ({})", other.slug))
    });
    MergingPage {
        frame: Frame::plain(session, MENU),
        href: office_address(&unit.slug, ""),
        called: unit.name_on(app.today()).name.clone(),
        version: form.value("phien_ban").parse().unwrap_or(unit.version),
        form,
        successors: std::iter::once(none).chain(choices).collect(),
        stale: None,
    }
}
