//! Who leads a unit on a day, by the positions that accounts were given.

use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{PositionRole, person, position};
use crate::{Store, StoreError};

/// Somebody who leads a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The office in words: "Phó Hiệu trưởng".
    pub title: String,
}

impl Store {
    /// The leaders of a unit on a day whose names are known; none where the program knows of no leader.
    pub async fn leaders_on(&self, unit: &UnitId, day: Date) -> Result<Vec<Leader>, StoreError> {
        leaders_on(&self.db, unit, day).await
    }
}

/// [`Store::leaders_on`], within an act.
pub(crate) async fn leaders_on(
    db: &impl ConnectionTrait,
    unit: &UnitId,
    day: Date,
) -> Result<Vec<Leader>, StoreError> {
    let day = day.to_string();
    let positions = position::Entity::find()
        .filter(position::Column::UnitId.eq(unit.as_str()))
        .filter(position::Column::Role.eq(PositionRole::Leader.key()))
        .filter(position::Column::ValidFrom.lte(&day))
        .order_by_asc(position::Column::ValidFrom)
        .order_by_asc(position::Column::Id)
        .all(db)
        .await?;
    let mut leaders = Vec::new();
    for row in positions {
        if row.valid_to.is_some_and(|to| to < day) {
            continue;
        }
        let known = person::Entity::find_by_id(&row.person_id).one(db).await?;
        let Some(name) = known.and_then(|person| person.name) else {
            continue;
        };
        leaders.push(Leader {
            person: PersonId::new(row.person_id),
            name,
            title: row.title,
        });
    }
    Ok(leaders)
}
