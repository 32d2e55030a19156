//! Recording counting minutes for the first time.

use access::actions::ballot::RecordMinutes;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;
use vietnamese::text::fold;

use super::minutes_form::{Desk, MinutesForm};
use super::{address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

const TITLE: &str = "Ghi biên bản kiểm phiếu";

/// The form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, "");
    in_year.session.decide(&app, RecordMinutes, matter)?;
    let desk = Desk::load(&app, &in_year).await?;
    let published = app.store().scores_are_published(&in_year.year.id).await?;
    let mut shown = shown(&desk, &in_year, Form::default());
    shown.closed = (!published).then_some(messages::NOT_PUBLISHED);
    page(&shown)
}

/// Records them.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, RecordMinutes, matter(year, ""))?;
    let desk = Desk::load(&app, &in_year).await?;
    let Some(facts) = desk.read(&mut form) else {
        refuse_twice(&app, &in_year, &mut form, "").await?;
        return refused(&shown(&desk, &in_year, form));
    };
    match app.store().record_minutes(&permit, facts).await {
        Ok(series) => Ok(see_other(&address(year, &format!("/{series}?xong=ghi")))),
        Err(StoreError::Refused { .. }) => {
            let mut shown = shown(&desk, &in_year, form);
            shown.closed = Some(messages::NOT_PUBLISHED);
            conflict(&shown)
        }
        Err(StoreError::Duplicate(_)) => {
            form.refuse("noi_dung", messages::TWICE);
            conflict(&shown(&desk, &in_year, form))
        }
        Err(error) => Err(error.into()),
    }
}

/// That the matter has minutes already, other than those of the series, is told together with what is wrong in the form.
pub(super) async fn refuse_twice(
    app: &App,
    in_year: &InYear,
    form: &mut Form,
    series: &str,
) -> Result<(), PageError> {
    let subject = fold(form.value("noi_dung").trim());
    let mut all = app.store().minutes(&in_year.year.id).await?;
    // The newest revision of a series stands first.
    all.dedup_by(|later, newest| later.series == newest.series);
    let mut others = all.iter().filter(|one| one.series != series);
    if !subject.is_empty() && others.any(|one| fold(&one.facts.subject) == subject) {
        form.refuse("noi_dung", messages::TWICE);
    }
    Ok(())
}

fn shown(desk: &Desk, in_year: &InYear, form: Form) -> MinutesForm {
    desk.page(in_year, TITLE, "/moi", form)
}
