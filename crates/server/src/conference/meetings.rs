//! The meetings of a year.

use access::actions::conference::{KeepConference, SeeConference};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::conference::task_standing;
use store::conference::{Meeting, Mode, Present, Task};
use vietnamese::date::short;

use super::units::Units;
use super::{MENU, SILENT, address, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::session::InYear;

struct Row {
    href: String,
    name: String,
    kind: &'static str,
    held_on: String,
    mode: &'static str,
    host: String,
    present: String,
    tasks: String,
    late: usize,
}

#[derive(Template)]
#[template(path = "conference/meetings.html")]
struct MeetingsPage {
    frame: Frame,
    base: String,
    rows: Vec<Row>,
    may_keep: bool,
}

/// The list.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeConference, matter(&in_year, ""))?;
    let units = Units::load(&app, year).await?;
    let tasks = app.store().tasks(&year.id).await?;
    let mut rows = Vec::new();
    for meeting in app.store().conferences(&year.id).await? {
        rows.push(row(&app, &in_year, &units, &tasks, meeting).await?);
    }
    page(&MeetingsPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        rows,
        may_keep: app.may(
            &in_year.session.principal,
            KeepConference,
            &matter(&in_year, ""),
        ),
    })
}

async fn row(
    app: &App,
    in_year: &InYear,
    units: &Units,
    tasks: &[Task],
    meeting: Meeting,
) -> Result<Row, PageError> {
    let recorded = app.store().attendance(&meeting).await?;
    let present = recorded
        .iter()
        .filter(|known| known.presence.present == Present::Yes)
        .count();
    let own: Vec<&Task> = tasks
        .iter()
        .filter(|task| task.meeting == meeting.id)
        .collect();
    let closed = own.iter().filter(|task| task.closure.is_some()).count();
    let late = own
        .iter()
        .filter(|task| {
            let closed_at = task.closure.as_ref().map(|closure| closure.at);
            task_standing(task.given.due_on, closed_at, app.now()).is_late()
        })
        .count();
    let facts = meeting.facts;
    Ok(Row {
        href: address(&in_year.year, &format!("/{}", meeting.id)),
        kind: facts.kind.title(),
        name: facts.name,
        held_on: facts.held_on.map_or_else(|| SILENT.to_owned(), short),
        mode: facts.mode.map_or(SILENT, Mode::title),
        host: facts
            .host
            .map_or_else(|| SILENT.to_owned(), |host| units.short_name(&host)),
        present: if recorded.is_empty() {
            "chưa điểm danh".to_owned()
        } else {
            format!("{present}/{}", units.members.len())
        },
        tasks: if own.is_empty() {
            "chưa có việc".to_owned()
        } else {
            format!("{closed}/{} đã xong", own.len())
        },
        late,
    })
}
