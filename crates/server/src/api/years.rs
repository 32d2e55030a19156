//! The years and who takes part in them.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::units::{ClusterYear, HeadRole, Member, Standing};
use utoipa::ToSchema;

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::session::PublicYear;

/// A cluster-year (năm thi đua của một cụm).
#[derive(Serialize, ToSchema)]
pub(super) struct YearEntry {
    /// Its part of an address: `2021-cum-9`.
    #[schema(example = "2021-cum-9")]
    slug: String,
    /// The emulation year.
    #[schema(example = 2021)]
    year: i16,
    /// The cluster's number in that year, where it has one.
    cluster_number: Option<i64>,
    /// The cluster's name in that year.
    cluster_name: String,
    /// Whether everything in it is made up for trying the program.
    sample: bool,
    /// The address of its public page.
    page: String,
}

impl YearEntry {
    pub(super) fn new(year: &ClusterYear) -> Self {
        Self {
            slug: year.slug.clone(),
            year: year.year,
            cluster_number: year.number,
            cluster_name: year.name.clone(),
            sample: year.sample,
            page: format!("/nam/{}", year.slug),
        }
    }
}

/// A year with its members.
#[derive(Serialize, ToSchema)]
pub(super) struct YearDetail {
    /// The year.
    year: YearEntry,
    /// Where the founding of the cluster is known from.
    source: String,
    /// Members in Vietnamese alphabetical order.
    members: Vec<MemberEntry>,
}

/// A member of a year.
#[derive(Serialize, ToSchema)]
struct MemberEntry {
    /// Its part of an address.
    slug: String,
    /// Its full name in that year.
    name: String,
    /// `cụm trưởng`, `cụm phó` where recognised by decision, else a plain member.
    role: &'static str,
}

/// Mọi năm thi đua có trang công khai.
#[utoipa::path(
    get,
    path = "/api/v1/nam",
    tag = "Năm thi đua",
    responses((status = 200, description = "Các năm", body = Vec<YearEntry>))
)]
pub(super) async fn list(State(app): State<App>) -> Result<Json<Vec<YearEntry>>, PageError> {
    let years = app.store().cluster_years().await?;
    Ok(Json(years.iter().map(YearEntry::new).collect()))
}

/// Một năm thi đua và các đơn vị thành viên.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}",
    tag = "Năm thi đua",
    params(("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9")),
    responses(
        (status = 200, description = "Năm thi đua", body = YearDetail),
        (status = 404, description = "Không có năm này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn one(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Json<YearDetail>, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let role = |member: &Member| {
        let head = heads.iter().find(|head| {
            head.unit == member.unit && head.standing(year.last_day()) == Standing::Recognised
        });
        head.map_or("Thành viên", |head| HeadRole::title(head.role))
    };
    let members = app.store().members(&year).await?;
    Ok(Json(YearDetail {
        year: YearEntry::new(&year),
        source: year.source.clone(),
        members: members
            .iter()
            .map(|member| MemberEntry {
                slug: member.slug.clone(),
                name: member.name.clone(),
                role: role(member),
            })
            .collect(),
    }))
}
