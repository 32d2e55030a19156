//! Figures: what sources state, corrections, reports of the units, and the acts on them.

mod corrections;
mod statements;

use access::{Action, Permit};
use rules::figures::{Basis, Decimal};
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

pub use corrections::{Correction, NewCorrection};
pub use statements::{NewStatement, Scope, StoredStatement};

use crate::history::Act;
use crate::units::{day, membership};
use crate::{StoreError, table};

table!(statement = "figures_statement", keys { cluster_year_id, id }, {
    position: i64,
    unit_id: Option<String>,
    indicator: Option<String>,
    section: String,
    scope: String,
    basis: Option<String>,
    cut_off: Option<String>,
    value: Option<i64>,
    written: Option<String>,
    counted: Option<String>,
    quotation: String,
    place: String,
    source: String,
    recorded_at: i64,
});

table!(correction = "figures_correction", keys { cluster_year_id, id }, {
    position: i64,
    indicator: String,
    unit_id: Option<String>,
    stated: i64,
    corrected: Option<i64>,
    text: String,
    on_date: String,
    made_at: i64,
});

/// The cluster-year of a permit's matter; figures belong to one.
fn year_of<A: Action>(permit: &Permit<A>) -> Result<String, StoreError> {
    let year = permit.matter().cluster_year();
    year.map(ToString::to_string)
        .ok_or(StoreError::NotFound("cluster year"))
}

/// Figures of a unit that takes no part in the year are refused.
pub(crate) async fn require_member(act: &Act, year: &str, unit: &UnitId) -> Result<(), StoreError> {
    let found = membership::Entity::find()
        .filter(membership::Column::ClusterYearId.eq(year))
        .filter(membership::Column::UnitId.eq(unit.as_str()))
        .filter(membership::Column::Role.eq("member"))
        .count(act.db())
        .await?;
    if found > 0 {
        return Ok(());
    }
    Err(StoreError::Refused {
        what: "figures",
        why: NOT_A_MEMBER,
    })
}

/// Why figures of a unit outside the year are refused.
pub const NOT_A_MEMBER: &str = "not a member";

fn read_basis(key: Option<&str>, cut_off: Option<&str>) -> Result<Option<Basis>, StoreError> {
    let Some(key) = key else { return Ok(None) };
    Basis::from_key(key, day(cut_off)?)
        .map(Some)
        .map_err(|error| StoreError::Broken(error.to_string()))
}

fn cut_off_text(basis: &Basis) -> Option<String> {
    basis.cut_off().map(|date| date.to_string())
}

fn decimal(stored: Option<i64>) -> Option<Decimal> {
    stored.map(Decimal::from_ten_thousandths)
}
