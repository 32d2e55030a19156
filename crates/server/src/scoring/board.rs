//! Everything known about the scores of a year by the table in force.

use std::collections::BTreeMap;

use rules::ids::UnitId;
use rules::scoring::{
    Entry, Giver, Ranked, ScoreKind, ScoringTable, TableState, Totals, UnitScores, rank, totals,
};
use store::scoring::{EligibilityMark, Publication, StoredScore, StoredTable};
use store::units::{ClusterYear, Member};

use crate::web::app::App;
use crate::web::error::PageError;

/// The scores of a year.
pub(super) struct Board {
    pub(super) members: Vec<Member>,
    /// The version in force.
    pub(super) table: Option<StoredTable>,
    /// The publication that holds.
    pub(super) publication: Option<Publication>,
    scores: BTreeMap<UnitId, Vec<StoredScore>>,
    marks: Vec<EligibilityMark>,
}

/// The sum of one kind, and of how many criteria it is.
pub(super) struct Sum {
    pub(super) totals: Totals,
    pub(super) given: usize,
    pub(super) asked: usize,
}

impl Sum {
    /// Whether every criterion of this kind has its score.
    pub(super) fn is_whole(&self) -> bool {
        self.given >= self.asked
    }
}

impl Board {
    /// Reads everything.
    pub(super) async fn load(app: &App, year: &ClusterYear) -> Result<Self, PageError> {
        let store = app.store();
        let tables = store.scoring_tables(&year.id).await?;
        let table = tables
            .into_iter()
            .rfind(|table| table.state == TableState::Issued);
        let mut scores: BTreeMap<UnitId, Vec<StoredScore>> = BTreeMap::new();
        for score in store.scores(&year.id).await? {
            if table.as_ref().is_some_and(|table| table.id == score.table) {
                scores.entry(score.unit.clone()).or_default().push(score);
            }
        }
        let publication = store.score_publications(&year.id).await?.pop();
        Ok(Self {
            members: store.members(year).await?,
            table,
            publication: publication.filter(|last| last.published),
            scores,
            marks: store.eligibility_marks(&year.id).await?,
        })
    }

    /// Every score of a unit, in the order in which they were given.
    pub(super) fn given(&self, unit: &UnitId) -> &[StoredScore] {
        self.scores.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The scores of a unit that hold.
    pub(super) fn latest(&self, unit: &UnitId) -> UnitScores {
        let mut latest = UnitScores::default();
        for score in self.given(unit) {
            latest.set(&score.criterion, score.kind, score.points);
        }
        latest
    }

    /// All marks of a unit, oldest first.
    pub(super) fn marks<'a>(
        &'a self,
        unit: &'a UnitId,
    ) -> impl DoubleEndedIterator<Item = &'a EligibilityMark> + 'a {
        self.marks.iter().filter(move |mark| mark.unit == *unit)
    }

    /// The mark by which a unit is not ranked.
    pub(super) fn unranked(&self, unit: &UnitId) -> Option<&EligibilityMark> {
        let mut marks = self.marks.iter().filter(|mark| mark.unit == *unit);
        marks.next_back().filter(|mark| mark.ground.is_some())
    }

    /// The sum of one kind; none without a table, or where no score of the kind is given.
    pub(super) fn sum(&self, unit: &UnitId, kind: ScoreKind) -> Option<Sum> {
        let table = &self.table.as_ref()?.table;
        let known = self.latest(unit).of_kind(kind);
        if known.is_empty() {
            return None;
        }
        let totals = totals(table, &known).ok()?;
        Some(Sum {
            totals,
            given: known.len(),
            asked: asked(table, kind),
        })
    }

    /// The ranking by final scores; empty while a unit to be ranked lacks one.
    pub(super) fn ranking(&self) -> BTreeMap<UnitId, Ranked> {
        let entries: Option<Vec<Entry>> = self.members.iter().map(|one| self.entry(one)).collect();
        let ranked = rank(entries.unwrap_or_default());
        ranked
            .into_iter()
            .map(|one| (one.entry.unit.clone(), one))
            .collect()
    }

    fn entry(&self, member: &Member) -> Option<Entry> {
        let ineligible = self.unranked(&member.unit).and_then(|mark| mark.ground);
        let sum = self.sum(&member.unit, ScoreKind::Final);
        let whole = sum.as_ref().is_some_and(Sum::is_whole);
        if ineligible.is_none() && !whole {
            return None;
        }
        Some(Entry {
            unit: member.unit.clone(),
            points: sum.map(|sum| sum.totals.points).unwrap_or_default(),
            tie_breaks: Vec::new(),
            ineligible,
        })
    }
}

/// How many criteria a kind of score is asked for.
fn asked(table: &ScoringTable, kind: ScoreKind) -> usize {
    match kind {
        ScoreKind::SelfScore => table
            .criteria()
            .filter(|criterion| Giver::Unit.scores(criterion))
            .count(),
        ScoreKind::Verified | ScoreKind::Final => table.criteria().count(),
    }
}

/// Whether the year is told by a publication, which says nothing about scores.
pub(super) async fn is_published_year(app: &App, year: &ClusterYear) -> Result<bool, PageError> {
    let loaded = app.store().loading(&year.slug).await?;
    Ok(loaded.is_some() && !year.sample)
}
