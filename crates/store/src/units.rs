//! Units, clusters, cluster-years, memberships, heads.

mod changes;
mod clusters;
mod headship_of;
mod loading_of;
mod participation;

use access::{Permit, actions::units::KeepUnits};
use jiff::civil::Date;
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use changes::{KnownName, UnitChangeError, UnitFacts};
pub(crate) use clusters::member_ids;
pub use clusters::{Cluster, ClusterYear, Member, NewClusterYear, YearFacts};
pub(crate) use headship_of::view as headship_view;
pub use headship_of::{HeadRole, Headship, Seat, Standing};
pub use loading_of::Loading;
pub use participation::{Participation, Role};

use crate::error::duplicate;
use crate::{Store, StoreError, table};

table!(unit = "units_unit", keys { id }, {
    slug: String,
    kind: String,
    superior: Option<String>,
    version: i64,
});

table!(name = "units_name", keys { unit_id, id }, {
    name: String,
    short_name: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
});

table!(merger = "units_merger", keys { unit_id, id }, {
    into_unit_id: String,
    on_date: String,
    source: String,
});

table!(cluster = "units_cluster", keys { id }, {
    slug: String,
    kind: String,
    version: i64,
});

table!(cluster_year = "units_cluster_year", keys { id }, {
    cluster_id: String,
    year: i64,
    slug: String,
    number: Option<i64>,
    name: String,
    sample: bool,
    source: String,
    version: i64,
});

table!(membership = "units_membership", keys { cluster_year_id, id }, {
    unit_id: String,
    role: String,
    source: String,
});

table!(headship = "units_headship", keys { cluster_year_id, id }, {
    unit_id: String,
    role: String,
    introduced_on: Option<String>,
    introduced_by: Option<String>,
    recognised_on: Option<String>,
    decision: Option<String>,
    ended_on: Option<String>,
    source: String,
    version: i64,
});

table!(loading = "units_loading", keys { slug }, {
    origin: String,
    begun_at: i64,
    finished_at: Option<i64>,
});

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Trường chính trị.
    School,
    /// Học viện, bộ, ngành: an upper body (cơ quan cấp trên).
    UpperBody,
    /// Tỉnh ủy, Thành ủy: a local superior (cấp trên tại địa phương).
    LocalSuperior,
}

impl UnitKind {
    /// The key that tables keep.
    pub fn key(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::UpperBody => "upper_body",
            Self::LocalSuperior => "local_superior",
        }
    }

    /// The kind of a key; an unknown key is a school.
    pub fn from_key(key: &str) -> Self {
        match key {
            "upper_body" => Self::UpperBody,
            "local_superior" => Self::LocalSuperior,
            _ => Self::School,
        }
    }
}

/// A name of a unit with its period (both ends inclusive; none: open).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// The full official name.
    pub name: String,
    /// The short name used in tables, for example the province.
    pub short_name: String,
    /// The first day the name is valid.
    pub valid_from: Option<Date>,
    /// The last day the name is valid.
    pub valid_to: Option<Date>,
    /// Where the name is known from.
    pub source: String,
}

/// A unit with all its names, oldest first, and what it was merged into.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its stable id.
    pub id: UnitId,
    /// Its part of an address.
    pub slug: String,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Its local superior, as text.
    pub superior: Option<String>,
    /// Its names.
    pub names: Vec<UnitName>,
    /// The unit it was merged into, the day, and the source.
    pub merged_into: Option<(UnitId, Date, String)>,
    /// For optimistic locking.
    pub version: i64,
}

impl Unit {
    /// The name on a day; where none covers the day, the nearest known one.
    pub fn name_on(&self, day: Date) -> &UnitName {
        let begun = |name: &&UnitName| name.valid_from.is_none_or(|from| from <= day);
        self.known_name_on(day)
            .or_else(|| self.names.iter().rfind(begun))
            .or_else(|| self.names.first())
            .expect("a unit is never stored without a name")
    }

    /// The name on a day; none where no source tells it.
    pub fn known_name_on(&self, day: Date) -> Option<&UnitName> {
        self.names.iter().find(|name| {
            name.valid_from.is_none_or(|from| from <= day)
                && name.valid_to.is_none_or(|to| day <= to)
        })
    }
}

/// A unit to be registered.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// Its part of an address.
    pub slug: String,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Its local superior, as text.
    pub superior: Option<String>,
    /// Its names, at least one.
    pub names: Vec<UnitName>,
}

impl Store {
    /// Registers a unit with its names. Fails with `Duplicate` where the slug is taken.
    pub async fn add_unit(
        &self,
        permit: &Permit<KeepUnits>,
        new: NewUnit,
    ) -> Result<UnitId, StoreError> {
        if new.names.is_empty() {
            return Err(StoreError::Refused {
                what: "unit",
                why: "without name",
            });
        }
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let row = unit::Model {
            id: id.clone(),
            slug: new.slug,
            kind: new.kind.key().to_owned(),
            superior: new.superior,
            version: 1,
        };
        act.insert::<unit::Entity>(row)
            .await
            .map_err(duplicate("unit"))?;
        for known in new.names {
            act.insert::<name::Entity>(self.name_row(&id, known))
                .await?;
        }
        act.finish().await?;
        Ok(UnitId::new(id))
    }

    /// All units, by slug.
    pub async fn units(&self) -> Result<Vec<Unit>, StoreError> {
        let rows = unit::Entity::find()
            .order_by_asc(unit::Column::Slug)
            .all(&self.db)
            .await?;
        let names = name::Entity::find().all(&self.db).await?;
        let mergers = merger::Entity::find().all(&self.db).await?;
        rows.into_iter()
            .map(|row| assemble(row, &names, &mergers))
            .collect()
    }

    /// One unit by its slug.
    pub async fn unit_by_slug(&self, slug: &str) -> Result<Option<Unit>, StoreError> {
        let Some(row) = unit::Entity::find()
            .filter(unit::Column::Slug.eq(slug))
            .one(&self.db)
            .await?
        else {
            return Ok(None);
        };
        self.with_names(row).await.map(Some)
    }

    /// One unit by its id.
    pub async fn unit(&self, id: &UnitId) -> Result<Option<Unit>, StoreError> {
        let Some(row) = unit::Entity::find_by_id(id.as_str()).one(&self.db).await? else {
            return Ok(None);
        };
        self.with_names(row).await.map(Some)
    }

    async fn with_names(&self, row: unit::Model) -> Result<Unit, StoreError> {
        let names = name::Entity::find()
            .filter(name::Column::UnitId.eq(row.id.as_str()))
            .all(&self.db)
            .await?;
        let mergers = merger::Entity::find()
            .filter(merger::Column::UnitId.eq(row.id.as_str()))
            .all(&self.db)
            .await?;
        assemble(row, &names, &mergers)
    }

    fn name_row(&self, unit_id: &str, new: UnitName) -> name::Model {
        name::Model {
            unit_id: unit_id.to_owned(),
            id: self.sources.id(),
            name: new.name,
            short_name: new.short_name,
            valid_from: new.valid_from.map(|day| day.to_string()),
            valid_to: new.valid_to.map(|day| day.to_string()),
            source: new.source,
        }
    }
}

fn assemble(
    row: unit::Model,
    names: &[name::Model],
    mergers: &[merger::Model],
) -> Result<Unit, StoreError> {
    let mut names = names
        .iter()
        .filter(|known| known.unit_id == row.id)
        .map(name_view)
        .collect::<Result<Vec<_>, StoreError>>()?;
    // Sorted here: databases do not agree on where an unknown first day stands.
    names.sort_by_key(|known| known.valid_from);
    let merged_into = mergers
        .iter()
        .find(|merger| merger.unit_id == row.id)
        .map(|merger| {
            let on = day(Some(&merger.on_date))?.ok_or(StoreError::NotFound("date"))?;
            Ok::<_, StoreError>((UnitId::new(&merger.into_unit_id), on, merger.source.clone()))
        })
        .transpose()?;
    Ok(Unit {
        id: UnitId::new(row.id),
        slug: row.slug,
        kind: UnitKind::from_key(&row.kind),
        superior: row.superior,
        names,
        merged_into,
        version: row.version,
    })
}

fn name_view(row: &name::Model) -> Result<UnitName, StoreError> {
    Ok(UnitName {
        name: row.name.clone(),
        short_name: row.short_name.clone(),
        valid_from: day(row.valid_from.as_deref())?,
        valid_to: day(row.valid_to.as_deref())?,
        source: row.source.clone(),
    })
}

/// Reads a legal date as tables keep it, `YYYY-MM-DD`.
pub(crate) fn day(text: Option<&str>) -> Result<Option<Date>, StoreError> {
    text.map(|text| {
        text.parse()
            .map_err(|_| StoreError::Broken(format!("\"{text}\" is not a date")))
    })
    .transpose()
}
