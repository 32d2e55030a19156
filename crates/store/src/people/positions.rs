//! Positions: given, corrected, ended.

use access::{Permit, actions::people::KeepPeople};
use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::directory::{Position, view};
use super::{PositionRole, account, position};
use crate::history::Act;
use crate::{Store, StoreError};

/// A position to be given.
#[derive(Clone, Debug)]
pub struct NewPosition {
    /// In which unit.
    pub unit: UnitId,
    /// What the person is.
    pub role: PositionRole,
    /// The office in words, for example "Phó Hiệu trưởng".
    pub title: String,
    /// From which day.
    pub from: Date,
}

impl Store {
    /// Gives a person a further position.
    pub async fn give_position(
        &self,
        permit: &Permit<KeepPeople>,
        person: &PersonId,
        new: NewPosition,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        account::Entity::find_by_id(person.as_str())
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("person"))?;
        insert(&mut act, self.sources.id(), person, new).await?;
        act.finish().await?;
        Ok(())
    }

    /// Corrects title and period of a position, or ends it; `version` is the one that the form was filled from.
    pub async fn change_position(
        &self,
        permit: &Permit<KeepPeople>,
        changed: &Position,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = find(act.db(), &changed.id).await?;
        if row.version != changed.version {
            return Err(StoreError::Stale("position"));
        }
        if changed.to.is_some() {
            refuse_last_administrator(act.db(), std::slice::from_ref(&row)).await?;
        }
        let row = position::Model {
            title: changed.title.clone(),
            valid_from: changed.from.to_string(),
            valid_to: changed.to.map(|day| day.to_string()),
            version: row.version + 1,
            ..row
        };
        act.update::<position::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// One position.
    pub async fn position(&self, id: &str) -> Result<Option<Position>, StoreError> {
        let row = position::Entity::find_by_id(id).one(&self.db).await?;
        row.map(view).transpose()
    }

    /// Positions in a unit, the earliest first.
    pub async fn positions_in(&self, unit: &UnitId) -> Result<Vec<Position>, StoreError> {
        let rows = position::Entity::find()
            .filter(position::Column::UnitId.eq(unit.as_str()))
            .order_by_asc(position::Column::ValidFrom)
            .order_by_asc(position::Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

/// Writes a new position.
pub(super) async fn insert(
    act: &mut Act,
    id: String,
    person: &PersonId,
    new: NewPosition,
) -> Result<(), StoreError> {
    let row = position::Model {
        id,
        person_id: person.to_string(),
        unit_id: new.unit.to_string(),
        role: new.role.key().to_owned(),
        title: new.title,
        valid_from: new.from.to_string(),
        valid_to: None,
        version: 1,
    };
    act.insert::<position::Entity>(row).await
}

pub(super) async fn find(
    db: &impl ConnectionTrait,
    id: &str,
) -> Result<position::Model, StoreError> {
    position::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("position"))
}

/// Somebody must be left who can keep accounts: an open position of administrator with an open account,
/// beside the ones that are going.
pub(super) async fn refuse_last_administrator(
    db: &impl ConnectionTrait,
    going: &[position::Model],
) -> Result<(), StoreError> {
    let role = PositionRole::Administrator.key();
    if going.iter().all(|row| row.role != role) {
        return Ok(());
    }
    let rows = position::Entity::find()
        .filter(position::Column::Role.eq(role))
        .filter(position::Column::ValidTo.is_null())
        .all(db)
        .await?;
    let staying = rows
        .into_iter()
        .filter(|row| going.iter().all(|gone| gone.id != row.id))
        .map(|row| row.person_id);
    let open = account::Entity::find()
        .filter(account::Column::Id.is_in(staying))
        .filter(account::Column::Closed.eq(false))
        .one(db)
        .await?;
    if open.is_none() {
        return Err(StoreError::Refused {
            what: "position",
            why: "last administrator",
        });
    }
    Ok(())
}
