//! The units' figures of one round as a reader may see them, and what they make together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rules::figures::{
    Absence, Basis, Catalogue, Figure, FigureValue, IndicatorKey, Total, cluster_total,
};
use rules::ids::UnitId;
use store::figures::{CurrentFigure, ReportStatus, Round, RoundFigures, RoundReports};
use store::units::{ClusterYear, Member};

use crate::web::app::App;
use crate::web::error::PageError;

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Anybody: figures of reports that are approved or locked.
    Public,
    /// Members and offices of the year: figures of every report, whatever its state.
    Office,
}

/// The units' figures of one round. All of them stand on the round's basis; rounds are never mixed.
pub(crate) struct Reported {
    pub(crate) round: Round,
    /// The indicators of the round.
    pub(crate) catalogue: Catalogue,
    /// The sum of each indicator over the figures that the reader may see. A sum that does not fit is not in it.
    pub(crate) totals: BTreeMap<IndicatorKey, Total>,
    reader: Reader,
    figures: RoundFigures,
    statuses: BTreeMap<UnitId, ReportStatus>,
}

impl Reported {
    /// The figures of a round.
    pub(crate) async fn read(
        app: &App,
        round: Round,
        members: &[Member],
        reader: Reader,
    ) -> Result<Self, PageError> {
        let store = app.store();
        let (reports, figures) =
            tokio::try_join!(store.reports(&round), store.round_figures(&round))?;
        Self::with(round, members, (reader, &reports, figures))
    }

    /// What the public reads of a year; none where no report is approved.
    ///
    /// A round in which every unit's report is approved comes before one that is still open. Among those the
    /// official figures come first, then those to the cut-off, then the estimate; then the newer round.
    pub(crate) async fn published(
        app: &App,
        year: &ClusterYear,
        members: &[Member],
    ) -> Result<Option<Self>, PageError> {
        let mut open = Vec::new();
        for round in app.store().rounds(&year.id).await? {
            let reports = app.store().reports(&round).await?;
            let settled = settled(&reports, members)?;
            if settled > 0 {
                open.push((settled < members.len(), round, reports));
            }
        }
        let first = open.into_iter().min_by_key(|(partial, round, _)| {
            let newer = (Reverse(round.as_of), Reverse(round.number));
            (*partial, rank(&round.basis), newer)
        });
        let Some((_, round, reports)) = first else {
            return Ok(None);
        };
        let figures = app.store().round_figures(&round).await?;
        Self::with(round, members, (Reader::Public, &reports, figures)).map(Some)
    }

    fn with(
        round: Round,
        members: &[Member],
        (reader, reports, figures): (Reader, &RoundReports, RoundFigures),
    ) -> Result<Self, PageError> {
        let mut statuses = BTreeMap::new();
        for member in members {
            statuses.insert(member.unit.clone(), reports.of(&member.unit)?);
        }
        let mut reported = Self {
            catalogue: round.catalogue(),
            totals: BTreeMap::new(),
            figures,
            round,
            reader,
            statuses,
        };
        reported.totals = reported.add_up(members);
        Ok(reported)
    }

    /// Whether the reader may see the figures of a unit.
    pub(crate) fn shows(&self, unit: &UnitId) -> bool {
        self.reader == Reader::Office || self.is_settled(unit)
    }

    /// Whether a unit's report is approved or locked.
    pub(crate) fn is_settled(&self, unit: &UnitId) -> bool {
        self.status(unit)
            .is_some_and(|status| status.state.is_settled())
    }

    /// How many reports are approved or locked.
    pub(crate) fn settled(&self) -> usize {
        let states = self.statuses.values();
        states.filter(|status| status.state.is_settled()).count()
    }

    /// Where a unit's report stands; none for a unit outside the year.
    pub(crate) fn status(&self, unit: &UnitId) -> Option<&ReportStatus> {
        self.statuses.get(unit)
    }

    /// What was entered at one place, where the reader may see it.
    pub(crate) fn current(&self, unit: &UnitId, key: &IndicatorKey) -> Option<&CurrentFigure> {
        self.shows(unit)
            .then(|| self.figures.get(unit, key))
            .flatten()
    }

    /// The figure of one place; missing where nothing was entered or the reader may not see it.
    pub(crate) fn value(&self, unit: &UnitId, key: &IndicatorKey) -> FigureValue {
        self.current(unit, key)
            .map_or(FigureValue::Absent(Absence::Missing), |known| known.value)
    }

    /// How many figures a unit has entered.
    pub(crate) fn entered(&self, unit: &UnitId) -> usize {
        self.figures.of(unit).map_or(0, BTreeMap::len)
    }

    /// Everything that was entered, whoever may see it; for the checks.
    pub(crate) fn figures(&self) -> &RoundFigures {
        &self.figures
    }

    fn add_up(&self, members: &[Member]) -> BTreeMap<IndicatorKey, Total> {
        let basis = self.round.basis;
        let total = |key: &IndicatorKey| {
            let rows = members.iter().map(|member| {
                let value = self.value(&member.unit, key);
                (member.unit.clone(), Figure { basis, value })
            });
            cluster_total(basis, rows).ok()
        };
        self.catalogue
            .indicators()
            .filter_map(|indicator| Some((indicator.key.clone(), total(&indicator.key)?)))
            .collect()
    }
}

fn settled(reports: &RoundReports, members: &[Member]) -> Result<usize, PageError> {
    let mut settled = 0;
    for member in members {
        settled += usize::from(reports.of(&member.unit)?.state.is_settled());
    }
    Ok(settled)
}

fn rank(basis: &Basis) -> u8 {
    match basis {
        Basis::Official => 0,
        Basis::ToCutoff { .. } => 1,
        Basis::Estimate => 2,
    }
}
