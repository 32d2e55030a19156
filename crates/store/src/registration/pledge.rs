//! The pledge (giao ước thi đua) of a cluster-year: put on record once, then corrected with a reason.

use access::{Permit, actions::registration::SignPledge};
use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{pledge_correction_row, pledge_row, pledge_unsigned_row};
use crate::error::duplicate;
use crate::figures::require_member;
use crate::history::Act;
use crate::units::day;
use crate::{Store, StoreError};

/// A signed pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// The day on which the members signed it.
    pub on: Date,
    /// What is pledged, where it is on record.
    pub text: Option<String>,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
    /// Members that have not signed it.
    pub unsigned: Vec<UnitId>,
}

/// The pledge as it is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPledge {
    /// What holds.
    pub said: Pledge,
    /// How often it was corrected; a correction names the number that its form was filled from.
    pub corrections: i64,
    /// Why it was last corrected.
    pub reason: Option<String>,
}

impl Store {
    /// Puts the signed pledge on record; a year has one. `Duplicate` where it is on record already.
    pub async fn sign_pledge(
        &self,
        permit: &Permit<SignPledge>,
        pledge: Pledge,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = pledge_row::Model {
            cluster_year_id: act.year()?,
            id: self.sources.id(),
            signed_on: pledge.on.to_string(),
            text: pledge.text,
            source: pledge.source,
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<pledge_row::Entity>(row)
            .await
            .map_err(duplicate("pledge"))?;
        self.leave_out(&mut act, 0, &pledge.unsigned).await?;
        act.finish().await?;
        Ok(())
    }

    /// Corrects what is on record, with a reason; the earlier records stay readable. `seen` is the number of corrections that
    /// the form was filled from.
    pub async fn correct_pledge(
        &self,
        permit: &Permit<SignPledge>,
        seen: i64,
        pledge: Pledge,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = find(act.db(), &year).await?;
        let known = known.ok_or(StoreError::NotFound("pledge"))?;
        if known.corrections != seen {
            return Err(StoreError::Stale("pledge"));
        }
        let row = pledge_correction_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            position: seen + 1,
            signed_on: pledge.on.to_string(),
            text: pledge.text,
            reason: reason.to_owned(),
            corrected_at: act.at(),
            corrected_by: act.actor().to_owned(),
        };
        act.insert::<pledge_correction_row::Entity>(row).await?;
        self.leave_out(&mut act, seen + 1, &pledge.unsigned).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// The pledge of a year, where it is on record.
    pub async fn pledge(&self, year: &ClusterYearId) -> Result<Option<StoredPledge>, StoreError> {
        find(&self.db, year.as_str()).await
    }

    async fn leave_out(
        &self,
        act: &mut Act,
        position: i64,
        units: &[UnitId],
    ) -> Result<(), StoreError> {
        let year = act.year()?;
        for unit in units {
            require_member(act, &year, unit).await?;
            let row = pledge_unsigned_row::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                position,
                unit_id: unit.to_string(),
            };
            act.insert::<pledge_unsigned_row::Entity>(row).await?;
        }
        Ok(())
    }
}

async fn find(db: &impl ConnectionTrait, year: &str) -> Result<Option<StoredPledge>, StoreError> {
    let first = pledge_row::Entity::find()
        .filter(pledge_row::Column::ClusterYearId.eq(year))
        .one(db)
        .await?;
    let Some(first) = first else { return Ok(None) };
    let corrected = pledge_correction_row::Entity::find()
        .filter(pledge_correction_row::Column::ClusterYearId.eq(year))
        .order_by_desc(pledge_correction_row::Column::Position)
        .one(db)
        .await?;
    let corrections = corrected.as_ref().map_or(0, |row| row.position);
    let unsigned = unsigned(db, year, corrections).await?;
    let reason = corrected.as_ref().map(|row| row.reason.clone());
    let (signed_on, text) = match corrected {
        Some(row) => (row.signed_on, row.text),
        None => (first.signed_on, first.text),
    };
    let on = day(Some(&signed_on))?;
    let on = on.ok_or_else(|| StoreError::Broken("a pledge without a day".to_owned()))?;
    Ok(Some(StoredPledge {
        said: Pledge {
            on,
            text,
            source: first.source,
            unsigned,
        },
        corrections,
        reason,
    }))
}

async fn unsigned(
    db: &impl ConnectionTrait,
    year: &str,
    position: i64,
) -> Result<Vec<UnitId>, StoreError> {
    let rows = pledge_unsigned_row::Entity::find()
        .filter(pledge_unsigned_row::Column::ClusterYearId.eq(year))
        .filter(pledge_unsigned_row::Column::Position.eq(position))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitId::new(row.unit_id))
        .collect())
}
