//! Guests (đại biểu khách mời), also from outside the system.

use access::{Permit, actions::conference::KeepConference};
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{Meeting, guest, meeting_row};
use crate::{Store, StoreError};

/// A guest to be put on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewGuest {
    /// Academic title as it is written: "PGS.TS".
    pub title: Option<String>,
    /// The name.
    pub name: String,
    /// The office in words.
    pub office: Option<String>,
    /// The unit, where it is one of the system.
    pub unit: Option<UnitId>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A guest of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Its id.
    pub id: String,
    /// Academic title as it is written.
    pub title: Option<String>,
    /// The name; none once erased.
    pub name: Option<String>,
    /// The office in words.
    pub office: Option<String>,
    /// The unit, where it is one of the system.
    pub unit: Option<UnitId>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

impl Guest {
    /// Title and name as they are read out.
    pub fn full_name(&self) -> String {
        let parts = [self.title.as_deref(), self.name.as_deref()];
        let known: Vec<&str> = parts.into_iter().flatten().collect();
        known.join(" ")
    }
}

impl Store {
    /// Puts a guest at the end of a meeting's list.
    pub async fn add_guest(
        &self,
        permit: &Permit<KeepConference>,
        meeting_id: &str,
        new: NewGuest,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, meeting_id).await?;
        let before = guest::Entity::find()
            .filter(guest::Column::ClusterYearId.eq(year.as_str()))
            .filter(guest::Column::MeetingId.eq(meeting_id))
            .count(act.db())
            .await?;
        let row = guest::Model {
            cluster_year_id: year,
            id: id.clone(),
            meeting_id: meeting_id.to_owned(),
            position: i64::try_from(before).unwrap_or(i64::MAX),
            title: new.title,
            privacy_key: Some(self.sources.token()),
            name: Some(new.name),
            office: new.office,
            unit_id: new.unit.map(String::from),
            source: new.source,
        };
        act.insert::<guest::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Takes a guest off the list; the history keeps that it happened.
    pub async fn remove_guest(
        &self,
        permit: &Permit<KeepConference>,
        id: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let key = (act.year()?, id.to_owned());
        let row = guest::Entity::find_by_id(key)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("guest"))?;
        act.delete::<guest::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The guests of a meeting in the order of the list.
    pub async fn guests(&self, meeting: &Meeting) -> Result<Vec<Guest>, StoreError> {
        let rows = guest::Entity::find()
            .filter(guest::Column::ClusterYearId.eq(meeting.year.as_str()))
            .filter(guest::Column::MeetingId.eq(meeting.id.as_str()))
            .order_by_asc(guest::Column::Position)
            .order_by_asc(guest::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(view).collect())
    }
}

fn view(row: guest::Model) -> Guest {
    Guest {
        id: row.id,
        title: row.title,
        name: row.name,
        office: row.office,
        unit: row.unit_id.map(UnitId::new),
        source: row.source,
    }
}
