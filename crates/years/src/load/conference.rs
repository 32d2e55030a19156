//! The conferences of the year: launch and summary, guests, units present, speeches with what they ask for, and
//! the heads introduced for the next year.

use std::collections::BTreeMap;

use access::actions::conference::{KeepConference, RecordAttendance};
use access::actions::units::IntroduceHeads;
use store::conference::{
    MeetingFacts, MeetingKind, Mode, NewGuest, NewNomination, NewSpeech, NewTask, Presence,
    Present, TaskKind,
};

use super::heads::role;
use super::{Desk, LoadError};
use crate::file::{self, PointKind, Speech};

/// The ids of guests by their keys.
type Guests = BTreeMap<String, String>;

/// Loads both conferences.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    open_launch(desk).await?;
    let meeting = open_summary(desk).await?;
    let guests = invite(desk, &meeting).await?;
    record_units(desk, &meeting).await?;
    for speech in &desk.file.conference.speeches {
        keep_speech(desk, &meeting, &guests, speech).await?;
    }
    introduce(desk, &meeting).await
}

async fn open_launch(desk: &Desk<'_>) -> Result<(), LoadError> {
    let launch = &desk.file.registration.launch;
    let Some(held_on) = launch.on else {
        return Ok(());
    };
    let name = format!("Hội nghị phát động thi đua năm {}", desk.file.year.year);
    let facts = MeetingFacts {
        held_on: Some(held_on),
        source: Some(desk.source(&launch.evidence)),
        ..known(MeetingKind::Launch, name)
    };
    open(desk, facts).await?;
    Ok(())
}

async fn open_summary(desk: &Desk<'_>) -> Result<String, LoadError> {
    let conference = &desk.file.conference;
    let facts = MeetingFacts {
        held_on: Some(conference.date),
        mode: Some(match conference.mode {
            file::Mode::InPerson => Mode::InPerson,
            file::Mode::Online => Mode::Online,
            file::Mode::Hybrid => Mode::Hybrid,
        }),
        host: Some(desk.unit(&conference.host).clone()),
        source: Some(desk.source(&conference.evidence)),
        ..known(MeetingKind::Summary, conference.name.clone())
    };
    open(desk, facts).await
}

/// A meeting of which nothing but kind and name is known.
fn known(kind: MeetingKind, name: String) -> MeetingFacts {
    MeetingFacts {
        kind,
        name,
        held_on: None,
        starts_at: None,
        ends_at: None,
        mode: None,
        place: None,
        host: None,
        chair: None,
        secretary: None,
        source: None,
    }
}

async fn open(desk: &Desk<'_>, facts: MeetingFacts) -> Result<String, LoadError> {
    let permit = desk.permit(KeepConference, "conference", facts.kind.key())?;
    Ok(desk.store().open_conference(&permit, facts).await?)
}

async fn invite(desk: &Desk<'_>, meeting: &str) -> Result<Guests, LoadError> {
    let mut guests = Guests::new();
    for guest in &desk.file.conference.guests {
        let new = NewGuest {
            title: Some(guest.title.clone()),
            name: guest.name.clone(),
            office: Some(guest.office.clone()),
            unit: guest.unit.as_ref().map(|key| desk.unit(key).clone()),
            source: Some(desk.source(&guest.evidence)),
        };
        let permit = desk.permit(KeepConference, "conference", meeting)?;
        let id = desk.store().add_guest(&permit, meeting, new).await?;
        guests.insert(guest.key.clone(), id);
    }
    Ok(guests)
}

async fn record_units(desk: &Desk<'_>, meeting: &str) -> Result<(), LoadError> {
    let attendance = &desk.file.conference.attendance;
    let source = desk.source(&attendance.evidence);
    let presences = attendance.units.iter().map(|key| Presence {
        unit: desk.unit(key).clone(),
        present: Present::Yes,
        delegates: None,
        note: Some(attendance.who.clone()),
        source: Some(source.clone()),
    });
    let permit = desk.permit(RecordAttendance, "conference", meeting)?;
    desk.store()
        .record_attendance(&permit, meeting, presences.collect())
        .await?;
    Ok(())
}

/// Keeps a speech; each thing it asks for is a task. The article names neither owner nor day.
async fn keep_speech(
    desk: &Desk<'_>,
    meeting: &str,
    guests: &Guests,
    speech: &Speech,
) -> Result<(), LoadError> {
    let points: Vec<String> = speech
        .points
        .iter()
        .map(|point| point.text.clone())
        .collect();
    let new = NewSpeech {
        guest: guests.get(&speech.speaker).cloned(),
        unit: None,
        speaker: None,
        text: points.join("; "),
        source: Some(desk.source(&speech.evidence)),
    };
    let permit = desk.permit(KeepConference, "conference", meeting)?;
    let id = desk.store().add_speech(&permit, meeting, new).await?;
    let asked = speech
        .points
        .iter()
        .filter(|point| point.kind == PointKind::Request);
    for point in asked {
        let task = NewTask {
            kind: TaskKind::Instruction,
            text: point.text.clone(),
            speech: Some(id.clone()),
            owner: None,
            due_on: None,
            source: Some(desk.source(&point.evidence)),
        };
        desk.store().give_task(&permit, meeting, task).await?;
    }
    Ok(())
}

async fn introduce(desk: &Desk<'_>, meeting: &str) -> Result<(), LoadError> {
    let next = &desk.file.heads.succession;
    for head in &next.heads {
        let new = NewNomination {
            meeting: meeting.to_owned(),
            unit: desk.unit(&head.unit).clone(),
            role: role(head.role),
            for_year: next.year,
            introduced_by: Some(next.introduced_by.clone()),
            source: Some(desk.source(&head.evidence)),
        };
        let permit = desk.permit(IntroduceHeads, "nomination", head.unit.as_str())?;
        desk.store().nominate(&permit, new).await?;
    }
    Ok(())
}
