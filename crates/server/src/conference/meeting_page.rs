//! One meeting: facts, agenda, units present with the quorum, guests, speeches, tasks, next heads introduced.

use access::actions::conference::{KeepConference, RecordAttendance};
use access::actions::units::IntroduceHeads;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Time;
use rules::ballot::{attendance, messages as ballot_messages};
use rules::law::Law;
use store::conference::{AgendaLine, CheckedIn, Guest, Meeting, Mode, Present};
use store::units::HeadRole;
use vietnamese::date::{short, weekday};
use vietnamese::time;

use super::speeches::{named, speaker};
use super::tasks::{TaskRow, row};
use super::units::Units;
use super::{Done, MENU, OfMeeting, SILENT, address, matter, messages, readable};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct UnitRow {
    unit: String,
    state: &'static str,
    presence: &'static str,
    delegates: String,
    note: String,
}

struct SpeechRow {
    id: String,
    who: String,
    text: String,
    source: Option<String>,
}

struct Introduced {
    unit: String,
    role: &'static str,
    year: i16,
    by: Option<String>,
}

struct Quorum {
    reached: bool,
    sentence: String,
    citation: String,
}

#[derive(Template)]
#[template(path = "conference/meeting_page.html")]
struct MeetingPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    source: Option<String>,
    agenda: Vec<(String, AgendaLine)>,
    quorum: Option<Quorum>,
    units: Vec<UnitRow>,
    delegates: u32,
    guests: Vec<String>,
    speeches: Vec<SpeechRow>,
    tasks: Vec<TaskRow>,
    introduced: Vec<Introduced>,
    heads: String,
    own: Vec<(String, String)>,
    may_keep: bool,
    may_record: bool,
    may_introduce: bool,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let known = readable(&app, &in_year, &of.id).await?;
    let mut shown = meeting_page(&app, &in_year, &known).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

async fn meeting_page(
    app: &App,
    in_year: &InYear,
    known: &Meeting,
) -> Result<MeetingPage, PageError> {
    let year = &in_year.year;
    let principal = &in_year.session.principal;
    let units = Units::load(app, year).await?;
    let recorded = app.store().attendance(known).await?;
    let guests = app.store().guests(known).await?;
    let of = matter(in_year, &known.id);
    Ok(MeetingPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/{}", known.id)),
        name: known.facts.name.clone(),
        facts: facts(known, &units),
        source: known.facts.source.clone(),
        agenda: agenda(app.store().agenda(known).await?),
        quorum: quorum(known, &units, &recorded)?,
        units: unit_rows(&units, &recorded, unsaid(known)),
        delegates: recorded
            .iter()
            .filter_map(|one| one.presence.delegates)
            .sum(),
        speeches: speech_rows(app, known, &guests, &units).await?,
        guests: guests.iter().map(named).collect(),
        tasks: task_rows(app, in_year, &units, known).await?,
        introduced: introduced(app, in_year, &units, known).await?,
        heads: format!("/nam/{}/cum-truong", year.slug),
        own: own(in_year, &units, &recorded),
        may_keep: app.may(principal, KeepConference, &of),
        may_record: app.may(principal, RecordAttendance, &of),
        may_introduce: app.may(principal, IntroduceHeads, &of),
    })
}

/// What stands where nothing is said: of a meeting known from a source the source is silent; of one that the office
/// keeps, nobody has written it yet.
fn unsaid(known: &Meeting) -> &'static str {
    if known.facts.source.is_some() {
        SILENT
    } else {
        "chưa ghi"
    }
}

fn facts(known: &Meeting, units: &Units) -> Vec<(&'static str, String)> {
    let facts = &known.facts;
    let unsaid = unsaid(known);
    let silent = || unsaid.to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_else(silent);
    let day = facts
        .held_on
        .map(|day| format!("{}, {}", weekday(day), short(day)));
    vec![
        ("Loại", facts.kind.title().to_owned()),
        ("Ngày họp", day.unwrap_or_else(silent)),
        ("Thời gian", hours(facts.starts_at, facts.ends_at, unsaid)),
        (
            "Hình thức",
            facts.mode.map_or(unsaid, Mode::title).to_owned(),
        ),
        ("Địa điểm, phòng họp", text(&facts.place)),
        (
            "Đơn vị chủ trì tổ chức",
            facts
                .host
                .as_ref()
                .map_or_else(silent, |host| units.name(host)),
        ),
        ("Chủ tọa", text(&facts.chair)),
        ("Thư ký", text(&facts.secretary)),
    ]
}

fn hours(starts: Option<Time>, ends: Option<Time>, unsaid: &str) -> String {
    match (starts, ends) {
        (Some(starts), Some(ends)) => {
            format!("từ {} đến {}", time::short(starts), time::short(ends))
        }
        (Some(starts), None) => format!("từ {}", time::short(starts)),
        _ => unsaid.to_owned(),
    }
}

fn agenda(lines: Vec<AgendaLine>) -> Vec<(String, AgendaLine)> {
    let with_time = |line: AgendaLine| (line.at.map(time::short).unwrap_or_default(), line);
    lines.into_iter().map(with_time).collect()
}

/// None while nobody is checked in or the day is not known: the rule is chosen by the day.
fn quorum(
    known: &Meeting,
    units: &Units,
    recorded: &[CheckedIn],
) -> Result<Option<Quorum>, PageError> {
    let Some(held_on) = known.facts.held_on.filter(|_| !recorded.is_empty()) else {
        return Ok(None);
    };
    let present = recorded
        .iter()
        .filter(|one| one.presence.present == Present::Yes);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (present, members) = (count(present.count()), count(units.members.len()));
    let held = attendance(Law::embedded(), held_on, present, members)
        .map_err(|error| store::StoreError::Fault(Box::new(error)))?;
    let period = &held.quorum.period;
    let note = period.note.as_deref().unwrap_or_default();
    Ok(Some(Quorum {
        reached: held.is_quorate(),
        sentence: ballot_messages::attendance(&held),
        citation: format!("{}. {note}", period.citation),
    }))
}

fn unit_rows(units: &Units, recorded: &[CheckedIn], unsaid: &str) -> Vec<UnitRow> {
    let told = |member: &store::units::Member| {
        let known = recorded
            .iter()
            .find(|one| one.presence.unit == member.unit)
            .map(|one| &one.presence);
        let present = known.map(|known| known.present);
        UnitRow {
            unit: member.short_name.clone(),
            state: match present {
                Some(Present::Yes) => "approved",
                Some(Present::Excused) => "returned",
                Some(Present::Absent) => "late",
                None => "missing",
            },
            presence: present.map_or("Chưa điểm danh", Present::title),
            delegates: match (present, known.and_then(|known| known.delegates)) {
                (_, Some(count)) => count.to_string(),
                (Some(Present::Yes), None) => unsaid.to_owned(),
                (_, None) => String::new(),
            },
            note: known
                .and_then(|known| known.note.clone())
                .unwrap_or_default(),
        }
    };
    units.members.iter().map(told).collect()
}

async fn speech_rows(
    app: &App,
    known: &Meeting,
    guests: &[Guest],
    units: &Units,
) -> Result<Vec<SpeechRow>, PageError> {
    let speeches = app.store().speeches(known).await?;
    Ok(speeches
        .into_iter()
        .map(|speech| SpeechRow {
            who: speaker(&speech, guests, units),
            id: speech.id,
            text: speech.said.text,
            source: speech.said.source,
        })
        .collect())
}

async fn task_rows(
    app: &App,
    in_year: &InYear,
    units: &Units,
    known: &Meeting,
) -> Result<Vec<TaskRow>, PageError> {
    let all = app.store().tasks(&in_year.year.id).await?;
    let own = all.iter().filter(|task| task.meeting == known.id);
    Ok(own.map(|task| row(app, in_year, units, task)).collect())
}

async fn introduced(
    app: &App,
    in_year: &InYear,
    units: &Units,
    known: &Meeting,
) -> Result<Vec<Introduced>, PageError> {
    let all = app.store().nominations(&in_year.year.id).await?;
    let here = all.into_iter().filter(|one| one.said.meeting == known.id);
    Ok(here
        .map(|one| Introduced {
            unit: units.name(&one.said.unit),
            role: HeadRole::title(one.said.role),
            year: one.said.for_year,
            by: one.said.introduced_by,
        })
        .collect())
}

/// Members that the one who looks speaks for: the words of the button, and their part of the address.
fn own(in_year: &InYear, units: &Units, recorded: &[CheckedIn]) -> Vec<(String, String)> {
    let mine = in_year.session.principal.units();
    let spoken_for = units
        .members
        .iter()
        .filter(|member| mine.contains(&&member.unit));
    spoken_for
        .map(|member| {
            let known = recorded.iter().any(|one| one.presence.unit == member.unit);
            let words = if known {
                "Sửa điểm danh"
            } else {
                "Điểm danh"
            };
            (
                format!("{words} {}", member.short_name),
                member.slug.clone(),
            )
        })
        .collect()
}
