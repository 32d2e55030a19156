//! Units that keep their score and have no rank, with the ground.

use std::collections::BTreeMap;

use access::{Permit, actions::scoring::FinaliseScores};
use jiff::Timestamp;
use rules::ids::{ClusterYearId, UnitId};
use rules::scoring::Ineligibility;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::eligibility_row;
use crate::figures::require_member;
use crate::keyed::unknown_key;
use crate::registration::instant;
use crate::{Store, StoreError};

/// That a unit is not ranked, or ranked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityMark {
    /// The unit.
    pub unit: UnitId,
    /// The ground; none where it is ranked again.
    pub ground: Option<Ineligibility>,
    /// What is known about it.
    pub note: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom, as the history names it.
    pub recorded_by: String,
}

impl Store {
    /// Marks the unit of the permit's matter as not ranked, or as ranked again; `seen` is how many marks were read.
    pub async fn mark_eligibility(
        &self,
        permit: &Permit<FinaliseScores>,
        seen: usize,
        ground: Option<Ineligibility>,
        note: &str,
    ) -> Result<(), StoreError> {
        let unit = permit.matter().unit().cloned();
        let unit = unit.ok_or(StoreError::NotFound("unit"))?;
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        require_member(&act, &year, &unit).await?;
        let known = marks(act.db(), &year).await?;
        let position = known.iter().filter(|mark| mark.unit == unit).count();
        if position != seen {
            return Err(StoreError::Stale("eligibility"));
        }
        let row = eligibility_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            unit_id: unit.to_string(),
            position: i64::try_from(position).unwrap_or(i64::MAX),
            ground: ground.map(|ground| ground.key().to_owned()),
            note: note.to_owned(),
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<eligibility_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// All marks of a year, a unit's from the first to the last.
    pub async fn eligibility_marks(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<EligibilityMark>, StoreError> {
        marks(&self.db, year.as_str()).await
    }
}

/// Why each unit that is not ranked is not.
pub(super) async fn latest_marks(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<BTreeMap<UnitId, Ineligibility>, StoreError> {
    let mut latest = BTreeMap::new();
    for mark in marks(db, year).await? {
        match mark.ground {
            Some(ground) => latest.insert(mark.unit, ground),
            None => latest.remove(&mark.unit),
        };
    }
    Ok(latest)
}

/// Why a unit is not ranked; none where it is.
pub(crate) async fn ground_of(
    db: &impl ConnectionTrait,
    year: &str,
    unit: &UnitId,
) -> Result<Option<Ineligibility>, StoreError> {
    Ok(latest_marks(db, year).await?.remove(unit))
}

async fn marks(db: &impl ConnectionTrait, year: &str) -> Result<Vec<EligibilityMark>, StoreError> {
    let rows = eligibility_row::Entity::find()
        .filter(eligibility_row::Column::ClusterYearId.eq(year))
        .order_by_asc(eligibility_row::Column::UnitId)
        .order_by_asc(eligibility_row::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(view).collect()
}

fn view(row: eligibility_row::Model) -> Result<EligibilityMark, StoreError> {
    let ground = row.ground.as_deref();
    let ground = ground.map(|key| {
        Ineligibility::from_key(key).ok_or_else(|| unknown_key("ground of ineligibility", key))
    });
    Ok(EligibilityMark {
        ground: ground.transpose()?,
        unit: UnitId::new(row.unit_id),
        note: row.note,
        recorded_at: instant(row.recorded_at)?,
        recorded_by: row.recorded_by,
    })
}
