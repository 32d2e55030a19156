//! The own account: positions, password, second factor, sessions.

use access::Matter;
use access::Permit;
use access::actions::people::KeepOwnAccount;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::people::{OpenSession, PersonRecord, SecondFactor, SignInError};
use vietnamese::date::moment;

use super::person_page::{PositionLine, position_lines};
use super::{Done, OWN, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{AtOwnAccount, Session};

struct SessionLine {
    since: String,
    device: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "people/own_account.html")]
struct OwnAccountPage {
    frame: Frame,
    login: String,
    positions: Vec<PositionLine>,
    second_factor: SecondFactor,
    sessions: Vec<SessionLine>,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    permitted(&app, &session)?;
    let record = record(&app, &session).await?;
    let token = session.token().unwrap_or_default();
    let sessions = app.store().open_sessions(&record.person, token).await?;
    page(&OwnAccountPage {
        frame: Frame::plain(&session, OWN).saying(messages::done(&done.xong)),
        positions: position_lines(&app, &record).await?,
        second_factor: app.store().second_factor(&record.person).await?,
        sessions: sessions.into_iter().map(line).collect(),
        login: record.login,
    })
}

/// Ends every session but this one.
pub(super) async fn end_others(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    _form: Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    let token = session.token().unwrap_or_default();
    app.store()
        .end_other_sessions(&permit, token)
        .await
        .map_err(fault)?;
    Ok(see_other("/tai-khoan?xong=phien"))
}

/// The permit to keep the own account.
pub(super) fn permitted(app: &App, session: &Session) -> Result<Permit<KeepOwnAccount>, PageError> {
    let person = session.principal.person().ok_or(PageError::SignIn)?;
    let matter = Matter::instance("account", person.as_str()).about(person.as_str());
    session.decide(app, KeepOwnAccount, matter)
}

/// The account of the one who asks.
pub(super) async fn record(app: &App, session: &Session) -> Result<PersonRecord, PageError> {
    let person = session.principal.person().ok_or(PageError::SignIn)?;
    let record = app.store().person(person).await?;
    record.ok_or(PageError::NotFound)
}

/// What is left when every refusal has been told.
pub(super) fn fault(error: SignInError) -> PageError {
    match error {
        SignInError::Store(error) => error.into(),
        SignInError::Wrong
        | SignInError::Wait(_)
        | SignInError::Expired
        | SignInError::Code { .. } => PageError::Forged,
    }
}

fn line(open: OpenSession) -> SessionLine {
    SessionLine {
        since: moment(open.since),
        device: open
            .device
            .unwrap_or_else(|| "Không rõ trình duyệt".to_owned()),
        here: open.here,
    }
}
