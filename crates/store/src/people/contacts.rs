//! The contact book of a cluster-year (danh bạ đầu mối): internal, erased with its rows.

use access::{Permit, actions::people::KeepContact};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::contact;
use crate::units::ClusterYear;
use crate::{Store, StoreError};

/// What is known of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactFacts {
    /// The person's name.
    pub name: String,
    /// Chức vụ, phòng.
    pub office: String,
    /// Telephone.
    pub phone: Option<String>,
    /// The number Zalo is reached under.
    pub zalo: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// A contact of a unit in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// The unit.
    pub unit: UnitId,
    /// What is known.
    pub facts: ContactFacts,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// The contacts of a year.
    pub async fn contacts(&self, year: &ClusterYearId) -> Result<Vec<Contact>, StoreError> {
        let rows = rows(&self.db, year.as_str()).await?;
        Ok(rows.into_iter().map(view).collect())
    }

    /// Enters a contact of the permit's unit.
    pub async fn add_contact(
        &self,
        permit: &Permit<KeepContact>,
        facts: ContactFacts,
    ) -> Result<String, StoreError> {
        let unit = permit.matter().unit().ok_or(StoreError::NotFound("unit"))?;
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let key = Key {
            year: act.year()?,
            id: id.clone(),
            unit: unit.to_string(),
            privacy: self.sources.token(),
        };
        act.insert::<contact::Entity>(row(key, facts, 1)).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Changes a contact of the permit's unit; `version` is the one that the form was filled from.
    pub async fn change_contact(
        &self,
        permit: &Permit<KeepContact>,
        id: &str,
        version: i64,
        facts: ContactFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let known = find(act.db(), permit, act.year()?, id).await?;
        if known.version != version {
            return Err(StoreError::Stale("contact"));
        }
        let key = Key {
            year: known.cluster_year_id,
            id: known.id,
            unit: known.unit_id,
            privacy: known.privacy_key.unwrap_or_else(|| self.sources.token()),
        };
        act.update::<contact::Entity>(row(key, facts, version + 1))
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// Removes a contact of the permit's unit: its values and their key are gone, that it was removed stays on record.
    pub async fn remove_contact(
        &self,
        permit: &Permit<KeepContact>,
        id: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let known = find(act.db(), permit, act.year()?, id).await?;
        act.delete::<contact::Entity>(known).await?;
        act.finish().await?;
        Ok(())
    }

    /// Copies contacts of an earlier year for those of these units that have none yet; returns how many.
    /// A permit for one unit copies that unit's contacts only.
    pub async fn carry_contacts(
        &self,
        permit: &Permit<KeepContact>,
        from: &ClusterYear,
        units: &[UnitId],
    ) -> Result<usize, StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let present = rows(act.db(), &year).await?;
        let only = permit.matter().unit();
        let wanted = |unit: &str| {
            units.iter().any(|known| known.as_str() == unit)
                && only.is_none_or(|only| only.as_str() == unit)
                && present.iter().all(|row| row.unit_id != unit)
        };
        let mut carried = 0;
        for earlier in rows(act.db(), from.id.as_str()).await? {
            if !wanted(&earlier.unit_id) || earlier.name.is_none() {
                continue;
            }
            let key = Key {
                year: year.clone(),
                id: self.sources.id(),
                unit: earlier.unit_id.clone(),
                privacy: self.sources.token(),
            };
            let facts = view(earlier).facts;
            act.insert::<contact::Entity>(row(key, facts, 1)).await?;
            carried += 1;
        }
        if carried > 0 {
            act.note(format!("Chép từ năm {}", from.year));
            act.finish().await?;
        }
        Ok(carried)
    }
}

struct Key {
    year: String,
    id: String,
    unit: String,
    privacy: String,
}

fn row(key: Key, facts: ContactFacts, version: i64) -> contact::Model {
    contact::Model {
        cluster_year_id: key.year,
        id: key.id,
        unit_id: key.unit,
        privacy_key: Some(key.privacy),
        name: Some(facts.name),
        office: facts.office,
        phone: facts.phone,
        zalo: facts.zalo,
        email: facts.email,
        version,
    }
}

fn view(row: contact::Model) -> Contact {
    Contact {
        id: row.id,
        unit: UnitId::new(row.unit_id),
        facts: ContactFacts {
            name: row.name.unwrap_or_default(),
            office: row.office,
            phone: row.phone,
            zalo: row.zalo,
            email: row.email,
        },
        version: row.version,
    }
}

async fn rows(db: &impl ConnectionTrait, year: &str) -> Result<Vec<contact::Model>, StoreError> {
    Ok(contact::Entity::find()
        .filter(contact::Column::ClusterYearId.eq(year))
        .all(db)
        .await?)
}

/// The contact, where it belongs to the permit's unit.
async fn find(
    db: &impl ConnectionTrait,
    permit: &Permit<KeepContact>,
    year: String,
    id: &str,
) -> Result<contact::Model, StoreError> {
    let row = contact::Entity::find_by_id((year, id.to_owned()))
        .one(db)
        .await?;
    row.filter(|row| permit.matter().unit().map(UnitId::as_str) == Some(row.unit_id.as_str()))
        .ok_or(StoreError::NotFound("contact"))
}
