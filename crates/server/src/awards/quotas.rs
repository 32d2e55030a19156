//! How many of each award the guidance of the year allows to propose. A quota warns, it never blocks.

use access::actions::awards::SetQuotas;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::awards::Quota;
use store::units::ClusterYear;

use super::{MENU, address, award_name, matter, of_units};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest citation.
const CITATION: usize = 300;

#[derive(Template)]
#[template(path = "awards/quotas.html")]
struct QuotasPage {
    frame: Frame,
    base: String,
    known: Vec<(String, u32, String)>,
    awards: Vec<(String, String)>,
    form: Form,
}

/// The quotas of the year, and the form that sets one.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, "");
    in_year.session.decide(&app, SetQuotas, matter)?;
    page(&quotas_page(&app, &in_year, Form::default()).await?)
}

/// Sets one.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, SetQuotas, matter(year, ""))?;
    let award = form.choice("danh_hieu", |code| {
        let mut known = of_units(app.today());
        known.find(|award| award.code == code)
    });
    let most = form.parsed("so_luong", vietnamese::number::parse_integer);
    let narrowed = most.and_then(|most| u32::try_from(most).ok());
    if most.is_some() && narrowed.is_none() {
        form.refuse("so_luong", "Số lượng là số nguyên từ 0 trở lên. Nhập lại.");
    }
    let citation = form.required("can_cu", CITATION);
    let read = award.zip(narrowed).filter(|_| form.errors().is_empty());
    let Some((award, most)) = read else {
        return refused(&quotas_page(&app, &in_year, form).await?);
    };
    let quota = Quota {
        award: award.code.clone(),
        most,
        citation,
    };
    app.store().set_quota(&permit, quota).await?;
    Ok(see_other(&address(year, "?xong=so-luong")))
}

async fn quotas_page(app: &App, in_year: &InYear, form: Form) -> Result<QuotasPage, PageError> {
    let year: &ClusterYear = &in_year.year;
    let known = app.store().quotas(&year.id).await?.into_iter();
    let known = known.map(|quota| {
        let name = award_name(&quota.award, year.last_day());
        (name, quota.most, quota.citation)
    });
    let awards = of_units(app.today()).map(|award| (award.code.clone(), award.name.clone()));
    let none = (String::new(), "Chọn danh hiệu, hình thức".to_owned());
    Ok(QuotasPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        known: known.collect(),
        awards: std::iter::once(none).chain(awards).collect(),
        form,
    })
}
