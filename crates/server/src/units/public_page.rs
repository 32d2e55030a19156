//! A unit through time, as everybody reads it: names, mergers, years, awards, themes, figures.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::UnitId;
use store::units::{ClusterYear, Role, Unit};
use vietnamese::date::short;

use super::awards_of::{AwardLine, awards_of};
use super::known::{Known, called, kind_title, period, role_in};
use super::{OfUnit, SILENT};
use crate::figures::published::{PublishedFigure, PublishedFigures};
use crate::portal::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;

struct NameLine {
    name: String,
    period: String,
    source: String,
}

struct OtherUnit {
    href: String,
    name: String,
    on: String,
}

struct YearLine {
    slug: String,
    year: i16,
    sample: bool,
    cluster: String,
    role: String,
    theme: String,
}

struct FigureLine {
    year: i16,
    sample: bool,
    figure: PublishedFigure,
}

#[derive(Template)]
#[template(path = "units/public_page.html")]
struct UnitPage {
    frame: PublicFrame,
    called: String,
    short_name: String,
    kind: &'static str,
    superior: String,
    nameless_since: Option<String>,
    names: Vec<NameLine>,
    merged: Option<OtherUnit>,
    predecessors: Vec<OtherUnit>,
    years: Vec<YearLine>,
    awards: Vec<AwardLine>,
    figures: Vec<FigureLine>,
}

/// The page of one unit.
pub(super) async fn get(
    State(app): State<App>,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let unit = app.store().unit_by_slug(&of.unit).await?;
    let unit = unit.ok_or(PageError::NotFound)?;
    let known = Known::load(&app).await?;
    let name = unit.name_on(app.today());
    public(&UnitPage {
        frame: PublicFrame::load(&app, "don-vi").await?,
        called: name.name.clone(),
        short_name: name.short_name.clone(),
        kind: kind_title(unit.kind),
        superior: unit.superior.clone().unwrap_or_else(|| SILENT.to_owned()),
        nameless_since: known.nameless_since(&unit).map(short),
        names: unit
            .names
            .iter()
            .map(|name| NameLine {
                name: name.name.clone(),
                period: period(name),
                source: name.source.clone(),
            })
            .collect(),
        merged: merged(&known, &unit),
        predecessors: predecessors(&known, &unit),
        years: years(&app, &known, &unit).await?,
        awards: awards_of(&app, &known, &unit).await?,
        figures: figures(&app, &known, &unit).await?,
    })
}

fn merged(known: &Known, unit: &Unit) -> Option<OtherUnit> {
    let (into, on, _) = unit.merged_into.as_ref()?;
    let into = known.unit(into)?;
    Some(OtherUnit {
        href: format!("/don-vi/{}", into.slug),
        name: called(into, *on),
        on: short(*on),
    })
}

fn predecessors(known: &Known, unit: &Unit) -> Vec<OtherUnit> {
    let merged = known.merged_here(unit).into_iter();
    merged
        .map(|(one, on)| OtherUnit {
            href: format!("/don-vi/{}", one.slug),
            name: one.name_on(on).name.clone(),
            on: short(on),
        })
        .collect()
}

async fn years(app: &App, known: &Known, unit: &Unit) -> Result<Vec<YearLine>, PageError> {
    let mut lines = Vec::new();
    for (year, role) in known.years_of(&unit.id) {
        lines.push(YearLine {
            slug: year.slug.clone(),
            year: year.year,
            sample: year.sample,
            cluster: year.name.clone(),
            role: role_in(app, year, &unit.id, role).await?,
            theme: match role {
                Role::Member => theme(app, year, &unit.id).await?,
                Role::Superior => "không áp dụng".to_owned(),
            },
        });
    }
    Ok(lines)
}

async fn theme(app: &App, year: &ClusterYear, unit: &UnitId) -> Result<String, PageError> {
    let all = app.store().registrations(&year.id).await?;
    let latest = all.iter().rfind(|known| known.unit == *unit);
    let theme = latest.and_then(|known| known.version.content.theme.clone());
    Ok(theme.map_or_else(|| SILENT.to_owned(), |theme| format!("“{theme}”")))
}

/// Figures that sources state of this unit alone.
async fn figures(app: &App, known: &Known, unit: &Unit) -> Result<Vec<FigureLine>, PageError> {
    let mut lines = Vec::new();
    for (year, role) in known.years_of(&unit.id) {
        if role != Role::Member {
            continue;
        }
        let members = app.store().members(year).await?;
        let all = PublishedFigures::load(app, year, members, None).await?;
        let stated = all
            .catalogue
            .indicators()
            .filter(|indicator| all.statement(&indicator.key, Some(&unit.id)).is_some())
            .filter_map(|indicator| all.figure(&indicator.key, Some(&unit.id)));
        lines.extend(stated.map(|figure| FigureLine {
            year: year.year,
            sample: year.sample,
            figure,
        }));
    }
    Ok(lines)
}
