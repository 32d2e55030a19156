//! The figures of a year: what a source states beside what its parts make.

use axum::Json;
use axum::extract::{Path, State};
use rules::figures::IndicatorKey;
use serde::{Deserialize, Serialize};
use store::units::ClusterYear;
use utoipa::ToSchema;

use super::years::YearEntry;
use crate::figures::published::{PublishedFigure, PublishedFigures};
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
}

/// The indicator of an address.
#[derive(Deserialize)]
pub(super) struct OfIndicator {
    indicator: String,
}

/// Số liệu của cụm: số nêu trong báo cáo, số cộng được, chênh lệch và nguồn.
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
    let figures = published(&app, &year).await?.of_cluster();
    Ok(Json(FigureList {
        year: YearEntry::new(&year),
        figures,
    }))
}

/// Một chỉ tiêu của cụm.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/so-lieu/{indicator}",
    tag = "Số liệu",
    params(
        ("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9"),
        ("indicator" = String, Path, description = "Khóa của chỉ tiêu, lấy ở danh sách số liệu")
    ),
    responses(
        (status = 200, description = "Số liệu của chỉ tiêu", body = PublishedFigure),
        (status = 404, description = "Không có năm hoặc chỉ tiêu này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn one(
    State(app): State<App>,
    PublicYear(year): PublicYear,
    Path(of): Path<OfIndicator>,
) -> Result<Json<PublishedFigure>, PageError> {
    let key = IndicatorKey::new(&of.indicator);
    let figure = published(&app, &year).await?.figure(&key, None);
    figure.map(Json).ok_or(PageError::NotFound)
}

async fn published(app: &App, year: &ClusterYear) -> Result<PublishedFigures, PageError> {
    let members = app.store().members(year).await?;
    PublishedFigures::load(app, year, members, None).await
}
