//! Speeches: who spoke, and what was said or its summary.

use access::{Permit, actions::conference::KeepConference};
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{Meeting, meeting_row, speech};
use crate::{Store, StoreError};

/// A speech to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSpeech {
    /// The guest who spoke, where it was one of the list.
    pub guest: Option<String>,
    /// The unit that spoke, where it was one.
    pub unit: Option<UnitId>,
    /// Who spoke, in words.
    pub speaker: Option<String>,
    /// The text or its summary.
    pub text: String,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A speech at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Its id.
    pub id: String,
    /// Who spoke and what.
    pub said: NewSpeech,
}

impl Store {
    /// Keeps a speech after those kept before.
    pub async fn add_speech(
        &self,
        permit: &Permit<KeepConference>,
        meeting_id: &str,
        new: NewSpeech,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, meeting_id).await?;
        let before = speech::Entity::find()
            .filter(speech::Column::ClusterYearId.eq(year.as_str()))
            .filter(speech::Column::MeetingId.eq(meeting_id))
            .count(act.db())
            .await?;
        let row = speech::Model {
            cluster_year_id: year,
            id: id.clone(),
            meeting_id: meeting_id.to_owned(),
            position: i64::try_from(before).unwrap_or(i64::MAX),
            guest_id: new.guest,
            unit_id: new.unit.map(String::from),
            privacy_key: new.speaker.as_ref().map(|_| self.sources.token()),
            speaker: new.speaker,
            text: new.text,
            source: new.source,
        };
        act.insert::<speech::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Takes a speech off the record; the history keeps its text.
    pub async fn remove_speech(
        &self,
        permit: &Permit<KeepConference>,
        id: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let key = (act.year()?, id.to_owned());
        let row = speech::Entity::find_by_id(key)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("speech"))?;
        act.delete::<speech::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The speeches of a meeting in their order.
    pub async fn speeches(&self, meeting: &Meeting) -> Result<Vec<Speech>, StoreError> {
        let rows = speech::Entity::find()
            .filter(speech::Column::ClusterYearId.eq(meeting.year.as_str()))
            .filter(speech::Column::MeetingId.eq(meeting.id.as_str()))
            .order_by_asc(speech::Column::Position)
            .order_by_asc(speech::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(view).collect())
    }
}

fn view(row: speech::Model) -> Speech {
    Speech {
        id: row.id,
        said: NewSpeech {
            guest: row.guest_id,
            unit: row.unit_id.map(UnitId::new),
            speaker: row.speaker,
            text: row.text,
            source: row.source,
        },
    }
}
