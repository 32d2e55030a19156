//! Correcting kind and local superior of a unit.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::units::{Unit, UnitFacts, UnitKind};

use super::{MENU, NAME, OfUnit, kept, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

#[derive(Template)]
#[template(path = "units/facts.html")]
struct FactsPage {
    frame: Frame,
    href: String,
    called: String,
    form: Form,
    version: i64,
    kinds: Vec<(String, String)>,
    stale: Option<&'static str>,
}

/// The form, filled.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, unit) = kept(&app, &session, &of).await?;
    let form = Form::filled([
        ("loai", unit.kind.key().to_owned()),
        ("cap_tren", unit.superior.clone().unwrap_or_default()),
    ]);
    page(&facts_page(&app, &session, &unit, form))
}

/// Corrects the unit.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let kind = read_kind(&mut form);
    let superior = form.optional("cap_tren", NAME);
    let Some(kind) = kind.filter(|_| form.errors().is_empty()) else {
        return refused(&facts_page(&app, &session, &unit, form));
    };
    let facts = UnitFacts {
        kind,
        superior: (!superior.is_empty()).then_some(superior),
    };
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let corrected = app
        .store()
        .correct_unit(&permit, &unit.id, version, facts)
        .await;
    match corrected {
        Ok(()) => Ok(see_other(&office_address(&unit.slug, "?xong=sua"))),
        Err(StoreError::Stale(_)) => {
            let mut shown = facts_page(&app, &session, &unit, form);
            shown.version = unit.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// The kind that was chosen.
pub(super) fn read_kind(form: &mut Form) -> Option<UnitKind> {
    form.choice("loai", |key| {
        let kind = UnitKind::from_key(key);
        (kind.key() == key).then_some(kind)
    })
}

fn facts_page(app: &App, session: &Session, unit: &Unit, form: Form) -> FactsPage {
    FactsPage {
        frame: Frame::plain(session, MENU),
        href: office_address(&unit.slug, ""),
        called: unit.name_on(app.today()).name.clone(),
        version: form.value("phien_ban").parse().unwrap_or(unit.version),
        form,
        kinds: super::known::kinds(),
        stale: None,
    }
}
