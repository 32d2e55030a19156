//! What waits for the office of a year's head: reports to approve, units to remind, tasks nobody has taken.

use store::conference::Task;
use store::directives::Recipient;
use store::figures::Round;
use vietnamese::date::short;

use super::desk_page::OfYear;
use super::line::{Line, Message, count};
use crate::figures::reports::reminder;
use crate::web::error::PageError;

/// Everything that waits for the head's office in a year.
pub(super) async fn lines(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let mut lines = Vec::new();
    for round in of.rounds {
        lines.extend(to_approve(of, round).await?);
        lines.extend(to_remind(of, round).await?);
    }
    lines.extend(late_directives(of).await?);
    lines.extend(tasks(of).await?);
    Ok(lines)
}

/// Reports that were sent and wait for approval.
pub(super) async fn to_approve(of: &OfYear<'_>, round: &Round) -> Result<Option<Line>, PageError> {
    let reports = of.app.store().reports(round).await?;
    let mut units = Vec::new();
    for member in of.members {
        let state = reports.of(&member.unit)?.state;
        if !state.is_editable() && !state.is_settled() {
            units.push(member.short_name.as_str());
        }
    }
    if units.is_empty() {
        return Ok(None);
    }
    let text = format!(
        "Duyệt {} báo cáo đã gửi: {}",
        count(units.len()),
        round.name
    );
    let path = format!("so-lieu/ky/{}?trang_thai=cho-duyet", round.number);
    Ok(Some(
        Line::new(of.year, text, &path, None).saying(units.join(", ")),
    ))
}

/// Units that have not sent, with the text that reminds them.
async fn to_remind(of: &OfYear<'_>, round: &Round) -> Result<Option<Line>, PageError> {
    let store = of.app.store();
    let reports = store.reports(round).await?;
    let figures = store.round_figures(round).await?;
    let pending = reminder::pending(round, of.members, &reports, &figures)?;
    if pending.is_empty() {
        return Ok(None);
    }
    let (mut names, mut late) = (Vec::new(), 0);
    for member in of.members {
        let status = reports.of(&member.unit)?;
        if !status.state.is_editable() {
            continue;
        }
        names.push(member.short_name.as_str());
        late += usize::from(status.deadline.is_missed_at(of.app.now()));
    }
    let text = format!(
        "Nhắc {} đơn vị chưa gửi: {}",
        count(pending.len()),
        round.name
    );
    let board = format!("so-lieu/ky/{}", round.number);
    let link = of.site.address(&format!("/nam/{}/{board}", of.year.slug));
    let path = format!("{board}?trang_thai=chua-gui");
    let late = (late > 0).then(|| format!("{} đơn vị quá hạn. ", count(late)));
    let detail = format!("{}{}", late.unwrap_or_default(), names.join(", "));
    let due = of.due(round.deadline.last_day());
    let line = Line::new(of.year, text, &path, Some(due)).saying(detail);
    let text = reminder::to_all(round, &pending, of.app.now(), &link);
    let name = format!("loi-nhan-{}-{}", of.year.slug, round.number);
    Ok(Some(Line {
        message: text.map(|text| Message { name, text }),
        ..line
    }))
}

/// Directives that units have not answered in time.
async fn late_directives(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let mut lines = Vec::new();
    for dispatch in of.dispatches {
        let late = |to: &&Recipient| dispatch.standing(to, of.app.now()).is_late();
        let late: Vec<&str> = dispatch
            .recipients
            .iter()
            .filter(late)
            .filter_map(|to| of.short_name(&to.unit))
            .collect();
        if late.is_empty() {
            continue;
        }
        let Some(directive) = of.directive(&dispatch.directive).await? else {
            continue;
        };
        let text = format!(
            "Nhắc {} đơn vị chưa thực hiện {}",
            count(late.len()),
            directive.facts.title()
        );
        let path = format!("van-ban-chi-dao/{}", directive.id);
        let due = dispatch
            .deadline
            .map(|deadline| of.due(deadline.last_day()));
        lines.push(Line::new(of.year, text, &path, due).saying(late.join(", ")));
    }
    Ok(lines)
}

/// Tasks of the conferences that nobody answers for, and those that are late.
async fn tasks(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let all = of.app.store().tasks(&of.year.id).await?;
    let open: Vec<&Task> = all.iter().filter(|task| task.closure.is_none()).collect();
    let mut lines = Vec::new();
    let unowned = open.iter().filter(|task| task.given.owner.is_none());
    let unowned = unowned.count();
    if unowned > 0 {
        let text = format!(
            "Giao đơn vị chủ trì cho {} việc sau hội nghị",
            count(unowned)
        );
        lines.push(Line::new(of.year, text, "hoi-nghi/viec", None));
    }
    for task in open {
        let Some((owner, day)) = task.given.owner.as_ref().zip(task.given.due_on) else {
            continue;
        };
        if day >= of.app.today() {
            continue;
        }
        let unit = of.short_name(owner).unwrap_or("không nêu");
        let text = format!(
            "Nhắc việc sau hội nghị: {}",
            task.given.text.replace('\n', " ")
        );
        let path = format!("hoi-nghi/viec/{}", task.id);
        let detail = format!("{unit} chủ trì, hạn {}", short(day));
        lines.push(Line::new(of.year, text, &path, Some(of.due(day))).saying(detail));
    }
    Ok(lines)
}
