//! People as lists show them.

use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{PositionRole, account, person, position};
use crate::keyed::unknown_key;
use crate::units::day;
use crate::{Store, StoreError};

/// What a person is in a unit, in a period (both ends inclusive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its id.
    pub id: String,
    /// Whose.
    pub person: PersonId,
    /// In which unit.
    pub unit: UnitId,
    /// What the person is.
    pub role: PositionRole,
    /// The office in words.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day; none while it is open.
    pub to: Option<Date>,
    /// For optimistic locking.
    pub version: i64,
}

impl Position {
    /// Whether the position gives rights on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A person with account and positions.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// The person.
    pub person: PersonId,
    /// The name to sign in with.
    pub login: String,
    /// The person's name; none once erased.
    pub name: Option<String>,
    /// Whether the person is made up for trying the program.
    pub sample: bool,
    /// Whether signing in is closed.
    pub closed: bool,
    /// Positions, the earliest first.
    pub positions: Vec<Position>,
    /// The version of the person's name, for optimistic locking.
    pub version: i64,
}

impl Store {
    /// Everybody with an account.
    pub async fn people(&self) -> Result<Vec<PersonRecord>, StoreError> {
        let accounts = account::Entity::find().all(&self.db).await?;
        let persons = person::Entity::find().all(&self.db).await?;
        let positions = sorted(position::Entity::find())
            .all(&self.db)
            .await?
            .into_iter()
            .map(view)
            .collect::<Result<Vec<_>, _>>()?;
        let of = |id: &str| {
            let positions = positions.iter().filter(|known| known.person.as_str() == id);
            positions.cloned().collect()
        };
        Ok(accounts
            .into_iter()
            .filter_map(|account| {
                let person = persons.iter().find(|known| known.id == account.id)?;
                let positions = of(&account.id);
                Some(record(account, person.clone(), positions))
            })
            .collect())
    }

    /// One person with an account.
    pub async fn person(&self, id: &PersonId) -> Result<Option<PersonRecord>, StoreError> {
        let account = account::Entity::find_by_id(id.as_str())
            .one(&self.db)
            .await?;
        let person = person::Entity::find_by_id(id.as_str())
            .one(&self.db)
            .await?;
        let (Some(account), Some(person)) = (account, person) else {
            return Ok(None);
        };
        let positions = positions_of(&self.db, id.as_str()).await?;
        let positions = positions.into_iter().map(view).collect::<Result<_, _>>()?;
        Ok(Some(record(account, person, positions)))
    }
}

/// The positions of a person, the earliest first.
pub(super) async fn positions_of(
    db: &impl ConnectionTrait,
    person: &str,
) -> Result<Vec<position::Model>, StoreError> {
    Ok(sorted(position::Entity::find())
        .filter(position::Column::PersonId.eq(person))
        .all(db)
        .await?)
}

fn sorted(find: sea_orm::Select<position::Entity>) -> sea_orm::Select<position::Entity> {
    find.order_by_asc(position::Column::ValidFrom)
        .order_by_asc(position::Column::Id)
}

fn record(
    account: account::Model,
    person: person::Model,
    positions: Vec<Position>,
) -> PersonRecord {
    PersonRecord {
        person: PersonId::new(account.id),
        login: account.login,
        name: person.name,
        sample: person.sample,
        closed: account.closed,
        positions,
        version: person.version,
    }
}

pub(super) fn view(row: position::Model) -> Result<Position, StoreError> {
    Ok(Position {
        role: PositionRole::from_key(&row.role)
            .ok_or_else(|| unknown_key("position", &row.role))?,
        id: row.id,
        person: PersonId::new(row.person_id),
        unit: UnitId::new(row.unit_id),
        title: row.title,
        from: day(Some(&row.valid_from))?.ok_or(StoreError::NotFound("date"))?,
        to: day(row.valid_to.as_deref())?,
        version: row.version,
    })
}
