//! The desk itself.

use access::actions::units::SeeOffice;
use access::{Matter, Office, Principal};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::{DirectiveId, UnitId};
use store::directives::{Directive, Dispatch};
use store::figures::Round;
use store::units::{ClusterYear, Member};
use vietnamese::date::short;

use super::line::{Due, Line, count, sort};
use super::year_line::{LinkedStage, Progress, linked, progress, sees_all_figures};
use super::{head_work, superior_work, unit_work};
use crate::portal::year_stages::YearLine;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::session::SignedIn;
use crate::web::site::Site;

/// A year on the desk.
struct YearPart {
    year: ClusterYear,
    stages: Vec<LinkedStage>,
    rounds: Vec<Progress>,
    /// Whether the person may open the boards of the rounds.
    shows_rounds: bool,
}

#[derive(Template)]
#[template(path = "desk/desk_page.html")]
struct DeskPage {
    frame: Frame,
    today: String,
    title: String,
    lines: Vec<Line>,
    years: Vec<YearPart>,
}

/// One year as everything on the desk reads it.
pub(super) struct OfYear<'a> {
    pub(super) app: &'a App,
    pub(super) site: &'a Site,
    pub(super) who: &'a Principal,
    pub(super) year: &'a ClusterYear,
    pub(super) members: &'a [Member],
    pub(super) rounds: &'a [Round],
    pub(super) dispatches: &'a [Dispatch],
}

/// What waits, over all years that the signed-in person takes part in, and the years themselves, the newest first.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    site: Site,
) -> Result<Response, PageError> {
    let who = &session.principal;
    let open = |year: &ClusterYear| {
        let matter = Matter::of_year("cluster_year", year.id.as_str(), &year.id);
        app.may(who, SeeOffice, &matter)
    };
    let mut all = app.store().cluster_years().await?;
    all.retain(open);
    all.sort_by_key(|year| std::cmp::Reverse(year.year));
    let own: Vec<UnitId> = who.units().into_iter().cloned().collect();
    let mut lines = unit_work::tasks(&app, &all, &own).await?;
    let mut years = Vec::new();
    for year in &all {
        years.push(read(&app, &site, who, year, &mut lines).await?);
    }
    sort(&mut lines);
    page(&DeskPage {
        frame: Frame::plain(&session, "ban-lam-viec"),
        today: short(app.today()),
        title: title(&lines),
        lines,
        years,
    })
}

/// One year; what waits in it is added to `lines`.
async fn read(
    app: &App,
    site: &Site,
    who: &Principal,
    year: &ClusterYear,
    lines: &mut Vec<Line>,
) -> Result<YearPart, PageError> {
    let store = app.store();
    let of = OfYear {
        app,
        site,
        who,
        year,
        members: &store.members(year).await?,
        rounds: &store.rounds(&year.id).await?,
        dispatches: &store.year_dispatches(&year.id).await?,
    };
    lines.extend(waiting(&of).await?);
    let line = YearLine::read(app, year, of.members).await?;
    Ok(YearPart {
        shows_rounds: sees_all_figures(&of),
        rounds: progress(&of, &line.rounds),
        stages: linked(&of, line.stages),
        year: year.clone(),
    })
}

/// What waits in a year for the offices that the person holds in it.
async fn waiting(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let mut lines = Vec::new();
    let own = of.who.units();
    for member in of.members.iter().filter(|one| own.contains(&&one.unit)) {
        lines.extend(unit_work::lines(of, member).await?);
    }
    if of.holds(&Office::Head(of.year.id.clone())) {
        lines.extend(head_work::lines(of).await?);
    } else if of.holds(&Office::Deputy(of.year.id.clone())) {
        for round in of.rounds {
            lines.extend(head_work::to_approve(of, round).await?);
        }
    }
    if of.holds(&Office::Superior(of.year.id.clone())) {
        lines.extend(superior_work::lines(of).await?);
    }
    Ok(lines)
}

fn title(lines: &[Line]) -> String {
    let late = lines.iter().filter(|line| line.is_late()).count();
    if late == 0 {
        return format!("{} việc", count(lines.len()));
    }
    format!("{} việc, {} việc quá hạn", count(lines.len()), count(late))
}

impl OfYear<'_> {
    fn holds(&self, office: &Office) -> bool {
        self.who.offices().contains(office)
    }

    /// Whether the year has passed.
    pub(super) fn is_over(&self) -> bool {
        self.year.is_over(self.app.today())
    }

    /// A last day as seen from today.
    pub(super) fn due(&self, day: Date) -> Due {
        Due::new(day, self.app.today())
    }

    /// The short name of a member.
    pub(super) fn short_name(&self, unit: &UnitId) -> Option<&str> {
        let member = self.members.iter().find(|member| member.unit == *unit);
        member.map(|member| member.short_name.as_str())
    }

    /// A directive, unless it was taken out of the register.
    pub(super) async fn directive(&self, id: &DirectiveId) -> Result<Option<Directive>, PageError> {
        let found = self.app.store().directive(self.year, id).await?;
        Ok(found.filter(|directive| directive.removal.is_none()))
    }
}
