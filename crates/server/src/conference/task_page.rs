//! One task: its wording, who answers for it, what came of it.

use access::Matter;
use access::actions::conference::{KeepConference, KeepTasks, SeeConference};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::conference::Task;
use vietnamese::date::moment;

use super::speeches::speaker;
use super::tasks::{TaskRow, row};
use super::units::Units;
use super::{Done, MENU, address, matter, meeting, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// The task of an address.
#[derive(Deserialize)]
pub(super) struct OfTask {
    pub(super) task: String,
}

#[derive(Template)]
#[template(path = "conference/task_page.html")]
pub(super) struct TaskPage {
    frame: Frame,
    base: String,
    meeting: (String, String),
    shown: TaskRow,
    asked_by: Option<String>,
    source: Option<String>,
    closed: Option<String>,
    may_change: bool,
    may_close: bool,
    form: Form,
    pub(super) stale: Option<&'static str>,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTask>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, SeeConference, matter(&in_year, &of.task))?;
    let known = task(&app, &in_year, &of.task).await?;
    let mut shown = task_page(&app, &in_year, &known, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The task of an address; who may see or keep it has been decided.
pub(super) async fn task(app: &App, in_year: &InYear, id: &str) -> Result<Task, PageError> {
    let found = app.store().task(&in_year.year.id, id).await?;
    found.ok_or(PageError::NotFound)
}

/// The matter of closing and reopening: of the unit that answers for the task.
pub(super) fn own_matter(in_year: &InYear, task: &Task) -> Matter {
    let matter = Matter::of_year("task", &task.id, &in_year.year.id);
    match &task.given.owner {
        Some(owner) => matter.of_unit(owner),
        None => matter,
    }
}

/// The page, with a form as it was typed.
pub(super) async fn task_page(
    app: &App,
    in_year: &InYear,
    known: &Task,
    form: Form,
) -> Result<TaskPage, PageError> {
    let year = &in_year.year;
    let principal = &in_year.session.principal;
    let of = meeting(app, in_year, &known.meeting).await?;
    let units = Units::load(app, year).await?;
    let guests = app.store().guests(&of).await?;
    let speeches = app.store().speeches(&of).await?;
    let speech = speeches
        .iter()
        .find(|speech| Some(&speech.id) == known.given.speech.as_ref());
    let closed = match &known.closure {
        Some(closure) => Some(format!(
            "{}, {}",
            moment(closure.at),
            actor_name(app, &closure.by).await?
        )),
        None => None,
    };
    let change = matter(in_year, &known.id);
    Ok(TaskPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        meeting: (address(year, &format!("/{}", of.id)), of.facts.name),
        shown: row(app, in_year, &units, known),
        asked_by: speech.map(|speech| speaker(speech, &guests, &units)),
        source: known.given.source.clone(),
        may_change: closed.is_none() && app.may(principal, KeepConference, &change),
        may_close: app.may(principal, KeepTasks, &own_matter(in_year, known)),
        closed,
        form,
        stale: None,
    })
}
