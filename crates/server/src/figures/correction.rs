//! Correction of a stated figure (đính chính), by the head: both numbers stay.

use access::{Matter, actions::figures::PublishCorrection};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::figures::{Decimal, IndicatorKey};
use rules::ids::UnitId;
use serde::Deserialize;
use store::figures::NewCorrection;
use store::units::ClusterYear;

use super::provenance::find;
use super::published::{PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted, Refused};
use crate::web::page::{Frame, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{InYear, Session};

/// The longest words of a correction.
const MOST_LETTERS: usize = 2000;

#[derive(Template)]
#[template(path = "figures/correction.html")]
struct CorrectionPage {
    frame: Frame,
    form: Form,
    figure: PublishedFigure,
    action: String,
}

/// The indicator of the address.
#[derive(Deserialize)]
pub(super) struct OfIndicator {
    indicator: String,
}

/// The unit, where the figure is a unit's.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    don_vi: Option<String>,
}

struct Correction {
    text: String,
    on: Date,
    corrected: Option<Decimal>,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    InYear { session, year }: InYear,
    Path(path): Path<OfIndicator>,
    Query(query): Query<OfUnit>,
) -> Result<Response, PageError> {
    session.decide(&app, PublishCorrection, matter(&year))?;
    let (figure, _) = stated(&app, &year, &path.indicator, query.don_vi.as_deref()).await?;
    let on = vietnamese::date::short(app.today());
    let form = Form::filled([("ngay", on)]);
    page(&written(&session, &year, form, figure))
}

/// Publishes the correction.
pub(super) async fn post(
    State(app): State<App>,
    InYear { session, year }: InYear,
    Path(path): Path<OfIndicator>,
    Query(query): Query<OfUnit>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, PublishCorrection, matter(&year))?;
    let (figure, unit) = stated(&app, &year, &path.indicator, query.don_vi.as_deref()).await?;
    let correction = match read(form, app.today()) {
        Ok(correction) => correction,
        Err(Refused(form)) => return refused(&written(&session, &year, form, figure)),
    };
    let new = NewCorrection {
        indicator: IndicatorKey::new(&figure.indicator),
        unit,
        corrected: correction.corrected,
        text: correction.text,
        on: correction.on,
    };
    app.store().publish_correction(&permit, new).await?;
    Ok(see_other(&figure.address))
}

/// Where the one who asks may correct a figure; none for others and for figures that nobody stated.
pub(super) fn address(
    app: &App,
    session: &Session,
    year: &ClusterYear,
    figure: &PublishedFigure,
) -> Option<String> {
    let may = figure.stated.is_some()
        && session.signed_in()
        && app.may(&session.principal, PublishCorrection, &matter(year));
    may.then(|| action(year, figure))
}

fn action(year: &ClusterYear, figure: &PublishedFigure) -> String {
    let unit = figure
        .unit
        .as_ref()
        .map_or_else(String::new, |unit| format!("?don_vi={}", unit.slug));
    format!(
        "/nam/{}/so-lieu/dinh-chinh/{}{unit}",
        year.slug, figure.indicator
    )
}

fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("correction", "", &year.id)
}

/// The stated figure that is to be corrected.
async fn stated(
    app: &App,
    year: &ClusterYear,
    indicator: &str,
    unit: Option<&str>,
) -> Result<(PublishedFigure, Option<UnitId>), PageError> {
    let members = app.store().members(year).await?;
    let unit = match unit {
        None => None,
        Some(slug) => {
            let member = members.iter().find(|member| member.slug == slug);
            Some(member.ok_or(PageError::NotFound)?.unit.clone())
        }
    };
    let all = PublishedFigures::load(app, year, members, None).await?;
    let key = &find(&all.catalogue, indicator)?.key;
    let figure = all
        .figure(key, unit.as_ref())
        .filter(|figure| figure.stated.is_some())
        .ok_or(PageError::NotFound)?;
    Ok((figure, unit))
}

fn written(
    session: &Session,
    year: &ClusterYear,
    form: Form,
    figure: PublishedFigure,
) -> CorrectionPage {
    CorrectionPage {
        frame: Frame::of_year(session, year, "so-lieu"),
        form,
        action: action(year, &figure),
        figure,
    }
}

fn read(mut form: Form, today: Date) -> Result<Correction, Refused> {
    let text = form.required("noi_dung", MOST_LETTERS);
    let on = form.date("ngay");
    if on.is_some_and(|on| on > today) {
        form.refuse("ngay", "Ngày đính chính sau hôm nay. Nhập ngày đã công bố.");
    }
    let corrected = form
        .parsed_optional("so_dung", vietnamese::number::parse_decimal)
        .map(Decimal::from_ten_thousandths);
    let correction = on.map(|on| Correction {
        text,
        on,
        corrected,
    });
    form.finish(correction)
}
