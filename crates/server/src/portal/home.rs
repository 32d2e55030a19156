//! The home page: the latest news, the years with what they led to, the newest year in numbers.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::figures::{Catalogue, IndicatorKey};
use store::directives::DirectiveFacts;
use store::units::{ClusterYear, Member};

use super::digest::{Digest, Digests};
use super::frame::PublicFrame;
use super::outcome::Outcome;
use crate::figures::published::{PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;

/// Articles beside the first one.
const OTHERS: usize = 4;

/// Directives on the home page; all of them stand in the documents.
const DIRECTIVES: usize = 8;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    frame: PublicFrame,
    first: Option<Digest>,
    others: Vec<Digest>,
    newest: Option<Newest>,
    years: Vec<YearLine>,
}

/// The newest year that is not made up, in numbers, papers and members.
struct Newest {
    year: ClusterYear,
    tiles: Vec<PublishedFigure>,
    doubtful: Vec<PublishedFigure>,
    directives: Vec<DirectiveFacts>,
    members: Vec<Member>,
}

/// A year with what it led to.
struct YearLine {
    year: ClusterYear,
    outcome: Outcome,
}

/// The page.
pub async fn get(State(app): State<App>) -> Result<Response, PageError> {
    let mut news = news(&app).await?.into_iter();
    let years = app.store().cluster_years().await?;
    let newest = years.iter().find(|year| !year.sample).or(years.first());
    let newest = match newest {
        Some(year) => Some(in_numbers(&app, year).await?),
        None => None,
    };
    let mut lines = Vec::new();
    for year in years {
        let members = app.store().members(&year).await?;
        let outcome = Outcome::load(&app, &year, &members).await?;
        lines.push(YearLine { year, outcome });
    }
    public(&HomePage {
        frame: PublicFrame::load(&app, "trang-chu").await?,
        first: news.next(),
        others: news.collect(),
        newest,
        years: lines,
    })
}

async fn news(app: &App) -> Result<Vec<Digest>, PageError> {
    let all = app.store().public_articles().await?;
    let mut digests = Digests::new(app);
    let mut news = Vec::new();
    for article in all.iter().take(OTHERS + 1) {
        news.push(digests.of(article).await?);
    }
    Ok(news)
}

async fn in_numbers(app: &App, year: &ClusterYear) -> Result<Newest, PageError> {
    let members = app.store().members(year).await?;
    let all = PublishedFigures::load(app, year, members.clone(), None).await?;
    let (doubtful, agreed): (Vec<_>, Vec<_>) = all
        .of_cluster()
        .into_iter()
        .partition(|figure| figure.chip.is_some());
    let mut directives = app.store().public_directives(&year.id).await?;
    directives.truncate(DIRECTIVES);
    Ok(Newest {
        year: year.clone(),
        tiles: without_parts(agreed, &doubtful, &all.catalogue),
        doubtful,
        directives,
        members,
    })
}

/// The parts of a total in doubt are told with it, not beside it.
fn without_parts(
    mut figures: Vec<PublishedFigure>,
    doubtful: &[PublishedFigure],
    catalogue: &Catalogue,
) -> Vec<PublishedFigure> {
    let totals = doubtful
        .iter()
        .filter_map(|figure| catalogue.get(&IndicatorKey::new(&figure.indicator)));
    let parts: BTreeSet<&str> = totals
        .flat_map(|total| &total.breakdowns)
        .flat_map(|breakdown| &breakdown.parts)
        .map(IndicatorKey::as_str)
        .collect();
    figures.retain(|figure| !parts.contains(figure.indicator.as_str()));
    figures
}
