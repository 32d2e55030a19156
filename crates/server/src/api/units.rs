//! Units through time: names, mergers, years, awards.

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use rules::ids::UnitId;
use serde::{Deserialize, Serialize};
use store::units::{Unit, UnitName};
use utoipa::ToSchema;

use crate::units::awards_of::{AwardLine, awards_of};
use crate::units::known::{Known, kind_title, role_in};
use crate::web::app::App;
use crate::web::error::PageError;

/// A unit as other things name it.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitRef {
    /// Its part of an address.
    #[schema(example = "ben-tre")]
    slug: String,
    /// Its full name on the day concerned; the nearest known one where no source tells.
    name: String,
}

impl UnitRef {
    /// A unit by the name of a day; none for a unit that is not kept.
    pub(super) fn on(known: &Known, unit: &UnitId, day: Date) -> Option<Self> {
        let unit = known.unit(unit)?;
        Some(Self {
            slug: unit.slug.clone(),
            name: unit.name_on(day).name.clone(),
        })
    }
}

/// A unit in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitEntry {
    /// Its part of an address.
    #[schema(example = "ben-tre")]
    slug: String,
    /// Its full name of today; the nearest known one where no source tells.
    name: String,
    /// The name used in tables.
    short_name: String,
    /// What sort of unit it is.
    #[schema(example = "Trường chính trị")]
    kind: &'static str,
    /// Its local superior, where known.
    superior: Option<String>,
    /// The unit it was merged into.
    merged_into: Option<MergedInto>,
    /// The address of its public page.
    page: String,
}

/// A merger as the unit that ended has it.
#[derive(Serialize, ToSchema)]
struct MergedInto {
    /// The unit that goes on.
    unit: UnitRef,
    /// The first day of the merged unit.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Where the merger is known from.
    source: String,
}

/// A unit with everything that is public of it.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitDetail {
    /// The unit.
    unit: UnitEntry,
    /// Its names, oldest first.
    names: Vec<NameEntry>,
    /// From this day on no source tells its name.
    #[schema(value_type = Option<String>, format = Date)]
    name_unknown_since: Option<Date>,
    /// Units that merged directly into it.
    predecessors: Vec<Predecessor>,
    /// Years in which it takes part, newest first.
    years: Vec<TakesPart>,
    /// What it and its predecessors were elected as and proposed or decided for.
    awards: Vec<AwardEntry>,
}

/// A name with its period, both ends inclusive.
#[derive(Serialize, ToSchema)]
struct NameEntry {
    /// The full name.
    name: String,
    /// The name used in tables.
    short_name: String,
    /// The first day, where known.
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Date>,
    /// The last day; none while it holds.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// Where the name is known from.
    source: String,
}

/// A unit that merged into this one.
#[derive(Serialize, ToSchema)]
struct Predecessor {
    /// The unit that ended.
    unit: UnitRef,
    /// The first day of the merged unit.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// A year in which a unit takes part.
#[derive(Serialize, ToSchema)]
struct TakesPart {
    /// The year's part of an address.
    #[schema(example = "2021-cum-9")]
    slug: String,
    /// The emulation year.
    year: i16,
    /// The cluster's name in that year.
    cluster_name: String,
    /// What it is in the year: by recognition head or deputy, else member or upper body.
    #[schema(example = "Cụm trưởng")]
    role: String,
    /// Whether everything in the year is made up for trying the program.
    sample: bool,
}

/// An election or an award.
#[derive(Serialize, ToSchema)]
struct AwardEntry {
    /// The year's part of an address.
    year: String,
    /// In the words of the minutes or the proposal.
    what: String,
    /// The legal unit of its day, by its name of that year.
    unit: String,
    /// Whether that is a unit that later merged into this one.
    of_predecessor: bool,
    /// Where it stands.
    state: String,
    /// Whether everything in the year is made up for trying the program.
    sample: bool,
}

/// The unit of an address.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    unit: String,
}

/// Mọi đơn vị, theo thứ tự chữ cái của tên gọn.
#[utoipa::path(
    get,
    path = "/api/v1/don-vi",
    tag = "Đơn vị",
    responses((status = 200, description = "Các đơn vị", body = Vec<UnitEntry>))
)]
pub(super) async fn list(State(app): State<App>) -> Result<Json<Vec<UnitEntry>>, PageError> {
    let known = Known::load(&app).await?;
    let today = app.today();
    let units = known.units.iter();
    Ok(Json(units.map(|unit| entry(&known, unit, today)).collect()))
}

/// Một đơn vị: tên qua các thời kỳ, sáp nhập, các năm thi đua, khen thưởng.
#[utoipa::path(
    get,
    path = "/api/v1/don-vi/{unit}",
    tag = "Đơn vị",
    params(("unit" = String, Path, description = "Mã đơn vị, ví dụ ben-tre")),
    responses(
        (status = 200, description = "Đơn vị", body = UnitDetail),
        (status = 404, description = "Không có đơn vị này", body = crate::web::error::ApiError)
    )
)]
pub(super) async fn one(
    State(app): State<App>,
    Path(of): Path<OfUnit>,
) -> Result<Json<UnitDetail>, PageError> {
    let known = Known::load(&app).await?;
    let unit = known.units.iter().find(|unit| unit.slug == of.unit);
    let unit = unit.ok_or(PageError::NotFound)?;
    let awards = awards_of(&app, &known, unit).await?;
    Ok(Json(UnitDetail {
        unit: entry(&known, unit, app.today()),
        names: unit.names.iter().map(name).collect(),
        name_unknown_since: known.nameless_since(unit),
        predecessors: predecessors(&known, unit),
        years: years(&app, &known, unit).await?,
        awards: awards.into_iter().map(award).collect(),
    }))
}

fn entry(known: &Known, unit: &Unit, today: Date) -> UnitEntry {
    let merged_into = unit.merged_into.as_ref().and_then(|(into, on, source)| {
        Some(MergedInto {
            unit: UnitRef::on(known, into, *on)?,
            on: *on,
            source: source.clone(),
        })
    });
    let name = unit.name_on(today);
    UnitEntry {
        slug: unit.slug.clone(),
        name: name.name.clone(),
        short_name: name.short_name.clone(),
        kind: kind_title(unit.kind),
        superior: unit.superior.clone(),
        merged_into,
        page: format!("/don-vi/{}", unit.slug),
    }
}

fn name(name: &UnitName) -> NameEntry {
    NameEntry {
        name: name.name.clone(),
        short_name: name.short_name.clone(),
        valid_from: name.valid_from,
        valid_to: name.valid_to,
        source: name.source.clone(),
    }
}

fn predecessors(known: &Known, unit: &Unit) -> Vec<Predecessor> {
    let merged = known.merged_here(unit).into_iter();
    merged
        .filter_map(|(one, on)| {
            let unit = UnitRef::on(known, &one.id, on)?;
            Some(Predecessor { unit, on })
        })
        .collect()
}

async fn years(app: &App, known: &Known, unit: &Unit) -> Result<Vec<TakesPart>, PageError> {
    let mut years = Vec::new();
    for (year, role) in known.years_of(&unit.id) {
        years.push(TakesPart {
            slug: year.slug.clone(),
            year: year.year,
            cluster_name: year.name.clone(),
            role: role_in(app, year, &unit.id, role).await?,
            sample: year.sample,
        });
    }
    Ok(years)
}

fn award(line: AwardLine) -> AwardEntry {
    AwardEntry {
        year: line.slug,
        what: line.what,
        unit: line.unit,
        of_predecessor: line.of_predecessor,
        state: line.state,
        sample: line.sample,
    }
}
