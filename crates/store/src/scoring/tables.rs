//! Versions of the scoring table: drafted, agreed, issued.

use access::{Permit, actions::scoring::KeepScoringTable};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ids::ClusterYearId;
use rules::scoring::{NotFromHere, ScoringTable, TableAct, TableError, TableState, check_table};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{publication, table_act_row, table_row};
use crate::keyed::unknown_key;
use crate::registration::instant;
use crate::units::day;
use crate::{Store, StoreError};

/// What happened to a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedTableAct {
    /// What.
    pub act: TableAct,
    /// The day of the meeting or of the paper.
    pub on: Date,
    /// The number and symbol of the paper.
    pub paper: Option<String>,
    /// What was noted with it.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom, as the history names it.
    pub recorded_by: String,
}

/// A version of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTable {
    /// Its id.
    pub id: String,
    /// 1, 2, 3… within the year.
    pub number: i64,
    /// What it says.
    pub table: ScoringTable,
    /// Why there is a further version; none for the first.
    pub reason: Option<String>,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
    /// What happened to it, oldest first.
    pub acts: Vec<RecordedTableAct>,
    /// Where it stands.
    pub state: TableState,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// By whom, as the history names it.
    pub begun_by: String,
    /// For optimistic locking.
    pub version: i64,
}

/// An act to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTableAct {
    /// What.
    pub act: TableAct,
    /// The day of the meeting or of the paper.
    pub on: Date,
    /// The number and symbol of the paper.
    pub paper: Option<String>,
    /// What is noted with it.
    pub note: Option<String>,
}

/// Why an act on a version did not come about.
#[derive(Debug, thiserror::Error)]
pub enum TableActError {
    /// The table is faulty; everything that is wrong is told at once.
    #[error("the table is faulty")]
    Faulty(Vec<TableError>),
    /// The act does not follow from where the table stands.
    #[error(transparent)]
    NotFromHere(#[from] NotFromHere),
    /// The final scores of the year are published.
    #[error("scores are published")]
    Published,
    /// Keeping failed, or somebody else was faster (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for TableActError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Begins the next version as a draft; answers with its number. `Refused` while one before it is not issued.
    pub async fn draft_scoring_table(
        &self,
        permit: &Permit<KeepScoringTable>,
        table: &ScoringTable,
        reason: Option<&str>,
    ) -> Result<i64, StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let last = read(act.db(), &year).await?.pop();
        if last
            .as_ref()
            .is_some_and(|last| last.state != TableState::Issued)
        {
            return Err(StoreError::Refused {
                what: "scoring table",
                why: "a draft is open",
            });
        }
        let number = last.map_or(0, |last| last.number) + 1;
        let row = table_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            number,
            content: written(table)?,
            reason: reason.map(str::to_owned),
            source: None,
            begun_at: act.at(),
            begun_by: act.actor().to_owned(),
            version: 1,
        };
        act.matter_is(row.id.as_str());
        act.insert::<table_row::Entity>(row).await?;
        act.finish().await?;
        Ok(number)
    }

    /// Writes over a draft; `version` is the one that the form was filled from.
    pub async fn change_scoring_table(
        &self,
        permit: &Permit<KeepScoringTable>,
        number: i64,
        version: i64,
        table: &ScoringTable,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = one(act.db(), &year, number).await?;
        if known.version != version {
            return Err(StoreError::Stale("scoring table"));
        }
        if known.state != TableState::Draft {
            return Err(StoreError::Refused {
                what: "scoring table",
                why: "not a draft",
            });
        }
        let row = table_row::Entity::find_by_id((year, known.id))
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("scoring table"))?;
        act.matter_is(row.id.as_str());
        let changed = table_row::Model {
            content: written(table)?,
            version: version + 1,
            ..row
        };
        act.update::<table_row::Entity>(changed).await?;
        act.finish().await?;
        Ok(())
    }

    /// Puts on record that a version was agreed, taken back or issued; `seen` is how many acts were read.
    pub async fn record_table_act(
        &self,
        permit: &Permit<KeepScoringTable>,
        number: i64,
        seen: usize,
        new: NewTableAct,
    ) -> Result<(), TableActError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = one(act.db(), &year, number).await?;
        if known.acts.len() != seen {
            return Err(StoreError::Stale("scoring table").into());
        }
        known.state.after(new.act)?;
        let faults = check_table(&known.table);
        if new.act != TableAct::Reopen && !faults.is_empty() {
            return Err(TableActError::Faulty(faults));
        }
        if new.act == TableAct::Issue && publication::is_published(act.db(), &year).await? {
            return Err(TableActError::Published);
        }
        act.matter_is(known.id.as_str());
        let row = table_act_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            table_id: known.id,
            position: i64::try_from(seen).unwrap_or(i64::MAX),
            act: new.act.key().to_owned(),
            on_date: new.on.to_string(),
            paper: new.paper,
            note: new.note,
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<table_act_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Every version of a year's table, oldest first. The last issued one is in force.
    pub async fn scoring_tables(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<StoredTable>, StoreError> {
        read(&self.db, year.as_str()).await
    }
}

/// The version by which scores are given: the last issued one.
pub(super) async fn in_force(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<Option<StoredTable>, StoreError> {
    let all = read(db, year).await?;
    Ok(all
        .into_iter()
        .rfind(|table| table.state == TableState::Issued))
}

async fn one(
    db: &impl ConnectionTrait,
    year: &str,
    number: i64,
) -> Result<StoredTable, StoreError> {
    let all = read(db, year).await?;
    let found = all.into_iter().find(|table| table.number == number);
    found.ok_or(StoreError::NotFound("scoring table"))
}

async fn read(db: &impl ConnectionTrait, year: &str) -> Result<Vec<StoredTable>, StoreError> {
    let rows = table_row::Entity::find()
        .filter(table_row::Column::ClusterYearId.eq(year))
        .order_by_asc(table_row::Column::Number)
        .all(db)
        .await?;
    let acts = table_act_row::Entity::find()
        .filter(table_act_row::Column::ClusterYearId.eq(year))
        .order_by_asc(table_act_row::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(|row| view(row, &acts)).collect()
}

fn view(row: table_row::Model, all: &[table_act_row::Model]) -> Result<StoredTable, StoreError> {
    let acts = all
        .iter()
        .filter(|act| act.table_id == row.id)
        .map(view_act)
        .collect::<Result<Vec<_>, _>>()?;
    let state = acts
        .iter()
        .try_fold(TableState::Draft, |state, recorded| {
            state.after(recorded.act)
        })
        .map_err(|error| StoreError::Broken(error.to_string()))?;
    Ok(StoredTable {
        id: row.id,
        number: row.number,
        table: serde_json::from_str(&row.content)?,
        reason: row.reason,
        source: row.source,
        acts,
        state,
        begun_at: instant(row.begun_at)?,
        begun_by: row.begun_by,
        version: row.version,
    })
}

fn view_act(row: &table_act_row::Model) -> Result<RecordedTableAct, StoreError> {
    let on = day(Some(&row.on_date))?;
    Ok(RecordedTableAct {
        act: TableAct::from_key(&row.act).ok_or_else(|| unknown_key("table act", &row.act))?,
        on: on.ok_or_else(|| StoreError::Broken("a table act without a day".to_owned()))?,
        paper: row.paper.clone(),
        note: row.note.clone(),
        recorded_at: instant(row.recorded_at)?,
        recorded_by: row.recorded_by.clone(),
    })
}

fn written(table: &ScoringTable) -> Result<String, StoreError> {
    Ok(serde_json_canonicalizer::to_string(table)?)
}
