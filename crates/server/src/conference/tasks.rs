//! What meetings resolved and upper bodies asked for, as tasks: filter, order by last day, export.

use std::collections::HashMap;

use access::actions::conference::{KeepConference, SeeConference};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::conference::{TaskStanding, task_standing};
use serde::Deserialize;
use store::conference::Task;
use vietnamese::date::{moment, short};
use vietnamese::text::fold;

use super::units::Units;
use super::{MENU, address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// Which tasks: the key in the address, the words.
const CHOICES: &[(&str, &str)] = &[
    ("", "Tất cả"),
    ("cua-toi", "Của đơn vị tôi"),
    ("dang-lam", "Chưa xong"),
    ("qua-han", "Quá hạn"),
    ("da-xong", "Đã xong"),
];

/// What the list is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    loc: String,
    tim: String,
    dang: String,
}

/// A task as tables show it.
pub(super) struct TaskRow {
    pub(super) href: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) state: &'static str,
    pub(super) standing: String,
    pub(super) result: String,
}

#[derive(Template)]
#[template(path = "conference/tasks.html")]
struct TasksPage {
    frame: Frame,
    base: String,
    asked: Asked,
    choices: &'static [(&'static str, &'static str)],
    rows: Vec<(TaskRow, String)>,
    empty: bool,
    late: usize,
    may_keep: bool,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let seen = matter(&in_year, "");
    in_year.session.decide(&app, SeeConference, seen.clone())?;
    let units = Units::load(&app, year).await?;
    let meetings = meeting_names(&app, &in_year).await?;
    let all = app.store().tasks(&year.id).await?;
    let late = all
        .iter()
        .filter(|task| standing(&app, task).is_late())
        .count();
    let found = asked.narrow(&app, &in_year, &all);
    let rows = found.into_iter().map(|task| {
        let meeting = meetings.get(&task.meeting).cloned().unwrap_or_default();
        (row(&app, &in_year, &units, task), meeting)
    });
    page(&TasksPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        choices: CHOICES,
        rows: rows.collect(),
        empty: all.is_empty(),
        late,
        may_keep: app.may(&in_year.session.principal, KeepConference, &seen),
        asked,
    })
}

/// The list, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeConference, matter(&in_year, ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let units = Units::load(&app, year).await?;
    let meetings = meeting_names(&app, &in_year).await?;
    let all = app.store().tasks(&year.id).await?;
    let columns = [
        "Nội dung",
        "Loại",
        "Hội nghị",
        "Đơn vị thực hiện",
        "Hạn",
        "Tình trạng",
        "Kết quả",
        "Xong lúc",
    ];
    let mut sheet = Sheet::of_year(year, "Kết luận, ý kiến chỉ đạo", &columns);
    for task in asked.narrow(&app, &in_year, &all) {
        let shown = row(&app, &in_year, &units, task);
        let closed = task.closure.as_ref().map(|closure| moment(closure.at));
        sheet.push(vec![
            Cell::text(shown.text),
            Cell::text(shown.kind),
            Cell::text(meetings.get(&task.meeting).cloned().unwrap_or_default()),
            Cell::text(shown.owner),
            Cell::day(task.given.due_on),
            Cell::text(shown.standing),
            Cell::text(shown.result),
            Cell::text(closed.unwrap_or_default()),
        ]);
    }
    sheet.answer(format, app.today())
}

impl Asked {
    fn narrow<'a>(&self, app: &App, in_year: &InYear, all: &'a [Task]) -> Vec<&'a Task> {
        let own = in_year.session.principal.units();
        let words = fold(&self.tim);
        let chosen = |task: &&Task| {
            let standing = standing(app, task);
            match self.loc.as_str() {
                "cua-toi" => task
                    .given
                    .owner
                    .as_ref()
                    .is_some_and(|owner| own.contains(&owner)),
                "dang-lam" => standing.is_open(),
                "qua-han" => standing.is_late(),
                "da-xong" => !standing.is_open(),
                _ => true,
            }
        };
        all.iter()
            .filter(chosen)
            .filter(|task| fold(&task.given.text).contains(&words))
            .collect()
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let known = CHOICES.iter().find(|(key, _)| *key == self.loc);
        known.map_or_else(String::new, |(key, _)| format!("&loc={key}"))
    }
}

/// How a task stands now.
pub(super) fn standing(app: &App, task: &Task) -> TaskStanding {
    let closed_at = task.closure.as_ref().map(|closure| closure.at);
    task_standing(task.given.due_on, closed_at, app.now())
}

/// A task as tables show it.
pub(super) fn row(app: &App, in_year: &InYear, units: &Units, task: &Task) -> TaskRow {
    let (state, standing) = messages::task_chip(standing(app, task), task.given.due_on);
    let given = &task.given;
    TaskRow {
        href: address(&in_year.year, &format!("/viec/{}", task.id)),
        kind: given.kind.title(),
        text: given.text.clone(),
        owner: owner(units, task),
        due: given
            .due_on
            .map_or_else(|| "không đặt hạn".to_owned(), short),
        state,
        standing,
        result: task
            .closure
            .as_ref()
            .map_or_else(String::new, |closure| closure.note.clone()),
    }
}

/// The unit that answers for a task, in words.
pub(super) fn owner(units: &Units, task: &Task) -> String {
    let owner = task.given.owner.as_ref();
    owner.map_or_else(|| "Toàn Cụm".to_owned(), |owner| units.short_name(owner))
}

async fn meeting_names(app: &App, in_year: &InYear) -> Result<HashMap<String, String>, PageError> {
    let meetings = app.store().conferences(&in_year.year.id).await?;
    Ok(meetings
        .into_iter()
        .map(|meeting| (meeting.id, meeting.facts.name))
        .collect())
}
