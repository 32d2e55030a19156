//! Heads and deputies of a cluster-year: introduced at a conference, recognised by a decision.

use access::Permit;
use access::actions::units::{IntroduceHeads, RecogniseHeads};
use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{day, headship};
use crate::history::Act;
use crate::{Store, StoreError};

/// Head or deputy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadRole {
    /// Cụm trưởng.
    Head,
    /// Cụm phó.
    Deputy,
}

impl HeadRole {
    /// The key that tables keep.
    pub fn key(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Deputy => "deputy",
        }
    }

    /// The role of a key; anything but `head` is a deputy.
    pub fn from_key(key: &str) -> Self {
        if key == "head" {
            Self::Head
        } else {
            Self::Deputy
        }
    }

    /// The Vietnamese term.
    pub fn title(self) -> &'static str {
        match self {
            Self::Head => "Cụm trưởng",
            Self::Deputy => "Cụm phó",
        }
    }
}

/// How far a headship has come. Rights follow recognition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Introduced at a conference; no rights yet.
    Introduced,
    /// Recognised by a decision.
    Recognised,
    /// Over.
    Ended,
}

/// A unit's headship in one cluster-year.
#[derive(Clone, Debug)]
pub struct Headship {
    /// Its id.
    pub id: String,
    /// The unit.
    pub unit: UnitId,
    /// Head or deputy.
    pub role: HeadRole,
    /// When it was introduced.
    pub introduced_on: Option<Date>,
    /// By whom it was introduced, in words.
    pub introduced_by: Option<String>,
    /// The day of the recognising decision.
    pub recognised_on: Option<Date>,
    /// The number and symbol of the decision.
    pub decision: Option<String>,
    /// The last day.
    pub ended_on: Option<Date>,
    /// Where this is known from.
    pub source: String,
    /// For optimistic locking.
    pub version: i64,
}

impl Headship {
    /// The standing on a day.
    pub fn standing(&self, today: Date) -> Standing {
        if self.ended_on.is_some_and(|end| end < today) {
            return Standing::Ended;
        }
        if self.recognised_on.is_some_and(|from| from <= today) {
            return Standing::Recognised;
        }
        Standing::Introduced
    }
}

/// The place at the head of a year that a unit takes.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// The cluster-year.
    pub year: &'a ClusterYearId,
    /// The unit.
    pub unit: &'a UnitId,
    /// Head or deputy.
    pub role: HeadRole,
    /// Where this is known from.
    pub source: &'a str,
}

impl Store {
    /// Puts on record that a unit was introduced as head or deputy of the year of the permit's matter.
    pub async fn introduce_head(
        &self,
        permit: &Permit<IntroduceHeads>,
        seat: Seat<'_>,
        on: Option<Date>,
        by: Option<String>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        self.write_introduction(&mut act, seat, on, by).await?;
        act.finish().await?;
        Ok(())
    }

    /// Writes an introduction as part of an act.
    pub(crate) async fn write_introduction(
        &self,
        act: &mut Act,
        seat: Seat<'_>,
        on: Option<Date>,
        by: Option<String>,
    ) -> Result<(), StoreError> {
        let introduced_on = on.map(|day| day.to_string());
        match find(act.db(), seat).await? {
            Some(row) => {
                let version = row.version + 1;
                let row = headship::Model {
                    introduced_on,
                    introduced_by: by,
                    version,
                    ..row
                };
                act.update::<headship::Entity>(row).await
            }
            None => {
                let row = headship::Model {
                    introduced_on,
                    introduced_by: by,
                    ..self.headship_row(seat)
                };
                act.insert::<headship::Entity>(row).await
            }
        }
    }

    /// Takes an introduction back as part of an act. A recognition stays: it rests on its decision.
    pub(crate) async fn unwrite_introduction(
        &self,
        act: &mut Act,
        seat: Seat<'_>,
    ) -> Result<(), StoreError> {
        let Some(row) = find(act.db(), seat).await? else {
            return Ok(());
        };
        if row.recognised_on.is_none() {
            return act.delete::<headship::Entity>(row).await;
        }
        let row = headship::Model {
            introduced_on: None,
            introduced_by: None,
            version: row.version + 1,
            ..row
        };
        act.update::<headship::Entity>(row).await
    }

    /// Puts on record that a recognised headship of the permit's year ended, with the reason; `version` is the one
    /// that the form was filled from.
    pub async fn end_headship(
        &self,
        permit: &Permit<RecogniseHeads>,
        id: &str,
        version: i64,
        last_day: Date,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let key = (act.year()?, id.to_owned());
        let row = headship::Entity::find_by_id(key)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("headship"))?;
        if row.version != version || row.recognised_on.is_none() {
            return Err(StoreError::Stale("headship"));
        }
        let row = headship::Model {
            ended_on: Some(last_day.to_string()),
            version: version + 1,
            ..row
        };
        act.update::<headship::Entity>(row).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Puts on record the decision that recognises a unit as head or deputy.
    pub async fn recognise_head(
        &self,
        permit: &Permit<RecogniseHeads>,
        seat: Seat<'_>,
        on: Date,
        decision: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let recognised_on = Some(on.to_string());
        let decision = Some(decision.to_owned());
        match find(act.db(), seat).await? {
            Some(row) => {
                let version = row.version + 1;
                let row = headship::Model {
                    recognised_on,
                    decision,
                    ended_on: None,
                    version,
                    ..row
                };
                act.update::<headship::Entity>(row).await?;
            }
            None => {
                let row = headship::Model {
                    recognised_on,
                    decision,
                    ..self.headship_row(seat)
                };
                act.insert::<headship::Entity>(row).await?;
            }
        }
        act.finish().await?;
        Ok(())
    }

    /// Heads and deputies of a cluster-year, the head first.
    pub async fn headships(&self, year: &ClusterYearId) -> Result<Vec<Headship>, StoreError> {
        let rows = headship::Entity::find()
            .filter(headship::Column::ClusterYearId.eq(year.as_str()))
            .all(&self.db)
            .await?;
        let mut heads = rows.into_iter().map(view).collect::<Result<Vec<_>, _>>()?;
        heads.sort_by(|a, b| a.role.cmp(&b.role).then_with(|| a.unit.cmp(&b.unit)));
        Ok(heads)
    }

    fn headship_row(&self, seat: Seat<'_>) -> headship::Model {
        headship::Model {
            cluster_year_id: seat.year.to_string(),
            id: self.sources.id(),
            unit_id: seat.unit.to_string(),
            role: seat.role.key().to_owned(),
            introduced_on: None,
            introduced_by: None,
            recognised_on: None,
            decision: None,
            ended_on: None,
            source: seat.source.to_owned(),
            version: 1,
        }
    }
}

async fn find(
    db: &impl sea_orm::ConnectionTrait,
    seat: Seat<'_>,
) -> Result<Option<headship::Model>, StoreError> {
    Ok(headship::Entity::find()
        .filter(headship::Column::ClusterYearId.eq(seat.year.as_str()))
        .filter(headship::Column::UnitId.eq(seat.unit.as_str()))
        .filter(headship::Column::Role.eq(seat.role.key()))
        .one(db)
        .await?)
}

pub(crate) fn view(row: headship::Model) -> Result<Headship, StoreError> {
    Ok(Headship {
        id: row.id,
        unit: UnitId::new(row.unit_id),
        role: HeadRole::from_key(&row.role),
        introduced_on: day(row.introduced_on.as_deref())?,
        introduced_by: row.introduced_by,
        recognised_on: day(row.recognised_on.as_deref())?,
        decision: row.decision,
        ended_on: day(row.ended_on.as_deref())?,
        source: row.source,
        version: row.version,
    })
}
