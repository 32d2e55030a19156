//! Heads and deputies of a year: introduced, recognised by a decision, ended.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use store::units::{HeadRole, Headship};
use utoipa::ToSchema;

use super::units::UnitRef;
use super::years::YearEntry;
use crate::units::known::Known;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::session::PublicYear;

/// The heads of a year.
#[derive(Serialize, ToSchema)]
pub(super) struct HeadList {
    /// The year.
    year: YearEntry,
    /// The head first, then the deputies.
    heads: Vec<HeadEntry>,
}

/// A unit at the head of a year. Rights follow the decision, not the introduction.
#[derive(Serialize, ToSchema)]
struct HeadEntry {
    /// The unit by its name of that year.
    unit: UnitRef,
    /// `Cụm trưởng` or `Cụm phó`.
    #[schema(example = "Cụm trưởng")]
    role: &'static str,
    /// When it was introduced, where known.
    #[schema(value_type = Option<String>, format = Date)]
    introduced_on: Option<Date>,
    /// The day of the recognising decision; none while there is none.
    #[schema(value_type = Option<String>, format = Date)]
    recognised_on: Option<Date>,
    /// Number and symbol of the decision.
    decision: Option<String>,
    /// Where it is known from that this unit took this place.
    source: String,
    /// The last day.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Date>,
}

/// Cụm trưởng, cụm phó của năm và quyết định công nhận.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/cum-truong",
    tag = "Năm thi đua",
    params(("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9")),
    responses(
        (status = 200, description = "Cụm trưởng, cụm phó", body = HeadList),
        (status = 404, description = "Không có năm này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Json<HeadList>, PageError> {
    let known = Known::load(&app).await?;
    let heads = app.store().headships(&year.id).await?;
    let last_day = year.last_day();
    Ok(Json(HeadList {
        year: YearEntry::new(&year),
        heads: heads
            .into_iter()
            .filter_map(|head| Some(entry(UnitRef::on(&known, &head.unit, last_day)?, head)))
            .collect(),
    }))
}

fn entry(unit: UnitRef, head: Headship) -> HeadEntry {
    HeadEntry {
        unit,
        role: HeadRole::title(head.role),
        introduced_on: head.introduced_on,
        recognised_on: head.recognised_on,
        decision: head.decision,
        source: head.source,
        ended_on: head.ended_on,
    }
}
