//! Passing a directive on to units.

use access::Matter;
use access::actions::directives::DispatchDirective;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::deadline::Deadline;
use rules::directives::Answer;
use rules::ids::UnitId;
use store::StoreError;
use store::directives::NewDispatch;
use store::units::Member;
use vietnamese::date::short;

use super::directive_page::{directive_page, readable};
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
    let members = app.store().members(&in_year.year).await?;
    let Some(new) = read(&mut form, &members, app.today()) else {
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
            form.refuse(
                "don_vi_nhan",
                "Có đơn vị vừa được người khác chuyển văn bản này. Chọn lại trong các đơn vị còn lại.",
            );
            conflict(&directive_page(&app, &in_year, &site, directive, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn read(form: &mut Form, members: &[Member], today: Date) -> Option<NewDispatch> {
    let units = read_units(form, members);
    let asked = some(form.optional("yeu_cau", ASKED));
    let expected = form.choice("can_tra_loi", Answer::from_key);
    let deadline = read_deadline(form, "han", today);
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

/// A last day that has not passed, or none.
pub(super) fn read_deadline(form: &mut Form, field: &str, today: Date) -> Option<Deadline> {
    let last_day = form.date_optional(field)?;
    if last_day < today {
        form.refuse(
            field,
            format!(
                "Hạn {} đã qua, hôm nay là {}. Chọn ngày từ hôm nay trở đi.",
                short(last_day),
                short(today)
            ),
        );
    }
    Some(Deadline::at_end_of(last_day))
}
