//! Reading the register.

use jiff::civil::Date;
use rules::directives::in_force_on;
use rules::ids::{ClusterYearId, DirectiveId, EvidenceId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use vietnamese::symbol::{Kind, Symbol};

use super::register::years_of_cluster;
use super::{Directive, DirectiveFacts, Removal, directive, instant, removal};
use crate::units::{ClusterYear, day};
use crate::{Store, StoreError};

impl Store {
    /// The register of a cluster-year, newest entry first, without what was taken out.
    pub async fn directives(&self, year: &ClusterYearId) -> Result<Vec<Directive>, StoreError> {
        let all = self.register(year).await?;
        Ok(all
            .into_iter()
            .filter(|one| one.removal.is_none())
            .collect())
    }

    /// What was taken out of the register of a cluster-year, and may be taken back in.
    pub async fn removed_directives(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<Directive>, StoreError> {
        let all = self.register(year).await?;
        Ok(all
            .into_iter()
            .filter(|one| one.removal.is_some())
            .collect())
    }

    /// Directives in the registers of earlier years of the same cluster that are in force on a day, newest first.
    pub async fn directives_still_in_force(
        &self,
        year: &ClusterYear,
        on: Date,
    ) -> Result<Vec<Directive>, StoreError> {
        let years = years_of_cluster(&self.db, &year.id).await?;
        let mut found = Vec::new();
        for earlier in years.iter().filter(|one| one.year < i64::from(year.year)) {
            let register = self.directives(&ClusterYearId::new(&earlier.id)).await?;
            let holding = |one: &Directive| in_force_on(one.facts.in_force_until, on);
            found.extend(register.into_iter().filter(holding));
        }
        found.sort_by_key(|one| std::cmp::Reverse(one.facts.issued_on));
        Ok(found)
    }

    /// A directive as seen from a cluster-year: of its own register, or of that of an earlier year of the same cluster.
    pub async fn directive(
        &self,
        year: &ClusterYear,
        id: &DirectiveId,
    ) -> Result<Option<Directive>, StoreError> {
        let rows = directive::Entity::find()
            .filter(directive::Column::Id.eq(id.as_str()))
            .all(&self.db)
            .await?;
        let mut years = years_of_cluster(&self.db, &year.id).await?;
        years.retain(|known| known.year <= i64::from(year.year));
        let row = rows
            .into_iter()
            .find(|row| years.iter().any(|known| known.id == row.cluster_year_id));
        let Some(row) = row else { return Ok(None) };
        let removed = removals(&self.db, &row.cluster_year_id).await?;
        view(row, &removed).map(Some)
    }

    /// What the public may read of the register of a cluster-year: no files, no names; newest paper first.
    pub async fn public_directives(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<DirectiveFacts>, StoreError> {
        let register = self.directives(year).await?;
        let mut facts: Vec<_> = register.into_iter().map(|one| one.facts).collect();
        facts.sort_by_key(|one| std::cmp::Reverse((one.issued_on, one.symbol.number)));
        Ok(facts)
    }

    /// Issuers named in the register of a cluster-year, each once.
    pub async fn directive_issuers(&self, year: &ClusterYearId) -> Result<Vec<String>, StoreError> {
        Ok(directive::Entity::find()
            .select_only()
            .column(directive::Column::Issuer)
            .distinct()
            .filter(directive::Column::ClusterYearId.eq(year.as_str()))
            .into_tuple()
            .all(&self.db)
            .await?)
    }

    async fn register(&self, year: &ClusterYearId) -> Result<Vec<Directive>, StoreError> {
        let removed = removals(&self.db, year.as_str()).await?;
        let rows = directive::Entity::find()
            .filter(directive::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(directive::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(|row| view(row, &removed)).collect()
    }
}

async fn removals(
    db: &impl ConnectionTrait,
    year: &str,
) -> Result<Vec<removal::Model>, StoreError> {
    Ok(removal::Entity::find()
        .filter(removal::Column::ClusterYearId.eq(year))
        .all(db)
        .await?)
}

fn view(row: directive::Model, removed: &[removal::Model]) -> Result<Directive, StoreError> {
    let removal = removed
        .iter()
        .find(|removal| removal.directive_id == row.id)
        .map(|removal| {
            Ok::<_, StoreError>(Removal {
                reason: removal.reason.clone(),
                at: instant(removal.removed_at)?,
                by: removal.removed_by.clone(),
            })
        })
        .transpose()?;
    Ok(Directive {
        facts: facts(&row)?,
        id: DirectiveId::new(row.id),
        cluster_year: ClusterYearId::new(row.cluster_year_id),
        number: row.number,
        file: row.file_id.map(EvidenceId::new),
        source: row.source,
        entered_at: instant(row.entered_at)?,
        entered_by: row.entered_by,
        removal,
        version: row.version,
    })
}

pub(super) fn facts(row: &directive::Model) -> Result<DirectiveFacts, StoreError> {
    let symbol = Symbol::parse(&row.symbol)
        .map_err(|_| StoreError::Broken(format!("\"{}\" is not a symbol", row.symbol)))?;
    let kind = Kind::from_abbreviation(&row.kind)
        .ok_or_else(|| StoreError::Broken(format!("\"{}\" is not a type of paper", row.kind)))?;
    let issued_on = day(Some(&row.issued_on))?.ok_or(StoreError::NotFound("date"))?;
    Ok(DirectiveFacts {
        symbol,
        kind,
        issuer: row.issuer.clone(),
        signer_role: row.signer_role.clone(),
        issued_on,
        arrived_on: day(row.arrived_on.as_deref())?,
        subject: row.subject.clone(),
        about: row.about.clone(),
        in_force_until: day(row.in_force_until.as_deref())?,
    })
}
