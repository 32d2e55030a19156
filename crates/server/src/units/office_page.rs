//! A unit as the administrator keeps it: names, merger, years.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::units::{KnownName, Unit};
use vietnamese::date::short;

use super::known::{Known, kind_title, period};
use super::{Done, MENU, OfUnit, SILENT, kept, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{Session, SignedIn};

struct NameRow {
    id: String,
    name: String,
    short_name: String,
    period: String,
    source: String,
}

struct MergerView {
    words: String,
    source: String,
}

struct Predecessor {
    href: String,
    name: String,
    on: String,
}

/// The page.
#[derive(Template)]
#[template(path = "units/office_page.html")]
pub(super) struct OfficePage {
    frame: Frame,
    href: String,
    slug: String,
    called: String,
    kind: &'static str,
    superior: String,
    names: Vec<NameRow>,
    nameless_since: Option<String>,
    merger: Option<MergerView>,
    predecessors: Vec<Predecessor>,
    years: Vec<(String, String)>,
    form: Form,
    version: i64,
}

/// The page of one unit.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let (_, unit) = kept(&app, &session, &of).await?;
    let mut shown = office_page(&app, &session, unit, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page with a form that was refused, if any.
pub(super) async fn office_page(
    app: &App,
    session: &Session,
    unit: Unit,
    form: Form,
) -> Result<OfficePage, PageError> {
    let known = Known::load(app).await?;
    let names = app.store().unit_names(&unit.id).await?;
    let years = known.years_of(&unit.id);
    Ok(OfficePage {
        frame: Frame::plain(session, MENU),
        href: office_address(&unit.slug, ""),
        slug: unit.slug.clone(),
        called: unit.name_on(app.today()).name.clone(),
        kind: kind_title(unit.kind),
        superior: unit.superior.clone().unwrap_or_else(|| SILENT.to_owned()),
        names: names.into_iter().map(name_row).collect(),
        nameless_since: known.nameless_since(&unit).map(short),
        merger: merger(&known, &unit),
        predecessors: predecessors(&known, &unit),
        years: years
            .iter()
            .map(|(year, role)| {
                (
                    format!("/nam/{}/thanh-vien", year.slug),
                    format!(
                        "{}, năm {}: {}",
                        year.name,
                        year.year,
                        role.title().to_lowercase()
                    ),
                )
            })
            .collect(),
        form,
        version: unit.version,
    })
}

fn name_row(name: KnownName) -> NameRow {
    NameRow {
        id: name.id,
        period: period(&name.facts),
        name: name.facts.name,
        short_name: name.facts.short_name,
        source: name.facts.source,
    }
}

fn merger(known: &Known, unit: &Unit) -> Option<MergerView> {
    let (_, _, source) = unit.merged_into.clone()?;
    let words = known.merged_words(unit)?;
    Some(MergerView { words, source })
}

fn predecessors(known: &Known, unit: &Unit) -> Vec<Predecessor> {
    let merged = known.merged_here(unit).into_iter();
    merged
        .map(|(one, on)| Predecessor {
            href: office_address(&one.slug, ""),
            name: one.name_on(on).name.clone(),
            on: short(on),
        })
        .collect()
}
