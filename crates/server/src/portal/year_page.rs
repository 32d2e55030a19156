//! The public page of a year: its stages, what it led to, figures with their sources, heads, themes and members.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use store::registration::CommonTheme;
use store::units::{ClusterYear, HeadRole, Headship, Member, Standing};
use vietnamese::date::short;

use super::SILENT;
use super::frame::PublicFrame;
use super::outcome::Outcome;
use super::year_figures::FigureTable;
use super::year_said::{Said, said};
use super::year_stages::{Stage, YearLine};
use crate::figures::published::{PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::session::PublicYear;

#[derive(Template)]
#[template(path = "portal/year_page.html")]
struct YearPage {
    frame: PublicFrame,
    years: Vec<ClusterYear>,
    stages: Vec<Stage>,
    outcome: Outcome,
    table: FigureTable,
    said: Vec<Said>,
    corrected: Vec<PublishedFigure>,
    heads: Vec<HeadLine>,
    introduced: Vec<HeadLine>,
    theme: Option<CommonTheme>,
    members: Vec<MemberLine>,
    articles: Vec<(String, String)>,
    year: ClusterYear,
}

/// A unit at the head of a year, and from what that is known.
struct HeadLine {
    role: String,
    unit: String,
    standing: String,
}

/// A member with what it is and won in the year, and its own theme.
struct MemberLine {
    slug: String,
    name: String,
    what: Vec<String>,
    theme: Option<String>,
}

/// The year as the public sees it.
pub async fn get(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Response, PageError> {
    let members = app.store().members(&year).await?;
    let outcome = Outcome::load(&app, &year, &members).await?;
    let published = PublishedFigures::load(&app, &year, members.clone(), None).await?;
    let figures = published.of_cluster();
    let heads = app.store().headships(&year.id).await?;
    let themes = app.store().common_themes(&year.id).await?;
    public(&YearPage {
        frame: PublicFrame::of_year(&app, "nam", &year).await?,
        years: app.store().cluster_years().await?,
        stages: YearLine::read(&app, &year, &members).await?.stages,
        table: FigureTable::of(&figures),
        said: said(&published.statements),
        corrected: figures
            .into_iter()
            .filter(|figure| figure.correction.is_some())
            .collect(),
        heads: head_lines(&heads, &members, &year),
        introduced: introduced(&app, &year, &members).await?,
        theme: themes.into_iter().next(),
        members: member_lines(&app, &year, &members, &heads, &outcome).await?,
        articles: articles(&app, &year).await?,
        outcome,
        year,
    })
}

fn head_lines(heads: &[Headship], members: &[Member], year: &ClusterYear) -> Vec<HeadLine> {
    let line = |head: &Headship| HeadLine {
        role: head.role.title().to_owned(),
        unit: name_of(members, &head.unit),
        standing: match (head.standing(year.last_day()), head.recognised_on) {
            (Standing::Introduced, _) | (_, None) => "Được giới thiệu, chờ công nhận".to_owned(),
            (_, Some(on)) => recognised(head, &short(on)),
        },
    };
    heads.iter().map(line).collect()
}

fn recognised(head: &Headship, on: &str) -> String {
    let decision = head.decision.as_deref().unwrap_or(SILENT);
    let ended = head.ended_on.map(short);
    let ended = ended.map_or_else(String::new, |day| format!("; thôi từ sau ngày {day}"));
    format!(
        "Công nhận ngày {on}, văn bản: {decision}{ended}. Theo: {}",
        head.source
    )
}

/// Heads of the next year, as they were introduced.
async fn introduced(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<HeadLine>, PageError> {
    let said = app.store().nominations(&year.id).await?;
    let line = |one: &store::conference::Nomination| {
        let by = one.said.introduced_by.as_deref();
        let by = by.map_or_else(|| "Được".to_owned(), |by| format!("Được {by}"));
        HeadLine {
            role: format!("{} năm {}", one.said.role.title(), one.said.for_year),
            unit: name_of(members, &one.said.unit),
            standing: format!("{by} giới thiệu, chờ công nhận"),
        }
    };
    Ok(said.iter().map(line).collect())
}

async fn member_lines(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
    heads: &[Headship],
    outcome: &Outcome,
) -> Result<Vec<MemberLine>, PageError> {
    let registered = app.store().registrations(&year.id).await?;
    let line = |member: &Member| {
        let latest = registered.iter().rfind(|known| known.unit == member.unit);
        let role = role_in(heads, &member.unit, year).map(|role| role.title().to_owned());
        MemberLine {
            slug: member.slug.clone(),
            name: member.name.clone(),
            what: role
                .into_iter()
                .chain(outcome.of_unit(&member.unit))
                .collect(),
            theme: latest.and_then(|known| known.version.content.theme.clone()),
        }
    };
    Ok(members.iter().map(line).collect())
}

fn role_in(heads: &[Headship], unit: &UnitId, year: &ClusterYear) -> Option<HeadRole> {
    let head = heads.iter().find(|head| head.unit == *unit)?;
    (head.standing(year.last_day()) == Standing::Recognised).then_some(head.role)
}

/// Address and title of the year's published articles, the newest first.
async fn articles(app: &App, year: &ClusterYear) -> Result<Vec<(String, String)>, PageError> {
    let all = app.store().public_articles().await?;
    let of_year = all.into_iter().filter(|article| article.year.id == year.id);
    Ok(of_year
        .map(|article| (format!("/tin/{}", article.slug), article.text.title))
        .collect())
}

fn name_of(members: &[Member], unit: &UnitId) -> String {
    let member = members.iter().find(|member| member.unit == *unit);
    member.map_or_else(|| SILENT.to_owned(), |member| member.name.clone())
}
