//! Entering one section through a link that a unit gave to a department, without an account.

use access::actions::figures::EnterFigures;
use access::{Matter, Permit};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use rules::figures::messages::basis;
use store::figures::{LinkState, SectionLink};
use vietnamese::date::{moment, short};

use super::entered::{Again, Entered, Notice, kept};
use super::section_form::{SectionForm, absences};
use super::section_page::new_figures;
use super::{Done, Report, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::Session;

#[derive(Template)]
#[template(path = "figures/reports/link_page.html")]
struct LinkPage {
    csrf: String,
    action: String,
    done: Option<&'static str>,
    sample: Option<i16>,
    cluster: String,
    round: String,
    basis: String,
    unit: String,
    heading: &'static str,
    department: String,
    until: String,
    notice: Option<Notice>,
    form: Form,
    /// None where the report takes no figures now.
    part: Option<SectionForm>,
    absences: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "figures/reports/link_over.html")]
struct LinkOverPage {
    why: String,
    unit: String,
    /// What was typed and not kept: the indicator, the number.
    typed: Vec<(String, String)>,
}

/// What a token opens.
struct Holder {
    token: String,
    link: SectionLink,
    report: Report,
}

/// The section's form.
pub(super) async fn get(
    State(app): State<App>,
    session: Session,
    Path(token): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let holder = Holder::find(&app, token).await?;
    if let Some(over) = holder.over(&app, &Form::default())? {
        return Ok(over);
    }
    holder.permit(&app)?;
    let mut shown = holder.page(&session, None, Form::default());
    shown.done = messages::done(&done.xong);
    let reports = app.store().reports(&holder.report.round).await?;
    let state = reports.of(&holder.report.member.unit)?.state;
    if state.is_editable() {
        shown.part = Some(kept(&app, &holder.report, holder.link.section).await?);
    } else {
        shown.notice = Some((
            "Báo cáo không sửa được lúc này",
            messages::link_closed(state),
        ));
    }
    page(&shown)
}

/// Enters what was changed.
pub(super) async fn post(
    State(app): State<App>,
    session: Session,
    Path(token): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let holder = Holder::find(&app, token).await?;
    if let Some(over) = holder.over(&app, &form)? {
        return Ok(over);
    }
    let permit = holder.permit(&app)?;
    let (report, section) = (&holder.report, holder.link.section);
    let new = new_figures(&mut form, report, section);
    let entered = if form.errors().is_empty() {
        let answer = app.store().enter_figures(&permit, &report.round.id, new);
        Entered::of(&app, report, section, answer.await, form).await?
    } else {
        Again::refused(&app, report, section, form).await?
    };
    holder.shown(&session, entered)
}

impl Holder {
    async fn find(app: &App, token: String) -> Result<Self, PageError> {
        let store = app.store();
        let found = store.lent_link(&token).await?;
        let (link, round) = found.ok_or(PageError::NotFound)?;
        let years = store.cluster_years().await?;
        let year = years.into_iter().find(|year| year.id == link.cluster_year);
        let year = year.ok_or(PageError::NotFound)?;
        let members = store.members(&year).await?;
        let member = members.into_iter().find(|member| member.unit == link.unit);
        let report = Report {
            year,
            round,
            member: member.ok_or(PageError::NotFound)?,
        };
        Ok(Self {
            token,
            link,
            report,
        })
    }

    /// The page that says why the link opens nothing, where it does not; what was typed is shown to be sent otherwise.
    fn over(&self, app: &App, form: &Form) -> Result<Option<Response>, PageError> {
        let why = match self.link.state(app.now()) {
            LinkState::Open => return Ok(None),
            LinkState::Expired => format!(
                "Liên kết chỉ dùng được đến hết ngày {}.",
                short(self.link.deadline.last_day())
            ),
            LinkState::TakenBack(at) => {
                format!("Liên kết đã được đơn vị thu hồi, {}.", moment(at))
            }
        };
        let unit = self.report.member.name.clone();
        let typed = self.typed(form);
        let html = LinkOverPage { why, unit, typed }.render()?;
        Ok(Some((StatusCode::GONE, Html(html)).into_response()))
    }

    fn typed(&self, form: &Form) -> Vec<(String, String)> {
        let catalogue = self.report.round.catalogue();
        let typed = catalogue.section(self.link.section).map(|indicator| {
            let number = form.value(indicator.key.as_str()).trim().to_owned();
            (format!("{} {}", indicator.code, indicator.name), number)
        });
        typed.filter(|(_, number)| !number.is_empty()).collect()
    }

    fn matter(&self) -> Matter {
        self.report.matter().in_section(self.link.section.key())
    }

    /// Whoever holds the link may do what the link is for, whoever is signed in.
    fn permit(&self, app: &App) -> Result<Permit<EnterFigures>, PageError> {
        app.decide(&self.link.holder(), EnterFigures, self.matter())
            .map_err(PageError::Denied)
    }

    fn address(&self) -> String {
        format!("/nhap/{}", self.token)
    }

    fn shown(&self, session: &Session, entered: Entered) -> Result<Response, PageError> {
        let done = |key: &str| see_other(&format!("{}?xong={key}", self.address()));
        let again = match entered {
            Entered::Saved(0) => return Ok(done("khong-doi")),
            Entered::Saved(_) => return Ok(done("luu-qua-lien-ket")),
            Entered::Again(again) => again,
        };
        let mut shown = self.page(session, Some(again.part), again.form);
        shown.notice = again.notice;
        if shown.notice.is_some() {
            return conflict(&shown);
        }
        refused(&shown)
    }

    fn page(&self, session: &Session, part: Option<SectionForm>, form: Form) -> LinkPage {
        let (report, link) = (&self.report, &self.link);
        LinkPage {
            csrf: session.csrf.clone(),
            action: self.address(),
            done: None,
            sample: report.year.sample.then_some(report.year.year),
            cluster: report.year.name.clone(),
            round: report.round.name.clone(),
            basis: basis(&report.round.basis),
            unit: report.member.name.clone(),
            heading: link.section.heading(),
            department: link.department.clone(),
            until: short(link.deadline.last_day()),
            notice: None,
            form,
            part,
            absences: absences(),
        }
    }
}
