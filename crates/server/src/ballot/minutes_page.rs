//! Minutes with their arithmetic, and their earlier revisions.

use access::actions::ballot::{RecordMinutes, SeeMinutes};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ballot::messages::{Names, count, outcome as arithmetic};
use rules::ballot::{Vote, check_minutes, outcome};
use rules::law::{Law, Threshold};
use store::ballot::{Candidate, MinutesFacts, RecordedMinutes};
use vietnamese::date::{moment, short};

use super::{
    Done, MENU, MemberNames, OfMinutes, SILENT, UNPUBLISHED, address, matter, messages, revisions,
};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct Line {
    unit: String,
    agreed: String,
    arithmetic: Option<String>,
    elected_as: Option<String>,
}

/// One revision as the page shows it.
struct Shown {
    revision: i64,
    reason: Option<String>,
    facts: Vec<(&'static str, String)>,
    lines: Vec<Line>,
    committee: Vec<String>,
    warnings: Vec<String>,
    source: Option<String>,
    recorded: String,
}

#[derive(Template)]
#[template(path = "ballot/minutes_page.html")]
struct MinutesPage {
    frame: Frame,
    base: String,
    href: String,
    subject: String,
    shown: Vec<Shown>,
    may_record: bool,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMinutes>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = matter(year, &of.minutes);
    in_year.session.decide(&app, SeeMinutes, matter.clone())?;
    let all = revisions(&app, year, &of.minutes).await?;
    let members = app.store().members(year).await?;
    let mut shown = Vec::new();
    for one in &all {
        let by = actor_name(&app, &one.recorded_by).await?;
        shown.push(show(&app, one, &by, &MemberNames(&members)));
    }
    page(&MinutesPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&done.xong)),
        base: address(year, ""),
        href: address(year, &format!("/{}", of.minutes)),
        subject: all
            .first()
            .map_or_else(String::new, |one| one.facts.subject.clone()),
        shown,
        may_record: app.may(&in_year.session.principal, RecordMinutes, &matter),
    })
}

fn show(app: &App, one: &RecordedMinutes, by: &str, names: &MemberNames<'_>) -> Shown {
    let minutes = &one.facts;
    let day = minutes.held_on.unwrap_or_else(|| app.today());
    let findings = check_minutes(&minutes.for_check(), Law::embedded(), day).unwrap_or_default();
    let committee = minutes.committee.iter().map(|member| {
        let name = member.name.clone();
        let name = name.unwrap_or_else(|| "Đã xóa tên".to_owned());
        match &member.unit {
            Some(unit) => format!("{name}, {}", names.unit(unit)),
            None => name,
        }
    });
    Shown {
        revision: one.revision,
        reason: one.reason.clone(),
        facts: facts(minutes),
        lines: minutes
            .candidates
            .iter()
            .map(|candidate| line(candidate, minutes, names))
            .collect(),
        committee: committee.collect(),
        warnings: findings
            .iter()
            .map(|finding| messages::shown(finding, names))
            .collect(),
        source: minutes.source.clone(),
        recorded: format!("{by}, {}", moment(one.recorded_at)),
    }
}

fn line(candidate: &Candidate, minutes: &MinutesFacts, names: &MemberNames<'_>) -> Line {
    let vote = Vote {
        agreed: candidate.agreed,
        chair_agreed: None,
    };
    let held = |threshold: &Threshold| {
        arithmetic(&outcome(vote, &minutes.for_check(), threshold), threshold)
    };
    Line {
        unit: names.unit(&candidate.unit),
        agreed: count(candidate.agreed),
        arithmetic: minutes.threshold.as_ref().map(held),
        elected_as: candidate.elected_as.clone(),
    }
}

fn facts(minutes: &MinutesFacts) -> Vec<(&'static str, String)> {
    let counts = &minutes.counts;
    let text = |known: &Option<String>| known.clone().unwrap_or_else(|| SILENT.to_owned());
    let when = match (minutes.held_on, minutes.held_at) {
        (Some(day), Some(time)) => format!("{}, {}", short(day), time.strftime("%H:%M")),
        (Some(day), None) => short(day),
        (None, _) => SILENT.to_owned(),
    };
    let manner = minutes.manner.map_or(SILENT, |manner| manner.title());
    let threshold = minutes.threshold.as_ref();
    vec![
        ("Thời gian", when),
        ("Địa điểm", text(&minutes.place)),
        ("Cách thực hiện", manner.to_owned()),
        ("Tổng số thành viên", count(counts.members)),
        ("Được bỏ phiếu", count(counts.entitled)),
        ("Có mặt", count(counts.present)),
        ("Phiếu phát ra", count(counts.issued)),
        ("Phiếu thu về", count(counts.collected)),
        ("Phiếu hợp lệ", count(counts.valid)),
        ("Phiếu không hợp lệ", count(counts.invalid)),
        ("Số đơn vị được chọn", count(counts.seats)),
        (
            "Tỷ lệ cần đạt",
            threshold.map_or_else(|| SILENT.to_owned(), asked),
        ),
        (
            "Lý do hội nghị đồng ý về ban kiểm phiếu",
            text(&counts.waiver),
        ),
        ("Khiếu nại", text(&minutes.complaints)),
    ]
}

fn asked(threshold: &Threshold) -> String {
    format!(
        "{} {} {} ({})",
        threshold.comparator.label(),
        threshold.ratio,
        threshold.base.label(),
        threshold.period.citation
    )
}

impl MinutesPage {
    /// What is said where the committee is not published.
    fn unpublished(&self) -> &'static str {
        UNPUBLISHED
    }
}
