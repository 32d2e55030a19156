//! What a year led to: who was elected, proposed or decided for an award, introduced for the year after.

use axum::Json;
use axum::extract::State;
use rules::ids::UnitId;
use serde::Serialize;
use utoipa::ToSchema;

use super::units::UnitRef;
use super::years::YearEntry;
use crate::units::awards_of::state_words;
use crate::units::known::Known;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::session::PublicYear;

/// The outcome of a year. A proposal of the cluster is no decision; `state` says which of the two it is.
#[derive(Serialize, ToSchema)]
pub(super) struct Outcome {
    /// The year.
    year: YearEntry,
    /// Units that the meeting elected; counts are not published.
    elected: Vec<Elected>,
    /// Awards in the register.
    awards: Vec<Award>,
    /// Units introduced as head or deputy of a coming year; recognised only by a later decision.
    introduced: Vec<Introduced>,
}

/// A unit that was elected.
#[derive(Serialize, ToSchema)]
struct Elected {
    /// The unit by its name of that year.
    unit: UnitRef,
    /// As what.
    #[schema(example = "đơn vị dẫn đầu cụm thi đua")]
    elected_as: String,
}

/// An award.
#[derive(Serialize, ToSchema)]
struct Award {
    /// The unit by its name of that year.
    unit: UnitRef,
    /// In the words of the proposal.
    wording: String,
    /// Where it stands, in words.
    #[schema(example = "Đề nghị, chưa có quyết định")]
    state: String,
}

/// A unit introduced for a coming year.
#[derive(Serialize, ToSchema)]
struct Introduced {
    /// The unit by its name of the year of the meeting.
    unit: UnitRef,
    /// `Cụm trưởng` or `Cụm phó`.
    role: &'static str,
    /// For which year.
    for_year: i16,
}

/// Kết quả của năm: suy tôn, đề nghị khen thưởng và quyết định, giới thiệu cụm trưởng năm sau.
#[utoipa::path(
    get,
    path = "/api/v1/nam/{year}/ket-qua",
    tag = "Kết quả",
    params(("year" = String, Path, description = "Mã năm, ví dụ 2021-cum-9")),
    responses(
        (status = 200, description = "Kết quả của năm", body = Outcome),
        (status = 404, description = "Không có năm này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn one(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Json<Outcome>, PageError> {
    let known = Known::load(&app).await?;
    let store = app.store();
    let of_year = |unit: &UnitId| UnitRef::on(&known, unit, year.last_day());
    let elected = store.elected_of_year(&year.id).await?;
    let awards = store.awards_of_year(&year.id).await?;
    let introduced = store.nominations(&year.id).await?;
    let elected = elected.into_iter().filter_map(|one| {
        Some(Elected {
            unit: of_year(&one.unit)?,
            elected_as: one.elected_as,
        })
    });
    let awards = awards.into_iter().filter_map(|one| {
        Some(Award {
            unit: of_year(&one.proposed.unit)?,
            wording: one.proposed.wording,
            state: state_words(&one.state),
        })
    });
    let introduced = introduced.into_iter().filter_map(|one| {
        Some(Introduced {
            unit: of_year(&one.said.unit)?,
            role: one.said.role.title(),
            for_year: one.said.for_year,
        })
    });
    Ok(Json(Outcome {
        year: YearEntry::new(&year),
        elected: elected.collect(),
        awards: awards.collect(),
        introduced: introduced.collect(),
    }))
}
