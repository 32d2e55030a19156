//! Who takes part in a year, changed after its opening; and what a unit has left behind in it.

use access::{Permit, actions::units::KeepClusterYear};
use rules::ids::{ClusterYearId, UnitId};
use rules::units::{UnitsError, check_exists_in};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::changes::{as_rule, mergers};
use super::{UnitChangeError, cluster_year, membership, merger, name};
use crate::error::duplicate;
use crate::{Store, StoreError};

/// As what a unit takes part in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Đơn vị thành viên.
    Member,
    /// Cơ quan cấp trên.
    Superior,
}

impl Role {
    /// The key that tables keep.
    pub fn key(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Superior => "superior",
        }
    }

    /// The role of a key; none for an unknown one.
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "member" => Some(Self::Member),
            "superior" => Some(Self::Superior),
            _ => None,
        }
    }

    /// The Vietnamese term.
    pub fn title(self) -> &'static str {
        match self {
            Self::Member => "Thành viên",
            Self::Superior => "Cơ quan cấp trên",
        }
    }
}

/// A unit takes part in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// The year.
    pub cluster_year: ClusterYearId,
    /// The unit.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
}

impl Store {
    /// Every unit in every year.
    pub async fn participations(&self) -> Result<Vec<Participation>, StoreError> {
        let rows = membership::Entity::find().all(&self.db).await?;
        rows.into_iter()
            .map(|row| {
                let role = Role::from_key(&row.role)
                    .ok_or_else(|| StoreError::Broken(format!("\"{}\" is no role", row.role)))?;
                Ok(Participation {
                    cluster_year: ClusterYearId::new(row.cluster_year_id),
                    unit: UnitId::new(row.unit_id),
                    role,
                })
            })
            .collect()
    }

    /// Adds units to the permit's year. `version` is the one of the year that the form was filled from.
    pub async fn add_participants(
        &self,
        permit: &Permit<KeepClusterYear>,
        version: i64,
        units: &[(UnitId, Role)],
        source: &str,
    ) -> Result<(), UnitChangeError> {
        let mut act = self.begin(permit).await?;
        let year = fresh(act.db(), &act.year()?, version).await?;
        require_alive(act.db(), &year, units).await?;
        for (unit, role) in units {
            let row = membership::Model {
                cluster_year_id: year.id.clone(),
                id: self.sources.id(),
                unit_id: unit.to_string(),
                role: role.key().to_owned(),
                source: source.to_owned(),
            };
            act.insert::<membership::Entity>(row)
                .await
                .map_err(duplicate("membership"))?;
        }
        let version = year.version + 1;
        act.update::<cluster_year::Entity>(cluster_year::Model { version, ..year })
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes a unit out of the permit's year, with a reason. Refused where it has left something behind in it.
    pub async fn remove_participant(
        &self,
        permit: &Permit<KeepClusterYear>,
        version: i64,
        unit: &UnitId,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = fresh(act.db(), &act.year()?, version).await?;
        let row = membership::Entity::find()
            .filter(membership::Column::ClusterYearId.eq(year.id.as_str()))
            .filter(membership::Column::UnitId.eq(unit.as_str()))
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("membership"))?;
        if !left_behind(act.db(), &year.id, unit).await?.is_empty() {
            return Err(StoreError::Refused {
                what: "membership",
                why: "has data",
            });
        }
        act.delete::<membership::Entity>(row).await?;
        let version = year.version + 1;
        act.update::<cluster_year::Entity>(cluster_year::Model { version, ..year })
            .await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Tables in which a unit has rows of a year, its membership aside.
    pub async fn left_behind(
        &self,
        year: &ClusterYearId,
        unit: &UnitId,
    ) -> Result<Vec<&'static str>, StoreError> {
        left_behind(&self.db, year.as_str(), unit).await
    }
}

/// Years in which a unit is a member.
pub(super) async fn years_as_member(
    db: &impl ConnectionTrait,
    unit: &UnitId,
) -> Result<Vec<i16>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::UnitId.eq(unit.as_str()))
        .all(db)
        .await?;
    let ids = rows.into_iter().map(|row| row.cluster_year_id);
    let years = cluster_year::Entity::find()
        .filter(cluster_year::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(years
        .into_iter()
        .filter_map(|row| i16::try_from(row.year).ok())
        .collect())
}

/// Refuses units that did not exist in the year.
async fn require_alive(
    db: &impl ConnectionTrait,
    year: &cluster_year::Model,
    units: &[(UnitId, Role)],
) -> Result<(), UnitChangeError> {
    let names = as_rule(&name::Entity::find().all(db).await?)?;
    let mergers = mergers(&merger::Entity::find().all(db).await?)?;
    let number = i16::try_from(year.year).unwrap_or(i16::MAX);
    let wrong: Vec<UnitsError> = units
        .iter()
        .filter_map(|(unit, _)| check_exists_in(&names, &mergers, unit, number).err())
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(UnitChangeError::Refused(wrong))
}

/// The year as its form was filled from.
pub(super) async fn fresh(
    db: &impl ConnectionTrait,
    id: &str,
    version: i64,
) -> Result<cluster_year::Model, StoreError> {
    let row = cluster_year::Entity::find_by_id(id).one(db).await?;
    let row = row.ok_or(StoreError::NotFound("cluster year"))?;
    if row.version != version {
        return Err(StoreError::Stale("cluster year"));
    }
    Ok(row)
}

/// Every tracked table that names a unit in a year is asked, so that a new stage need not be told to this one.
async fn left_behind(
    db: &impl ConnectionTrait,
    year: &str,
    unit: &UnitId,
) -> Result<Vec<&'static str>, StoreError> {
    let mut found = Vec::new();
    for (table, columns) in crate::tracked::tables() {
        let has = |name: &str| columns.iter().any(|column| column == name);
        if table == "units_membership" || !has("cluster_year_id") || !has("unit_id") {
            continue;
        }
        let one = Query::select()
            .expr(Expr::val(1))
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new("cluster_year_id")).eq(year))
            .and_where(Expr::col(Alias::new("unit_id")).eq(unit.as_str()))
            .limit(1)
            .to_owned();
        if db.query_one(&one).await?.is_some() {
            found.push(table);
        }
    }
    Ok(found)
}
