//! Clusters and their years, with members.

use access::{Permit, actions::units::KeepClusterYear};
use jiff::civil::Date;
use rules::ids::{ClusterId, ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::participation::fresh;
use super::{Role, cluster, cluster_year, membership};
use crate::error::duplicate;
use crate::{Store, StoreError};

/// A cluster in one year (năm thi đua).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterYear {
    /// Its id; also the name of its history chain.
    pub id: ClusterYearId,
    /// The cluster through all years.
    pub cluster: ClusterId,
    /// The emulation year.
    pub year: i16,
    /// Its part of an address, for example `2021-cum-9`.
    pub slug: String,
    /// The cluster's number in that year.
    pub number: Option<i64>,
    /// The cluster's name in that year.
    pub name: String,
    /// Whether its data are made up for trying the program (dữ liệu mẫu).
    pub sample: bool,
    /// Where the year's founding is known from.
    pub source: String,
    /// For optimistic locking.
    pub version: i64,
}

impl ClusterYear {
    /// The last day of the year, for names valid in it.
    pub fn last_day(&self) -> Date {
        Date::constant(self.year, 12, 31)
    }

    /// Whether the year has passed. A made-up year stays half way through, whatever the calendar says.
    pub fn is_over(&self, today: Date) -> bool {
        !self.sample && today > self.last_day()
    }
}

/// A cluster through all its years (cụm, khối thi đua).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// Its part of an address: `cum-9`.
    pub slug: String,
    /// `cum` or `khoi`.
    pub kind: String,
}

/// A unit that takes part in a cluster-year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The unit.
    pub unit: UnitId,
    /// The unit's part of an address.
    pub slug: String,
    /// Its full name in that year.
    pub name: String,
    /// Its short name in that year.
    pub short_name: String,
}

/// A cluster-year to be opened.
#[derive(Clone, Debug)]
pub struct NewClusterYear {
    /// The slug of the cluster through all years; the cluster is registered where it is new.
    pub cluster_slug: String,
    /// Cụm or khối.
    pub cluster_kind: String,
    /// The emulation year.
    pub year: i16,
    /// The year's part of an address.
    pub slug: String,
    /// The cluster's number in that year.
    pub number: Option<i64>,
    /// The cluster's name in that year.
    pub name: String,
    /// Whether its data are made up.
    pub sample: bool,
    /// Where the founding is known from.
    pub source: String,
    /// Members.
    pub members: Vec<UnitId>,
    /// Upper bodies (cơ quan cấp trên).
    pub superiors: Vec<UnitId>,
}

/// What of a cluster-year may be corrected; cluster, year and address stay.
#[derive(Clone, Debug)]
pub struct YearFacts {
    /// The cluster's number in that year.
    pub number: Option<i64>,
    /// The cluster's name in that year.
    pub name: String,
    /// Where the founding is known from.
    pub source: String,
}

impl Store {
    /// Opens a cluster-year with its members. `Duplicate` where the cluster has that year already.
    pub async fn open_cluster_year(
        &self,
        permit: &Permit<KeepClusterYear>,
        new: NewClusterYear,
    ) -> Result<ClusterYearId, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let known = cluster::Entity::find()
            .filter(cluster::Column::Slug.eq(new.cluster_slug.as_str()))
            .one(act.db())
            .await?;
        let cluster_id = match known {
            Some(row) => row.id,
            None => {
                let row = cluster::Model {
                    id: self.sources.id(),
                    slug: new.cluster_slug.clone(),
                    kind: new.cluster_kind.clone(),
                    version: 1,
                };
                let cluster_id = row.id.clone();
                act.insert::<cluster::Entity>(row).await?;
                cluster_id
            }
        };
        let row = cluster_year::Model {
            id: id.clone(),
            cluster_id,
            year: i64::from(new.year),
            slug: new.slug,
            number: new.number,
            name: new.name,
            sample: new.sample,
            source: new.source.clone(),
            version: 1,
        };
        act.insert::<cluster_year::Entity>(row)
            .await
            .map_err(duplicate("cluster year"))?;
        let members = new.members.iter().map(|unit| (unit, Role::Member));
        let superiors = new.superiors.iter().map(|unit| (unit, Role::Superior));
        for (unit, role) in members.chain(superiors) {
            let row = membership::Model {
                cluster_year_id: id.clone(),
                id: self.sources.id(),
                unit_id: unit.to_string(),
                role: role.key().to_owned(),
                source: new.source.clone(),
            };
            act.insert::<membership::Entity>(row)
                .await
                .map_err(duplicate("membership"))?;
        }
        act.finish().await?;
        Ok(ClusterYearId::new(id))
    }

    /// Corrects number, name and source of the permit's year; what stood before stays in the history.
    pub async fn correct_cluster_year(
        &self,
        permit: &Permit<KeepClusterYear>,
        version: i64,
        facts: YearFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = fresh(act.db(), &act.year()?, version).await?;
        let corrected = cluster_year::Model {
            number: facts.number,
            name: facts.name,
            source: facts.source,
            version: row.version + 1,
            ..row
        };
        act.update::<cluster_year::Entity>(corrected).await?;
        act.finish().await?;
        Ok(())
    }

    /// All clusters, by slug.
    pub async fn clusters(&self) -> Result<Vec<Cluster>, StoreError> {
        let rows = cluster::Entity::find()
            .order_by_asc(cluster::Column::Slug)
            .all(&self.db)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Cluster {
                id: ClusterId::new(row.id),
                slug: row.slug,
                kind: row.kind,
            })
            .collect())
    }

    /// All cluster-years, newest first.
    pub async fn cluster_years(&self) -> Result<Vec<ClusterYear>, StoreError> {
        let rows = cluster_year::Entity::find()
            .order_by_desc(cluster_year::Column::Year)
            .order_by_asc(cluster_year::Column::Slug)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(view).collect())
    }

    /// The cluster-year of an address.
    pub async fn cluster_year_by_slug(
        &self,
        slug: &str,
    ) -> Result<Option<ClusterYear>, StoreError> {
        let row = cluster_year::Entity::find()
            .filter(cluster_year::Column::Slug.eq(slug))
            .one(&self.db)
            .await?;
        Ok(row.map(view))
    }

    /// Members of a cluster-year with their names of that year, in Vietnamese order of the short name.
    pub async fn members(&self, year: &ClusterYear) -> Result<Vec<Member>, StoreError> {
        self.participants(year, Role::Member).await
    }

    /// Upper bodies of a cluster-year.
    pub async fn superiors(&self, year: &ClusterYear) -> Result<Vec<Member>, StoreError> {
        self.participants(year, Role::Superior).await
    }

    /// Cluster-years in which a unit takes part as a member, newest first.
    pub async fn years_of_unit(&self, unit: &UnitId) -> Result<Vec<ClusterYear>, StoreError> {
        let rows = membership::Entity::find()
            .filter(membership::Column::UnitId.eq(unit.as_str()))
            .filter(membership::Column::Role.eq(Role::Member.key()))
            .all(&self.db)
            .await?;
        let years = self.cluster_years().await?;
        Ok(years
            .into_iter()
            .filter(|year| {
                rows.iter()
                    .any(|row| row.cluster_year_id == year.id.as_str())
            })
            .collect())
    }

    async fn participants(
        &self,
        year: &ClusterYear,
        role: Role,
    ) -> Result<Vec<Member>, StoreError> {
        let rows = membership::Entity::find()
            .filter(membership::Column::ClusterYearId.eq(year.id.as_str()))
            .filter(membership::Column::Role.eq(role.key()))
            .all(&self.db)
            .await?;
        let units = self.units().await?;
        let mut members: Vec<Member> = units
            .iter()
            .filter(|unit| rows.iter().any(|row| row.unit_id == unit.id.as_str()))
            .map(|unit| {
                let name = unit.name_on(year.last_day());
                Member {
                    unit: unit.id.clone(),
                    slug: unit.slug.clone(),
                    name: name.name.clone(),
                    short_name: name.short_name.clone(),
                }
            })
            .collect();
        vietnamese::sort::Collator::new()
            .sort_by_name(&mut members, |member| member.short_name.as_str());
        Ok(members)
    }
}

/// The members of a cluster-year, within an act.
pub(crate) async fn member_ids(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<Vec<UnitId>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::ClusterYearId.eq(year))
        .filter(membership::Column::Role.eq(Role::Member.key()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitId::new(row.unit_id))
        .collect())
}

fn view(row: cluster_year::Model) -> ClusterYear {
    ClusterYear {
        id: ClusterYearId::new(row.id),
        cluster: ClusterId::new(row.cluster_id),
        year: i16::try_from(row.year).unwrap_or(i16::MAX),
        slug: row.slug,
        number: row.number,
        name: row.name,
        sample: row.sample,
        source: row.source,
        version: row.version,
    }
}
