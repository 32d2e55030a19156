//! The report as it is printed for signing, with its version code.

use access::actions::figures::SeeFigures;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{ReportState, messages::basis};
use store::figures::{plain, version_code};
use vietnamese::date::moment;

use super::report_page::{SectionPart, sections};
use super::standing::Chip;
use super::{MENU, OfReport, Report};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "figures/reports/print.html")]
struct PrintPage {
    frame: Frame,
    href: String,
    round: String,
    basis: String,
    unit: String,
    state: ReportState,
    chip: Chip,
    code: String,
    sections: Vec<SectionPart>,
    printed_at: String,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfReport>,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    in_year.session.decide(&app, SeeFigures, report.matter())?;
    let (store, round, unit) = (app.store(), &report.round, &report.member.unit);
    let state = store.reports(round).await?.of(unit)?.state;
    let figures = store.unit_figures(round, unit).await?;
    page(&PrintPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        href: report.address(""),
        round: round.name.clone(),
        basis: basis(&round.basis),
        unit: report.member.name.clone(),
        state,
        chip: Chip::of(state, figures.len()),
        code: version_code(round, unit, &plain(&figures))?,
        sections: sections(&round.catalogue(), &figures),
        printed_at: moment(app.now()),
    })
}
