//! The register (sổ khen thưởng): filter, order, quotas, export.

use access::actions::awards::{ProposeAward, SeeAwards, SetQuotas};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::awards::{AwardState, check_quotas};
use serde::Deserialize;
use store::awards::AwardEntry;
use store::units::Member;
use vietnamese::date::short;
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::{MENU, SILENT, address, award_name, matter, messages, unit_name};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// What the register is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    tinh_trang: String,
    sap: String,
    dang: String,
    xong: String,
}

/// The states by the words of the address and of the screen.
const STATES: &[(&str, &str)] = &[
    ("de-nghi", "Đề nghị"),
    ("tam-dung", "Tạm dừng xét"),
    ("hieu-luc", "Đang có hiệu lực"),
    ("huy-bo", "Hủy bỏ"),
    ("thu-hoi", "Thu hồi"),
];

/// The sign of a state's chip.
pub(super) const fn chip(state: &AwardState) -> &'static str {
    match state {
        AwardState::Proposed => "sent",
        AwardState::Suspended { .. } => "waiting",
        AwardState::InForce { .. } => "approved",
        AwardState::Cancelled { .. } | AwardState::Recovered { .. } => "returned",
    }
}

struct Row {
    href: String,
    unit: String,
    award: String,
    wording: String,
    submission: String,
    state: &'static str,
    chip: &'static str,
    decision: String,
}

#[derive(Template)]
#[template(path = "awards/register.html")]
struct RegisterPage {
    frame: Frame,
    base: String,
    asked: Asked,
    states: &'static [(&'static str, &'static str)],
    rows: Vec<Row>,
    empty: bool,
    undecided: bool,
    voted: bool,
    warnings: Vec<String>,
    may_propose: bool,
    may_set: bool,
}

/// The register.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeAwards, matter(year, ""))?;
    let all = app.store().awards_of_year(&year.id).await?;
    let members = app.store().members(year).await?;
    let principal = &in_year.session.principal;
    let rows = asked.narrow(&in_year, &all, &members);
    page(&RegisterPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        states: STATES,
        rows,
        empty: all.is_empty(),
        undecided: all.iter().any(|one| one.state == AwardState::Proposed),
        voted: !app.store().minutes(&year.id).await?.is_empty(),
        warnings: warnings(&app, &in_year, &all).await?,
        may_propose: app.may(principal, ProposeAward, &matter(year, "")),
        may_set: app.may(principal, SetQuotas, &matter(year, "")),
        asked,
    })
}

/// The register, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeAwards, matter(year, ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let all = app.store().awards_of_year(&year.id).await?;
    let members = app.store().members(year).await?;
    let columns = [
        "Đơn vị",
        "Danh hiệu, hình thức",
        "Nội dung ghi trong đề nghị",
        "Tờ trình",
        "Tình trạng",
        "Quyết định",
    ];
    let mut sheet = Sheet::of_year(year, "Sổ khen thưởng", &columns);
    for row in asked.narrow(&in_year, &all, &members) {
        sheet.push(vec![
            Cell::text(row.unit),
            Cell::text(row.award),
            Cell::text(row.wording),
            Cell::text(row.submission),
            Cell::text(row.state),
            Cell::text(row.decision),
        ]);
    }
    sheet.answer(format, app.today())
}

/// What exceeds the quotas of the year.
pub(super) async fn warnings(
    app: &App,
    in_year: &InYear,
    all: &[AwardEntry],
) -> Result<Vec<String>, PageError> {
    let year = &in_year.year;
    let quotas = app.store().quotas(&year.id).await?;
    let open = all.iter().filter(|entry| entry.is_open());
    let codes: Vec<&str> = open.map(|entry| entry.proposed.award.as_str()).collect();
    let found = check_quotas(&quotas, &codes);
    let told = found.iter().map(|warning| {
        messages::quota(warning, &award_name(&warning.quota.award, year.last_day()))
    });
    Ok(told.collect())
}

impl Asked {
    fn narrow(&self, in_year: &InYear, all: &[AwardEntry], members: &[Member]) -> Vec<Row> {
        let words = fold(&self.tim);
        let state = STATES.iter().find(|(key, _)| *key == self.tinh_trang);
        let rows = all.iter().map(|entry| row(entry, in_year, members));
        let mut rows: Vec<Row> = rows
            .filter(|row| {
                fold(&format!("{} {} {}", row.unit, row.award, row.wording)).contains(&words)
                    && state.is_none_or(|(_, label)| *label == row.state)
            })
            .collect();
        if self.sap == "don-vi" {
            Collator::new().sort_by_name(&mut rows, |row| row.unit.as_str());
        }
        rows
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let state = STATES.iter().find(|(key, _)| *key == self.tinh_trang);
        state.map_or_else(String::new, |(key, _)| format!("&tinh_trang={key}"))
    }
}

fn row(entry: &AwardEntry, in_year: &InYear, members: &[Member]) -> Row {
    let year = &in_year.year;
    let proposed = &entry.proposed;
    let day = proposed.proposed_on.unwrap_or_else(|| year.last_day());
    let decision = match &entry.state {
        AwardState::Proposed | AwardState::Suspended { .. } => String::new(),
        AwardState::InForce { decision }
        | AwardState::Cancelled { decision }
        | AwardState::Recovered { decision } => {
            format!("{}, ngày {}", decision.symbol, short(decision.on))
        }
    };
    Row {
        href: address(year, &format!("/{}", entry.id)),
        unit: unit_name(members, &proposed.unit),
        award: award_name(&proposed.award, day),
        wording: proposed.wording.clone(),
        submission: proposed
            .submission
            .clone()
            .unwrap_or_else(|| SILENT.to_owned()),
        state: entry.state.label(),
        chip: chip(&entry.state),
        decision,
    }
}
