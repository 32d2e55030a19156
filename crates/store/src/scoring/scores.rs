//! The three scores of every criterion.

use access::actions::scoring::{FinaliseScores, ScoreSelf, VerifyScores};
use access::{Action, Permit};
use jiff::Timestamp;
use rules::figures::Decimal;
use rules::ids::{ClusterYearId, UnitId};
use rules::scoring::{EntryError, Given, Giver, ScoreKind, UnitScores, accept};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{publication, score_row, tables};
use crate::figures::require_member;
use crate::keyed::unknown_key;
use crate::registration::instant;
use crate::{Store, StoreError};

/// The state of a matter whose verified scores come from the upper body.
const UPPER_BODY: &str = "upper_body";

/// Scores to be given; the unit is that of the permit's matter.
#[derive(Clone, Debug)]
pub struct NewScores {
    /// The version of the table that the form showed.
    pub table: String,
    /// How many scores of the unit by this table were read; another number means that somebody was faster.
    pub seen: usize,
    /// The scores.
    pub given: Vec<Given>,
}

/// A score as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScore {
    /// The version of the table.
    pub table: String,
    /// The unit.
    pub unit: UnitId,
    /// The code of the criterion.
    pub criterion: String,
    /// Which of the three.
    pub kind: ScoreKind,
    /// The points.
    pub points: Decimal,
    /// Why it differs from the one before it.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who, as the history names it.
    pub by: String,
}

/// Why scores were not given.
#[derive(Debug, thiserror::Error)]
pub enum ScoringError {
    /// The rules refuse them; everything that is wrong is told at once.
    #[error("scores are refused")]
    Refused(Vec<EntryError>),
    /// No score differs from what is stored.
    #[error("nothing changes")]
    NothingChanged,
    /// No table is issued yet.
    #[error("there is no table in force")]
    NoTable,
    /// The final scores of the year are published.
    #[error("scores are published")]
    Published,
    /// Keeping failed, or somebody else was faster (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ScoringError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Gives a unit's own scores (tự chấm); answers with how many changed.
    pub async fn score_self(
        &self,
        permit: &Permit<ScoreSelf>,
        new: NewScores,
    ) -> Result<usize, ScoringError> {
        self.give_scores(permit, Giver::Unit, new).await
    }

    /// Gives verified scores (thẩm định), of the criteria that the permit's matter is about.
    pub async fn verify_scores(
        &self,
        permit: &Permit<VerifyScores>,
        new: NewScores,
    ) -> Result<usize, ScoringError> {
        let giver = if permit.matter().state() == UPPER_BODY {
            Giver::UpperBody
        } else {
            Giver::Cluster
        };
        self.give_scores(permit, giver, new).await
    }

    /// Makes scores final (điểm chính thức).
    pub async fn finalise_scores(
        &self,
        permit: &Permit<FinaliseScores>,
        new: NewScores,
    ) -> Result<usize, ScoringError> {
        self.give_scores(permit, Giver::Head, new).await
    }

    async fn give_scores<A: Action>(
        &self,
        permit: &Permit<A>,
        giver: Giver,
        new: NewScores,
    ) -> Result<usize, ScoringError> {
        let unit = permit.matter().unit().cloned();
        let unit = unit.ok_or(StoreError::NotFound("unit"))?;
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        require_member(&act, &year, &unit).await?;
        let table = tables::in_force(act.db(), &year).await?;
        let table = table.ok_or(ScoringError::NoTable)?;
        if publication::is_published(act.db(), &year).await? {
            return Err(ScoringError::Published);
        }
        let known = of_unit(act.db(), &year, &table.id, &unit).await?;
        if known.len() != new.seen || table.id != new.table {
            return Err(StoreError::Stale("scores").into());
        }
        let accepted = accept(&table.table, &latest(&known), giver, new.given)
            .map_err(ScoringError::Refused)?;
        if accepted.is_empty() {
            return Err(ScoringError::NothingChanged);
        }
        let count = accepted.len();
        for (given, position) in accepted.into_iter().zip(known.len()..) {
            let row = score_row::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                table_id: table.id.clone(),
                unit_id: unit.to_string(),
                position: i64::try_from(position).unwrap_or(i64::MAX),
                criterion: given.criterion,
                kind: giver.kind().key().to_owned(),
                points: given.points.ten_thousandths(),
                reason: Some(given.reason).filter(|reason| !reason.trim().is_empty()),
                scored_at: act.at(),
                scored_by: act.actor().to_owned(),
            };
            act.insert::<score_row::Entity>(row).await?;
        }
        act.finish().await?;
        Ok(count)
    }

    /// Every score of a year by every version of its table; a unit's scores in the order in which they were given.
    pub async fn scores(&self, year: &ClusterYearId) -> Result<Vec<StoredScore>, StoreError> {
        let rows = score_row::Entity::find()
            .filter(score_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(score_row::Column::UnitId)
            .order_by_asc(score_row::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

/// The scores of a unit by one version of the table, in the order in which they were given.
pub(super) async fn of_unit(
    db: &impl ConnectionTrait,
    year: &str,
    table: &str,
    unit: &UnitId,
) -> Result<Vec<StoredScore>, StoreError> {
    let rows = score_row::Entity::find()
        .filter(score_row::Column::ClusterYearId.eq(year))
        .filter(score_row::Column::TableId.eq(table))
        .filter(score_row::Column::UnitId.eq(unit.as_str()))
        .order_by_asc(score_row::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(view).collect()
}

/// The scores that hold.
pub(super) fn latest(all: &[StoredScore]) -> UnitScores {
    let mut scores = UnitScores::default();
    for score in all {
        scores.set(&score.criterion, score.kind, score.points);
    }
    scores
}

fn view(row: score_row::Model) -> Result<StoredScore, StoreError> {
    Ok(StoredScore {
        kind: ScoreKind::from_key(&row.kind)
            .ok_or_else(|| unknown_key("kind of score", &row.kind))?,
        table: row.table_id,
        unit: UnitId::new(row.unit_id),
        criterion: row.criterion,
        points: Decimal::from_ten_thousandths(row.points),
        reason: row.reason,
        at: instant(row.scored_at)?,
        by: row.scored_by,
    })
}
