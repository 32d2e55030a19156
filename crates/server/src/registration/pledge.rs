//! Putting the signed pledge on record.

use access::actions::registration::SignPledge;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::registration::Pledge;
use vietnamese::date::short;

use super::{MENU, address, matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest text of a pledge.
const TEXT: usize = 20_000;

#[derive(Template)]
#[template(path = "registration/pledge.html")]
struct PledgePage {
    frame: Frame,
    base: String,
    form: Form,
}

/// The form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, SignPledge, matter(&in_year.year))?;
    page(&pledge_page(&in_year, Form::default()))
}

/// Records the pledge.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, SignPledge, matter(year))?;
    let on = form.date("ngay_ky");
    let text = form.optional("noi_dung", TEXT);
    if let Some(day) = on.filter(|day| *day > app.today()) {
        form.refuse(
            "ngay_ky",
            format!(
                "Ngày ký {} ở sau hôm nay. Ghi nhận sau khi các đơn vị đã ký.",
                short(day)
            ),
        );
    }
    let Some(on) = on.filter(|_| form.errors().is_empty()) else {
        return refused(&pledge_page(&in_year, form));
    };
    let pledge = Pledge {
        on,
        text: (!text.is_empty()).then_some(text),
        source: None,
    };
    app.store().sign_pledge(&permit, pledge).await?;
    Ok(see_other(&address(year, "?xong=giao-uoc")))
}

fn pledge_page(in_year: &InYear, form: Form) -> PledgePage {
    PledgePage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        form,
    }
}
