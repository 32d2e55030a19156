//! Closing a task with what came of it, and opening it again with the reason.

use access::Permit;
use access::actions::conference::{KeepTasks, SeeConference};
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::conference::Task;

use super::task_page::{OfTask, own_matter, task, task_page};
use super::{address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// Closes the task.
pub(super) async fn close(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTask>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, known) = permitted(&app, &in_year, &of).await?;
    let note = form.required("ket_qua", 2000);
    if !form.errors().is_empty() {
        return refused(&task_page(&app, &in_year, &known, form).await?);
    }
    let closed = app.store().close_task(&permit, &of.task, &note).await;
    answer(&app, &in_year, &known, form, (closed, "xong")).await
}

/// Opens the task again.
pub(super) async fn reopen(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTask>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, known) = permitted(&app, &in_year, &of).await?;
    let reason = form.required("ly_do", 500);
    if !form.errors().is_empty() {
        return refused(&task_page(&app, &in_year, &known, form).await?);
    }
    let opened = app.store().reopen_task(&permit, &of.task, &reason).await;
    answer(&app, &in_year, &known, form, (opened, "mo-lai")).await
}

/// Whose task it is decides who may close it; only members and upper bodies learn that there is one.
async fn permitted(
    app: &App,
    in_year: &InYear,
    of: &OfTask,
) -> Result<(Permit<KeepTasks>, Task), PageError> {
    in_year
        .session
        .decide(app, SeeConference, matter(in_year, &of.task))?;
    let known = task(app, in_year, &of.task).await?;
    let permit = in_year
        .session
        .decide(app, KeepTasks, own_matter(in_year, &known))?;
    Ok((permit, known))
}

async fn answer(
    app: &App,
    in_year: &InYear,
    known: &Task,
    form: Form,
    (written, done): (Result<(), StoreError>, &str),
) -> Result<Response, PageError> {
    match written {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/viec/{}?xong={done}", known.id),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = task_page(app, in_year, known, form).await?;
            shown.stale = Some(messages::TASK_STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}
