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
use vietnamese::date::short;

use super::desk_page::OfYear;
use crate::portal::year_stages::{Place, RoundProgress, Stage};

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

/// The stages of a year, each with its page.
pub(super) fn linked(of: &OfYear<'_>, stages: Vec<Stage>) -> Vec<LinkedStage> {
    let link = |stage: Stage| LinkedStage {
        href: address(of, stage.place),
        stage,
    };
    stages.into_iter().map(link).collect()
}

/// The rounds of a year at a glance.
pub(super) fn progress(of: &OfYear<'_>, rounds: &[RoundProgress]) -> Vec<Progress> {
    let line = |one: &RoundProgress| Progress {
        name: one.round.name.clone(),
        href: format!("/nam/{}/so-lieu/ky/{}", of.year.slug, one.round.number),
        deadline: short(one.round.deadline.last_day()),
        sent: one.sent,
        settled: one.settled,
        total: one.total,
    };
    rounds.iter().map(line).collect()
}

/// Whether the one who is signed in may see all reports of the year.
pub(super) fn sees_all_figures(of: &OfYear<'_>) -> bool {
    of.app.may(of.who, SeeAllFigures, &matter(of))
}

/// The page of a stage, for those who may open it.
fn address(of: &OfYear<'_>, place: Place) -> Option<String> {
    let (app, who, matter) = (of.app, of.who, matter(of));
    let (may, path) = match place {
        Place::Directives => (app.may(who, SeeDirectives, &matter), "/van-ban-chi-dao"),
        Place::Registration => (app.may(who, SeeRegistration, &matter), "/dang-ky"),
        Place::Figures => (app.may(who, SeeAllFigures, &matter), "/so-lieu"),
        Place::Scoring => (app.may(who, SeeScores, &matter), "/cham-diem"),
        Place::Conference => (app.may(who, SeeConference, &matter), "/hoi-nghi"),
        Place::Ballot => (app.may(who, SeeMinutes, &matter), "/binh-xet"),
        Place::Awards => (app.may(who, SeeAwards, &matter), "/khen-thuong"),
        Place::Publication => (true, ""),
        Place::Handover => (app.may(who, SeeSuccession, &matter), "/cum-truong"),
    };
    may.then(|| format!("/nam/{}{path}", of.year.slug))
}

fn matter(of: &OfYear<'_>) -> Matter {
    Matter::of_year("cluster_year", of.year.id.as_str(), &of.year.id)
}
