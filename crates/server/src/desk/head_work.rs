//! What waits for the office of a year's head: reports to approve, units to remind, tasks nobody has taken.

use store::conference::Task;
use store::directives::{Directive, Dispatch, Recipient};
use store::figures::Round;
use store::units::Member;
use vietnamese::date::short;

use super::desk_page::OfYear;
use super::line::{Line, Message, count};
use crate::conference;
use crate::directives::board;
use crate::figures::reports::reminder;
use crate::registration;
use crate::web::error::PageError;

/// Everything that waits for the head's office in a year.
pub(super) async fn lines(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let mut lines = Vec::new();
    for round in of.rounds {
        lines.extend(to_approve(of, round).await?);
        lines.extend(to_remind(of, round).await?);
    }
    lines.extend(unregistered(of).await?);
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

/// Members that have not registered, once the year's registration has begun: with its theme, its plan or the first unit.
async fn unregistered(of: &OfYear<'_>) -> Result<Option<Line>, PageError> {
    let (store, year) = (of.app.store(), &of.year.id);
    let registered = store.registrations(year).await?;
    let begun = !registered.is_empty()
        || store.cluster_plan(year).await?.is_some()
        || !store.common_themes(year).await?.is_empty();
    if !begun || of.is_over() {
        return Ok(None);
    }
    let has_not = |member: &&Member| !registered.iter().any(|one| one.unit == member.unit);
    let names: Vec<&str> = of
        .members
        .iter()
        .filter(has_not)
        .map(|member| member.short_name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(None);
    }
    let text = format!("Nhắc {} đơn vị chưa đăng ký thi đua", count(names.len()));
    let link = of.site.address(&format!("/nam/{}/dang-ky", of.year.slug));
    let message = Message {
        name: format!("loi-nhan-dang-ky-{}", of.year.slug),
        text: registration::reminder(of.year, &names, &link),
    };
    let line = Line::new(of.year, text, "dang-ky", None).saying(names.join(", "));
    Ok(Some(line.with(message)))
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
        let line = Line::new(of.year, text, &path, due).saying(late.join(", "));
        let message = directive_message(of, &directive, dispatch);
        lines.push(Line { message, ..line });
    }
    Ok(lines)
}

fn directive_message(
    of: &OfYear<'_>,
    directive: &Directive,
    dispatch: &Dispatch,
) -> Option<Message> {
    let link = format!("/nam/{}/van-ban-chi-dao/{}", of.year.slug, directive.id);
    let link = of.site.address(&link);
    let only = std::slice::from_ref(dispatch);
    let text = board::reminder(directive, only, of.members, of.app.now(), &link)?;
    let name = format!("loi-nhan-van-ban-{}", dispatch.id);
    Some(Message { name, text })
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
        let link = of.site.address(&format!("/nam/{}/{path}", of.year.slug));
        let message = Message {
            name: format!("loi-nhan-viec-{}", task.id),
            text: conference::reminder(task, (unit, day), &link),
        };
        let line = Line::new(of.year, text, &path, Some(of.due(day)));
        lines.push(line.saying(detail).with(message));
    }
    Ok(lines)
}
