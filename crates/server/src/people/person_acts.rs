//! What an administrator does to an account.

use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::people::PersonRecord;

use super::person_page::{OfPerson, permitted, person_page};
use super::{NAME, PEOPLE, messages, tell_once};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// The longest reason.
const REASON: usize = 500;

/// Corrects the name.
pub(super) async fn rename(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let name = form.required("ho_ten", NAME);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        return refused(&person_page(&app, &session, record, Some(form)).await?);
    }
    let renamed = app
        .store()
        .rename_person(&permit, &record.person, version, &name)
        .await;
    answer(&app, &session, record, form, renamed, ("ho_ten", "ten")).await
}

/// Gives a one-time password and tells it once.
pub(super) async fn issue_password(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    _form: Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let password = app.store().issue_password(&permit, &record.person).await?;
    tell_once(
        &session,
        PEOPLE,
        "Đã cấp mật khẩu một lần",
        (record.login, password),
        format!("/nguoi-dung/{}", record.person),
    )
}

/// Takes the second factor off.
pub(super) async fn clear_second_factor(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    form: Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let cleared = app
        .store()
        .clear_second_factor(&permit, &record.person)
        .await;
    answer(&app, &session, record, form.0, cleared, ("ho_ten", "go-ma")).await
}

/// Closes the account.
pub(super) async fn block(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let reason = form.required("ly_do", REASON);
    if !form.errors().is_empty() {
        return refused(&person_page(&app, &session, record, Some(form)).await?);
    }
    let blocked = app
        .store()
        .block_person(&permit, &record.person, &reason)
        .await;
    answer(&app, &session, record, form, blocked, ("ly_do", "khoa")).await
}

/// Opens the account again.
pub(super) async fn unblock(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    form: Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let opened = app.store().unblock_person(&permit, &record.person).await;
    answer(
        &app,
        &session,
        record,
        form.0,
        opened,
        ("ho_ten", "mo-khoa"),
    )
    .await
}

/// Erases the person's values.
pub(super) async fn erase(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let reason = form.required("ly_do_xoa", REASON);
    if !form.has("dong_y", "co") {
        form.refuse("dong_y", "Chưa xác nhận. Đánh dấu ô này nếu muốn xóa hẳn.");
    }
    if !form.errors().is_empty() {
        return refused(&person_page(&app, &session, record, Some(form)).await?);
    }
    let erased = app
        .store()
        .erase_person(&permit, &record.person, &reason)
        .await;
    let words = ("ly_do_xoa", "xoa-du-lieu");
    answer(&app, &session, record, form, erased, words).await
}

/// The page with what was done, or with why it was not: the field that is told, and the key of what was done.
async fn answer(
    app: &App,
    session: &Session,
    record: PersonRecord,
    mut form: Form,
    outcome: Result<(), StoreError>,
    (field, done): (&str, &str),
) -> Result<Response, PageError> {
    let error = match outcome {
        Ok(()) => {
            let address = format!("/nguoi-dung/{}?xong={done}", record.person);
            return Ok(see_other(&address));
        }
        Err(error) => error,
    };
    let words = match &error {
        StoreError::Stale(_) => Some(messages::STALE),
        other => messages::person_refusal(other),
    };
    form.refuse(field, words.ok_or(PageError::from(error))?);
    conflict(&person_page(app, session, record, Some(form)).await?)
}
