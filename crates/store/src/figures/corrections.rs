//! Corrections (đính chính): a correction stands beside what was stated; it replaces nothing.

use access::{Permit, actions::figures::PublishCorrection};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::figures::{Decimal, IndicatorKey};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::statements::instant;
use super::{correction, decimal, statement, year_of};
use crate::units::day;
use crate::{Store, StoreError};

/// A correction to be published.
#[derive(Clone, Debug)]
pub struct NewCorrection {
    /// What was stated about.
    pub indicator: IndicatorKey,
    /// Of which unit; none for the cluster.
    pub unit: Option<UnitId>,
    /// The number that holds, where the correction names one.
    pub corrected: Option<Decimal>,
    /// The words of the correction.
    pub text: String,
    /// The day of the correction.
    pub on: Date,
}

/// A published correction.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its id.
    pub id: String,
    /// What was stated about.
    pub indicator: IndicatorKey,
    /// Of which unit; none for the cluster.
    pub unit: Option<UnitId>,
    /// The number as it was stated.
    pub stated: Decimal,
    /// The number that holds, where the correction names one.
    pub corrected: Option<Decimal>,
    /// The words of the correction.
    pub text: String,
    /// The day of the correction.
    pub on: Date,
    /// When it was put on record.
    pub made_at: Timestamp,
}

impl Store {
    /// Publishes a correction of a stated figure of the permit's year.
    ///
    /// `NotFound` where nothing was stated about the indicator.
    pub async fn publish_correction(
        &self,
        permit: &Permit<PublishCorrection>,
        new: NewCorrection,
    ) -> Result<String, StoreError> {
        let year = year_of(permit)?;
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        let of_unit = |unit: &Option<UnitId>| unit.as_ref().map(ToString::to_string);
        let unit_id = of_unit(&new.unit);
        let stated = statement::Entity::find()
            .filter(statement::Column::ClusterYearId.eq(year.as_str()))
            .filter(statement::Column::Indicator.eq(new.indicator.as_str()))
            .filter(statement::Column::Value.is_not_null())
            .order_by_asc(statement::Column::Position)
            .all(act.db())
            .await?
            .into_iter()
            .find(|row| row.unit_id == unit_id)
            .and_then(|row| row.value)
            .ok_or(StoreError::NotFound("statement"))?;
        let earlier = correction::Entity::find()
            .filter(correction::Column::ClusterYearId.eq(year.as_str()))
            .all(act.db())
            .await?;
        act.note(new.text.as_str());
        let row = correction::Model {
            cluster_year_id: year,
            id: id.clone(),
            position: i64::try_from(earlier.len())
                .unwrap_or(i64::MAX)
                .saturating_add(1),
            indicator: new.indicator.to_string(),
            unit_id,
            stated,
            corrected: new.corrected.map(Decimal::ten_thousandths),
            text: new.text,
            on_date: new.on.to_string(),
            made_at: act.at(),
        };
        act.insert::<correction::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// All corrections of a cluster-year, the latest first.
    pub async fn corrections(&self, year: &ClusterYearId) -> Result<Vec<Correction>, StoreError> {
        let rows = correction::Entity::find()
            .filter(correction::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(correction::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

fn view(row: correction::Model) -> Result<Correction, StoreError> {
    Ok(Correction {
        id: row.id,
        indicator: IndicatorKey::new(row.indicator),
        unit: row.unit_id.map(UnitId::new),
        stated: Decimal::from_ten_thousandths(row.stated),
        corrected: decimal(row.corrected),
        text: row.text,
        on: day(Some(&row.on_date))?.ok_or(StoreError::NotFound("date"))?,
        made_at: instant(row.made_at)?,
    })
}
