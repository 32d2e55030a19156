//! The versions of a unit's registration.

use access::{Permit, actions::registration::RegisterUnit};
use jiff::Timestamp;
use rules::ids::{ClusterYearId, DirectiveId, EvidenceId, UnitId};
use rules::registration::{Cause, Content, RegistrationError, Version};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::version_row;
use crate::directives::directive;
use crate::evidence::NewFile;
use crate::{Store, StoreError};

/// A version to be made; the unit is that of the permit's matter.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// The number of the version that the one who registers has read; 0 where there is none.
    pub seen: u32,
    /// What is registered; the file of the plan is given apart.
    pub content: Content,
    /// The plan's paper; without one the paper of the version before stays.
    pub plan_file: Option<NewFile>,
    /// The directive that caused an amendment; not needed for the first version.
    pub directive: Option<DirectiveId>,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
}

/// A version as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    /// Whose.
    pub unit: UnitId,
    /// Number, cause and content.
    pub version: Version,
    /// The words of a publication from which it is known.
    pub source: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who, as the history writes it.
    pub by: String,
}

/// Why a version was not made.
#[derive(Debug, thiserror::Error)]
pub enum VersionError {
    /// The rules refuse it; everything that is wrong is told at once.
    #[error("the registration is refused")]
    Refused(Vec<RegistrationError>),
    /// Keeping failed, or another version was made meanwhile (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for VersionError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Makes the next version of a unit's registration and answers with its number.
    pub async fn register_unit(
        &self,
        permit: &Permit<RegisterUnit>,
        mut new: NewVersion,
    ) -> Result<u32, VersionError> {
        let unit = permit.matter().unit().cloned();
        let unit = unit.ok_or(StoreError::NotFound("unit"))?;
        let kept = match new.plan_file.take() {
            Some(file) => Some(self.keep_file(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        crate::figures::require_member(&act, &year, &unit).await?;
        let last = version_row::Entity::find()
            .filter(version_row::Column::ClusterYearId.eq(year.as_str()))
            .filter(version_row::Column::UnitId.eq(unit.as_str()))
            .order_by_desc(version_row::Column::Number)
            .one(act.db())
            .await?;
        let last = last.map(view).transpose()?;
        if last.as_ref().map_or(0, |known| known.version.number) != new.seen {
            return Err(StoreError::Stale("registration").into());
        }
        if let Some(directive) = &new.directive {
            require_directive(act.db(), directive).await?;
        }
        new.content.plan.file = match kept {
            Some(kept) => {
                let id = self.insert_file(&mut act, permit.matter(), kept, false);
                Some(EvidenceId::new(id.await?))
            }
            None => last
                .as_ref()
                .and_then(|known| known.version.content.plan.file.clone()),
        };
        let plans = last.iter().map(|known| known.version.content.plan.made);
        new.content.plan.made |= plans.into_iter().any(|made| made);
        let version = match last {
            None => Version::first(new.content),
            Some(last) => last.version.amended(new.directive, new.content),
        };
        let version = version.map_err(VersionError::Refused)?;
        let number = version.number;
        let made = row(year, self.sources.id(), &unit, version, new.source, &act)?;
        act.insert::<version_row::Entity>(made).await?;
        act.finish().await?;
        Ok(number)
    }

    /// Every version of every unit's registration of a year; a unit's versions from the first to the last.
    pub async fn registrations(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<StoredVersion>, StoreError> {
        let rows = version_row::Entity::find()
            .filter(version_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(version_row::Column::UnitId)
            .order_by_asc(version_row::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

async fn require_directive(
    db: &impl sea_orm::ConnectionTrait,
    id: &DirectiveId,
) -> Result<(), StoreError> {
    let found = directive::Entity::find()
        .filter(directive::Column::Id.eq(id.as_str()))
        .one(db)
        .await?;
    found.map(|_| ()).ok_or(StoreError::NotFound("directive"))
}

fn row(
    year: String,
    id: String,
    unit: &UnitId,
    version: Version,
    source: Option<String>,
    act: &crate::history::Act,
) -> Result<version_row::Model, StoreError> {
    let directive_id = match version.cause {
        Cause::First => None,
        Cause::Amendment { directive } => Some(directive.to_string()),
    };
    Ok(version_row::Model {
        cluster_year_id: year,
        id,
        unit_id: unit.to_string(),
        number: i64::from(version.number),
        directive_id,
        content: serde_json::to_string(&version.content)?,
        source,
        made_at: act.at(),
        made_by: act.actor().to_owned(),
    })
}

fn view(row: version_row::Model) -> Result<StoredVersion, StoreError> {
    let cause = match row.directive_id {
        None => Cause::First,
        Some(directive) => Cause::Amendment {
            directive: DirectiveId::new(directive),
        },
    };
    let number = u32::try_from(row.number)
        .map_err(|_| StoreError::Broken(format!("version {} of a registration", row.number)))?;
    Ok(StoredVersion {
        unit: UnitId::new(row.unit_id),
        version: Version {
            number,
            cause,
            content: serde_json::from_str(&row.content)?,
        },
        source: row.source,
        at: instant(row.made_at)?,
        by: row.made_by,
    })
}

/// An instant as rows keep it.
pub(crate) fn instant(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|error| StoreError::Broken(error.to_string()))
}
