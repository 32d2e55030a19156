//! The plan (kế hoạch thi đua) of a cluster-year.

use access::{Permit, actions::registration::SetTheme};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ids::{ClusterYearId, EvidenceId};
use rules::registration::Plan;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::plan_row;
use super::versions::instant;
use crate::evidence::NewFile;
use crate::units::day;
use crate::{Store, StoreError};

/// A plan to be put on record.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// The position of the plan that the one who sets it has read; 0 where there is none.
    pub seen: i64,
    /// Số, ký hiệu.
    pub symbol: Option<String>,
    /// The day of the paper.
    pub issued_on: Option<Date>,
    /// The paper; without one the paper of the plan before stays.
    pub file: Option<NewFile>,
}

/// A plan as it was put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterPlan {
    /// Which setting of the year this is, from 1.
    pub position: i64,
    /// The paper.
    pub plan: Plan,
    /// When it was put on record.
    pub at: Timestamp,
}

impl Store {
    /// Puts the cluster's plan on record; earlier ones stay readable. `Stale` where another one came meanwhile.
    pub async fn set_plan(
        &self,
        permit: &Permit<SetTheme>,
        new: NewPlan,
    ) -> Result<(), StoreError> {
        let kept = match new.file {
            Some(file) => Some(self.keep_file(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let last = latest(act.db(), &year).await?;
        if last.as_ref().map_or(0, |row| row.position) != new.seen {
            return Err(StoreError::Stale("plan"));
        }
        let file_id = match kept {
            Some(kept) => Some(
                self.insert_file(&mut act, permit.matter(), kept, false)
                    .await?,
            ),
            None => last.and_then(|row| row.file_id),
        };
        let row = plan_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            position: new.seen + 1,
            symbol: new.symbol,
            issued_on: new.issued_on.map(|day| day.to_string()),
            file_id,
            set_at: act.at(),
            set_by: act.actor().to_owned(),
        };
        act.insert::<plan_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The plan in force of a year, where one is on record.
    pub async fn cluster_plan(
        &self,
        year: &ClusterYearId,
    ) -> Result<Option<ClusterPlan>, StoreError> {
        let row = latest(&self.db, year.as_str()).await?;
        row.map(view).transpose()
    }
}

async fn latest(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<Option<plan_row::Model>, StoreError> {
    let rows = plan_row::Entity::find().filter(plan_row::Column::ClusterYearId.eq(year));
    let last = rows.order_by_desc(plan_row::Column::Position);
    Ok(last.one(db).await?)
}

fn view(row: plan_row::Model) -> Result<ClusterPlan, StoreError> {
    Ok(ClusterPlan {
        position: row.position,
        plan: Plan {
            symbol: row.symbol,
            issued_on: day(row.issued_on.as_deref())?,
            file: row.file_id.map(EvidenceId::new),
            made: true,
        },
        at: instant(row.set_at)?,
    })
}
