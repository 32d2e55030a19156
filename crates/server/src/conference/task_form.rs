//! Giving a task out of a meeting, and changing one that is open.

use access::actions::conference::KeepConference;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::conference::{Meeting, NewTask, Speech, Task, TaskKind};
use vietnamese::date::short;

use super::speeches::speaker;
use super::task_page::{OfTask, task};
use super::units::Units;
use super::{MENU, OfMeeting, address, matter, meeting, messages, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest wording of a task.
const TEXT: usize = 5_000;

#[derive(Template)]
#[template(path = "conference/task_form.html")]
struct TaskForm {
    frame: Frame,
    base: String,
    /// Where the form comes from and goes back to: the meeting, or the task.
    back: String,
    name: String,
    action: String,
    changing: bool,
    version: i64,
    kinds: Vec<(&'static str, &'static str)>,
    owners: Vec<(String, String)>,
    speeches: Vec<(String, String)>,
    form: Form,
    stale: Option<&'static str>,
}

/// What the form is checked against.
struct Ground {
    meeting: Meeting,
    units: Units,
    speeches: Vec<Speech>,
}

/// The empty form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let ground = ground(&app, &in_year, &of.id).await?;
    page(&giving(&app, &in_year, &ground, Form::default()).await?)
}

/// Gives a task.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let ground = ground(&app, &in_year, &of.id).await?;
    let Some(new) = read(&mut form, &ground, None) else {
        return refused(&giving(&app, &in_year, &ground, form).await?);
    };
    app.store().give_task(&permit, &of.id, new).await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=giao-viec", of.id),
    )))
}

/// The form, filled with the task.
pub(super) async fn edit(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTask>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.task))?;
    let known = task(&app, &in_year, &of.task).await?;
    let ground = ground(&app, &in_year, &known.meeting).await?;
    let form = filled(&known, &ground.units);
    page(&changing(&app, &in_year, &ground, &known, form).await?)
}

/// Changes the task.
pub(super) async fn change(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTask>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.task))?;
    let known = task(&app, &in_year, &of.task).await?;
    let ground = ground(&app, &in_year, &known.meeting).await?;
    let Some(new) = read(&mut form, &ground, known.given.source.clone()) else {
        return refused(&changing(&app, &in_year, &ground, &known, form).await?);
    };
    let version = form.value("phien_ban").parse().unwrap_or(0);
    match app
        .store()
        .change_task(&permit, &of.task, version, new)
        .await
    {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/viec/{}?xong=sua-viec", of.task),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = changing(&app, &in_year, &ground, &known, form).await?;
            shown.version = known.version;
            shown.stale = Some(messages::TASK_STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

async fn ground(app: &App, in_year: &InYear, id: &str) -> Result<Ground, PageError> {
    let meeting = meeting(app, in_year, id).await?;
    Ok(Ground {
        units: Units::load(app, &in_year.year).await?,
        speeches: app.store().speeches(&meeting).await?,
        meeting,
    })
}

fn read(form: &mut Form, ground: &Ground, source: Option<String>) -> Option<NewTask> {
    let kind = form.choice("loai", TaskKind::from_key);
    let text = form.required("noi_dung", TEXT);
    let due_on = form.date_optional("han");
    let owner = some(form.value("don_vi").to_owned());
    let known = owner.as_deref().map(|slug| ground.units.member(slug));
    if known.is_some_and(|found| found.is_none()) {
        form.refuse(
            "don_vi",
            "Đơn vị này không phải thành viên của Cụm trong năm. Chọn một đơn vị trong danh sách.",
        );
    }
    let held_on = ground.meeting.facts.held_on;
    if let Some((due, held)) = due_on.zip(held_on).filter(|(due, held)| due < held) {
        form.refuse(
            "han",
            format!(
                "Hạn {} ở trước ngày họp {}. Sửa lại hạn, hoặc để trống.",
                short(due),
                short(held)
            ),
        );
    }
    let speech = some(form.value("phat_bieu").to_owned());
    let kept = |id: &String| ground.speeches.iter().any(|speech| speech.id == *id);
    if speech.as_ref().is_some_and(|id| !kept(id)) {
        form.refuse(
            "phat_bieu",
            "Ý kiến phát biểu này không còn trong hội nghị. Chọn lại.",
        );
    }
    let new = NewTask {
        kind: kind?,
        text,
        speech,
        owner: known.flatten().map(|found| found.unit.clone()),
        due_on,
        source,
    };
    form.errors().is_empty().then_some(new)
}

fn filled(known: &Task, units: &Units) -> Form {
    let given = &known.given;
    let owner = given.owner.as_ref().map(|owner| units.slug(owner));
    Form::filled([
        ("loai", given.kind.key().to_owned()),
        ("noi_dung", given.text.clone()),
        ("don_vi", owner.unwrap_or_default()),
        ("han", given.due_on.map(short).unwrap_or_default()),
        ("phat_bieu", given.speech.clone().unwrap_or_default()),
        ("phien_ban", known.version.to_string()),
    ])
}

async fn giving(
    app: &App,
    in_year: &InYear,
    ground: &Ground,
    form: Form,
) -> Result<TaskForm, PageError> {
    let guests = app.store().guests(&ground.meeting).await?;
    let kinds = TaskKind::ALL.iter();
    let none = (String::new(), "Không từ ý kiến phát biểu nào".to_owned());
    let speeches = ground.speeches.iter().map(|speech| {
        let who = speaker(speech, &guests, &ground.units);
        (speech.id.clone(), format!("Phát biểu của {who}"))
    });
    let back = address(&in_year.year, &format!("/{}", ground.meeting.id));
    Ok(TaskForm {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        action: format!("{back}/giao-viec"),
        back,
        name: ground.meeting.facts.name.clone(),
        changing: false,
        version: 0,
        kinds: std::iter::once(("", "Chọn loại"))
            .chain(kinds.map(|kind| (kind.key(), kind.title())))
            .collect(),
        owners: ground.units.member_choices("Chung cả Cụm"),
        speeches: std::iter::once(none).chain(speeches).collect(),
        form,
        stale: None,
    })
}

async fn changing(
    app: &App,
    in_year: &InYear,
    ground: &Ground,
    known: &Task,
    form: Form,
) -> Result<TaskForm, PageError> {
    let back = address(&in_year.year, &format!("/viec/{}", known.id));
    Ok(TaskForm {
        action: format!("{back}/sua"),
        back,
        name: "Việc".to_owned(),
        changing: true,
        version: form.value("phien_ban").parse().unwrap_or(0),
        ..giving(app, in_year, ground, form).await?
    })
}
