//! Next heads introduced at a meeting, kept here also while their year does not exist yet.

use access::{Permit, actions::units::IntroduceHeads};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{meeting_row, nomination};
use crate::error::duplicate;
use crate::units::{ClusterYear, HeadRole, Seat, cluster_year, day};
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

/// Who was introduced for a coming year at one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// The meeting.
    pub meeting: String,
    /// For which year.
    pub for_year: i16,
    /// Who, and as what.
    pub seats: Vec<(UnitId, HeadRole)>,
    /// By whom, in words.
    pub introduced_by: String,
    /// Where this is known from, as the headships of the coming year say it.
    pub source: String,
}

impl Store {
    /// Puts on record who was introduced at a meeting, and, where the coming year is there already, among its heads.
    /// `Duplicate` where a unit was introduced for that year before.
    pub async fn introduce_next(
        &self,
        permit: &Permit<IntroduceHeads>,
        new: Introduction,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let meeting = meeting_row(act.db(), &year, &new.meeting).await?;
        let held_on = day(meeting.held_on.as_deref())?;
        let coming = coming_year(act.db(), &year, i64::from(new.for_year)).await?;
        for (unit, role) in new.seats {
            let row = nomination::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                meeting_id: new.meeting.clone(),
                unit_id: unit.to_string(),
                role: role.key().to_owned(),
                for_year: i64::from(new.for_year),
                introduced_by: Some(new.introduced_by.clone()),
                source: None,
            };
            act.insert::<nomination::Entity>(row)
                .await
                .map_err(duplicate("nomination"))?;
            if let Some(coming) = &coming {
                let seat = Seat {
                    year: coming,
                    unit: &unit,
                    role,
                    source: &new.source,
                };
                self.write_introduction(&mut act, seat, held_on, Some(new.introduced_by.clone()))
                    .await?;
            }
        }
        act.finish().await?;
        Ok(())
    }

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

    /// Takes back what was put on record in error, with the reason; also among the heads of the coming year.
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
        if let Some(coming) = coming_year(act.db(), &row.cluster_year_id, row.for_year).await? {
            let unit = UnitId::new(&row.unit_id);
            let seat = Seat {
                year: &coming,
                unit: &unit,
                role: HeadRole::from_key(&row.role),
                source: "",
            };
            self.unwrite_introduction(&mut act, seat).await?;
        }
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

    /// Who was introduced for a year at the meetings of the cluster's other years, each with that year: heads first.
    pub async fn nominations_for(
        &self,
        year: &ClusterYear,
    ) -> Result<Vec<(ClusterYear, Nomination)>, StoreError> {
        let years = self.cluster_years().await?;
        let others = years
            .into_iter()
            .filter(|other| other.cluster == year.cluster && other.id != year.id);
        let mut all = Vec::new();
        for other in others {
            let of_other = self.nominations(&other.id).await?;
            let for_year = of_other
                .into_iter()
                .filter(|one| one.said.for_year == year.year);
            all.extend(for_year.map(|one| (other.clone(), one)));
        }
        Ok(all)
    }
}

/// The year of the same cluster that another year speaks of, where it is there already.
async fn coming_year(
    db: &impl ConnectionTrait,
    year: &str,
    for_year: i64,
) -> Result<Option<ClusterYearId>, StoreError> {
    let Some(own) = cluster_year::Entity::find_by_id(year.to_owned())
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let coming = cluster_year::Entity::find()
        .filter(cluster_year::Column::ClusterId.eq(own.cluster_id))
        .filter(cluster_year::Column::Year.eq(for_year))
        .one(db)
        .await?;
    Ok(coming.map(|row| ClusterYearId::new(row.id)))
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
