//! The table of a year: units × indicators of one round; before the first round, what sources state.

use std::collections::BTreeMap;

use access::actions::figures::{OpenRound, SeeAllFigures, SeeFigures};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::figures::{Finding, IndicatorKey, Section};
use rules::ids::UnitId;
use serde::Deserialize;
use store::figures::Round;
use store::units::{ClusterYear, Member};

use super::columns::{self, Band, Column};
use super::rows::{self, Found, Row, STATES, SumCell, count};
use super::{cells, matter};
use crate::figures::correction;
use crate::figures::published::{PublishedFigure, PublishedFigures, Reader, Reported};
use crate::figures::reports::report_matter;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{InYear, Session};

/// The menu entry.
const MENU: &str = "bang-so-lieu";

/// What the table is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The number of the round.
    pub(super) ky: String,
    /// Which indicators.
    pub(super) nhom: String,
    /// Which units.
    pub(super) trang_thai: String,
    /// The file format of an export.
    pub(super) dang: String,
}

/// A round to switch to.
struct RoundLink {
    number: u32,
    words: String,
    current: bool,
}

/// A stated figure beside what was computed, for the list of contradictions and for years without reports.
pub(super) struct Compared {
    pub(super) figure: PublishedFigure,
    pub(super) correct_at: Option<String>,
}

#[derive(Template)]
#[template(path = "figures/table/table.html")]
struct TablePage {
    frame: Frame,
    slug: String,
    year: i16,
    asked: Asked,
    query: String,
    rounds: Vec<RoundLink>,
    round: Round,
    basis: String,
    members: usize,
    units: String,
    settled: usize,
    choices: Vec<(String, &'static str)>,
    states: &'static [(&'static str, &'static str)],
    bands: Vec<Band>,
    rows: Vec<Row>,
    totals: Vec<SumCell>,
    stated: Option<Vec<SumCell>>,
    found: Found,
    differences: Vec<Compared>,
    contradictions: String,
}

#[derive(Template)]
#[template(path = "figures/table/statements.html")]
struct StatementsPage {
    frame: Frame,
    slug: String,
    year: i16,
    asked: Asked,
    choices: Vec<(String, &'static str)>,
    figures: Vec<Compared>,
    may_open: bool,
}

impl TablePage {
    /// The columns, for each row.
    fn columns(&self) -> Vec<&Column> {
        flat(&self.bands)
    }
}

/// The table.
pub(super) async fn get(
    State(app): State<App>,
    InYear { session, year }: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, SeeAllFigures, matter(&year))?;
    let read = Read::new(&app, &year, &asked).await?;
    match &read.all.reported {
        Some(_) => read.table(&app, &session, &year, asked).await,
        None => read.statements(&app, &session, &year, asked),
    }
}

/// What the table is made of.
pub(super) struct Read {
    pub(super) all: PublishedFigures,
    rounds: Vec<Round>,
}

impl Read {
    /// Reads a year: the round asked for, else the newest; where there is none, what is stated.
    pub(super) async fn new(
        app: &App,
        year: &ClusterYear,
        asked: &Asked,
    ) -> Result<Self, PageError> {
        let store = app.store();
        let (members, rounds) = tokio::try_join!(store.members(year), store.rounds(&year.id))?;
        let round = match asked.ky.as_str() {
            "" => rounds.first(),
            number => Some(numbered(&rounds, number)?),
        };
        let reported = match round {
            Some(round) => {
                let round = round.clone();
                Some(Reported::read(app, round, &members, Reader::Office).await?)
            }
            None => None,
        };
        let all = PublishedFigures::load(app, year, members, reported).await?;
        Ok(Self { all, rounds })
    }

    async fn table(
        self,
        app: &App,
        session: &Session,
        year: &ClusterYear,
        asked: Asked,
    ) -> Result<Response, PageError> {
        let reported = self.all.reported.as_ref().ok_or(PageError::NotFound)?;
        let bands = columns::bands(&reported.catalogue, &asked.nhom);
        let columns = flat(&bands);
        let findings = app
            .store()
            .round_findings(&reported.round, reported.figures())
            .await?;
        let shown: Vec<&Member> = self.shown(reported, &findings, &asked.trang_thai);
        let found = Found::new(&self.all, reported, &findings, &shown);
        let rows = shown.iter().filter_map(|member| {
            let row = rows::row(reported, &found, member, &columns)?;
            let report = report_matter(year, &reported.round, &member.unit);
            let opens = app.may(&session.principal, SeeFigures, &report);
            Some(Row { opens, ..row })
        });
        let members = self.all.members.len();
        let totals = columns.iter();
        let totals = totals.map(|column| rows::total(reported, members, column));
        let round = reported.round.clone();
        let differences = self.differences(app, session, year);
        page(&TablePage {
            frame: Frame::of_year(session, year, MENU),
            slug: year.slug.clone(),
            year: year.year,
            query: asked.query(),
            rounds: self.links(&round),
            basis: cells::basis(&round.basis),
            members,
            units: count(members),
            settled: reported.settled(),
            choices: columns::choices(),
            states: STATES,
            rows: rows.collect(),
            totals: totals.collect(),
            stated: self.stated(&columns),
            contradictions: count(differences.len()),
            differences,
            round,
            bands,
            found,
            asked,
        })
    }

    fn statements(
        self,
        app: &App,
        session: &Session,
        year: &ClusterYear,
        asked: Asked,
    ) -> Result<Response, PageError> {
        let figures = self.stated_figures(&asked.nhom);
        page(&StatementsPage {
            frame: Frame::of_year(session, year, MENU),
            slug: year.slug.clone(),
            year: year.year,
            choices: columns::choices(),
            figures: figures
                .into_iter()
                .map(|figure| compared(app, session, year, figure))
                .collect(),
            may_open: app.may(&session.principal, OpenRound, &matter(year)),
            asked,
        })
    }

    /// Everything that is stated, of the cluster and of single units, in the order of the catalogue.
    pub(super) fn stated_figures(&self, choice: &str) -> Vec<PublishedFigure> {
        let of_cluster = self.all.of_cluster();
        let all = of_cluster.into_iter().chain(self.all.stated_of_units());
        let chosen = |figure: &PublishedFigure| {
            self.section(&figure.indicator)
                .is_none_or(|section| columns::chosen(choice, section))
        };
        all.filter(chosen).collect()
    }

    fn section(&self, key: &str) -> Option<Section> {
        let indicator = self.all.catalogue.get(&IndicatorKey::new(key))?;
        Some(indicator.section)
    }

    /// The units that the filter by state shows.
    pub(super) fn shown(
        &self,
        reported: &Reported,
        findings: &BTreeMap<UnitId, Vec<Finding>>,
        choice: &str,
    ) -> Vec<&Member> {
        let shown = |member: &&Member| {
            let own = findings.get(&member.unit).map_or(&[][..], Vec::as_slice);
            reported
                .status(&member.unit)
                .is_some_and(|status| rows::is_shown(choice, status, own))
        };
        self.all.members.iter().filter(shown).collect()
    }

    /// The row of what sources state; none where they state nothing about these columns.
    fn stated(&self, columns: &[&Column]) -> Option<Vec<SumCell>> {
        let cell = |column: &&Column| rows::stated(self.all.figure(&column.key, None).as_ref());
        let cells: Vec<SumCell> = columns.iter().map(cell).collect();
        let said = cells.iter().any(|cell| !cell.text.is_empty());
        said.then_some(cells)
    }

    fn differences(&self, app: &App, session: &Session, year: &ClusterYear) -> Vec<Compared> {
        let figures = self.all.of_cluster().into_iter();
        figures
            .filter(|figure| figure.chip.is_some())
            .map(|figure| compared(app, session, year, figure))
            .collect()
    }

    fn links(&self, current: &Round) -> Vec<RoundLink> {
        let link = |round: &Round| {
            let basis = cells::basis(&round.basis);
            let mut same = self.rounds.iter().filter(|one| one.basis == round.basis);
            let words = match same.nth(1) {
                Some(_) => format!("{basis} (kỳ {})", round.number),
                None => basis,
            };
            RoundLink {
                number: round.number,
                words,
                current: round.id == current.id,
            }
        };
        self.rounds.iter().map(link).collect()
    }
}

impl Asked {
    /// The same request as the end of an address.
    pub(super) fn query(&self) -> String {
        let pairs = [
            ("ky", &self.ky),
            ("nhom", &self.nhom),
            ("trang_thai", &self.trang_thai),
        ];
        // The values are numbers and slugs: those of others are not carried on.
        let plain = |value: &str| {
            let mut bytes = value.bytes();
            !value.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        pairs
            .into_iter()
            .filter(|(_, value)| plain(value))
            .map(|(name, value)| format!("&{name}={value}"))
            .collect()
    }
}

/// All columns in their order.
pub(super) fn flat(bands: &[Band]) -> Vec<&Column> {
    let groups = bands.iter().flat_map(|band| &band.groups);
    groups.flat_map(|group| &group.columns).collect()
}

fn numbered<'a>(rounds: &'a [Round], number: &str) -> Result<&'a Round, PageError> {
    let number: u32 = number.parse().map_err(|_| PageError::NotFound)?;
    let mut rounds = rounds.iter();
    rounds
        .find(|round| round.number == number)
        .ok_or(PageError::NotFound)
}

fn compared(app: &App, session: &Session, year: &ClusterYear, figure: PublishedFigure) -> Compared {
    Compared {
        correct_at: correction::address(app, session, year, &figure),
        figure,
    }
}
