//! The figures of a year: what a source states beside what its parts make and what the units report.

use axum::Json;
use axum::extract::{Path, State};
use rules::figures::{Absence, Decimal, FigureValue, IndicatorKey, messages};
use serde::{Deserialize, Serialize};
use store::figures::StoredStatement;
use store::units::{ClusterYear, Member};
use utoipa::ToSchema;

use super::years::YearEntry;
use crate::figures::published::{FigureUnit, PublishedFigure, PublishedFigures, Reported};
use crate::portal::year_said::of_whom;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::session::PublicYear;

/// The figures of a year.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureList {
    /// The year they belong to.
    year: YearEntry,
    /// Every figure of which anything is known, in the order of the catalogue.
    figures: Vec<PublishedFigure>,
    /// What the published report says without a number.
    sentences: Vec<Sentence>,
    /// The round of reports that the units' numbers come from; none while no report is approved.
    round: Option<PublishedRound>,
    /// Units whose report is approved or locked, with their numbers.
    units: Vec<UnitReport>,
}

/// A sentence of the published report that gives no number.
#[derive(Serialize, ToSchema)]
struct Sentence {
    /// The part of a report to which it belongs.
    #[schema(example = "Nghiên cứu khoa học")]
    section: &'static str,
    /// Of whom it speaks: the cluster, all units, some units.
    #[schema(example = "Các đơn vị đều")]
    of: &'static str,
    /// The key of the indicator it is about, where there is one.
    indicator: Option<String>,
    /// The words.
    quotation: String,
    /// Where they stand in the source.
    place: String,
    /// The source.
    source: String,
}

/// A figure with the year it belongs to.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureOfYear {
    /// The year; it says whether everything in it is made up.
    year: YearEntry,
    /// The figure.
    #[serde(flatten)]
    figure: PublishedFigure,
}

/// A round of reports. All numbers of a round stand on one basis; rounds are never added.
#[derive(Serialize, ToSchema)]
pub(super) struct PublishedRound {
    /// Its number in the year.
    number: u32,
    /// What it is called.
    name: String,
    /// `to_cutoff`, `estimate` or `official`.
    basis: &'static str,
    /// The basis in words, with the cut-off.
    #[schema(example = "Thực hiện đến ngày chốt 31/10/2021")]
    basis_text: String,
    /// The last day that counts, for `to_cutoff`.
    #[schema(example = "2021-10-31")]
    cut_off: Option<String>,
    /// How many reports are approved or locked.
    published: usize,
    /// How many members the year has.
    members: usize,
}

/// What one unit reports.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitReport {
    /// The unit.
    unit: FigureUnit,
    /// `approved` or `locked`.
    state: &'static str,
    /// Every number that was entered, and why there is none where that was entered.
    figures: Vec<UnitNumber>,
}

/// A number of a unit.
#[derive(Serialize, ToSchema)]
struct UnitNumber {
    /// The key of the indicator.
    indicator: String,
    /// Its code: "KH.5".
    code: String,
    /// The number.
    #[schema(value_type = Option<String>, example = "5")]
    value: Option<Decimal>,
    /// Why there is none: `missing`, `not_assigned`, `not_applicable` or `no_target`.
    absent: Option<&'static str>,
    /// Whether the head's office entered it and the unit has not confirmed it yet.
    awaits_confirmation: bool,
    /// The number, or why there is none, as tables print it.
    text: String,
    /// The address of its provenance page.
    address: String,
}

/// The indicator of an address.
#[derive(Deserialize)]
pub(super) struct OfIndicator {
    indicator: String,
}

/// Số liệu của cụm: số nêu trong báo cáo, số cộng từ thành phần, số cộng từ các đơn vị, chênh lệch và nguồn.
///
/// Chỉ có số của những đơn vị đã được duyệt hoặc khóa báo cáo; loại số liệu và ngày chốt luôn đi kèm.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/so-lieu",
    tag = "Số liệu",
    params(("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9")),
    responses(
        (status = 200, description = "Số liệu của năm", body = FigureList),
        (status = 404, description = "Không có năm này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Json<FigureList>, PageError> {
    let all = published(&app, &year).await?;
    let reported = all.reported.as_ref();
    let units = reported.map_or_else(Vec::new, |reported| reports(&all, reported, &year));
    Ok(Json(FigureList {
        year: YearEntry::new(&year),
        figures: all.of_cluster(),
        sentences: sentences(&all.statements),
        round: reported.map(|reported| round(reported, all.members.len())),
        units,
    }))
}

/// Một chỉ tiêu của cụm.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/so-lieu/{indicator}",
    tag = "Số liệu",
    params(
        ("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9"),
        ("indicator" = String, Path, description = "Khóa hoặc mã của chỉ tiêu, lấy ở danh sách số liệu")
    ),
    responses(
        (status = 200, description = "Số liệu của chỉ tiêu", body = FigureOfYear),
        (status = 404, description = "Không có năm hoặc chỉ tiêu này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn one(
    State(app): State<App>,
    PublicYear(year): PublicYear,
    Path(of): Path<OfIndicator>,
) -> Result<Json<FigureOfYear>, PageError> {
    let all = published(&app, &year).await?;
    let by_code = all.catalogue.by_code(&of.indicator);
    let key = by_code.map_or_else(
        || IndicatorKey::new(&of.indicator),
        |indicator| indicator.key.clone(),
    );
    let figure = all.figure(&key, None).ok_or(PageError::NotFound)?;
    Ok(Json(FigureOfYear {
        year: YearEntry::new(&year),
        figure,
    }))
}

fn sentences(statements: &[StoredStatement]) -> Vec<Sentence> {
    let silent = statements.iter().filter(|one| one.value.is_none());
    silent
        .map(|one| Sentence {
            section: one.section.heading(),
            of: of_whom(one.scope),
            indicator: one.indicator.as_ref().map(ToString::to_string),
            quotation: one.quotation.clone(),
            place: one.place.clone(),
            source: one.source.clone(),
        })
        .collect()
}

async fn published(app: &App, year: &ClusterYear) -> Result<PublishedFigures, PageError> {
    let members = app.store().members(year).await?;
    PublishedFigures::load(app, year, members, None).await
}

fn round(reported: &Reported, members: usize) -> PublishedRound {
    let basis = &reported.round.basis;
    PublishedRound {
        number: reported.round.number,
        name: reported.round.name.clone(),
        basis: basis.key(),
        basis_text: messages::basis(basis),
        cut_off: basis.cut_off().map(|day| day.to_string()),
        published: reported.settled(),
        members,
    }
}

fn reports(all: &PublishedFigures, reported: &Reported, year: &ClusterYear) -> Vec<UnitReport> {
    let shown = all.members.iter();
    let shown = shown.filter(|member| reported.shows(&member.unit));
    shown
        .filter_map(|member| report(reported, member, year))
        .collect()
}

fn report(reported: &Reported, member: &Member, year: &ClusterYear) -> Option<UnitReport> {
    let number = |indicator: &rules::figures::Indicator| {
        let current = reported.current(&member.unit, &indicator.key)?;
        let value = current.value;
        Some(UnitNumber {
            indicator: indicator.key.to_string(),
            code: indicator.code.clone(),
            value: value.number(),
            absent: absent(value).map(Absence::key),
            awaits_confirmation: current.awaits_confirmation,
            text: words(value),
            address: format!("/nam/{}/nguon/{}/{}", year.slug, indicator.key, member.slug),
        })
    };
    Some(UnitReport {
        unit: FigureUnit {
            slug: member.slug.clone(),
            name: member.name.clone(),
            short_name: member.short_name.clone(),
        },
        state: reported.status(&member.unit)?.state.key(),
        figures: reported.catalogue.indicators().filter_map(number).collect(),
    })
}

fn words(value: FigureValue) -> String {
    match value {
        FigureValue::Value(number) => messages::number(number),
        FigureValue::Absent(absence) => messages::absence(absence).to_owned(),
    }
}

fn absent(value: FigureValue) -> Option<Absence> {
    match value {
        FigureValue::Value(_) => None,
        FigureValue::Absent(absence) => Some(absence),
    }
}
