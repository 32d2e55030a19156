//! The common theme (chủ đề chung) of a cluster-year.

use access::{Permit, actions::registration::SetTheme};
use jiff::Timestamp;
use rules::ids::ClusterYearId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::theme_row;
use crate::{Store, StoreError};

/// A theme as it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonTheme {
    /// Which setting of the year this is, from 1.
    pub position: i64,
    /// The theme, verbatim.
    pub text: String,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
    /// When it was set.
    pub at: Timestamp,
}

impl Store {
    /// Sets the common theme; earlier settings stay readable.
    ///
    /// `seen` is the position of the theme that the one who sets it has read, 0 for none; `Stale` where another
    /// one has been set meanwhile.
    pub async fn set_common_theme(
        &self,
        permit: &Permit<SetTheme>,
        seen: i64,
        text: String,
        source: Option<String>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let last = theme_row::Entity::find()
            .filter(theme_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(theme_row::Column::Position)
            .one(act.db())
            .await?;
        let last = last.map_or(0, |row| row.position);
        if last != seen {
            return Err(StoreError::Stale("theme"));
        }
        let row = theme_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            position: last + 1,
            text,
            source,
            set_at: act.at(),
            set_by: act.actor().to_owned(),
        };
        act.insert::<theme_row::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Every setting of a year's common theme, the latest first.
    pub async fn common_themes(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<CommonTheme>, StoreError> {
        let rows = theme_row::Entity::find()
            .filter(theme_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(theme_row::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

fn view(row: theme_row::Model) -> Result<CommonTheme, StoreError> {
    Ok(CommonTheme {
        position: row.position,
        text: row.text,
        source: row.source,
        at: super::versions::instant(row.set_at)?,
    })
}
