//! Passing a directive on to units.

use access::Matter;
use access::actions::directives::DispatchDirective;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::deadline::Deadline;
use rules::directives::{Answer, check_due};
use rules::ids::UnitId;
use store::StoreError;
use store::directives::{Directive, NewDispatch};
use store::units::Member;

use super::directive_page::{directive_page, readable};
use super::messages::due_fault;
use super::{OfDirective, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::some;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// The longest request to units.
const ASKED: usize = 2000;

/// A unit has the directive already.
const TOLD: &str =
    "Có đơn vị vừa được người khác chuyển văn bản này. Chọn lại trong các đơn vị còn lại.";

/// Passes the directive on.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfDirective>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    let permit = in_year.session.decide(&app, DispatchDirective, matter)?;
    let directive = readable(&app, &in_year, &of.id).await?;
    if directive.removal.is_some() {
        return Err(StoreError::Stale("directive").into());
    }
    let members = app.store().members(&in_year.year).await?;
    let days = (directive.facts.issued_on, app.today());
    let Some(new) = read(&mut form, &members, days) else {
        refuse_told(&app, &in_year, &mut form, (&directive, &members)).await?;
        return refused(&directive_page(&app, &in_year, &site, directive, form).await?);
    };
    let store = app.store();
    let passed_on = store
        .dispatch_directive(&permit, &directive.cluster_year, &directive.id, new)
        .await;
    match passed_on {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=chuyen", of.id),
        ))),
        Err(StoreError::Duplicate(_)) => {
            form.refuse("don_vi_nhan", TOLD);
            conflict(&directive_page(&app, &in_year, &site, directive, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn read(
    form: &mut Form,
    members: &[Member],
    (issued_on, today): (Date, Date),
) -> Option<NewDispatch> {
    let units = read_units(form, members);
    let asked = some(form.optional("yeu_cau", ASKED));
    let expected = form.choice("can_tra_loi", Answer::from_key);
    let deadline = read_deadline(form, "han", issued_on);
    let complete = form.errors().is_empty();
    let new = NewDispatch {
        units,
        asked,
        expected: expected?,
        deadline,
        dispatched_on: Some(today),
        source: None,
    };
    complete.then_some(new)
}

fn read_units(form: &mut Form, members: &[Member]) -> Vec<UnitId> {
    let chosen = form.all("don_vi_nhan").to_vec();
    let find = |slug: &String| members.iter().find(|member| member.slug == *slug);
    let units: Option<Vec<UnitId>> = chosen
        .iter()
        .map(|slug| find(slug).map(|member| member.unit.clone()))
        .collect();
    match units {
        None => form.refuse(
            "don_vi_nhan",
            "Có đơn vị không phải thành viên của Cụm trong năm này. Tải lại trang rồi chọn lại.",
        ),
        Some(units) if units.is_empty() => {
            form.refuse(
                "don_vi_nhan",
                "Chưa chọn đơn vị nhận. Chọn ít nhất một đơn vị.",
            );
        }
        Some(units) => return units,
    }
    Vec::new()
}

/// That a unit has the directive already is told together with what is wrong in the form.
async fn refuse_told(
    app: &App,
    in_year: &InYear,
    form: &mut Form,
    (directive, members): (&Directive, &[Member]),
) -> Result<(), PageError> {
    let store = app.store();
    let dispatches = store.dispatches(&in_year.year.id, &directive.id).await?;
    let has_it = |member: &Member| {
        let mut told = dispatches.iter().flat_map(|one| &one.recipients);
        told.any(|to| to.unit == member.unit)
    };
    let mut chosen = members
        .iter()
        .filter(|member| form.has("don_vi_nhan", &member.slug));
    if chosen.any(has_it) {
        form.refuse("don_vi_nhan", TOLD);
    }
    Ok(())
}

/// The last day, not before the directive, or none.
pub(super) fn read_deadline(form: &mut Form, field: &str, issued_on: Date) -> Option<Deadline> {
    let last_day = form.date_optional(field)?;
    if let Err(fault) = check_due(last_day, issued_on) {
        form.refuse(field, due_fault(&fault));
    }
    Some(Deadline::at_end_of(last_day))
}
