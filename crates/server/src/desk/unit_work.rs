//! What waits for a unit: its officer and its leaders see the same.

use rules::directives::Answer;
use rules::figures::ReportState;
use rules::ids::UnitId;
use store::conference::Task;
use store::figures::{Round, awaiting};
use store::units::{ClusterYear, Member};

use super::desk_page::OfYear;
use super::line::{Due, Line, count};
use crate::web::app::App;
use crate::web::error::PageError;

/// Everything that waits for a unit in a year.
pub(super) async fn lines(of: &OfYear<'_>, member: &Member) -> Result<Vec<Line>, PageError> {
    let mut lines = directives(of, member).await?;
    lines.extend(registration(of, member).await?);
    for round in of.rounds {
        lines.extend(report(of, member, round).await?);
    }
    Ok(lines
        .into_iter()
        .map(|line| line.of_unit(&member.short_name))
        .collect())
}

/// Tasks of the conferences of all years that these units answer for.
pub(super) async fn tasks(
    app: &App,
    years: &[ClusterYear],
    units: &[UnitId],
) -> Result<Vec<Line>, PageError> {
    let today = app.today();
    let line = |task: &Task| {
        let year = years.iter().find(|year| year.id == task.year)?;
        let due = task.given.due_on.map(|day| Due::new(day, today));
        let path = format!("hoi-nghi/viec/{}", task.id);
        Some(
            Line::new(year, task.given.text.replace('\n', " "), &path, due)
                .saying("Việc sau hội nghị"),
        )
    };
    let open = app.store().open_tasks(units).await?;
    Ok(open.iter().filter_map(line).collect())
}

/// Directives passed on to the unit and not answered as expected.
async fn directives(of: &OfYear<'_>, member: &Member) -> Result<Vec<Line>, PageError> {
    let mut lines = Vec::new();
    for dispatch in of.dispatches {
        let mut recipients = dispatch.recipients.iter();
        let open = recipients
            .any(|to| to.unit == member.unit && dispatch.standing(to, of.app.now()).is_open());
        if !open {
            continue;
        }
        let Some(directive) = of.directive(&dispatch.directive).await? else {
            continue;
        };
        let due = dispatch
            .deadline
            .map(|deadline| of.due(deadline.last_day()));
        let path = format!("van-ban-chi-dao/{}", directive.id);
        let asked = match dispatch.expected {
            Answer::Seen => "Xem",
            Answer::Acknowledged => "Xác nhận đã nhận",
            Answer::ActedOn => "Thực hiện và báo kết quả",
        };
        let text = format!("{asked} {}", directive.facts.title());
        let detail = dispatch.asked.as_deref();
        let detail = detail.unwrap_or(directive.facts.content());
        lines.push(Line::new(of.year, text, &path, due).saying(detail));
    }
    Ok(lines)
}

/// A year that is over asks for no registration any more.
async fn registration(of: &OfYear<'_>, member: &Member) -> Result<Option<Line>, PageError> {
    if of.is_over() {
        return Ok(None);
    }
    let registered = of.app.store().registrations(&of.year.id).await?;
    if registered.iter().any(|one| one.unit == member.unit) {
        return Ok(None);
    }
    let path = format!("dang-ky/{}", member.slug);
    let line = Line::new(of.year, "Đăng ký thi đua của đơn vị", &path, None);
    Ok(Some(line.saying("Chưa có bản đăng ký nào của năm.")))
}

/// A report that is not sent or was returned, and figures that the head's office entered for the unit.
async fn report(of: &OfYear<'_>, member: &Member, round: &Round) -> Result<Vec<Line>, PageError> {
    let store = of.app.store();
    let status = store.reports(round).await?.of(&member.unit)?;
    let path = format!("so-lieu/ky/{}/{}", round.number, member.slug);
    let mut lines = Vec::new();
    if status.state.is_editable() {
        let text = if status.state == ReportState::Returned {
            format!("Sửa và gửi lại báo cáo bị trả lại: {}", round.name)
        } else {
            format!("Nhập và gửi {}", round.name)
        };
        let due = of.due(status.deadline.last_day());
        let line = Line::new(of.year, text, &path, Some(due));
        lines.push(line.saying(extended(status.extension.as_deref())));
    }
    let figures = store.unit_figures(round, &member.unit).await?;
    let waiting = awaiting(&figures).len();
    if waiting > 0 {
        let text = format!(
            "Xác nhận {} số liệu thường trực Cụm nhập thay: {}",
            count(waiting),
            round.name
        );
        let due = of.due(status.deadline.last_day());
        lines.push(Line::new(of.year, text, &path, Some(due)));
    }
    Ok(lines)
}

fn extended(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| format!("Đã gia hạn: {reason}"))
}
