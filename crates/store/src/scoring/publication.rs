//! Publishing the final scores; the vote comes after it.

use access::{Permit, actions::scoring::FinaliseScores};
use jiff::Timestamp;
use rules::ids::{ClusterYearId, UnitId};
use rules::scoring::{ScoreKind, ScoringTable};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{eligibility, publication_row, scores, tables};
use crate::history::Act;
use crate::registration::instant;
use crate::{Store, StoreError};

/// That final scores were published, or the publication withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The version of the table.
    pub table: String,
    /// Published, or withdrawn.
    pub published: bool,
    /// What was noted with it; the reason of a withdrawal.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom, as the history names it.
    pub recorded_by: String,
}

/// Why final scores were not published, or not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Ranked units without a final score for every criterion, with how many are missing.
    #[error("final scores are missing")]
    Missing(Vec<(UnitId, usize)>),
    /// No table is issued yet.
    #[error("there is no table in force")]
    NoTable,
    /// They are published already, or not published.
    #[error("nothing changes")]
    NothingChanged,
    /// The vote was held by them.
    #[error("the vote was held")]
    Voted,
    /// Keeping failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for PublishError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Publishes the final scores. Every ranked unit needs one for every criterion.
    pub async fn publish_scores(
        &self,
        permit: &Permit<FinaliseScores>,
        note: Option<&str>,
    ) -> Result<(), PublishError> {
        let act = self.begin(permit).await?;
        let year = act.year()?;
        let table = tables::in_force(act.db(), &year).await?;
        let table = table.ok_or(PublishError::NoTable)?;
        if is_published(act.db(), &year).await? {
            return Err(PublishError::NothingChanged);
        }
        let missing = missing(act.db(), &year, &table.id, &table.table).await?;
        if !missing.is_empty() {
            return Err(PublishError::Missing(missing));
        }
        self.write_publication(act, table.id, true, note).await
    }

    /// Withdraws the publication, with the reason, so that scores can be mended. Not after the vote.
    pub async fn withdraw_scores(
        &self,
        permit: &Permit<FinaliseScores>,
        reason: &str,
    ) -> Result<(), PublishError> {
        let act = self.begin(permit).await?;
        let year = act.year()?;
        let last = read(act.db(), &year).await?.pop();
        let last = last.filter(|last| last.published);
        let last = last.ok_or(PublishError::NothingChanged)?;
        if crate::ballot::is_voted(act.db(), &year).await? {
            return Err(PublishError::Voted);
        }
        self.write_publication(act, last.table, false, Some(reason))
            .await
    }

    async fn write_publication(
        &self,
        mut act: Act,
        table: String,
        published: bool,
        note: Option<&str>,
    ) -> Result<(), PublishError> {
        let year = act.year()?;
        let position = read(act.db(), &year).await?.len();
        let row = publication_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            table_id: table,
            position: i64::try_from(position).unwrap_or(i64::MAX),
            published,
            note: note.map(str::to_owned),
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<publication_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Publications and withdrawals of a year, oldest first; the last one holds.
    pub async fn score_publications(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<Publication>, StoreError> {
        read(&self.db, year.as_str()).await
    }

    /// Whether the final scores of a year are published.
    pub async fn scores_are_published(&self, year: &ClusterYearId) -> Result<bool, StoreError> {
        is_published(&self.db, year.as_str()).await
    }
}

/// Whether the final scores of a year are published.
pub(crate) async fn is_published(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<bool, StoreError> {
    let last = read(db, year).await?.pop();
    Ok(last.is_some_and(|last| last.published))
}

/// Whether a unit has a rank by published scores; none where none are published.
pub(crate) async fn is_ranked(
    db: &impl ConnectionTrait,
    year: &str,
    unit: &UnitId,
) -> Result<Option<bool>, StoreError> {
    if !is_published(db, year).await? {
        return Ok(None);
    }
    let Some(table) = tables::in_force(db, year).await? else {
        return Ok(None);
    };
    let finals = finals_missing(db, year, &table.id, &table.table, unit).await?;
    let ground = eligibility::ground_of(db, year, unit).await?;
    Ok(Some(finals == 0 && ground.is_none()))
}

async fn missing(
    db: &impl ConnectionTrait,
    year: &str,
    table: &str,
    content: &ScoringTable,
) -> Result<Vec<(UnitId, usize)>, StoreError> {
    let unranked = eligibility::latest_marks(db, year).await?;
    let mut missing = Vec::new();
    for unit in crate::units::member_ids(db, year).await? {
        if unranked.contains_key(&unit) {
            continue;
        }
        let count = finals_missing(db, year, table, content, &unit).await?;
        if count > 0 {
            missing.push((unit, count));
        }
    }
    Ok(missing)
}

async fn finals_missing(
    db: &impl ConnectionTrait,
    year: &str,
    table: &str,
    content: &ScoringTable,
    unit: &UnitId,
) -> Result<usize, StoreError> {
    let known = scores::of_unit(db, year, table, unit).await?;
    let finals = scores::latest(&known).of_kind(ScoreKind::Final);
    let without = content
        .criteria()
        .filter(|criterion| !finals.contains_key(&criterion.code));
    Ok(without.count())
}

async fn read(db: &impl ConnectionTrait, year: &str) -> Result<Vec<Publication>, StoreError> {
    let rows = publication_row::Entity::find()
        .filter(publication_row::Column::ClusterYearId.eq(year))
        .order_by_asc(publication_row::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(view).collect()
}

fn view(row: publication_row::Model) -> Result<Publication, StoreError> {
    Ok(Publication {
        table: row.table_id,
        published: row.published,
        note: row.note,
        recorded_at: instant(row.recorded_at)?,
        recorded_by: row.recorded_by,
    })
}
