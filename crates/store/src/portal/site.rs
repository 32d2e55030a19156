//! The site: who answers for the public pages, as their foot prints it.

use access::{Permit, actions::portal::KeepSite};
use jiff::civil::Date;
use rules::ids::UnitId;
use sea_orm::EntityTrait;

use super::site_row;
use crate::units::day;
use crate::{Store, StoreError};

/// The one row.
const SITE: &str = "site";

/// What the foot of public pages says. All of it is printed for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFacts {
    /// The unit that owns the site.
    pub owner: Option<UnitId>,
    /// The site's name.
    pub name: String,
    /// The body that manages it.
    pub managed_by: Option<String>,
    /// Number and symbol of its licence.
    pub licence: Option<String>,
    /// Who issued the licence.
    pub licence_issuer: Option<String>,
    /// When.
    pub licence_on: Option<Date>,
    /// Who answers for it: "Ông …".
    pub responsible: Option<String>,
    /// The offices of who answers for it.
    pub responsible_office: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// The office's mail address.
    pub email: Option<String>,
    /// The office's telephone.
    pub phone: Option<String>,
    /// The office's fax.
    pub fax: Option<String>,
    /// The rule for reprinting.
    pub reprint: Option<String>,
    /// Where all of it is known from.
    pub source: Option<String>,
}

/// The site as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What the foot says.
    pub facts: SiteFacts,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// Sets what the foot of public pages says. `version` is that of the site as it was read, 0 where there was none.
    pub async fn keep_site(
        &self,
        permit: &Permit<KeepSite>,
        version: i64,
        facts: SiteFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let known = site_row::Entity::find_by_id(SITE).one(act.db()).await?;
        if known.as_ref().map_or(0, |row| row.version) != version {
            return Err(StoreError::Stale("site"));
        }
        let row = row(facts, version + 1);
        match known {
            Some(_) => act.update::<site_row::Entity>(row).await?,
            None => act.insert::<site_row::Entity>(row).await?,
        }
        act.finish().await?;
        Ok(())
    }

    /// The site; none where nobody has named it yet.
    pub async fn site(&self) -> Result<Option<Site>, StoreError> {
        let row = site_row::Entity::find_by_id(SITE).one(&self.db).await?;
        row.map(view).transpose()
    }
}

fn row(facts: SiteFacts, version: i64) -> site_row::Model {
    site_row::Model {
        id: SITE.to_owned(),
        owner_unit_id: facts.owner.map(String::from),
        name: facts.name,
        managed_by: facts.managed_by,
        licence: facts.licence,
        licence_issuer: facts.licence_issuer,
        licence_on: facts.licence_on.map(|day| day.to_string()),
        responsible: facts.responsible,
        responsible_office: facts.responsible_office,
        address: facts.address,
        email: facts.email,
        phone: facts.phone,
        fax: facts.fax,
        reprint: facts.reprint,
        source: facts.source,
        version,
    }
}

fn view(row: site_row::Model) -> Result<Site, StoreError> {
    Ok(Site {
        facts: SiteFacts {
            owner: row.owner_unit_id.map(UnitId::new),
            name: row.name,
            managed_by: row.managed_by,
            licence: row.licence,
            licence_issuer: row.licence_issuer,
            licence_on: day(row.licence_on.as_deref())?,
            responsible: row.responsible,
            responsible_office: row.responsible_office,
            address: row.address,
            email: row.email,
            phone: row.phone,
            fax: row.fax,
            reprint: row.reprint,
            source: row.source,
        },
        version: row.version,
    })
}
