//! Directives of a year as the public reads them: what the head of a paper says, no file, nobody's name.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use store::directives::DirectiveFacts;
use utoipa::ToSchema;

use super::years::YearEntry;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::session::PublicYear;

/// The directives in the register of a year.
#[derive(Serialize, ToSchema)]
pub(super) struct DirectiveList {
    /// The year.
    year: YearEntry,
    /// The oldest paper first.
    directives: Vec<DirectiveEntry>,
}

/// A directive (văn bản chỉ đạo).
#[derive(Serialize, ToSchema)]
struct DirectiveEntry {
    /// Its number and symbol as the paper writes them.
    #[schema(example = "550-QĐ/HVCTQG")]
    symbol: String,
    /// Its type.
    #[schema(example = "Quyết định")]
    kind: &'static str,
    /// Who issued it.
    issuer: String,
    /// Its date.
    #[schema(value_type = String, format = Date)]
    issued_on: Date,
    /// Trích yếu, verbatim; none where the source gives none.
    subject: Option<String>,
    /// What it is about in the source's words, where there is no trích yếu.
    about: Option<String>,
    /// The last day it is in force; none where the register names none.
    #[schema(value_type = Option<String>, format = Date)]
    in_force_until: Option<Date>,
}

/// Văn bản chỉ đạo trong sổ của năm.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/van-ban",
    tag = "Văn bản",
    params(("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9")),
    responses(
        (status = 200, description = "Văn bản của năm", body = DirectiveList),
        (status = 404, description = "Không có năm này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Json<DirectiveList>, PageError> {
    let directives = app.store().public_directives(&year.id).await?;
    Ok(Json(DirectiveList {
        year: YearEntry::new(&year),
        directives: directives.into_iter().map(entry).collect(),
    }))
}

fn entry(facts: DirectiveFacts) -> DirectiveEntry {
    DirectiveEntry {
        symbol: facts.symbol.to_string(),
        kind: facts.kind.name_in(facts.symbol.style),
        issuer: facts.issuer,
        issued_on: facts.issued_on,
        subject: facts.subject,
        about: facts.about,
        in_force_until: facts.in_force_until,
    }
}
