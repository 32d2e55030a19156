//! Entering a directive, correcting it, taking it out and back in.

use access::actions::directives::RegisterDirective;
use access::{Action, Permit};
use rules::ids::{ClusterYearId, DirectiveId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{DirectiveFacts, NewDirective, directive, removal};
use crate::evidence::NewFile;
use crate::history::Act;
use crate::units::cluster_year;
use crate::{Store, StoreError};

/// Why a directive was not entered or corrected.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The same paper stands in a register of this cluster.
    #[error("the directive was entered before")]
    Known {
        /// The directive.
        directive: DirectiveId,
        /// The year in whose register it stands.
        cluster_year: ClusterYearId,
        /// Số vào sổ.
        number: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Enters a directive, with its file, in the register of the permit's year.
    pub async fn register_directive(
        &self,
        permit: &Permit<RegisterDirective>,
        new: NewDirective,
    ) -> Result<DirectiveId, RegisterError> {
        let year = year_of(permit)?.clone();
        let kept = match new.file {
            Some(file) => Some(self.keep_file(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        refuse_known(act.db(), &year, &new.facts, None).await?;
        let id = self.sources.id();
        act.matter_is(id.as_str());
        let file_id = match kept {
            Some(kept) => Some(
                self.insert_file(&mut act, permit.matter(), kept, false)
                    .await?,
            ),
            None => None,
        };
        let blank = directive::Model {
            cluster_year_id: year.to_string(),
            id: id.clone(),
            number: next_number(act.db(), &year).await?,
            arrived_on: None,
            symbol: String::new(),
            kind: String::new(),
            issuer: String::new(),
            signer_role: None,
            issued_on: String::new(),
            subject: None,
            about: None,
            in_force_until: None,
            file_id,
            source: new.source,
            entered_at: act.at(),
            entered_by: act.actor().to_owned(),
            version: 1,
        };
        act.insert::<directive::Entity>(written(blank, new.facts))
            .await?;
        act.finish().await?;
        Ok(DirectiveId::new(id))
    }

    /// `Known` where the same paper stands in a register of the year's cluster; `itself` is the directive that is corrected.
    pub async fn check_directive(
        &self,
        year: &ClusterYearId,
        facts: &DirectiveFacts,
        itself: Option<&DirectiveId>,
    ) -> Result<(), RegisterError> {
        refuse_known(&self.db, year, facts, itself).await
    }

    /// Corrects what the register says of a directive; what stood before stays in the history.
    /// A new file takes the place of the old one.
    pub async fn correct_directive(
        &self,
        permit: &Permit<RegisterDirective>,
        id: &DirectiveId,
        version: i64,
        facts: DirectiveFacts,
        file: Option<NewFile>,
        reason: &str,
    ) -> Result<(), RegisterError> {
        let year = year_of(permit)?.clone();
        let kept = match file {
            Some(file) => Some(self.keep_file(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, &year, id, version).await?;
        refuse_known(act.db(), &year, &facts, Some(id)).await?;
        if let Some(kept) = kept {
            let old = row.file_id.take();
            row.file_id = Some(
                self.insert_file(&mut act, permit.matter(), kept, false)
                    .await?,
            );
            if let Some(old) = old {
                self.let_go_of_file(&mut act, &old).await?;
            }
        }
        row.version += 1;
        act.update::<directive::Entity>(written(row, facts)).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Takes a directive out of the register, with a reason.
    pub async fn remove_directive(
        &self,
        permit: &Permit<RegisterDirective>,
        id: &DirectiveId,
        version: i64,
        reason: &str,
    ) -> Result<(), StoreError> {
        let year = year_of(permit)?;
        let mut act = self.begin(permit).await?;
        let row = fresh(&act, year, id, version).await?;
        let removed = removal::Model {
            cluster_year_id: row.cluster_year_id,
            id: self.sources.id(),
            directive_id: row.id,
            reason: reason.to_owned(),
            removed_at: act.at(),
            removed_by: act.actor().to_owned(),
        };
        act.insert::<removal::Entity>(removed).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Takes a removed directive back in, unless the same paper was entered again meanwhile.
    pub async fn restore_directive(
        &self,
        permit: &Permit<RegisterDirective>,
        id: &DirectiveId,
    ) -> Result<(), RegisterError> {
        let year = year_of(permit)?;
        let mut act = self.begin(permit).await?;
        let row = row(act.db(), year, id).await?;
        let removed = removal_of(act.db(), year, id)
            .await?
            .ok_or(StoreError::Refused {
                what: "directive",
                why: "not removed",
            })?;
        let facts = super::read::facts(&row)?;
        refuse_known(act.db(), year, &facts, Some(id)).await?;
        act.delete::<removal::Entity>(removed).await?;
        act.finish().await?;
        Ok(())
    }
}

/// The year that a permit is about.
pub(crate) fn year_of<A: Action>(permit: &Permit<A>) -> Result<&ClusterYearId, StoreError> {
    permit
        .matter()
        .cluster_year()
        .ok_or(StoreError::NotFound("cluster year"))
}

/// A directive of a register.
pub(super) async fn row(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
    id: &DirectiveId,
) -> Result<directive::Model, StoreError> {
    directive::Entity::find_by_id((year.to_string(), id.to_string()))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("directive"))
}

/// The same, if it is as it was read and still in the register.
async fn fresh(
    act: &Act,
    year: &ClusterYearId,
    id: &DirectiveId,
    version: i64,
) -> Result<directive::Model, StoreError> {
    let row = row(act.db(), year, id).await?;
    if row.version != version {
        return Err(StoreError::Stale("directive"));
    }
    refuse_removed(act.db(), year, id).await?;
    Ok(row)
}

/// A removed directive is only taken back in.
pub(super) async fn refuse_removed(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
    id: &DirectiveId,
) -> Result<(), StoreError> {
    match removal_of(db, year, id).await? {
        None => Ok(()),
        Some(_) => Err(StoreError::Refused {
            what: "directive",
            why: "removed",
        }),
    }
}

async fn removal_of(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
    id: &DirectiveId,
) -> Result<Option<removal::Model>, StoreError> {
    Ok(removal::Entity::find()
        .filter(removal::Column::ClusterYearId.eq(year.as_str()))
        .filter(removal::Column::DirectiveId.eq(id.as_str()))
        .one(db)
        .await?)
}

/// Years of the cluster to which a year belongs.
pub(super) async fn years_of_cluster(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
) -> Result<Vec<cluster_year::Model>, StoreError> {
    let own = cluster_year::Entity::find_by_id(year.as_str())
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("cluster year"))?;
    Ok(cluster_year::Entity::find()
        .filter(cluster_year::Column::ClusterId.eq(own.cluster_id))
        .all(db)
        .await?)
}

/// The same number and symbol, issuer and date make the same paper. Writers of one register queue, so nothing slips between.
async fn refuse_known(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
    facts: &DirectiveFacts,
    itself: Option<&DirectiveId>,
) -> Result<(), RegisterError> {
    let same_head = directive::Entity::find()
        .filter(directive::Column::Symbol.eq(facts.symbol.to_string()))
        .filter(directive::Column::IssuedOn.eq(facts.issued_on.to_string()))
        .all(db)
        .await
        .map_err(StoreError::from)?;
    let years = years_of_cluster(db, year).await?;
    for row in same_head {
        let same_cluster = years.iter().any(|known| known.id == row.cluster_year_id);
        let same_issuer = vietnamese::text::same_text(&row.issuer, &facts.issuer);
        let same_row = itself.is_some_and(|id| id.as_str() == row.id);
        if !same_cluster || !same_issuer || same_row {
            continue;
        }
        let cluster_year = ClusterYearId::new(&row.cluster_year_id);
        let directive = DirectiveId::new(&row.id);
        if removal_of(db, &cluster_year, &directive).await?.is_none() {
            return Err(RegisterError::Known {
                directive,
                cluster_year,
                number: row.number,
            });
        }
    }
    Ok(())
}

async fn next_number(db: &impl ConnectionTrait, year: &ClusterYearId) -> Result<i64, StoreError> {
    let last: Option<i64> = directive::Entity::find()
        .select_only()
        .column(directive::Column::Number)
        .filter(directive::Column::ClusterYearId.eq(year.as_str()))
        .order_by_desc(directive::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

fn written(row: directive::Model, facts: DirectiveFacts) -> directive::Model {
    directive::Model {
        arrived_on: facts.arrived_on.map(|day| day.to_string()),
        symbol: facts.symbol.to_string(),
        kind: facts.kind.abbreviation().to_owned(),
        issuer: facts.issuer,
        signer_role: facts.signer_role,
        issued_on: facts.issued_on.to_string(),
        subject: facts.subject,
        about: facts.about,
        in_force_until: facts.in_force_until.map(|day| day.to_string()),
        ..row
    }
}
