//! Changing what a dispatch asks and until when.

use access::Matter;
use access::actions::directives::DispatchDirective;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::DirectiveId;
use serde::Deserialize;
use store::StoreError;
use store::directives::Dispatch;
use vietnamese::date::short;

use super::directive_page::readable;
use super::dispatching::read_deadline;
use super::{MENU, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::some;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The dispatch of an address.
#[derive(Deserialize)]
pub(super) struct OfDispatch {
    id: String,
    dispatch: String,
}

#[derive(Template)]
#[template(path = "directives/amending.html")]
struct AmendingPage {
    frame: Frame,
    back: String,
    action: String,
    form: Form,
    stale: bool,
    dispatch: Dispatch,
    deadline: String,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfDispatch>,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    in_year.session.decide(&app, DispatchDirective, matter)?;
    let dispatch = find(&app, &in_year, &of).await?;
    let deadline = dispatch.deadline.map(|deadline| short(deadline.last_day()));
    let form = Form::filled([
        ("yeu_cau", dispatch.asked.clone().unwrap_or_default()),
        ("han", deadline.unwrap_or_default()),
        ("phien_ban", dispatch.version.to_string()),
    ]);
    page(&amending_page(&in_year, &of, dispatch, form, false))
}

/// Changes the dispatch.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfDispatch>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    let permit = in_year.session.decide(&app, DispatchDirective, matter)?;
    let dispatch = find(&app, &in_year, &of).await?;
    let directive = readable(&app, &in_year, &of.id).await?;
    let asked = some(form.optional("yeu_cau", 2000));
    let deadline = read_deadline(&mut form, "han", directive.facts.issued_on);
    let reason = form.required("ly_do", 500);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        return refused(&amending_page(&in_year, &of, dispatch, form, false));
    }
    let amended = app
        .store()
        .amend_dispatch(&permit, &of.dispatch, version, asked, deadline, &reason)
        .await;
    match amended {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=doi-han", of.id),
        ))),
        Err(StoreError::Stale(_)) => conflict(&amending_page(&in_year, &of, dispatch, form, true)),
        Err(error) => Err(error.into()),
    }
}

async fn find(app: &App, in_year: &InYear, of: &OfDispatch) -> Result<Dispatch, PageError> {
    let all = app
        .store()
        .dispatches(&in_year.year.id, &DirectiveId::new(&of.id))
        .await?;
    all.into_iter()
        .find(|one| one.id == of.dispatch)
        .ok_or(PageError::NotFound)
}

fn amending_page(
    in_year: &InYear,
    of: &OfDispatch,
    dispatch: Dispatch,
    form: Form,
    stale: bool,
) -> AmendingPage {
    let back = address(&in_year.year, &format!("/{}", of.id));
    let deadline = dispatch.deadline.map(|deadline| short(deadline.last_day()));
    AmendingPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        action: format!("{back}/chuyen/{}", of.dispatch),
        back,
        form,
        stale,
        dispatch,
        deadline: deadline.unwrap_or_else(|| "không đặt hạn".to_owned()),
    }
}
