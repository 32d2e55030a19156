//! Conferences (hội nghị): agenda, guests, units present, speeches, tasks, next heads introduced.

mod agenda;
mod attendance;
mod guests;
mod meetings;
mod nominations;
mod speeches;
mod tasks;

use jiff::civil::Time;
use sea_orm::{ConnectionTrait, EntityTrait};

pub use agenda::AgendaLine;
pub use attendance::{CheckedIn, Presence, Present};
pub use guests::{Guest, NewGuest};
pub use meetings::{Meeting, MeetingFacts};
pub use nominations::{Introduction, NewNomination, Nomination};
pub use speeches::{NewSpeech, Speech};
pub use tasks::{Closure, NewTask, Task};

use crate::keyed::keyed;
use crate::{StoreError, table};

table!(meeting = "conference_meeting", keys { cluster_year_id, id }, {
    kind: String,
    name: String,
    held_on: Option<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    mode: Option<String>,
    place: Option<String>,
    host_unit_id: Option<String>,
    chair: Option<String>,
    secretary: Option<String>,
    source: Option<String>,
    version: i64,
});

table!(agenda_line = "conference_agenda_line", keys { cluster_year_id, id }, {
    meeting_id: String,
    position: i64,
    at_time: Option<String>,
    text: String,
    by_whom: Option<String>,
    source: Option<String>,
});

table!(
    guest = "conference_guest", keys { cluster_year_id, id }, {
        meeting_id: String,
        position: i64,
        title: Option<String>,
        privacy_key: Option<String>,
        name: Option<String>,
        office: Option<String>,
        unit_id: Option<String>,
        source: Option<String>,
    }
    personal { name }
);

table!(attendance_row = "conference_attendance", keys { cluster_year_id, id }, {
    meeting_id: String,
    unit_id: String,
    presence: String,
    delegates: Option<i64>,
    note: Option<String>,
    recorded_at: i64,
    recorded_by: String,
    source: Option<String>,
});

table!(
    speech = "conference_speech", keys { cluster_year_id, id }, {
        meeting_id: String,
        position: i64,
        guest_id: Option<String>,
        unit_id: Option<String>,
        privacy_key: Option<String>,
        speaker: Option<String>,
        text: String,
        source: Option<String>,
    }
    personal { speaker }
);

table!(task = "conference_task", keys { cluster_year_id, id }, {
    meeting_id: String,
    speech_id: Option<String>,
    kind: String,
    text: String,
    owner_unit_id: Option<String>,
    due_on: Option<String>,
    source: Option<String>,
    version: i64,
});

table!(closure = "conference_closure", keys { cluster_year_id, id }, {
    note: String,
    closed_at: i64,
    closed_by: String,
});

table!(nomination = "conference_nomination", keys { cluster_year_id, id }, {
    meeting_id: String,
    unit_id: String,
    role: String,
    for_year: i64,
    introduced_by: Option<String>,
    source: Option<String>,
});

keyed!(
    /// What a conference is for.
    MeetingKind {
        /// The year's opening, where the pledge is signed.
        Launch = "launch", "Hội nghị phát động, ký giao ước";
        /// The mid-year review.
        MidYear = "mid_year", "Hội nghị sơ kết";
        /// The summary at the year's end.
        Summary = "summary", "Hội nghị tổng kết";
    }
);

keyed!(
    /// How a conference meets.
    Mode {
        /// In one room.
        InPerson = "in_person", "Trực tiếp";
        /// By video.
        Online = "online", "Trực tuyến";
        /// Both.
        Hybrid = "hybrid", "Trực tiếp kết hợp trực tuyến";
    }
);

keyed!(
    /// Where a task comes from.
    TaskKind {
        /// What the meeting resolved.
        Resolution = "resolution", "Kết luận của hội nghị";
        /// What an upper body asked for.
        Instruction = "instruction", "Ý kiến chỉ đạo";
    }
);

/// The row of a meeting of the act's year.
async fn meeting_row(
    db: &impl ConnectionTrait,
    year: &str,
    id: &str,
) -> Result<meeting::Model, StoreError> {
    meeting::Entity::find_by_id((year.to_owned(), id.to_owned()))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("conference"))
}

/// Reads a time of day as tables keep it.
fn time(text: Option<&str>) -> Result<Option<Time>, StoreError> {
    text.map(|text| {
        text.parse()
            .map_err(|_| StoreError::Broken(format!("\"{text}\" is not a time of day")))
    })
    .transpose()
}
