//! The loading of a whole year by the program, so that one which was cut short is told from a whole one.

use access::{Permit, actions::units::KeepClusterYear};
use sea_orm::EntityTrait;

use super::loading;
use crate::error::duplicate;
use crate::{Store, StoreError};

/// How far the loading of a year has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// It was begun and has not come to its end: it still runs, or it was cut short.
    Begun,
    /// The year is whole.
    Finished,
}

impl Store {
    /// Puts on record that the loading of a year begins. `Duplicate` where it was begun before.
    pub async fn begin_loading(
        &self,
        permit: &Permit<KeepClusterYear>,
        slug: &str,
        origin: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = loading::Model {
            slug: slug.to_owned(),
            origin: origin.to_owned(),
            begun_at: act.at(),
            finished_at: None,
        };
        act.insert::<loading::Entity>(row)
            .await
            .map_err(duplicate("loading"))?;
        act.finish().await?;
        Ok(())
    }

    /// Puts on record that every fact of the year is in.
    pub async fn finish_loading(
        &self,
        permit: &Permit<KeepClusterYear>,
        slug: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = loading::Entity::find_by_id(slug)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("loading"))?;
        let finished_at = Some(act.at());
        act.update::<loading::Entity>(loading::Model { finished_at, ..row })
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// How far the loading of a year has come; none where the year was not loaded by the program.
    pub async fn loading(&self, slug: &str) -> Result<Option<Loading>, StoreError> {
        let row = loading::Entity::find_by_id(slug).one(&self.db).await?;
        Ok(row.map(|row| match row.finished_at {
            Some(_) => Loading::Finished,
            None => Loading::Begun,
        }))
    }
}
