//! The board of a round: units by the state of their reports, who is late, and the text that reminds them.

use access::actions::figures::{EnterOnBehalf, OpenRound, SeeAllFigures, SeeFigures};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{Finding, ReportState, Severity, messages::basis};
use serde::Deserialize;
use store::figures::{Round, Signing};
use store::units::Member;
use vietnamese::date::{moment, short};

use super::reminder::{self, Pending};
use super::standing::{Chip, answered, late, notes};
use super::{MENU, OfRound, address, messages, report_matter, round, year_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;
use crate::web::site::Site;

/// What the board may be narrowed to.
const FILTERS: &[(&str, &str)] = &[
    ("", "Tất cả"),
    ("chua-gui", "Chưa gửi, bị trả lại"),
    ("cho-duyet", "Chờ duyệt"),
    ("da-duyet", "Đã duyệt, khóa"),
];

pub(super) struct Row {
    /// The unit's report, where the one who asks may open it.
    href: Option<String>,
    unit: String,
    state: ReportState,
    chip: Chip,
    notes: Vec<String>,
    answered: usize,
    errors: usize,
    warnings: usize,
    deadline: String,
    extension: Option<String>,
    late: Option<String>,
    days_late: u32,
    sent_at: String,
}

#[derive(Template)]
#[template(path = "figures/reports/board.html")]
struct BoardPage {
    frame: Frame,
    base: String,
    href: String,
    round: Round,
    basis: String,
    deadline: String,
    rows: Vec<Row>,
    shown: usize,
    sent: usize,
    settled: usize,
    indicators: usize,
    chosen: String,
    filters: &'static [(&'static str, &'static str)],
    reminder: Option<String>,
    may_change: bool,
}

/// What the address asks for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    xong: String,
    #[serde(default)]
    trang_thai: String,
    #[serde(default)]
    dang: String,
}

/// The board.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfRound>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeAllFigures, year_matter(year))?;
    let round = round(&app, year, &of.round).await?;
    let (mut rows, pending) = rows(&app, &in_year, &round).await?;
    let (sent, settled) = (
        rows.iter().filter(|row| !row.state.is_editable()).count(),
        rows.iter().filter(|row| row.state.is_settled()).count(),
    );
    rows.retain(|row| fits(row.state, &asked.trang_thai));
    let who = &in_year.session.principal;
    let href = address(year, &format!("/ky/{}", round.number));
    let reminds = app.may(who, EnterOnBehalf, &year_matter(year));
    page(&BoardPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        basis: basis(&round.basis),
        deadline: short(round.deadline.last_day()),
        shown: rows.len(),
        rows,
        sent,
        settled,
        indicators: round.catalogue().indicators().count(),
        chosen: asked.trang_thai,
        filters: FILTERS,
        reminder: reminder::to_all(&round, &pending, app.now(), &site.address(&href))
            .filter(|_| reminds),
        may_change: app.may(who, OpenRound, &year_matter(year)),
        href,
        round,
    })
}

/// The board as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfRound>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeAllFigures, year_matter(year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let round = round(&app, year, &of.round).await?;
    let (rows, _) = rows(&app, &in_year, &round).await?;
    let columns = [
        "Đơn vị",
        "Trạng thái",
        "Ghi chú",
        "Chỉ tiêu đã nhập",
        "Lỗi",
        "Cảnh báo",
        "Hạn",
        "Số ngày chậm",
        "Gửi lần đầu",
    ];
    let title = format!("Tình hình báo cáo: {}", round.name);
    let mut sheet = Sheet::of_year(year, &title, &columns).noting(basis(&round.basis));
    for row in rows
        .into_iter()
        .filter(|row| fits(row.state, &asked.trang_thai))
    {
        sheet.push(row.cells());
    }
    sheet.answer(format, app.today())
}

impl Row {
    fn cells(self) -> Vec<Cell> {
        let count = |number: usize| Cell::whole(i64::try_from(number).unwrap_or(i64::MAX));
        vec![
            Cell::text(self.unit),
            Cell::text(self.chip.text),
            Cell::text(self.notes.join("; ")),
            count(self.answered),
            count(self.errors),
            count(self.warnings),
            Cell::text(self.deadline),
            Cell::whole(i64::from(self.days_late)),
            Cell::text(self.sent_at),
        ]
    }
}

fn fits(state: ReportState, filter: &str) -> bool {
    match filter {
        "chua-gui" => state.is_editable(),
        "cho-duyet" => matches!(state, ReportState::Sent | ReportState::SentFlawed),
        "da-duyet" => state.is_settled(),
        _ => true,
    }
}

/// All units, and what is still awaited of those that have not sent.
async fn rows(
    app: &App,
    in_year: &InYear,
    round: &Round,
) -> Result<(Vec<Row>, Vec<Pending>), PageError> {
    let store = app.store();
    let members = store.members(&in_year.year).await?;
    let reports = store.reports(round).await?;
    let figures = store.round_figures(round).await?;
    let findings = store.round_findings(round, &figures).await?;
    let catalogue = round.catalogue();
    let now = app.now();
    let pending = reminder::pending(round, &members, &reports, &figures)?;
    let mut rows = Vec::new();
    for member in &members {
        let status = reports.of(&member.unit)?;
        let entered = figures.of(&member.unit).cloned().unwrap_or_default();
        let answered = answered(&catalogue, &figures.figures(&member.unit));
        let found = findings.get(&member.unit).map_or(&[][..], Vec::as_slice);
        let mut notes = notes(&status, &entered);
        if round.signing == Signing::Screen && status.signed {
            notes.push("đã ký trên màn hình".to_owned());
        }
        let href = report_address(app, in_year, round, member);
        let deadline = short(status.deadline.last_day());
        let (late, days_late) = (late(&status, now), status.days_late(now));
        let sent_at = status.first_sent_at.map(moment).unwrap_or_default();
        rows.push(Row {
            // The reason concerns the unit and those who watch over the year, not the other members.
            extension: status.extension.filter(|_| href.is_some()),
            href,
            unit: member.short_name.clone(),
            state: status.state,
            chip: Chip::of(status.state, entered.len()),
            notes,
            answered,
            errors: of_weight(found, Severity::Error),
            warnings: of_weight(found, Severity::Warning),
            deadline,
            late,
            days_late,
            sent_at,
        });
    }
    Ok((rows, pending))
}

fn of_weight(findings: &[Finding], severity: Severity) -> usize {
    let of_it = findings.iter().filter(|one| one.severity() == severity);
    of_it.count()
}

fn report_address(app: &App, in_year: &InYear, round: &Round, member: &Member) -> Option<String> {
    let year = &in_year.year;
    let matter = report_matter(year, round, &member.unit);
    let may = app.may(&in_year.session.principal, SeeFigures, &matter);
    may.then(|| address(year, &format!("/ky/{}/{}", round.number, member.slug)))
}
