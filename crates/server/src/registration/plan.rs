//! The plan (kế hoạch thi đua): of the cluster as a page, of a unit as fields of its registration.

use access::actions::registration::{SeeRegistration, SetTheme};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use rules::registration::Plan;
use store::StoreError;
use store::registration::NewPlan;
use vietnamese::date::short;
use vietnamese::symbol::Symbol;

use super::{MENU, SILENT, address, matter, messages};
use crate::web::app::App;
use crate::web::download;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

#[derive(Template)]
#[template(path = "registration/plan.html")]
struct PlanPage {
    frame: Frame,
    base: String,
    form: Form,
    seen: i64,
    stale: Option<&'static str>,
}

/// The form, filled with the plan in force.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SetTheme, matter(year))?;
    let known = app.store().cluster_plan(&year.id).await?;
    let form = known.map_or_else(Form::default, |known| {
        let lan = ("lan", known.position.to_string());
        Form::filled(filled(&known.plan).into_iter().chain([lan]))
    });
    page(&plan_page(&in_year, form))
}

/// Puts the plan on record.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, SetTheme, matter(year))?;
    let file = upload::taken(&mut form, "ke_hoach_tep");
    let plan = read(&mut form, app.today());
    let known = app.store().cluster_plan(&year.id).await?;
    if plan.is_empty() && file.is_none() && known.is_none() && form.errors().is_empty() {
        form.refuse(
            "ke_hoach_so",
            "Chưa nhập gì. Ghi số, ký hiệu, ngày ban hành, hoặc chọn tệp kế hoạch.",
        );
    }
    if !form.errors().is_empty() {
        return refused(&plan_page(&in_year, form));
    }
    let new = NewPlan {
        seen: seen(&form),
        symbol: plan.symbol,
        issued_on: plan.issued_on,
        file,
    };
    match app.store().set_plan(&permit, new).await {
        Ok(()) => Ok(see_other(&address(year, "?xong=ke-hoach"))),
        Err(StoreError::Stale(_)) => {
            let latest = app.store().cluster_plan(&year.id).await?;
            let mut shown = plan_page(&in_year, form);
            shown.seen = latest.map_or(0, |known| known.position);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// The cluster's plan itself.
pub(super) async fn file(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeRegistration, matter(year))?;
    let known = app.store().cluster_plan(&year.id).await?;
    let file = known.and_then(|known| known.plan.file);
    download::evidence(&app, &file.ok_or(PageError::NotFound)?).await
}

/// Reads the fields of a plan; its file is read apart.
pub(super) fn read(form: &mut Form, today: Date) -> Plan {
    let symbol = form.parsed_optional("ke_hoach_so", str::parse::<Symbol>);
    let issued_on = form.date_optional("ke_hoach_ngay");
    if let Some(day) = issued_on.filter(|day| *day > today) {
        form.refuse(
            "ke_hoach_ngay",
            format!(
                "Ngày {} ở sau hôm nay. Ghi ngày đã ban hành kế hoạch.",
                short(day)
            ),
        );
    }
    Plan {
        symbol: symbol.map(|symbol| symbol.to_string()),
        issued_on,
        file: None,
        made: false,
    }
}

/// The fields of a plan, filled.
pub(super) fn filled(plan: &Plan) -> [(&'static str, String); 2] {
    [
        ("ke_hoach_so", plan.symbol.clone().unwrap_or_default()),
        (
            "ke_hoach_ngay",
            plan.issued_on.map(short).unwrap_or_default(),
        ),
    ]
}

/// A plan in words: "Kế hoạch số 05/KH-TCT, ngày 12/3/2021".
pub(super) fn words(plan: &Plan) -> String {
    let day = plan.issued_on.map(short);
    match (&plan.symbol, day) {
        (Some(symbol), Some(day)) => format!("Kế hoạch số {symbol}, ngày {day}"),
        (Some(symbol), None) => format!("Kế hoạch số {symbol}"),
        (None, Some(day)) => format!("Kế hoạch ngày {day}"),
        (None, None) if plan.file.is_some() => "Kế hoạch, không nêu số".to_owned(),
        (None, None) if plan.made => "Đã xây dựng; số, ngày: không nêu".to_owned(),
        (None, None) => SILENT.to_owned(),
    }
}

fn seen(form: &Form) -> i64 {
    form.value("lan").parse().unwrap_or(0)
}

fn plan_page(in_year: &InYear, form: Form) -> PlanPage {
    PlanPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        seen: seen(&form),
        form,
        stale: None,
    }
}
