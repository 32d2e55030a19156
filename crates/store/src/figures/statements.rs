//! What published sources state: recorded as it stands, never repaired.

use access::{Permit, actions::figures::RecordStatement};
use jiff::Timestamp;
use rules::figures::{Basis, Catalogue, Decimal, IndicatorKey, Section, Statement};
use rules::ids::{ClusterYearId, StatementId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{cut_off_text, decimal, read_basis, require_member, statement, year_of};
use crate::{Store, StoreError};

/// Of whom a source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The cluster as a whole, or one unit where a unit is named.
    Whole,
    /// Every unit ("các trường đều").
    All,
    /// Some units, not named ("một số trường").
    Some,
}

impl Scope {
    /// The key that tables keep.
    pub fn key(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::All => "all",
            Self::Some => "some",
        }
    }

    /// The scope of a key; an unknown key is the whole.
    pub fn from_key(key: &str) -> Self {
        match key {
            "all" => Self::All,
            "some" => Self::Some,
            _ => Self::Whole,
        }
    }
}

/// A statement to be recorded: a number, or a sentence without one.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// Of which unit; none for the cluster.
    pub unit: Option<UnitId>,
    /// About which indicator; needed for a number.
    pub indicator: Option<IndicatorKey>,
    /// To which part of a report it belongs.
    pub section: Section,
    /// Of whom it speaks.
    pub scope: Scope,
    /// On what basis, where the source says so.
    pub basis: Option<Basis>,
    /// The number.
    pub value: Option<Decimal>,
    /// The number as the source writes it: "07".
    pub written: Option<String>,
    /// What the source counts: "đề tài".
    pub counted: Option<String>,
    /// The words of the source.
    pub quotation: String,
    /// Where in the source they stand.
    pub place: String,
    /// The source.
    pub source: String,
}

/// A recorded statement.
#[derive(Clone, Debug)]
pub struct StoredStatement {
    /// Its id.
    pub id: StatementId,
    /// Of which unit; none for the cluster.
    pub unit: Option<UnitId>,
    /// About which indicator.
    pub indicator: Option<IndicatorKey>,
    /// To which part of a report it belongs.
    pub section: Section,
    /// Of whom it speaks.
    pub scope: Scope,
    /// On what basis, where the source says so.
    pub basis: Option<Basis>,
    /// The number.
    pub value: Option<Decimal>,
    /// The number as the source writes it.
    pub written: Option<String>,
    /// What the source counts.
    pub counted: Option<String>,
    /// The words of the source.
    pub quotation: String,
    /// Where in the source they stand.
    pub place: String,
    /// The source.
    pub source: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

impl StoredStatement {
    /// The statement as the rules compare it; none for a sentence without a number.
    pub fn numeric(&self) -> Option<Statement> {
        Some(Statement {
            indicator: self.indicator.clone()?,
            unit: self.unit.clone(),
            basis: self.basis,
            value: self.value?,
            quotation: self.quotation.clone(),
            place: self.place.clone(),
        })
    }
}

impl Store {
    /// Records what a source states, for the year of the permit's matter.
    ///
    /// Refused where the unit is no member of the year, where a number names no indicator, or where the
    /// indicator is unknown.
    pub async fn record_statement(
        &self,
        permit: &Permit<RecordStatement>,
        new: NewStatement,
    ) -> Result<StatementId, StoreError> {
        let year = year_of(permit)?;
        check(&new)?;
        let mut act = self.begin(permit).await?;
        if let Some(unit) = &new.unit {
            require_member(&act, &year, unit).await?;
        }
        let known = statement::Entity::find()
            .filter(statement::Column::ClusterYearId.eq(year.as_str()))
            .count(act.db())
            .await?;
        let id = self.sources.id();
        act.matter_is(id.as_str());
        let position = i64::try_from(known).unwrap_or(i64::MAX).saturating_add(1);
        let row = row(year, id.clone(), position, act.at(), new);
        act.insert::<statement::Entity>(row).await?;
        act.finish().await?;
        Ok(StatementId::new(id))
    }

    /// All statements about a cluster-year, in the order in which they were recorded.
    pub async fn statements(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<StoredStatement>, StoreError> {
        let rows = statement::Entity::find()
            .filter(statement::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(statement::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

fn check(new: &NewStatement) -> Result<(), StoreError> {
    let refused = |why| StoreError::Refused {
        what: "statement",
        why,
    };
    if new.quotation.trim().is_empty() {
        return Err(refused("without quotation"));
    }
    if new.value.is_some() && new.indicator.is_none() {
        return Err(refused("number without indicator"));
    }
    let known = |key| Catalogue::embedded().get(key).is_some();
    match &new.indicator {
        Some(key) if !known(key) => Err(refused("unknown indicator")),
        _ => Ok(()),
    }
}

fn row(year: String, id: String, position: i64, at: i64, new: NewStatement) -> statement::Model {
    statement::Model {
        cluster_year_id: year,
        id,
        position,
        unit_id: new.unit.map(String::from),
        indicator: new.indicator.map(String::from),
        section: new.section.key().to_owned(),
        scope: new.scope.key().to_owned(),
        cut_off: new.basis.as_ref().and_then(cut_off_text),
        basis: new.basis.map(|basis| basis.key().to_owned()),
        value: new.value.map(Decimal::ten_thousandths),
        written: new.written,
        counted: new.counted,
        quotation: new.quotation,
        place: new.place,
        source: new.source,
        recorded_at: at,
    }
}

fn view(row: statement::Model) -> Result<StoredStatement, StoreError> {
    let section = Section::from_key(&row.section)
        .ok_or_else(|| StoreError::Broken(format!("\"{}\" is not a section", row.section)))?;
    Ok(StoredStatement {
        id: StatementId::new(row.id),
        unit: row.unit_id.map(UnitId::new),
        indicator: row.indicator.map(IndicatorKey::new),
        section,
        scope: Scope::from_key(&row.scope),
        basis: read_basis(row.basis.as_deref(), row.cut_off.as_deref())?,
        value: decimal(row.value),
        written: row.written,
        counted: row.counted,
        quotation: row.quotation,
        place: row.place,
        source: row.source,
        recorded_at: instant(row.recorded_at)?,
    })
}

pub(super) fn instant(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|error| StoreError::Fault(Box::new(error)))
}
