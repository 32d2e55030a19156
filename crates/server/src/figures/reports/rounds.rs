//! The list of rounds: for a unit its own report in each, for the head's office how many have sent.

use access::actions::figures::{OpenRound, SeeAllFigures, SeeFigures};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::figures::messages::basis;
use store::figures::{Round, RoundFigures, RoundReports};
use store::units::Member;
use vietnamese::date::short;

use super::standing::{Chip, late, notes};
use super::{Done, MENU, address, messages, year_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// A report of the one who asks.
struct Own {
    href: String,
    unit: String,
    chip: Chip,
    notes: Vec<String>,
    late: Option<String>,
    deadline: String,
}

struct Line {
    href: String,
    name: String,
    basis: String,
    deadline: String,
    own: Vec<Own>,
    sent: usize,
    settled: usize,
}

#[derive(Template)]
#[template(path = "figures/reports/rounds.html")]
struct RoundsPage {
    frame: Frame,
    base: String,
    rounds: Vec<Line>,
    units: usize,
    year: i16,
    /// Whether the year is over.
    over: bool,
    may_open: bool,
    sees_all: bool,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let who = &in_year.session.principal;
    in_year
        .session
        .decide(&app, SeeAllFigures, year_matter(year))?;
    let members = app.store().members(year).await?;
    let mut rounds = Vec::new();
    for round in app.store().rounds(&year.id).await? {
        rounds.push(line(&app, &in_year, &members, &round).await?);
    }
    page(&RoundsPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&done.xong)),
        base: address(year, ""),
        rounds,
        units: members.len(),
        year: year.year,
        over: app.today() > year.last_day(),
        may_open: app.may(who, OpenRound, &year_matter(year)),
        sees_all: app.may(who, SeeFigures, &year_matter(year)),
    })
}

async fn line(
    app: &App,
    in_year: &InYear,
    members: &[Member],
    round: &Round,
) -> Result<Line, PageError> {
    let reports = app.store().reports(round).await?;
    let figures = app.store().round_figures(round).await?;
    let units = in_year.session.principal.units();
    let (mut own, mut sent, mut settled) = (Vec::new(), 0, 0);
    for member in members {
        let state = reports.of(&member.unit)?.state;
        sent += usize::from(!state.is_editable());
        settled += usize::from(state.is_settled());
        if units.contains(&&member.unit) {
            own.push(own_line(app, in_year, round, (member, &reports, &figures))?);
        }
    }
    Ok(Line {
        href: address(&in_year.year, &format!("/ky/{}", round.number)),
        name: round.name.clone(),
        basis: basis(&round.basis),
        deadline: short(round.deadline.last_day()),
        own,
        sent,
        settled,
    })
}

fn own_line(
    app: &App,
    in_year: &InYear,
    round: &Round,
    (member, reports, figures): (&Member, &RoundReports, &RoundFigures),
) -> Result<Own, PageError> {
    let status = reports.of(&member.unit)?;
    let entered = figures.of(&member.unit).cloned().unwrap_or_default();
    Ok(Own {
        href: address(
            &in_year.year,
            &format!("/ky/{}/{}", round.number, member.slug),
        ),
        unit: member.name.clone(),
        chip: Chip::of(status.state, entered.len()),
        notes: notes(&status, &entered),
        late: late(&status, app.now()),
        deadline: short(status.deadline.last_day()),
    })
}
