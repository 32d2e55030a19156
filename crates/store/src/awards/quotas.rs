//! How many of each award the guidance of a year allows to propose.

use access::{Permit, actions::awards::SetQuotas};
use rules::awards::Quota;
use rules::ids::ClusterYearId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::quota_row;
use crate::{Store, StoreError};

impl Store {
    /// Sets the quota of one award, over an earlier one.
    pub async fn set_quota(
        &self,
        permit: &Permit<SetQuotas>,
        quota: Quota,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = quota_row::Entity::find()
            .filter(quota_row::Column::ClusterYearId.eq(year.as_str()))
            .filter(quota_row::Column::Award.eq(quota.award.as_str()))
            .one(act.db())
            .await?;
        let row = quota_row::Model {
            cluster_year_id: year,
            id: known
                .as_ref()
                .map_or_else(|| self.sources.id(), |row| row.id.clone()),
            award: quota.award,
            most: i64::from(quota.most),
            citation: quota.citation,
            version: known.as_ref().map_or(1, |row| row.version + 1),
        };
        if known.is_some() {
            act.update::<quota_row::Entity>(row).await?;
        } else {
            act.insert::<quota_row::Entity>(row).await?;
        }
        act.finish().await?;
        Ok(())
    }

    /// The quotas of a year, by award.
    pub async fn quotas(&self, year: &ClusterYearId) -> Result<Vec<Quota>, StoreError> {
        let rows = quota_row::Entity::find()
            .filter(quota_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(quota_row::Column::Award)
            .all(&self.db)
            .await?;
        let view = |row: quota_row::Model| Quota {
            award: row.award,
            most: u32::try_from(row.most).unwrap_or(u32::MAX),
            citation: row.citation,
        };
        Ok(rows.into_iter().map(view).collect())
    }
}
