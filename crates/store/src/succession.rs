//! Handing over the head's office (bàn giao): what the outgoing head gave the incoming one, and when.

use access::{Permit, actions::succession::HandOverYear};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::duplicate;
use crate::units::day;
use crate::{Store, StoreError, table};

table!(handover_row = "succession_handover", keys { cluster_year_id, id }, {
    from_unit_id: String,
    to_unit_id: String,
    handed_on: String,
    items: String,
    note: Option<String>,
    recorded_at: i64,
    recorded_by: String,
    version: i64,
});

/// What is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHandover {
    /// The outgoing head.
    pub from: UnitId,
    /// The incoming head.
    pub to: UnitId,
    /// When.
    pub on: Date,
    /// What: files, the flag that goes round, open work; one line each.
    pub items: Vec<String>,
    /// What one should know.
    pub note: Option<String>,
}

/// The record of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// What was handed over.
    pub said: NewHandover,
    /// When it was last recorded.
    pub at: Timestamp,
    /// By whom, as the history names it.
    pub by: String,
    /// For optimistic locking; from 1.
    pub version: i64,
}

impl Store {
    /// Records the handover of the permit's year, or corrects it; `seen` is the version that the form was filled
    /// from, 0 where there was none.
    pub async fn record_handover(
        &self,
        permit: &Permit<HandOverYear>,
        seen: i64,
        new: NewHandover,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = find(act.db(), &year).await?;
        if known.as_ref().map_or(0, |row| row.version) != seen {
            return Err(StoreError::Stale("handover"));
        }
        let id = known.map(|row| row.id);
        let is_new = id.is_none();
        let row = handover_row::Model {
            cluster_year_id: year,
            id: id.unwrap_or_else(|| self.sources.id()),
            from_unit_id: new.from.into(),
            to_unit_id: new.to.into(),
            handed_on: new.on.to_string(),
            items: new.items.join("\n"),
            note: new.note,
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
            version: seen + 1,
        };
        if is_new {
            act.insert::<handover_row::Entity>(row)
                .await
                .map_err(duplicate("handover"))?;
        } else {
            act.update::<handover_row::Entity>(row).await?;
        }
        act.finish().await?;
        Ok(())
    }

    /// The handover of a year.
    pub async fn handover(&self, year: &ClusterYearId) -> Result<Option<Handover>, StoreError> {
        find(&self.db, year.as_str()).await?.map(view).transpose()
    }
}

async fn find(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<Option<handover_row::Model>, StoreError> {
    Ok(handover_row::Entity::find()
        .filter(handover_row::Column::ClusterYearId.eq(year))
        .one(db)
        .await?)
}

fn view(row: handover_row::Model) -> Result<Handover, StoreError> {
    let on = day(Some(&row.handed_on))?.ok_or(StoreError::NotFound("date"))?;
    let at = Timestamp::from_microsecond(row.recorded_at)
        .map_err(|error| StoreError::Fault(Box::new(error)))?;
    Ok(Handover {
        said: NewHandover {
            from: UnitId::new(row.from_unit_id),
            to: UnitId::new(row.to_unit_id),
            on,
            items: row.items.lines().map(str::to_owned).collect(),
            note: row.note,
        },
        at,
        by: row.recorded_by,
        version: row.version,
    })
}
