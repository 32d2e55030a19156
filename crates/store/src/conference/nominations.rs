//! Next heads introduced at a meeting, kept here also while their year does not exist yet.

use access::{Permit, actions::units::IntroduceHeads};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{meeting_row, nomination};
use crate::error::duplicate;
use crate::units::HeadRole;
use crate::{Store, StoreError};

/// A unit to be put on record as introduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNomination {
    /// The meeting.
    pub meeting: String,
    /// The unit.
    pub unit: UnitId,
    /// As what.
    pub role: HeadRole,
    /// For which year.
    pub for_year: i16,
    /// By whom, in words.
    pub introduced_by: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A unit introduced as head or deputy of a coming year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Its id.
    pub id: String,
    /// What was said.
    pub said: NewNomination,
}

impl Store {
    /// Puts on record that a unit was introduced at a meeting. `Duplicate` where it was already, for that year.
    pub async fn nominate(
        &self,
        permit: &Permit<IntroduceHeads>,
        new: NewNomination,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, &new.meeting).await?;
        let row = nomination::Model {
            cluster_year_id: year,
            id: id.clone(),
            meeting_id: new.meeting,
            unit_id: new.unit.into(),
            role: new.role.key().to_owned(),
            for_year: i64::from(new.for_year),
            introduced_by: new.introduced_by,
            source: new.source,
        };
        act.insert::<nomination::Entity>(row)
            .await
            .map_err(duplicate("nomination"))?;
        act.finish().await?;
        Ok(id)
    }

    /// Takes back what was put on record in error, with the reason.
    pub async fn withdraw_nomination(
        &self,
        permit: &Permit<IntroduceHeads>,
        id: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let key = (act.year()?, id.to_owned());
        let row = nomination::Entity::find_by_id(key)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("nomination"))?;
        act.delete::<nomination::Entity>(row).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Who was introduced at the meetings of a year: heads first.
    pub async fn nominations(&self, year: &ClusterYearId) -> Result<Vec<Nomination>, StoreError> {
        let rows = nomination::Entity::find()
            .filter(nomination::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(nomination::Column::Id)
            .all(&self.db)
            .await?;
        let mut all: Vec<Nomination> = rows.into_iter().map(view).collect();
        all.sort_by_key(|nomination| (nomination.said.for_year, nomination.said.role));
        Ok(all)
    }
}

fn view(row: nomination::Model) -> Nomination {
    Nomination {
        id: row.id,
        said: NewNomination {
            meeting: row.meeting_id,
            unit: UnitId::new(row.unit_id),
            role: HeadRole::from_key(&row.role),
            for_year: i16::try_from(row.for_year).unwrap_or(i16::MAX),
            introduced_by: row.introduced_by,
            source: row.source,
        },
    }
}
