//! The year as a line of stages, each a link to where its work is done.

use access::Matter;
use access::actions::awards::SeeAwards;
use access::actions::ballot::SeeMinutes;
use access::actions::conference::SeeConference;
use access::actions::directives::SeeDirectives;
use access::actions::figures::SeeAllFigures;
use access::actions::registration::SeeRegistration;
use access::actions::scoring::SeeScores;
use access::actions::succession::SeeSuccession;
use rules::awards::AwardState;
use store::conference::MeetingKind;
use vietnamese::date::short;

use super::desk_page::OfYear;
use super::line::count;
use crate::portal::year_stages::{Known, Stage, day_of, in_line};
use crate::web::error::PageError;

/// A stage with the page where its work is done, for those who may open it.
pub(super) struct LinkedStage {
    pub(super) stage: Stage,
    pub(super) href: Option<String>,
}

/// How far the reports of a round have come.
pub(super) struct Progress {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) deadline: String,
    pub(super) sent: usize,
    pub(super) settled: usize,
    pub(super) total: usize,
}

/// The stages of a year in their order.
pub(super) async fn stages(
    of: &OfYear<'_>,
    progress: &[Progress],
) -> Result<Vec<LinkedStage>, PageError> {
    let known = [
        ("Văn bản chỉ đạo", directives(of).await?),
        ("Đăng ký, giao ước", registration(of).await?),
        ("Số liệu", figures(progress)),
        ("Chấm điểm", scores(of).await?),
        ("Hội nghị", conference(of).await?),
        ("Bình xét, suy tôn", ballot(of).await?),
        ("Khen thưởng", awards(of).await?),
        ("Công bố", publication(of).await?),
        ("Bàn giao", handover(of).await?),
    ];
    let stages = in_line(known, of.is_over()).into_iter();
    let linked = stages.zip(addresses(of));
    Ok(linked
        .map(|(stage, href)| LinkedStage { stage, href })
        .collect())
}

/// The rounds of a year at a glance.
pub(super) async fn progress(of: &OfYear<'_>) -> Result<Vec<Progress>, PageError> {
    let mut all = Vec::new();
    for round in of.rounds {
        let reports = of.app.store().reports(round).await?;
        let (mut sent, mut settled) = (0, 0);
        for member in of.members {
            let state = reports.of(&member.unit)?.state;
            sent += usize::from(!state.is_editable());
            settled += usize::from(state.is_settled());
        }
        all.push(Progress {
            name: round.name.clone(),
            href: format!("/nam/{}/so-lieu/ky/{}", of.year.slug, round.number),
            deadline: short(round.deadline.last_day()),
            sent,
            settled,
            total: of.members.len(),
        });
    }
    Ok(all)
}

/// Whether the one who is signed in may see all reports of the year.
pub(super) fn sees_all_figures(of: &OfYear<'_>) -> bool {
    of.app.may(of.who, SeeAllFigures, &matter(of))
}

/// The pages of the stages, in the order of [`stages`].
fn addresses(of: &OfYear<'_>) -> [Option<String>; 9] {
    let (app, who, matter) = (of.app, of.who, matter(of));
    let at = |may: bool, path: &str| may.then(|| format!("/nam/{}{path}", of.year.slug));
    [
        at(app.may(who, SeeDirectives, &matter), "/van-ban-chi-dao"),
        at(app.may(who, SeeRegistration, &matter), "/dang-ky"),
        at(app.may(who, SeeAllFigures, &matter), "/so-lieu"),
        at(app.may(who, SeeScores, &matter), "/cham-diem"),
        at(app.may(who, SeeConference, &matter), "/hoi-nghi"),
        at(app.may(who, SeeMinutes, &matter), "/binh-xet"),
        at(app.may(who, SeeAwards, &matter), "/khen-thuong"),
        at(true, ""),
        at(app.may(who, SeeSuccession, &matter), "/cum-truong"),
    ]
}

fn matter(of: &OfYear<'_>) -> Matter {
    Matter::of_year("cluster_year", of.year.id.as_str(), &of.year.id)
}

async fn directives(of: &OfYear<'_>) -> Result<Known, PageError> {
    let registered = of.app.store().directives(&of.year.id).await?.len();
    if registered == 0 {
        return Ok(Known::Nothing);
    }
    Ok(Known::Done(format!("{} văn bản", count(registered))))
}

async fn registration(of: &OfYear<'_>) -> Result<Known, PageError> {
    if let Some(pledge) = of.app.store().pledge(&of.year.id).await? {
        return Ok(Known::Done(format!("ký {}", day_of(pledge.on))));
    }
    let mut versions = of.app.store().registrations(&of.year.id).await?;
    versions.dedup_by(|a, b| a.unit == b.unit);
    let (units, total) = (versions.len(), of.members.len());
    let note = format!("{units}/{total} đơn vị đã đăng ký");
    Ok(match units {
        0 => Known::Nothing,
        _ if units < total && !of.is_over() => Known::Waits(note),
        _ => Known::Done(note),
    })
}

fn figures(progress: &[Progress]) -> Known {
    let Some(last) = progress.last() else {
        return Known::Nothing;
    };
    if last.settled == last.total {
        return Known::Done(format!("{} đơn vị đã duyệt", count(last.settled)));
    }
    Known::Waits(format!("{}/{} đơn vị đã gửi", last.sent, last.total))
}

async fn scores(of: &OfYear<'_>) -> Result<Known, PageError> {
    let store = of.app.store();
    if store.scores_are_published(&of.year.id).await? {
        return Ok(Known::Done("đã công bố điểm".to_owned()));
    }
    if store.scores(&of.year.id).await?.is_empty() {
        return Ok(Known::Nothing);
    }
    Ok(Known::Waits("đang chấm".to_owned()))
}

async fn conference(of: &OfYear<'_>) -> Result<Known, PageError> {
    let meetings = of.app.store().conferences(&of.year.id).await?;
    let mut summaries = meetings.iter();
    let Some(summary) = summaries.find(|one| one.facts.kind == MeetingKind::Summary) else {
        return Ok(Known::Nothing);
    };
    Ok(match summary.facts.held_on {
        Some(day) if day < of.app.today() => Known::Done(day_of(day)),
        Some(day) => Known::Waits(day_of(day)),
        None => Known::Waits("chưa có ngày".to_owned()),
    })
}

async fn ballot(of: &OfYear<'_>) -> Result<Known, PageError> {
    let minutes = of.app.store().minutes(&of.year.id).await?.len();
    if minutes == 0 {
        return Ok(Known::Nothing);
    }
    Ok(Known::Done(format!("{} biên bản", count(minutes))))
}

async fn awards(of: &OfYear<'_>) -> Result<Known, PageError> {
    let awards = of.app.store().awards_of_year(&of.year.id).await?;
    let number = count(awards.len());
    Ok(match awards.len() {
        0 => Known::Nothing,
        _ if awards.iter().any(|one| one.state == AwardState::Proposed) => {
            Known::Waits(format!("{number} đề nghị, chờ quyết định"))
        }
        _ => Known::Done(format!("{number} đề nghị đã xử lý")),
    })
}

async fn publication(of: &OfYear<'_>) -> Result<Known, PageError> {
    let articles = of.app.store().public_articles().await?;
    let of_year = articles.iter().filter(|one| one.year.id == of.year.id);
    let number = of_year.count();
    if number == 0 {
        return Ok(Known::Nothing);
    }
    Ok(Known::Done(format!("{} bài", count(number))))
}

async fn handover(of: &OfYear<'_>) -> Result<Known, PageError> {
    let recorded = of.app.store().handover(&of.year.id).await?;
    Ok(recorded.map_or(Known::Nothing, |_| {
        Known::Done("đã ghi biên bản bàn giao".to_owned())
    }))
}
