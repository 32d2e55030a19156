//! A new person: account, first position, and a one-time password to hand over.

use access::actions::people::KeepPeople;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;
use store::people::{Newcomer, PositionRole};
use vietnamese::date::short;

use super::directory::roles;
use super::person_page::Units;
use super::position_form::read_position;
use super::{NAME, PEOPLE, messages, person_matter, tell_once};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::session::{Session, SignedIn};

#[derive(Template)]
#[template(path = "people/invitation.html")]
struct InvitationPage {
    frame: Frame,
    form: Form,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<Response, PageError> {
    session.decide(&app, KeepPeople, person_matter(""))?;
    let form = Form::filled([
        ("tu_ngay", short(app.today())),
        ("vai_tro", PositionRole::Officer.key().to_owned()),
    ]);
    let units = Units::load(&app).await?;
    page(&invitation_page(&session, &units, form))
}

/// Makes the account and tells the password once.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepPeople, person_matter(""))?;
    let units = Units::load(&app).await?;
    let newcomer = read_newcomer(&mut form);
    let first = read_position(&mut form, &units);
    let (Some(newcomer), Some(first)) = (newcomer, first) else {
        refuse_taken(&app, &mut form).await?;
        return refused(&invitation_page(&session, &units, form));
    };
    let login = newcomer.login.clone();
    match app.store().invite(&permit, newcomer, first).await {
        Ok((person, password)) => tell_once(
            &session,
            PEOPLE,
            "Đã thêm người dùng",
            (login, password),
            format!("/nguoi-dung/{person}"),
        ),
        Err(StoreError::Duplicate(_)) => {
            form.refuse("ten_dang_nhap", messages::LOGIN_TAKEN);
            conflict(&invitation_page(&session, &units, form))
        }
        Err(error) => Err(error.into()),
    }
}

/// That somebody has the login already is told together with what is wrong in the form.
pub(super) async fn refuse_taken(app: &App, form: &mut Form) -> Result<(), PageError> {
    let login = form.value("ten_dang_nhap").trim().to_lowercase();
    let people = app.store().people().await?;
    if people.iter().any(|one| one.login == login) {
        form.refuse("ten_dang_nhap", messages::LOGIN_TAKEN);
    }
    Ok(())
}

/// Login and name of somebody who is given an account.
pub(super) fn read_newcomer(form: &mut Form) -> Option<Newcomer> {
    let name = form.required("ho_ten", NAME);
    let login = form.value("ten_dang_nhap").trim().to_lowercase();
    if login.is_empty() {
        form.refuse("ten_dang_nhap", "Chưa nhập. Mục này cần có.");
    } else if !messages::is_login(&login) {
        form.refuse("ten_dang_nhap", messages::LOGIN_SHAPE);
    }
    form.errors().is_empty().then_some(Newcomer {
        login,
        name,
        sample: false,
    })
}

fn invitation_page(session: &Session, units: &Units, form: Form) -> InvitationPage {
    let none = (String::new(), "Chọn đơn vị".to_owned());
    InvitationPage {
        frame: Frame::plain(session, PEOPLE),
        form,
        units: std::iter::once(none).chain(units.choices()).collect(),
        roles: roles(),
    }
}
