//! The agenda (chương trình) of a meeting.

use access::{Permit, actions::conference::KeepConference};
use jiff::civil::Time;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Meeting, agenda_line, meeting, meeting_row, time};
use crate::{Store, StoreError};

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaLine {
    /// When.
    pub at: Option<Time>,
    /// What.
    pub text: String,
    /// By whom, in words.
    pub by_whom: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

impl Store {
    /// Sets the whole agenda of a meeting; `version` is the meeting's that the form was filled from.
    pub async fn set_agenda(
        &self,
        permit: &Permit<KeepConference>,
        meeting_id: &str,
        version: i64,
        lines: Vec<AgendaLine>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = meeting_row(act.db(), &year, meeting_id).await?;
        if known.version != version {
            return Err(StoreError::Stale("conference"));
        }
        let earlier = agenda_line::Entity::find()
            .filter(agenda_line::Column::ClusterYearId.eq(year.as_str()))
            .filter(agenda_line::Column::MeetingId.eq(meeting_id))
            .all(act.db())
            .await?;
        for line in earlier {
            act.delete::<agenda_line::Entity>(line).await?;
        }
        for (line, position) in lines.into_iter().zip(1..) {
            let row = agenda_line::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                meeting_id: meeting_id.to_owned(),
                position,
                at_time: line.at.map(|time| time.to_string()),
                text: line.text,
                by_whom: line.by_whom,
                source: line.source,
            };
            act.insert::<agenda_line::Entity>(row).await?;
        }
        let version = version + 1;
        act.update::<meeting::Entity>(meeting::Model { version, ..known })
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// The agenda of a meeting in its order.
    pub async fn agenda(&self, meeting: &Meeting) -> Result<Vec<AgendaLine>, StoreError> {
        let rows = agenda_line::Entity::find()
            .filter(agenda_line::Column::ClusterYearId.eq(meeting.year.as_str()))
            .filter(agenda_line::Column::MeetingId.eq(meeting.id.as_str()))
            .order_by_asc(agenda_line::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

fn view(row: agenda_line::Model) -> Result<AgendaLine, StoreError> {
    Ok(AgendaLine {
        at: time(row.at_time.as_deref())?,
        text: row.text,
        by_whom: row.by_whom,
        source: row.source,
    })
}
