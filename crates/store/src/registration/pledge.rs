//! The pledge (giao ước thi đua) of a cluster-year.

use access::{Permit, actions::registration::SignPledge};
use jiff::civil::Date;
use rules::ids::ClusterYearId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::pledge_row;
use crate::units::day;
use crate::{Store, StoreError};

/// A signed pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// The day on which all members signed it.
    pub on: Date,
    /// What is pledged, where it is on record.
    pub text: Option<String>,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
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
        act.insert::<pledge_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The pledge of a year, where it is on record.
    pub async fn pledge(&self, year: &ClusterYearId) -> Result<Option<Pledge>, StoreError> {
        let row = pledge_row::Entity::find()
            .filter(pledge_row::Column::ClusterYearId.eq(year.as_str()))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let on = day(Some(&row.signed_on))?;
        Ok(Some(Pledge {
            on: on.ok_or_else(|| StoreError::Broken("a pledge without a day".to_owned()))?,
            text: row.text,
            source: row.source,
        }))
    }
}
