//! The meetings of a year.

use access::{Permit, actions::conference::KeepConference};
use jiff::civil::{Date, Time};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{MeetingKind, Mode, meeting, meeting_row, time};
use crate::keyed::unknown_key;
use crate::units::day;
use crate::{Store, StoreError};

/// What is known of a meeting; what is not known stays none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingFacts {
    /// What it is for.
    pub kind: MeetingKind,
    /// Its name.
    pub name: String,
    /// Its day.
    pub held_on: Option<Date>,
    /// When it begins.
    pub starts_at: Option<Time>,
    /// When it ends.
    pub ends_at: Option<Time>,
    /// How it meets.
    pub mode: Option<Mode>,
    /// Where it meets; the address of the room or of the video meeting.
    pub place: Option<String>,
    /// The unit that holds it.
    pub host: Option<UnitId>,
    /// Who chairs, by office.
    pub chair: Option<String>,
    /// Who keeps the minutes, by office.
    pub secretary: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: String,
    /// The cluster-year.
    pub year: ClusterYearId,
    /// What is known of it.
    pub facts: MeetingFacts,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// Puts a meeting into the year of the permit's matter.
    pub async fn open_conference(
        &self,
        permit: &Permit<KeepConference>,
        facts: MeetingFacts,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let row = row(act.year()?, id.clone(), facts, 1);
        act.insert::<meeting::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Changes what is known of a meeting; `version` is the one that the form was filled from.
    pub async fn change_conference(
        &self,
        permit: &Permit<KeepConference>,
        id: &str,
        version: i64,
        facts: MeetingFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = meeting_row(act.db(), &year, id).await?;
        if known.version != version {
            return Err(StoreError::Stale("conference"));
        }
        let row = row(year, known.id, facts, version + 1);
        act.update::<meeting::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The meetings of a year, by day; those without a day last.
    pub async fn conferences(&self, year: &ClusterYearId) -> Result<Vec<Meeting>, StoreError> {
        let rows = meeting::Entity::find()
            .filter(meeting::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(meeting::Column::Id)
            .all(&self.db)
            .await?;
        let mut meetings = rows.into_iter().map(view).collect::<Result<Vec<_>, _>>()?;
        meetings.sort_by_key(|meeting| (meeting.facts.held_on.is_none(), meeting.facts.held_on));
        Ok(meetings)
    }

    /// One meeting of a year.
    pub async fn conference(
        &self,
        year: &ClusterYearId,
        id: &str,
    ) -> Result<Option<Meeting>, StoreError> {
        let key = (year.to_string(), id.to_owned());
        let row = meeting::Entity::find_by_id(key).one(&self.db).await?;
        row.map(view).transpose()
    }
}

fn row(year: String, id: String, facts: MeetingFacts, version: i64) -> meeting::Model {
    meeting::Model {
        cluster_year_id: year,
        id,
        kind: facts.kind.key().to_owned(),
        name: facts.name,
        held_on: facts.held_on.map(|day| day.to_string()),
        starts_at: facts.starts_at.map(|time| time.to_string()),
        ends_at: facts.ends_at.map(|time| time.to_string()),
        mode: facts.mode.map(|mode| mode.key().to_owned()),
        place: facts.place,
        host_unit_id: facts.host.map(String::from),
        chair: facts.chair,
        secretary: facts.secretary,
        source: facts.source,
        version,
    }
}

fn view(row: meeting::Model) -> Result<Meeting, StoreError> {
    let mode = row
        .mode
        .as_deref()
        .map(|key| Mode::from_key(key).ok_or_else(|| unknown_key("mode of conference", key)));
    let facts = MeetingFacts {
        kind: MeetingKind::from_key(&row.kind)
            .ok_or_else(|| unknown_key("kind of conference", &row.kind))?,
        name: row.name,
        held_on: day(row.held_on.as_deref())?,
        starts_at: time(row.starts_at.as_deref())?,
        ends_at: time(row.ends_at.as_deref())?,
        mode: mode.transpose()?,
        place: row.place,
        host: row.host_unit_id.map(UnitId::new),
        chair: row.chair,
        secretary: row.secretary,
        source: row.source,
    };
    Ok(Meeting {
        id: row.id,
        year: ClusterYearId::new(row.cluster_year_id),
        facts,
        version: row.version,
    })
}
