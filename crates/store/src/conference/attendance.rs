//! Units present (điểm danh).

use access::{Permit, actions::conference::RecordAttendance};
use jiff::Timestamp;
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Meeting, attendance_row, meeting_row};
use crate::history::Act;
use crate::keyed::{keyed, unknown_key};
use crate::{Store, StoreError};

keyed!(
    /// Whether a unit is there.
    Present {
        /// There.
        Yes = "present", "Có mặt";
        /// Not there, excused.
        Excused = "excused", "Vắng có lý do";
        /// Not there.
        Absent = "absent", "Vắng";
    }
);

/// That a unit is there, or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The unit.
    pub unit: UnitId,
    /// Whether it is there.
    pub present: Present,
    /// How many delegates it sent.
    pub delegates: Option<u32>,
    /// What one should know: who represents it, why it is absent.
    pub note: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// What is recorded of a unit, with who recorded it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedIn {
    /// What is recorded.
    pub presence: Presence,
    /// When.
    pub at: Timestamp,
    /// By whom, as the history names it.
    pub by: String,
}

impl Store {
    /// Records units at a meeting; each with the instant of the record that the form was filled from, none where
    /// there was none. `Stale` where somebody else has recorded a unit meanwhile, and then nothing is written.
    pub async fn take_attendance(
        &self,
        permit: &Permit<RecordAttendance>,
        meeting_id: &str,
        taken: Vec<(Presence, Option<Timestamp>)>,
    ) -> Result<(), StoreError> {
        own_only(permit, taken.iter().map(|(presence, _)| presence))?;
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, meeting_id).await?;
        let known = rows_of(act.db(), &year, meeting_id).await?;
        for (presence, seen) in taken {
            let earlier = row_of(&known, &presence);
            let recorded_at = earlier.map(|row| row.recorded_at);
            if recorded_at != seen.map(Timestamp::as_microsecond) {
                return Err(StoreError::Stale("attendance"));
            }
            self.write_presence(&mut act, &year, meeting_id, earlier, presence)
                .await?;
        }
        act.finish().await?;
        Ok(())
    }

    /// Records units at a meeting, over what was recorded of them before. A permit for one unit records that unit only.
    pub async fn record_attendance(
        &self,
        permit: &Permit<RecordAttendance>,
        meeting_id: &str,
        presences: Vec<Presence>,
    ) -> Result<(), StoreError> {
        own_only(permit, presences.iter())?;
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, meeting_id).await?;
        let known = rows_of(act.db(), &year, meeting_id).await?;
        for presence in presences {
            let earlier = row_of(&known, &presence);
            self.write_presence(&mut act, &year, meeting_id, earlier, presence)
                .await?;
        }
        act.finish().await?;
        Ok(())
    }

    async fn write_presence(
        &self,
        act: &mut Act,
        year: &str,
        meeting_id: &str,
        earlier: Option<&attendance_row::Model>,
        presence: Presence,
    ) -> Result<(), StoreError> {
        let row = attendance_row::Model {
            cluster_year_id: year.to_owned(),
            id: earlier.map_or_else(|| self.sources.id(), |row| row.id.clone()),
            meeting_id: meeting_id.to_owned(),
            unit_id: presence.unit.to_string(),
            presence: presence.present.key().to_owned(),
            delegates: presence.delegates.map(i64::from),
            note: presence.note,
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
            source: presence.source,
        };
        if earlier.is_some() {
            act.update::<attendance_row::Entity>(row).await
        } else {
            act.insert::<attendance_row::Entity>(row).await
        }
    }

    /// What is recorded of the units at a meeting.
    pub async fn attendance(&self, meeting: &Meeting) -> Result<Vec<CheckedIn>, StoreError> {
        let rows = rows_of(&self.db, meeting.year.as_str(), &meeting.id).await?;
        rows.into_iter().map(view).collect()
    }
}

/// A permit for one unit records that unit only.
fn own_only<'a>(
    permit: &Permit<RecordAttendance>,
    mut presences: impl Iterator<Item = &'a Presence>,
) -> Result<(), StoreError> {
    let own = permit.matter().unit();
    if presences.any(|presence| own.is_some_and(|own| *own != presence.unit)) {
        return Err(StoreError::Refused {
            what: "attendance",
            why: "of another unit",
        });
    }
    Ok(())
}

async fn rows_of(
    db: &impl ConnectionTrait,
    year: &str,
    meeting_id: &str,
) -> Result<Vec<attendance_row::Model>, StoreError> {
    Ok(attendance_row::Entity::find()
        .filter(attendance_row::Column::ClusterYearId.eq(year))
        .filter(attendance_row::Column::MeetingId.eq(meeting_id))
        .all(db)
        .await?)
}

fn row_of<'a>(
    known: &'a [attendance_row::Model],
    presence: &Presence,
) -> Option<&'a attendance_row::Model> {
    known
        .iter()
        .find(|row| row.unit_id == presence.unit.as_str())
}

fn view(row: attendance_row::Model) -> Result<CheckedIn, StoreError> {
    let at = Timestamp::from_microsecond(row.recorded_at)
        .map_err(|error| StoreError::Fault(Box::new(error)))?;
    let presence = Presence {
        unit: UnitId::new(row.unit_id),
        present: Present::from_key(&row.presence)
            .ok_or_else(|| unknown_key("presence", &row.presence))?,
        delegates: row.delegates.and_then(|count| u32::try_from(count).ok()),
        note: row.note,
        source: row.source,
    };
    Ok(CheckedIn {
        presence,
        at,
        by: row.recorded_by,
    })
}
