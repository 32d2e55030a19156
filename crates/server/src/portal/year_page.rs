//! The public page of a year: outcome, figures with their sources, heads and members.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::awards::AwardState;
use rules::ids::UnitId;
use store::registration::CommonTheme;
use store::units::{ClusterYear, HeadRole, Member, Standing};

use super::frame::PublicFrame;
use crate::figures::published::{PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::session::PublicYear;

#[derive(Template)]
#[template(path = "portal/year_page.html")]
struct YearPage {
    frame: PublicFrame,
    year: ClusterYear,
    figures: Vec<PublishedFigure>,
    elected: Vec<Line>,
    awards: Vec<Line>,
    nominations: Vec<Line>,
    members: Vec<MemberLine>,
    undecided: bool,
    theme: Option<CommonTheme>,
    own_themes: Vec<Line>,
}

/// Something said of a unit, with the unit's name.
struct Line {
    what: String,
    unit: String,
}

/// A member with what it is in the year.
struct MemberLine {
    name: String,
    role: &'static str,
}

/// The year as the public sees it.
pub async fn get(
    State(app): State<App>,
    PublicYear(year): PublicYear,
) -> Result<Response, PageError> {
    let members = app.store().members(&year).await?;
    let figures = PublishedFigures::load(&app, &year, members.clone(), None)
        .await?
        .of_cluster();
    let awards = app.store().awards_of_year(&year.id).await?;
    let undecided = awards
        .iter()
        .any(|entry| entry.state == AwardState::Proposed);
    let view = YearPage {
        frame: PublicFrame::of_year(&app, "nam", &year).await?,
        figures,
        elected: elected(&app, &year, &members).await?,
        awards: awards
            .iter()
            .map(|entry| Line {
                what: entry.proposed.wording.clone(),
                unit: name_of(&members, &entry.proposed.unit),
            })
            .collect(),
        nominations: nominations(&app, &year, &members).await?,
        own_themes: own_themes(&app, &year, &members).await?,
        members: member_lines(&app, &year, members).await?,
        undecided,
        theme: app
            .store()
            .common_themes(&year.id)
            .await?
            .into_iter()
            .next(),
        year,
    };
    public(&view)
}

async fn elected(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<Line>, PageError> {
    let elected = app.store().elected_of_year(&year.id).await?;
    let line = |one: &store::ballot::Elected| Line {
        what: one.elected_as.clone(),
        unit: name_of(members, &one.unit),
    };
    Ok(elected.iter().map(line).collect())
}

/// The themes of the units that have one of their own, in the order of the members.
async fn own_themes(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<Line>, PageError> {
    let all = app.store().registrations(&year.id).await?;
    let line = |member: &Member| {
        let latest = all.iter().rfind(|known| known.unit == member.unit)?;
        Some(Line {
            what: latest.version.content.theme.clone()?,
            unit: member.name.clone(),
        })
    };
    Ok(members.iter().filter_map(line).collect())
}

async fn nominations(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<Line>, PageError> {
    let said = app.store().nominations(&year.id).await?;
    Ok(said
        .iter()
        .map(|one| Line {
            what: format!("{} năm {}", one.said.role.title(), one.said.for_year),
            unit: name_of(members, &one.said.unit),
        })
        .collect())
}

async fn member_lines(
    app: &App,
    year: &ClusterYear,
    members: Vec<Member>,
) -> Result<Vec<MemberLine>, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let recognised = |unit: &UnitId| {
        let head = heads.iter().find(|head| head.unit == *unit)?;
        (head.standing(year.last_day()) == Standing::Recognised).then_some(head.role)
    };
    Ok(members
        .into_iter()
        .map(|member| MemberLine {
            role: recognised(&member.unit).map_or("Thành viên", HeadRole::title),
            name: member.name,
        })
        .collect())
}

fn name_of(members: &[Member], unit: &UnitId) -> String {
    let member = members.iter().find(|member| member.unit == *unit);
    member.map_or_else(|| "không nêu".to_owned(), |member| member.name.clone())
}
