//! The provenance page (nguồn số liệu): from a number down to the sentence, the units and the history.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{Catalogue, Indicator, IndicatorKey, Verdict};
use rules::ids::UnitId;
use serde::Deserialize;
use store::figures::StoredStatement;
use store::units::{ClusterYear, Member};

use super::published::{PublishedFigure, PublishedFigures};
use super::trail::{self, TrailLine};
use crate::portal::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::session::{PublicYear, Session};

#[derive(Template)]
#[template(path = "figures/provenance.html")]
struct ProvenancePage {
    frame: PublicFrame,
    year: ClusterYear,
    figure: PublishedFigure,
    formulas: Vec<Formula>,
    sentences: Vec<StoredStatement>,
    checks: Vec<CheckLine>,
    trail: Vec<TrailLine>,
    correct_at: Option<String>,
}

/// How the catalogue adds the indicator up.
struct Formula {
    code: String,
    by: String,
    parts: Vec<String>,
}

/// A check of the figure in words.
struct CheckLine {
    passed: bool,
    words: String,
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

/// The cluster's figure.
pub(super) async fn of_cluster(
    State(app): State<App>,
    session: Session,
    PublicYear(year): PublicYear,
    Path(path): Path<OfCluster>,
) -> Result<Response, PageError> {
    show(&app, &session, year, &path.indicator, None).await
}

/// One unit's figure.
pub(super) async fn of_unit(
    State(app): State<App>,
    session: Session,
    PublicYear(year): PublicYear,
    Path(path): Path<OfUnit>,
) -> Result<Response, PageError> {
    show(&app, &session, year, &path.indicator, Some(&path.unit)).await
}

async fn show(
    app: &App,
    session: &Session,
    year: ClusterYear,
    indicator: &str,
    unit: Option<&str>,
) -> Result<Response, PageError> {
    let members = app.store().members(&year).await?;
    let unit = match unit {
        Some(slug) => Some(member_of(&members, slug)?.unit.clone()),
        None => None,
    };
    let all = PublishedFigures::load(app, &year, members, None).await?;
    let indicator = find(&all.catalogue, indicator)?;
    let figure = all
        .figure(&indicator.key, unit.as_ref())
        .ok_or(PageError::NotFound)?;
    let sentences = sentences(&all, indicator, unit.as_ref());
    let matters = matters(&all, &sentences, &indicator.key, unit.as_ref());
    let trail = trail::read(app, &year, &all.members, &matters).await?;
    public(&ProvenancePage {
        frame: PublicFrame::of_year(app, "nam", &year).await?,
        formulas: formulas(&all.catalogue, indicator),
        checks: checks(&all, &indicator.key, unit.as_ref()),
        correct_at: super::correction::address(app, session, &year, &figure),
        year,
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

fn checks(all: &PublishedFigures, key: &IndicatorKey, unit: Option<&UnitId>) -> Vec<CheckLine> {
    all.comparisons(key, unit)
        .filter(|comparison| !matches!(comparison.verdict, Verdict::Incomplete { .. }))
        .map(|comparison| CheckLine {
            passed: !comparison.is_contradiction(),
            words: PublishedFigures::comparison_words(comparison),
        })
        .collect()
}
