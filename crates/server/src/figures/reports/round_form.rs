//! Opening a round, and changing its name, deadline or way of signing.

use access::actions::figures::OpenRound;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::figures::{Basis, messages::basis};
use store::StoreError;
use store::figures::{NewRound, Round, Signing};
use vietnamese::date::short;

use super::{MENU, OfRound, address, messages, round, year_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest name of a round.
const NAME: usize = 200;

#[derive(Template)]
#[template(path = "figures/reports/round_form.html")]
struct RoundForm {
    frame: Frame,
    base: String,
    /// The round that is changed; none while one is opened.
    round: Option<Round>,
    basis: String,
    action: String,
    form: Form,
    bases: Vec<(&'static str, String)>,
    ways: Vec<(&'static str, &'static str)>,
    stale: Option<&'static str>,
}

/// The form of a new round.
pub(super) async fn get_new(
    State(app): State<App>,
    in_year: InYear,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, OpenRound, year_matter(year))?;
    let form = Form::filled([("ten", format!("Báo cáo số liệu tổng kết năm {}", year.year))]);
    page(&round_form(&in_year, None, form))
}

/// Opens it.
pub(super) async fn post_new(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, OpenRound, year_matter(year))?;
    let basis = read_basis(&mut form, year.year, app.today());
    let facts = read(&mut form, basis.and_then(|basis| basis.cut_off()));
    let (Some(basis), Some(facts)) = (basis, facts) else {
        return refused(&round_form(&in_year, None, form));
    };
    let new = facts.on(basis);
    let opened = app.store().open_round(&permit, new).await?;
    Ok(see_other(&address(
        year,
        &format!("/ky/{}?xong=mo-ky", opened.number),
    )))
}

/// The form of a round, filled.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfRound>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, OpenRound, year_matter(year))?;
    let round = round(&app, year, &of.round).await?;
    let form = Form::filled([
        ("ten", round.name.clone()),
        ("han", short(round.deadline.last_day())),
        ("cach_ky", round.signing.key().to_owned()),
        ("lan", round.version.to_string()),
    ]);
    page(&round_form(&in_year, Some(round), form))
}

/// Changes it.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfRound>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, OpenRound, year_matter(year))?;
    let now = round(&app, year, &of.round).await?;
    let Some(facts) = read(&mut form, now.basis.cut_off()) else {
        return refused(&round_form(&in_year, Some(now), form));
    };
    let new = facts.on(now.basis);
    let seen = Round {
        version: form.value("lan").parse().unwrap_or(0),
        ..now.clone()
    };
    match app.store().change_round(&permit, &seen, new).await {
        Ok(()) => Ok(see_other(&address(
            year,
            &format!("/ky/{}?xong=sua-ky", now.number),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = round_form(&in_year, Some(now), form);
            shown.stale = Some(messages::ROUND_STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the figures stand on; the day is read also where the kind is not chosen yet.
fn read_basis(form: &mut Form, year: i16, today: Date) -> Option<Basis> {
    let key = form.choice("co_so", |key| {
        let known = ["to_cutoff", "estimate", "official"];
        known.contains(&key).then(|| key.to_owned())
    });
    let cut_off = match key.as_deref() {
        Some("to_cutoff") => form.date("ngay_chot"),
        None => form.date_optional("ngay_chot"),
        Some(_) => None,
    };
    if let Some(day) = cut_off.filter(|day| day.year() != year) {
        form.refuse(
            "ngay_chot",
            format!(
                "Ngày chốt {} không thuộc năm thi đua {year}. Sửa lại năm.",
                short(day)
            ),
        );
    }
    if key.as_deref() == Some("official") && today.year() <= year {
        form.refuse(
            "co_so",
            format!(
                "Năm {year} chưa hết nên chưa có số chính thức cả năm. Chọn loại số liệu khác."
            ),
        );
    }
    let key = key.filter(|_| form.errors().is_empty())?;
    Basis::from_key(&key, cut_off).ok()
}

/// What a round may change.
struct Facts {
    name: String,
    last_day: Date,
    signing: Signing,
}

impl Facts {
    fn on(self, basis: Basis) -> NewRound {
        NewRound {
            name: self.name,
            basis,
            last_day: self.last_day,
            signing: self.signing,
        }
    }
}

fn read(form: &mut Form, cut_off: Option<Date>) -> Option<Facts> {
    let name = form.required("ten", NAME);
    let last_day = form.date("han");
    let signing = form.choice("cach_ky", Signing::from_key);
    if let (Some(cut_off), Some(last_day)) = (cut_off, last_day)
        && last_day < cut_off
    {
        form.refuse(
            "han",
            format!(
                "Hạn gửi ở trước ngày chốt số liệu {}. Chọn ngày muộn hơn.",
                short(cut_off)
            ),
        );
    }
    let facts = Facts {
        name,
        last_day: last_day?,
        signing: signing?,
    };
    form.errors().is_empty().then_some(facts)
}

fn round_form(in_year: &InYear, round: Option<Round>, form: Form) -> RoundForm {
    let year = &in_year.year;
    let rest = round.as_ref().map_or_else(
        || "/ky/moi".to_owned(),
        |round| format!("/ky/{}/sua", round.number),
    );
    RoundForm {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        basis: round
            .as_ref()
            .map_or_else(String::new, |round| basis(&round.basis)),
        round,
        action: address(year, &rest),
        form,
        bases: vec![
            ("to_cutoff", "Thực hiện đến ngày chốt".to_owned()),
            ("estimate", basis(&Basis::Estimate)),
            ("official", basis(&Basis::Official)),
        ],
        ways: Signing::ALL
            .iter()
            .map(|way| (way.key(), way.title()))
            .collect(),
        stale: None,
    }
}
