//! A unit's report in a round: where it stands, what the checks find, its figures, what may be done.

use access::actions::figures::SeeFigures;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{Catalogue, Figures, Section, messages::basis};
use rules::ids::{ObservationId, UnitId};
use store::figures::{Capacity, Origin, UnitFigures, awaiting, plain, version_code};
use vietnamese::date::{moment, short};

use super::findings::{FindingLine, counted, lines};
use super::parties::May;
use super::standing::{Chip, answered, cell, late, notes};
use super::trail::{ActLine, MessageLine, SignatureLine, TrailPart, messages_behind, returned};
use super::{Done, MENU, OfReport, Report, address, messages, reminder, section_slug};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;
use crate::web::site::Site;

/// One figure.
pub(super) struct Line {
    pub(super) key: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) count: String,
    pub(super) value: String,
    pub(super) mark: &'static str,
    pub(super) note: &'static str,
    pub(super) is_total: bool,
}

/// The figures of one section.
pub(super) struct SectionPart {
    pub(super) slug: String,
    pub(super) heading: &'static str,
    pub(super) answered: usize,
    pub(super) lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "figures/reports/report_page.html")]
pub(super) struct ReportPage {
    frame: Frame,
    base: String,
    round_href: String,
    round_number: u32,
    sources: String,
    slug: String,
    href: String,
    round: String,
    basis: String,
    unit: String,
    chip: Chip,
    notes: Vec<String>,
    late: Option<String>,
    deadline: String,
    extension: Option<String>,
    sent_at: Option<String>,
    code: String,
    acts: u32,
    pub(super) stale: Option<&'static str>,
    returned: Option<ActLine>,
    awaiting: Vec<ObservationId>,
    messages: Vec<MessageLine>,
    counted: String,
    findings: Vec<FindingLine>,
    sections: Vec<SectionPart>,
    answered: usize,
    indicators: usize,
    trail: Vec<ActLine>,
    signatures: Vec<SignatureLine>,
    /// Whether what was last sent is signed.
    signed: bool,
    may: May,
    form: Form,
    capacities: Vec<(&'static str, &'static str)>,
    remarks: String,
    reminder: Option<String>,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    in_year.session.decide(&app, SeeFigures, report.matter())?;
    let mut shown = report_page(&app, &in_year, &site, &report, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page with a form to be shown again; whoever calls it has decided that it may be seen.
pub(super) async fn report_page(
    app: &App,
    in_year: &InYear,
    site: &Site,
    report: &Report,
    form: Form,
) -> Result<ReportPage, PageError> {
    let (store, round, unit) = (app.store(), &report.round, &report.member.unit);
    let status = store.reports(round).await?.of(unit)?;
    let figures = store.unit_figures(round, unit).await?;
    let values = plain(&figures);
    let findings = store.report_findings(round, unit, &values).await?;
    let catalogue = round.catalogue();
    let waiting = awaiting(&figures);
    let past = TrailPart::read(app, report, &catalogue).await?;
    let lines = lines(&findings, &catalogue);
    let may = May::of(app, &in_year.session.principal, report, status.state);
    let counted = counted(&findings);
    let reminder = may.office.then(|| {
        let link = site.address(&report.address(""));
        let known = (&catalogue, &values);
        reminder::to_unit(report, &status, known, &counted, (app.now(), &link))
    });
    Ok(ReportPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        round_href: address(&in_year.year, &format!("/ky/{}", round.number)),
        round_number: round.number,
        sources: format!("/nam/{}/nguon", in_year.year.slug),
        slug: report.member.slug.clone(),
        href: report.address(""),
        round: round.name.clone(),
        basis: basis(&round.basis),
        unit: report.member.name.clone(),
        chip: Chip::of(status.state, figures.len()),
        notes: notes(&status, &figures),
        late: late(&status, app.now()),
        deadline: short(status.deadline.last_day()),
        sent_at: status.first_sent_at.map(moment),
        code: version_code(round, unit, &values)?,
        acts: status.acts,
        stale: None,
        returned: returned(&status, &past.acts),
        messages: messages_behind(app, report, &waiting).await?,
        awaiting: waiting,
        remarks: remarks(&form, &lines),
        counted,
        findings: lines,
        sections: sections(&catalogue, &figures),
        answered: answered(&catalogue, &values),
        indicators: catalogue.indicators().count(),
        trail: past.acts,
        signatures: past.signatures,
        signed: status.signed,
        capacities: capacities(app, in_year, (&report.member.unit, may.sign_on_screen)).await?,
        reminder: reminder.flatten(),
        extension: status.extension,
        may,
        form,
    })
}

/// The capacities that the form offers; on screen those that the office of the one who signs gives.
async fn capacities(
    app: &App,
    in_year: &InYear,
    (unit, on_screen): (&UnitId, bool),
) -> Result<Vec<(&'static str, &'static str)>, PageError> {
    let leaders = app.store().leaders_on(unit, app.today()).await?;
    let signer = in_year.session.principal.person().filter(|_| on_screen);
    let own = leaders
        .iter()
        .filter(|leader| Some(&leader.person) == signer);
    let own: Vec<_> = own.collect();
    let fits = |capacity: &&Capacity| {
        own.is_empty() || own.iter().any(|leader| capacity.fits(&leader.title))
    };
    let offered = Capacity::ALL.iter().filter(fits);
    Ok(offered.map(|one| (one.key(), one.title())).collect())
}

/// What the form for returning proposes: one line for each figure with an error; what was typed stays.
fn remarks(form: &Form, findings: &[FindingLine]) -> String {
    if form.names().any(|name| name == "tung_chi_so") {
        return form.value("tung_chi_so").to_owned();
    }
    let errors = findings.iter().filter(|line| line.level == "E");
    let lines: Vec<String> = errors.map(|line| line.said.clone()).collect();
    lines.join("\n")
}

/// The figures by section, in the order of a report.
pub(super) fn sections(catalogue: &Catalogue, figures: &UnitFigures) -> Vec<SectionPart> {
    let values = plain(figures);
    Section::ALL
        .into_iter()
        .map(|section| section_part(catalogue, figures, &values, section))
        .filter(|part| !part.lines.is_empty())
        .collect()
}

fn section_part(
    catalogue: &Catalogue,
    figures: &UnitFigures,
    values: &Figures,
    section: Section,
) -> SectionPart {
    let mut count = 0;
    let lines = catalogue.section(section).map(|indicator| {
        let value = values.get(&indicator.key).copied();
        count += usize::from(value.is_some_and(|value| !value.is_missing()));
        let (text, mark) = cell(value);
        Line {
            key: indicator.key.to_string(),
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            count: indicator.count.clone(),
            value: text,
            mark,
            note: figures.get(&indicator.key).map_or("", |(_, known)| {
                origin_note(known.origin, known.awaits_confirmation)
            }),
            is_total: indicator.is_total(),
        }
    });
    let lines = lines.collect();
    SectionPart {
        slug: section_slug(section),
        heading: section.heading(),
        answered: count,
        lines,
    }
}

fn origin_note(origin: Origin, awaits: bool) -> &'static str {
    match origin {
        Origin::Typed => "",
        Origin::Computed => "cộng tự động",
        Origin::Imported => "nhập từ tệp",
        Origin::OnBehalf if awaits => "nhập thay, chờ xác nhận",
        Origin::OnBehalf => "nhập thay, đã xác nhận",
    }
}
