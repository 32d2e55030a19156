//! The provenance page (nguồn số liệu): from a number down to the sentence, the units and the history.

mod checks;
mod observations;
mod units;

use std::collections::BTreeSet;

use access::actions::figures::SeeAllFigures;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{Catalogue, Indicator, IndicatorKey};
use rules::ids::UnitId;
use serde::Deserialize;
use store::figures::StoredStatement;
use store::units::{ClusterYear, Member};

use self::checks::CheckLine;
use self::observations::ObservationTrail;
use self::units::UnitsTable;
use super::published::{PublishedFigure, PublishedFigures, Reader, Reported};
use super::table::cells;
use super::trail::{self, TrailLine};
use crate::portal::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::query::Query;
use crate::web::session::{PublicYear, Session};

#[derive(Template)]
#[template(path = "figures/provenance.html")]
struct ProvenancePage {
    frame: PublicFrame,
    year: ClusterYear,
    figure: PublishedFigure,
    formulas: Vec<Formula>,
    sentences: Vec<StoredStatement>,
    rounds: Vec<RoundLink>,
    units: Option<UnitsTable>,
    observations: Option<ObservationTrail>,
    checks: Vec<CheckLine>,
    trail: Vec<TrailLine>,
    head: String,
    correct_at: Option<String>,
    /// The table of figures, for those who came from it.
    table_at: Option<String>,
}

/// A round to switch to, for those who see all figures.
struct RoundLink {
    number: u32,
    words: String,
    current: bool,
}

/// How the catalogue adds the indicator up.
struct Formula {
    code: String,
    by: String,
    parts: Vec<String>,
}

/// The address of a unit's figure.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    indicator: String,
    unit: String,
}

/// The address of the cluster's figure.
#[derive(Deserialize)]
pub(super) struct OfCluster {
    indicator: String,
}

/// The round of which figures are wanted; none for those that are public.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    ky: String,
}

/// Who asks, and what for.
struct Asking<'a> {
    app: &'a App,
    session: &'a Session,
    year: &'a ClusterYear,
    /// Whether the one who asks sees the figures of all units, whatever the state of their reports.
    sees_all: bool,
}

/// The cluster's figure.
pub(super) async fn of_cluster(
    State(app): State<App>,
    session: Session,
    PublicYear(year): PublicYear,
    Path(path): Path<OfCluster>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let asking = Asking::new(&app, &session, &year);
    show(asking, &asked.ky, &path.indicator, None).await
}

/// One unit's figure.
pub(super) async fn of_unit(
    State(app): State<App>,
    session: Session,
    PublicYear(year): PublicYear,
    Path(path): Path<OfUnit>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let asking = Asking::new(&app, &session, &year);
    show(asking, &asked.ky, &path.indicator, Some(&path.unit)).await
}

impl<'a> Asking<'a> {
    fn new(app: &'a App, session: &'a Session, year: &'a ClusterYear) -> Self {
        let matter = super::table::matter(year);
        Self {
            app,
            session,
            year,
            sees_all: app.may(&session.principal, SeeAllFigures, &matter),
        }
    }

    /// The round asked for; none for what is public.
    async fn reported(
        &self,
        number: &str,
        members: &[Member],
    ) -> Result<Option<Reported>, PageError> {
        if number.is_empty() {
            return Ok(None);
        }
        let number = number.parse().map_err(|_| PageError::NotFound)?;
        let round = self.app.store().round(&self.year.id, number).await?;
        let round = round.ok_or(PageError::NotFound)?;
        let reader = if self.sees_all {
            Reader::Office
        } else {
            Reader::Public
        };
        let reported = Reported::read(self.app, round, members, reader).await?;
        Ok(Some(reported))
    }

    /// The rounds to choose from, the newest first.
    async fn rounds(&self, current: Option<&Reported>) -> Result<Vec<RoundLink>, PageError> {
        if !self.sees_all {
            return Ok(Vec::new());
        }
        let rounds = self.app.store().rounds(&self.year.id).await?;
        let link = |round: store::figures::Round| RoundLink {
            number: round.number,
            words: format!("{}: {}", round.name, cells::basis(&round.basis)),
            current: current.is_some_and(|reported| reported.round.id == round.id),
        };
        Ok(rounds.into_iter().map(link).collect())
    }
}

async fn show(
    asking: Asking<'_>,
    round: &str,
    indicator: &str,
    unit: Option<&str>,
) -> Result<Response, PageError> {
    let (app, year) = (asking.app, asking.year);
    let members = app.store().members(year).await?;
    let member = match unit {
        Some(slug) => Some(member_of(&members, slug)?.clone()),
        None => None,
    };
    let unit = member.as_ref().map(|member| &member.unit);
    let reported = asking.reported(round, &members).await?;
    let all = PublishedFigures::load(app, year, members, reported).await?;
    let indicator = find(&all.catalogue, indicator)?;
    let figure = all
        .figure(&indicator.key, unit)
        .ok_or(PageError::NotFound)?;
    let sentences = sentences(&all, indicator, unit);
    let matters = matters(&all, &sentences, &indicator.key, unit);
    let observations = match &member {
        Some(member) => observations::read(&asking, &all, member, indicator).await?,
        None => None,
    };
    let mut trail = trail::read(app, year, &all.members, &matters).await?;
    trail.extend(trail::of_reports(app, year, &all, unit).await?);
    trail.sort_by_key(|line| std::cmp::Reverse(line.height));
    let (height, head) = app.store().history_head(year.id.as_str()).await?;
    public(&ProvenancePage {
        frame: PublicFrame::of_year(app, "nam", year).await?,
        formulas: formulas(&all.catalogue, indicator),
        checks: checks::read(app, &all, &figure, &indicator.key, unit).await?,
        correct_at: super::correction::address(app, asking.session, year, &figure),
        table_at: (asking.sees_all && !round.is_empty())
            .then(|| format!("/nam/{}/so-lieu/bang", year.slug)),
        rounds: asking.rounds(all.reported.as_ref()).await?,
        units: unit
            .is_none()
            .then(|| units::table(&all, indicator, &year.slug))
            .flatten(),
        head: format!("#{height} {}", trail::short_hash(&head)),
        year: year.clone(),
        observations,
        figure,
        sentences,
        trail,
    })
}

fn member_of<'a>(members: &'a [Member], slug: &str) -> Result<&'a Member, PageError> {
    members
        .iter()
        .find(|member| member.slug == slug)
        .ok_or(PageError::NotFound)
}

/// An indicator by its key, or by the code that people read.
pub(super) fn find<'a>(catalogue: &'a Catalogue, text: &str) -> Result<&'a Indicator, PageError> {
    catalogue
        .get(&IndicatorKey::new(text))
        .or_else(|| catalogue.by_code(text))
        .ok_or(PageError::NotFound)
}

fn formulas(catalogue: &Catalogue, indicator: &Indicator) -> Vec<Formula> {
    let named = |key: &IndicatorKey| {
        let part = catalogue.get(key);
        part.map_or_else(
            || key.to_string(),
            |part| format!("{} {}", part.code, part.label()),
        )
    };
    indicator
        .breakdowns
        .iter()
        .map(|breakdown| Formula {
            code: indicator.code.clone(),
            by: breakdown.by.clone(),
            parts: breakdown.parts.iter().map(named).collect(),
        })
        .collect()
}

/// What sources say of the indicator or of its parts, each sentence once.
fn sentences(
    all: &PublishedFigures,
    indicator: &Indicator,
    unit: Option<&UnitId>,
) -> Vec<StoredStatement> {
    let parts: BTreeSet<&IndicatorKey> = indicator
        .breakdowns
        .iter()
        .flat_map(|breakdown| &breakdown.parts)
        .chain([&indicator.key])
        .collect();
    let about = |statement: &&StoredStatement| {
        let indicator = statement.indicator.as_ref();
        let of_unit = unit.is_none() || statement.unit.as_ref() == unit;
        of_unit && indicator.is_some_and(|key| parts.contains(key))
    };
    let mut said = BTreeSet::new();
    all.statements
        .iter()
        .filter(about)
        .filter(|statement| said.insert(statement.quotation.clone()))
        .cloned()
        .collect()
}

fn matters(
    all: &PublishedFigures,
    sentences: &[StoredStatement],
    key: &IndicatorKey,
    unit: Option<&UnitId>,
) -> BTreeSet<String> {
    let corrections = all
        .corrections
        .iter()
        .filter(|one| one.indicator == *key && one.unit.as_ref() == unit)
        .map(|one| one.id.clone());
    sentences
        .iter()
        .map(|sentence| sentence.id.to_string())
        .chain(corrections)
        .collect()
}
