//! Entering one section of a report: by the unit, or by the head's office on the unit's message.

use access::actions::figures::{EnterFigures, EnterOnBehalf};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rules::figures::{Section, messages::basis};
use serde::Deserialize;
use store::figures::{EntryError, NewFigures, UnitMessage};

use super::entered::{Again, Entered, Notice, kept};
use super::section_form::{SectionForm, absences, read, seen};
use super::{MENU, OfReport, Report, address, messages, section_of, section_slug};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

/// The longest message of a unit.
const MESSAGE: usize = 4000;

/// The section of an address.
#[derive(Deserialize)]
pub(super) struct OfSection {
    round: String,
    unit: String,
    section: String,
}

#[derive(Template)]
#[template(path = "figures/reports/section_page.html")]
struct SectionPage {
    frame: Frame,
    base: String,
    href: String,
    action: String,
    round: String,
    basis: String,
    unit: String,
    heading: &'static str,
    on_behalf: bool,
    form: Form,
    part: SectionForm,
    absences: Vec<(&'static str, &'static str)>,
    notice: Option<Notice>,
}

/// What is entered, and where.
struct Place {
    report: Report,
    section: Section,
    on_behalf: bool,
}

/// The unit's own form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfSection>,
) -> Result<Response, PageError> {
    let place = Place::find(&app, &in_year, of, false).await?;
    let matter = place.report.matter().in_section(place.section.key());
    in_year.session.decide(&app, EnterFigures, matter)?;
    place.open(&app, &in_year).await
}

/// Enters what was changed.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfSection>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let place = Place::find(&app, &in_year, of, false).await?;
    let matter = place.report.matter().in_section(place.section.key());
    let permit = in_year.session.decide(&app, EnterFigures, matter)?;
    let new = place.read(&mut form);
    if !form.errors().is_empty() {
        return place.refuse(&app, &in_year, form).await;
    }
    let round = &place.report.round.id;
    let entered = app.store().enter_figures(&permit, round, new).await;
    place.answer(&app, &in_year, entered, form).await
}

/// The form of the head's office.
pub(super) async fn get_on_behalf(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfSection>,
) -> Result<Response, PageError> {
    let place = Place::find(&app, &in_year, of, true).await?;
    in_year
        .session
        .decide(&app, EnterOnBehalf, place.report.matter())?;
    place.open(&app, &in_year).await
}

/// Enters what the unit has sent.
pub(super) async fn post_on_behalf(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfSection>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let place = Place::find(&app, &in_year, of, true).await?;
    let permit = in_year
        .session
        .decide(&app, EnterOnBehalf, place.report.matter())?;
    let new = place.read(&mut form);
    let message = read_message(&mut form);
    if !form.errors().is_empty() {
        return place.refuse(&app, &in_year, form).await;
    }
    let (store, round) = (app.store(), &place.report.round.id);
    let entered = store.enter_on_behalf(&permit, round, new, message).await;
    place.answer(&app, &in_year, entered, form).await
}

impl Place {
    async fn find(
        app: &App,
        in_year: &InYear,
        of: OfSection,
        on_behalf: bool,
    ) -> Result<Self, PageError> {
        let section = section_of(&of.section)?;
        let of = OfReport {
            round: of.round,
            unit: of.unit,
        };
        Ok(Self {
            report: Report::find(app, &in_year.year, &of).await?,
            section,
            on_behalf,
        })
    }

    fn read(&self, form: &mut Form) -> NewFigures {
        new_figures(form, &self.report, self.section)
    }

    /// The form, or the report where its figures cannot be changed now.
    async fn open(&self, app: &App, in_year: &InYear) -> Result<Response, PageError> {
        let reports = app.store().reports(&self.report.round).await?;
        if !reports.of(&self.report.member.unit)?.state.is_editable() {
            return Ok(Redirect::to(&self.report.address("")).into_response());
        }
        let part = kept(app, &self.report, self.section).await?;
        page(&self.page(in_year, part, Form::default()))
    }

    async fn answer(
        &self,
        app: &App,
        in_year: &InYear,
        answer: Result<usize, EntryError>,
        form: Form,
    ) -> Result<Response, PageError> {
        let entered = Entered::of(app, &self.report, self.section, answer, form).await?;
        self.shown(in_year, entered)
    }

    async fn refuse(&self, app: &App, in_year: &InYear, form: Form) -> Result<Response, PageError> {
        let entered = Again::refused(app, &self.report, self.section, form).await?;
        self.shown(in_year, entered)
    }

    fn shown(&self, in_year: &InYear, entered: Entered) -> Result<Response, PageError> {
        let again = match entered {
            Entered::Saved(0) => return Ok(see_other(&self.report.done("khong-doi"))),
            Entered::Saved(_) if self.on_behalf => {
                return Ok(see_other(&self.report.done("nhap-thay")));
            }
            Entered::Saved(_) => return Ok(see_other(&self.report.done("luu"))),
            Entered::Again(again) => again,
        };
        let mut shown = self.page(in_year, again.part, again.form);
        shown.notice = again.notice;
        if shown.notice.is_some() {
            return conflict(&shown);
        }
        refused(&shown)
    }

    fn page(&self, in_year: &InYear, part: SectionForm, form: Form) -> SectionPage {
        let report = &self.report;
        let slug = section_slug(self.section);
        let rest = if self.on_behalf { "/nhap-thay" } else { "" };
        SectionPage {
            frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
            base: address(&in_year.year, ""),
            href: report.address(""),
            action: report.address(&format!("/{slug}{rest}")),
            round: report.round.name.clone(),
            basis: basis(&report.round.basis),
            unit: report.member.name.clone(),
            heading: self.section.heading(),
            on_behalf: self.on_behalf,
            form,
            part,
            absences: absences(),
            notice: None,
        }
    }
}

/// What a form enters into a section of a report.
pub(super) fn new_figures(form: &mut Form, report: &Report, section: Section) -> NewFigures {
    let catalogue = report.round.catalogue();
    let values = read(form, &catalogue, section);
    form.label_errors(|field| {
        let mut asked = catalogue.section(section);
        let found = asked.find(|indicator| indicator.key.as_str() == field);
        found.map(|indicator| format!("{} {}", indicator.code, indicator.name))
    });
    NewFigures {
        section,
        seen: seen(form),
        values,
    }
}

fn read_message(form: &mut Form) -> UnitMessage {
    let text = form.optional("loi_nhan", MESSAGE);
    let file = upload::taken(form, "tep");
    if text.is_empty() && file.is_none() && form.error("tep").is_none() {
        form.refuse("loi_nhan", messages::MESSAGE_MISSING);
    }
    UnitMessage {
        text: (!text.is_empty()).then_some(text),
        file,
    }
}
