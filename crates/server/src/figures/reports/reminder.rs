//! Texts ready to paste into Zalo: what is awaited, until when, where.

use jiff::Timestamp;
use rules::deadline::Deadline;
use rules::figures::{Catalogue, Figures, ReportState, Section};
use store::figures::{ReportStatus, Round, RoundFigures, RoundReports};
use store::units::Member;
use vietnamese::date::short;

use super::Report;
use super::standing::{answered, basis, count};
use crate::web::error::PageError;

/// A unit whose report is awaited.
pub(crate) struct Pending {
    unit: String,
    deadline: Deadline,
    missing: usize,
    returned: bool,
}

impl Pending {
    fn new(member: &Member, status: &ReportStatus, missing: usize) -> Self {
        Self {
            unit: member.short_name.clone(),
            deadline: status.deadline,
            missing,
            returned: status.state == ReportState::Returned,
        }
    }

    fn words(&self, round: &Round, now: Timestamp) -> String {
        let mut said = Vec::new();
        if self.returned {
            said.push("báo cáo bị trả lại, cần sửa".to_owned());
        }
        if self.missing > 0 {
            said.push(format!(
                "còn {} chỉ tiêu chưa có số liệu",
                count(self.missing)
            ));
        }
        if self.deadline != round.deadline {
            let passed = passed(self.deadline, now);
            said.push(format!(
                "hạn riêng {}{passed}",
                short(self.deadline.last_day())
            ));
        }
        if said.is_empty() {
            return format!("- {}", self.unit);
        }
        format!("- {}: {}", self.unit, said.join(", "))
    }
}

/// Units whose report is awaited, in the order of the members.
pub(crate) fn pending(
    round: &Round,
    members: &[Member],
    reports: &RoundReports,
    figures: &RoundFigures,
) -> Result<Vec<Pending>, PageError> {
    let catalogue = round.catalogue();
    let mut pending = Vec::new();
    for member in members {
        let status = reports.of(&member.unit)?;
        if !status.state.is_editable() {
            continue;
        }
        let answered = answered(&catalogue, &figures.figures(&member.unit));
        let missing = catalogue.indicators().count() - answered;
        pending.push(Pending::new(member, &status, missing));
    }
    Ok(pending)
}

/// To the group of all units; none where every report was sent.
pub(crate) fn to_all(
    round: &Round,
    pending: &[Pending],
    now: Timestamp,
    link: &str,
) -> Option<String> {
    if pending.is_empty() {
        return None;
    }
    let lines: Vec<String> = pending.iter().map(|one| one.words(round, now)).collect();
    Some(format!(
        "Thường trực Cụm đề nghị các đơn vị nhập và gửi “{}”, số liệu {}. Hạn hết ngày {}{}.\nCòn chờ {} đơn vị:\n{}\nNhập và gửi tại: {link}\nTrân trọng.",
        round.name,
        basis(&round.basis),
        short(round.deadline.last_day()),
        passed(round.deadline, now),
        count(pending.len()),
        lines.join("\n"),
    ))
}

/// To one unit: the sections with what is missing in them, and what the checks found.
pub(super) fn to_unit(
    report: &Report,
    status: &ReportStatus,
    (catalogue, figures): (&Catalogue, &Figures),
    found: &str,
    (now, link): (Timestamp, &str),
) -> Option<String> {
    if !status.state.is_editable() {
        return None;
    }
    let sections = Section::ALL.into_iter();
    let missing: Vec<String> = sections
        .filter_map(|section| missing_in(catalogue, figures, section))
        .collect();
    let missing = if missing.is_empty() {
        "Các phần đã có đủ số liệu, chưa gửi.".to_owned()
    } else {
        format!("Còn thiếu: {}.", missing.join("; "))
    };
    Some(format!(
        "Thường trực Cụm đề nghị {} hoàn thành “{}”, số liệu {}. Hạn hết ngày {}{}.\n{missing}\nKiểm tra số liệu đã nhập: {found}.\nNhập và gửi tại: {link}\nTrân trọng.",
        report.member.name,
        report.round.name,
        basis(&report.round.basis),
        short(status.deadline.last_day()),
        passed(status.deadline, now),
    ))
}

fn missing_in(catalogue: &Catalogue, figures: &Figures, section: Section) -> Option<String> {
    let answered = |key| figures.get(key).is_some_and(|value| !value.is_missing());
    let missing = catalogue
        .section(section)
        .filter(|indicator| !answered(&indicator.key))
        .count();
    (missing > 0).then(|| format!("{} ({} chỉ tiêu)", section.heading(), count(missing)))
}

fn passed(deadline: Deadline, now: Timestamp) -> &'static str {
    if deadline.is_missed_at(now) {
        ", đã quá hạn"
    } else {
        ""
    }
}
