//! Changing the own password.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::password;

use super::own_account::{fault, permitted, record};
use super::{OWN, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::{AtOwnAccount, Session};

/// What must be typed again after a refusal.
const SECRETS: &[&str] = &["mat_khau_cu", "mat_khau_moi", "nhap_lai"];

#[derive(Template)]
#[template(path = "people/own_password.html")]
struct PasswordPage {
    frame: Frame,
    form: Form,
    shortest: usize,
    must_change: bool,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
) -> Result<Response, PageError> {
    permitted(&app, &session)?;
    page(&password_page(&session, Form::default()))
}

/// Changes it.
pub(super) async fn post(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    let login = record(&app, &session).await?.login;
    let (old, new) = read(&mut form, &login);
    if !form.errors().is_empty() {
        return refused(&password_page(&session, form.without(SECRETS)));
    }
    let token = session.token().unwrap_or_default();
    match app.store().change_password(&permit, old, new, token).await {
        Ok(()) => Ok(see_other("/tai-khoan?xong=mat-khau")),
        Err(error) => {
            let (field, text) = messages::own_refusal(&error).ok_or_else(|| fault(error))?;
            form.refuse(field, text);
            refused(&password_page(&session, form.without(SECRETS)))
        }
    }
}

/// The old password and the new one; what is wrong with them is refused.
fn read(form: &mut Form, login: &str) -> (String, String) {
    let old = form.value("mat_khau_cu").to_owned();
    let new = form.value("mat_khau_moi").to_owned();
    let again = new.is_empty() || form.value("nhap_lai") == new;
    if old.is_empty() {
        form.refuse("mat_khau_cu", "Chưa nhập mật khẩu đang dùng.");
    }
    if let Err(fault) = password::check(&new, login) {
        form.refuse("mat_khau_moi", messages::password_sentence(&fault));
    } else if old == new {
        form.refuse(
            "mat_khau_moi",
            "Mật khẩu mới giống mật khẩu đang dùng. Chọn mật khẩu khác.",
        );
    }
    if !again {
        form.refuse(
            "nhap_lai",
            "Hai lần nhập mật khẩu mới chưa giống nhau. Nhập lại.",
        );
    }
    (old, new)
}

fn password_page(session: &Session, form: Form) -> PasswordPage {
    PasswordPage {
        frame: Frame::plain(session, OWN),
        form,
        shortest: password::SHORTEST,
        must_change: session.must_change,
    }
}
