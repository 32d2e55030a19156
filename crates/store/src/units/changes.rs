//! Changes of units: corrections, names through time, mergers; each is undone by an act of the same sort.

use access::{Permit, actions::units::KeepUnits};
use jiff::civil::Date;
use rules::ids::UnitId;
use rules::units::{self as rule, Merger, UnitsError};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{UnitKind, UnitName, day, merger, name, name_view, unit};
use crate::history::Act;
use crate::{Store, StoreError};

/// Why a unit was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UnitChangeError {
    /// The rules refuse it; everything that is wrong is told at once.
    #[error("the change of the unit is refused")]
    Refused(Vec<UnitsError>),
    /// Keeping failed, or the unit was changed meanwhile (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for UnitChangeError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl From<UnitsError> for UnitChangeError {
    fn from(error: UnitsError) -> Self {
        Self::Refused(vec![error])
    }
}

impl From<UnitChangeError> for StoreError {
    fn from(error: UnitChangeError) -> Self {
        match error {
            UnitChangeError::Refused(_) => Self::Refused {
                what: "unit",
                why: "contradicts what is known",
            },
            UnitChangeError::Store(error) => error,
        }
    }
}

/// What of a unit may be corrected; its part of an address stays.
#[derive(Clone, Debug)]
pub struct UnitFacts {
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Its local superior, as text.
    pub superior: Option<String>,
}

/// A name of a unit as it is kept, to be corrected.
#[derive(Clone, Debug)]
pub struct KnownName {
    /// The id of the name.
    pub id: String,
    /// The name with its period.
    pub facts: UnitName,
}

impl Store {
    /// The names of a unit with their ids, oldest first.
    pub async fn unit_names(&self, id: &UnitId) -> Result<Vec<KnownName>, StoreError> {
        let rows = name_rows(&self.db, id).await?;
        rows.iter()
            .map(|row| {
                Ok(KnownName {
                    id: row.id.clone(),
                    facts: name_view(row)?,
                })
            })
            .collect()
    }

    /// Corrects kind and local superior; what stood before stays in the history.
    pub async fn correct_unit(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        facts: UnitFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = fresh(act.db(), id, version).await?;
        let corrected = unit::Model {
            kind: facts.kind.key().to_owned(),
            superior: facts.superior,
            version: row.version + 1,
            ..row
        };
        act.update::<unit::Entity>(corrected).await?;
        act.finish().await?;
        Ok(())
    }

    /// Gives a unit a further name from a day on; the name valid before ends the day before.
    pub async fn name_unit(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        new: UnitName,
    ) -> Result<(), UnitChangeError> {
        let mut act = self.begin(permit).await?;
        touch(&mut act, id, version).await?;
        let rows = name_rows(act.db(), id).await?;
        let after = rule::renamed(&as_rule(&rows)?, rule_name(id, &new))?;
        refuse_after_merger(act.db(), id, &after).await?;
        write_ends(&mut act, rows, &after).await?;
        act.insert::<name::Entity>(self.name_row(id.as_str(), new))
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// Corrects a name or its period.
    pub async fn correct_name(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        corrected: KnownName,
        reason: &str,
    ) -> Result<(), UnitChangeError> {
        let mut act = self.begin(permit).await?;
        touch(&mut act, id, version).await?;
        let rows = name_rows(act.db(), id).await?;
        let at = place(&rows, &corrected.id)?;
        let mut after = as_rule(&rows)?;
        after[at] = rule_name(id, &corrected.facts);
        rule::check_names(&after)?;
        refuse_after_merger(act.db(), id, &after).await?;
        let row = name::Model {
            id: corrected.id,
            ..self.name_row(id.as_str(), corrected.facts)
        };
        act.update::<name::Entity>(row).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Takes a name back; the one that had ended for it holds on. The only name stays.
    pub async fn withdraw_name(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        name_id: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        touch(&mut act, id, version).await?;
        let mut rows = name_rows(act.db(), id).await?;
        let at = place(&rows, name_id)?;
        let after = rule::without_name(&as_rule(&rows)?, at).ok_or(StoreError::Refused {
            what: "name",
            why: "only one",
        })?;
        act.delete::<name::Entity>(rows.remove(at)).await?;
        write_ends(&mut act, rows, &after).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Puts on record that a unit was merged into another on a day; its name ends the day before.
    pub async fn merge_unit(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        into: &UnitId,
        on: Date,
        source: &str,
    ) -> Result<(), UnitChangeError> {
        let mut act = self.begin(permit).await?;
        touch(&mut act, id, version).await?;
        let new = Merger {
            unit: id.clone(),
            into: into.clone(),
            on,
        };
        let everything = name::Entity::find().all(act.db()).await?;
        let known = merger::Entity::find().all(act.db()).await?;
        let years = super::participation::years_as_member(act.db(), id).await?;
        let wrong = rule::check_merger(&as_rule(&everything)?, &mergers(&known)?, &years, &new);
        if !wrong.is_empty() {
            return Err(UnitChangeError::Refused(wrong));
        }
        let rows = name_rows(act.db(), id).await?;
        let after = rule::ended(&as_rule(&rows)?, on);
        write_ends(&mut act, rows, &after).await?;
        let row = merger::Model {
            unit_id: id.to_string(),
            id: self.sources.id(),
            into_unit_id: into.to_string(),
            on_date: on.to_string(),
            source: source.to_owned(),
        };
        act.insert::<merger::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes a merger back; the name that had ended with it holds on. The merger stays in the history.
    pub async fn undo_merger(
        &self,
        permit: &Permit<KeepUnits>,
        id: &UnitId,
        version: i64,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        touch(&mut act, id, version).await?;
        let row = merger_of(act.db(), id)
            .await?
            .ok_or(StoreError::NotFound("merger"))?;
        let on = on_date(&row)?;
        let rows = name_rows(act.db(), id).await?;
        let after = rule::revived(&as_rule(&rows)?, on);
        write_ends(&mut act, rows, &after).await?;
        act.delete::<merger::Entity>(row).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }
}

/// All mergers, for the rules.
pub(super) fn mergers(rows: &[merger::Model]) -> Result<Vec<Merger>, StoreError> {
    rows.iter()
        .map(|row| {
            Ok(Merger {
                unit: UnitId::new(&row.unit_id),
                into: UnitId::new(&row.into_unit_id),
                on: on_date(row)?,
            })
        })
        .collect()
}

/// Names as the rules know them.
pub(super) fn as_rule(rows: &[name::Model]) -> Result<Vec<rule::UnitName>, StoreError> {
    rows.iter()
        .map(|row| Ok(rule_name(&UnitId::new(&row.unit_id), &name_view(row)?)))
        .collect()
}

fn rule_name(unit: &UnitId, known: &UnitName) -> rule::UnitName {
    rule::UnitName {
        unit: unit.clone(),
        name: known.name.clone(),
        from: known.valid_from,
        to: known.valid_to,
    }
}

/// The unit as its form was filled from.
async fn fresh(
    db: &impl ConnectionTrait,
    id: &UnitId,
    version: i64,
) -> Result<unit::Model, StoreError> {
    let row = unit::Entity::find_by_id(id.as_str()).one(db).await?;
    let row = row.ok_or(StoreError::NotFound("unit"))?;
    if row.version != version {
        return Err(StoreError::Stale("unit"));
    }
    Ok(row)
}

/// Names and mergers belong to the unit: who changes them changes its version.
async fn touch(act: &mut Act, id: &UnitId, version: i64) -> Result<(), StoreError> {
    let row = fresh(act.db(), id, version).await?;
    let version = row.version + 1;
    act.update::<unit::Entity>(unit::Model { version, ..row })
        .await
}

async fn name_rows(db: &impl ConnectionTrait, id: &UnitId) -> Result<Vec<name::Model>, StoreError> {
    let mut rows = name::Entity::find()
        .filter(name::Column::UnitId.eq(id.as_str()))
        .all(db)
        .await?;
    // ISO dates sort as text; an unknown first day comes first on both databases.
    rows.sort_by(|one, other| one.valid_from.cmp(&other.valid_from));
    Ok(rows)
}

async fn merger_of(
    db: &impl ConnectionTrait,
    id: &UnitId,
) -> Result<Option<merger::Model>, StoreError> {
    Ok(merger::Entity::find()
        .filter(merger::Column::UnitId.eq(id.as_str()))
        .one(db)
        .await?)
}

async fn refuse_after_merger(
    db: &impl ConnectionTrait,
    id: &UnitId,
    after: &[rule::UnitName],
) -> Result<(), UnitChangeError> {
    let known = merger_of(db, id).await?;
    let known = mergers(known.as_slice())?;
    known
        .iter()
        .try_for_each(|merger| rule::check_ended(after, merger))?;
    Ok(())
}

/// Writes the ends that a change gave to the names beside it.
async fn write_ends(
    act: &mut Act,
    rows: Vec<name::Model>,
    after: &[rule::UnitName],
) -> Result<(), StoreError> {
    for (row, known) in rows.into_iter().zip(after) {
        let valid_to = known.to.map(|day| day.to_string());
        if row.valid_to != valid_to {
            act.update::<name::Entity>(name::Model { valid_to, ..row })
                .await?;
        }
    }
    Ok(())
}

fn place(rows: &[name::Model], id: &str) -> Result<usize, StoreError> {
    let at = rows.iter().position(|row| row.id == id);
    at.ok_or(StoreError::NotFound("name"))
}

fn on_date(row: &merger::Model) -> Result<Date, StoreError> {
    day(Some(&row.on_date))?.ok_or(StoreError::NotFound("date"))
}
