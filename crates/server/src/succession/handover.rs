//! The record of the handover from the outgoing to the incoming head.

use access::actions::succession::HandOverYear;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use rules::succession::check_handover;
use store::StoreError;
use store::succession::{Handover, NewHandover};
use store::units::{ClusterYear, HeadRole};
use vietnamese::date::short;

use super::{MENU, address, coming, matter, messages};
use crate::conference::SILENT;
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "succession/handover.html")]
struct HandoverPage {
    frame: Frame,
    base: String,
    from: String,
    units: Vec<(String, String)>,
    version: i64,
    form: Form,
    stale: Option<&'static str>,
}

/// What the form is checked against.
struct Ground {
    from: Option<UnitId>,
    from_name: String,
    units: Units,
    /// Who was introduced or recognised as the next head.
    next: Option<UnitId>,
    known: Option<Handover>,
}

/// The form, filled with what is recorded, else with the next head.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, HandOverYear, matter(year, ""))?;
    let ground = ground(&app, year).await?;
    page(&handover_page(&in_year, &ground, filled(&ground)))
}

/// Records the handover, or corrects it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, HandOverYear, matter(year, ""))?;
    let ground = ground(&app, year).await?;
    let Some(new) = read(&app, &mut form, year, &ground) else {
        return refused(&handover_page(&in_year, &ground, form));
    };
    let seen = form.value("phien_ban").parse().unwrap_or(0);
    match app.store().record_handover(&permit, seen, new).await {
        Ok(()) => Ok(see_other(&address(year, "?xong=ban-giao"))),
        Err(StoreError::Stale(_) | StoreError::Duplicate(_)) => {
            let mut shown = handover_page(&in_year, &ground, form);
            shown.version = ground.known.as_ref().map_or(0, |known| known.version);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

async fn ground(app: &App, year: &ClusterYear) -> Result<Ground, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let recognised = heads
        .into_iter()
        .filter(|head| head.role == HeadRole::Head && head.recognised_on.is_some());
    let from = recognised
        .max_by_key(|head| head.recognised_on)
        .map(|head| head.unit);
    let coming = coming(app, year).await?;
    let next_heads = match &coming {
        Some(coming) => app.store().headships(&coming.id).await?,
        None => Vec::new(),
    };
    let said = app.store().nominations(&year.id).await?;
    let next = next_heads
        .into_iter()
        .find(|head| head.role == HeadRole::Head)
        .map(|head| head.unit)
        .or_else(|| {
            said.into_iter()
                .find(|one| one.said.role == HeadRole::Head)
                .map(|one| one.said.unit)
        });
    let own = Units::load(app, year).await?;
    let from_name = from
        .as_ref()
        .map_or_else(|| SILENT.to_owned(), |unit| own.name(unit));
    let units = match &coming {
        Some(coming) => Units::load(app, coming).await?,
        None => own,
    };
    Ok(Ground {
        from,
        from_name,
        units,
        next,
        known: app.store().handover(&year.id).await?,
    })
}

fn read(app: &App, form: &mut Form, year: &ClusterYear, ground: &Ground) -> Option<NewHandover> {
    let to = form.choice("ben_nhan", |slug| {
        ground.units.member(slug).map(|known| known.unit.clone())
    });
    let on = form.date("ngay");
    let items = form.required("noi_dung", 20_000);
    let note = form.optional("ghi_chu", 2_000);
    let from = ground.from.as_ref();
    if from.is_none() {
        form.refuse("ben_nhan", messages::NO_HEAD);
    }
    for fault in check_handover(from, to.as_ref(), on, year.year, app.today()) {
        let (field, sentence) = messages::handover_fault(fault);
        form.refuse(field, sentence);
    }
    let items = items.lines().map(str::trim);
    let new = NewHandover {
        from: from?.clone(),
        to: to?,
        on: on?,
        items: items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect(),
        note: Some(note).filter(|note| !note.is_empty()),
    };
    form.errors().is_empty().then_some(new)
}

fn filled(ground: &Ground) -> Form {
    let slug = |unit: &UnitId| ground.units.slug(unit);
    match &ground.known {
        Some(known) => Form::filled([
            ("ben_nhan", slug(&known.said.to)),
            ("ngay", short(known.said.on)),
            ("noi_dung", known.said.items.join("\n")),
            ("ghi_chu", known.said.note.clone().unwrap_or_default()),
            ("phien_ban", known.version.to_string()),
        ]),
        None => {
            let next = ground.next.as_ref().map(slug);
            Form::filled([("ben_nhan", next.unwrap_or_default())])
        }
    }
}

fn handover_page(in_year: &InYear, ground: &Ground, form: Form) -> HandoverPage {
    HandoverPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        from: ground.from_name.clone(),
        units: ground.units.member_choices("Chọn đơn vị"),
        version: form.value("phien_ban").parse().unwrap_or(0),
        form,
        stale: None,
    }
}
