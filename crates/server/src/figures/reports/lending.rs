//! Giving a department an expiring link to one section (giao phòng nhập), and taking it back.

use access::actions::figures::LendSection;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use rules::figures::Section;
use serde::Deserialize;
use store::figures::{LendingError, LinkState, NewSectionLink, SectionLink, check_link_last_day};
use vietnamese::date::{moment, short};

use super::standing::basis;
use super::{Done, MENU, OfReport, Report, address, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::names::actor_name;
use crate::web::page::{Frame, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// The longest name of a department.
const DEPARTMENT: usize = 120;
/// How many days the form proposes.
const PROPOSED_DAYS: i32 = 7;

/// The link of an address.
#[derive(Deserialize)]
pub(super) struct OfLink {
    round: String,
    unit: String,
    link: String,
}

/// A link that was given out.
struct Line {
    id: String,
    section: &'static str,
    department: String,
    until: String,
    state: &'static str,
    words: String,
    given: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "figures/reports/lending.html")]
struct LendingPage {
    frame: Frame,
    base: String,
    href: String,
    round: String,
    unit: String,
    form: Form,
    sections: Vec<(&'static str, &'static str)>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "figures/reports/lent_link.html")]
struct LentLinkPage {
    frame: Frame,
    base: String,
    href: String,
    unit: String,
    heading: &'static str,
    department: String,
    until: String,
    link: String,
    message: String,
}

/// The links of the report, and the form for another one.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfReport>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    in_year.session.decide(&app, LendSection, report.matter())?;
    let proposed = app.today().saturating_add(PROPOSED_DAYS.days());
    let form = Form::filled([("den_ngay", short(proposed))]);
    let mut shown = lending_page(&app, &in_year, &report, form).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// Makes a link and tells it once.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year.session.decide(&app, LendSection, report.matter())?;
    let new = read(&mut form, app.today());
    let state = app.store().reports(&report.round).await?;
    let state = state.of(&report.member.unit)?.state;
    if !state.is_editable() {
        form.refuse("phan", messages::not_lent(state));
    }
    let Some(new) = new.filter(|_| form.errors().is_empty()) else {
        return refused(&lending_page(&app, &in_year, &report, form).await?);
    };
    let store = app.store();
    match store
        .lend_section(&permit, &report.round.id, new.clone())
        .await
    {
        Ok(token) => {
            let link = site.address(&format!("/nhap/{token}"));
            page(&told_once(&in_year, &report, new, link))
        }
        Err(LendingError::LastDay { earliest, latest }) => {
            form.refuse("den_ngay", messages::link_last_day(earliest, latest));
            refused(&lending_page(&app, &in_year, &report, form).await?)
        }
        Err(LendingError::Store(error)) => Err(error.into()),
    }
}

/// Takes a link back.
pub(super) async fn take_back(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfLink>,
    Posted(_): Posted,
) -> Result<Response, PageError> {
    let report = OfReport {
        round: of.round,
        unit: of.unit,
    };
    let report = Report::find(&app, &in_year.year, &report).await?;
    let permit = in_year.session.decide(&app, LendSection, report.matter())?;
    app.store().take_back_link(&permit, &of.link).await?;
    Ok(see_other(&report.address("/giao-phong?xong=thu-hoi")))
}

fn read(form: &mut Form, today: Date) -> Option<NewSectionLink> {
    let section = form.choice("phan", Section::from_key);
    let department = form.required("phong", DEPARTMENT);
    let last_day = form.date("den_ngay");
    if let Some(Err(LendingError::LastDay { earliest, latest })) =
        last_day.map(|day| check_link_last_day(day, today))
    {
        form.refuse("den_ngay", messages::link_last_day(earliest, latest));
    }
    if !form.errors().is_empty() {
        return None;
    }
    Some(NewSectionLink {
        section: section?,
        department,
        last_day: last_day?,
    })
}

async fn lending_page(
    app: &App,
    in_year: &InYear,
    report: &Report,
    form: Form,
) -> Result<LendingPage, PageError> {
    let store = app.store();
    let links = store
        .section_links(&report.round, &report.member.unit)
        .await?;
    let mut lines = Vec::new();
    for link in links {
        lines.push(line(app, link).await?);
    }
    let catalogue = report.round.catalogue();
    let asked = Section::ALL
        .into_iter()
        .filter(|section| catalogue.section(*section).next().is_some());
    let choices = asked.map(|section| (section.key(), section.heading()));
    Ok(LendingPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: report.address(""),
        round: report.round.name.clone(),
        unit: report.member.name.clone(),
        form,
        sections: std::iter::once(("", "Chọn phần số liệu"))
            .chain(choices)
            .collect(),
        lines,
    })
}

async fn line(app: &App, link: SectionLink) -> Result<Line, PageError> {
    let by = actor_name(app, &link.lent_by).await?;
    let state = link.state(app.now());
    let (key, words) = match state {
        LinkState::Open => ("approved", "Đang dùng được".to_owned()),
        LinkState::Expired => ("draft", "Hết hạn".to_owned()),
        LinkState::TakenBack(at) => ("draft", format!("Đã thu hồi, {}", moment(at))),
    };
    Ok(Line {
        section: link.section.heading(),
        until: short(link.deadline.last_day()),
        state: key,
        words,
        given: format!("{by}, {}", moment(link.lent_at)),
        open: state == LinkState::Open,
        id: link.id,
        department: link.department,
    })
}

fn told_once(in_year: &InYear, report: &Report, new: NewSectionLink, link: String) -> LentLinkPage {
    let until = short(new.last_day);
    let heading = new.section.heading();
    let message = format!(
        "Đề nghị {} nhập phần “{heading}” của “{}”, số liệu {}. Hạn hết ngày {until}.\nNhập tại: {link}\nKhông cần tài khoản. Liên kết chỉ mở phần này; không chuyển cho người ngoài phòng, khoa.\nTrân trọng.",
        new.department,
        report.round.name,
        basis(&report.round.basis),
    );
    LentLinkPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: report.address(""),
        unit: report.member.name.clone(),
        heading,
        department: new.department,
        until,
        link,
        message,
    }
}
