//! Reporting rounds (kỳ báo cáo) and the extensions of their deadlines.

use access::Permit;
use access::actions::figures::{ExtendDeadline, OpenRound};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::deadline::{Deadline, DeadlineError, Extension};
use rules::figures::{Basis, Catalogue, Tolerances};
use rules::ids::{ClusterYearId, RoundId, UnitId};
use rules::law::Law;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::rows::{extension, round};
use super::statements::instant;
use super::{cut_off_text, read_basis, require_member, unit_of};
use crate::history::Act;
use crate::keyed::{keyed, unknown_key};
use crate::units::{cluster_year, day};
use crate::{Store, StoreError};

keyed! {
    /// How the reports of a round are signed.
    Signing {
        /// On paper; the signed, stamped scan is uploaded.
        Paper = "paper", "Ký, đóng dấu trên giấy rồi tải bản chụp lên";
        /// On screen, by a leader of the unit.
        Screen = "screen", "Lãnh đạo đơn vị ký trên màn hình";
    }
}

/// A round to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRound {
    /// What it is called: "Báo cáo số liệu tổng kết năm 2021".
    pub name: String,
    /// What its figures stand on.
    pub basis: Basis,
    /// The last day for sending.
    pub last_day: Date,
    /// How its reports are signed.
    pub signing: Signing,
}

/// A reporting round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The cluster-year it belongs to.
    pub cluster_year: ClusterYearId,
    /// Its number in the year, from 1; its part of an address.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// What its figures stand on.
    pub basis: Basis,
    /// The day whose catalogue and limits hold for it: the cut-off, or the last day of the year.
    pub as_of: Date,
    /// The deadline, where a unit has no extension.
    pub deadline: Deadline,
    /// How its reports are signed.
    pub signing: Signing,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom, as the history writes it.
    pub opened_by: String,
    /// For optimistic locking.
    pub version: i64,
}

impl Round {
    /// The indicators of its reports.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::embedded().at(self.as_of)
    }

    /// How far its figures may go before the program asks why.
    pub(crate) fn tolerances(&self) -> Result<Tolerances, StoreError> {
        Tolerances::at(Law::embedded(), self.as_of)
            .map_err(|error| StoreError::Fault(Box::new(error)))
    }
}

/// Why a deadline was not extended.
#[derive(Debug, thiserror::Error)]
pub enum ExtensionError {
    /// The rules refuse it; everything that is wrong is told at once.
    #[error("the deadline is not extended")]
    Refused(Vec<DeadlineError>),
    /// Keeping failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Opens a round and answers with its number in the year.
    pub async fn open_round(
        &self,
        permit: &Permit<OpenRound>,
        new: NewRound,
    ) -> Result<Round, StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let last = round::Entity::find()
            .filter(round::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(round::Column::Number)
            .one(act.db())
            .await?;
        let row = round::Model {
            id: self.sources.id(),
            number: last.map_or(1, |row| row.number + 1),
            name: new.name,
            basis: new.basis.key().to_owned(),
            cut_off: cut_off_text(&new.basis),
            as_of: as_of(act.db(), &year, &new.basis).await?.to_string(),
            last_day: new.last_day.to_string(),
            signing: new.signing.key().to_owned(),
            opened_at: act.at(),
            opened_by: act.actor().to_owned(),
            version: 1,
            cluster_year_id: year,
        };
        act.matter_is(row.id.as_str());
        act.insert::<round::Entity>(row.clone()).await?;
        act.finish().await?;
        view(row)
    }

    /// Gives a round another name, deadline or way of signing. Its basis stays: figures stand on it.
    ///
    /// `Stale` where somebody else has changed it since `seen`.
    pub async fn change_round(
        &self,
        permit: &Permit<OpenRound>,
        seen: &Round,
        new: NewRound,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let row = row(act.db(), &year, &seen.id).await?;
        if row.version != seen.version {
            return Err(StoreError::Stale("round"));
        }
        let row = round::Model {
            name: new.name,
            last_day: new.last_day.to_string(),
            signing: new.signing.key().to_owned(),
            version: row.version + 1,
            ..row
        };
        act.update::<round::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The rounds of a year, the newest first.
    pub async fn rounds(&self, year: &ClusterYearId) -> Result<Vec<Round>, StoreError> {
        let rows = round::Entity::find()
            .filter(round::Column::ClusterYearId.eq(year.as_str()))
            .order_by_desc(round::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }

    /// The round of an address.
    pub async fn round(
        &self,
        year: &ClusterYearId,
        number: u32,
    ) -> Result<Option<Round>, StoreError> {
        let row = round::Entity::find()
            .filter(round::Column::ClusterYearId.eq(year.as_str()))
            .filter(round::Column::Number.eq(i64::from(number)))
            .one(&self.db)
            .await?;
        row.map(view).transpose()
    }

    /// Gives the unit of the permit's matter a later last day, with a reason.
    pub async fn extend_deadline(
        &self,
        permit: &Permit<ExtendDeadline>,
        round: &RoundId,
        last_day: Date,
        reason: &str,
    ) -> Result<(), ExtensionError> {
        let unit = unit_of(permit)?;
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let round = find(act.db(), &year, round).await?;
        require_member(&act, &year, &unit).await?;
        let known = extensions(act.db(), &round).await?;
        let deadline = round.deadline.for_unit(&unit, &known);
        let extension = deadline
            .extend(unit, last_day, reason)
            .map_err(ExtensionError::Refused)?;
        insert(&mut act, self.sources.id(), &round, extension).await?;
        act.finish().await?;
        Ok(())
    }

    /// The extensions of a round, in the order in which they were given.
    pub async fn extensions(&self, round: &Round) -> Result<Vec<Extension>, StoreError> {
        extensions(&self.db, round).await
    }
}

async fn insert(
    act: &mut Act,
    id: String,
    round: &Round,
    extension: Extension,
) -> Result<(), StoreError> {
    act.note(extension.reason.as_str());
    let row = extension::Model {
        cluster_year_id: round.cluster_year.to_string(),
        id,
        round_id: round.id.to_string(),
        unit_id: extension.unit.to_string(),
        last_day: extension.last_day.to_string(),
        reason: extension.reason,
        given_at: act.at(),
        given_by: act.actor().to_owned(),
    };
    act.insert::<extension::Entity>(row).await
}

pub(super) async fn extensions(
    db: &impl ConnectionTrait,
    round: &Round,
) -> Result<Vec<Extension>, StoreError> {
    let rows = extension::Entity::find()
        .filter(extension::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(extension::Column::RoundId.eq(round.id.as_str()))
        .order_by_asc(extension::Column::Id)
        .all(db)
        .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Extension {
            unit: UnitId::new(row.unit_id),
            last_day: known_day(&row.last_day)?,
            reason: row.reason,
        })
    });
    read.collect()
}

/// A round of a year by its id.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    year: &str,
    id: &RoundId,
) -> Result<Round, StoreError> {
    view(row(db, year, id).await?)
}

async fn row(
    db: &impl ConnectionTrait,
    year: &str,
    id: &RoundId,
) -> Result<round::Model, StoreError> {
    let key = (year.to_owned(), id.to_string());
    let row = round::Entity::find_by_id(key).one(db).await?;
    row.ok_or(StoreError::NotFound("round"))
}

/// Figures of the whole year are judged by the catalogue of its last day.
async fn as_of(db: &impl ConnectionTrait, year: &str, basis: &Basis) -> Result<Date, StoreError> {
    if let Some(cut_off) = basis.cut_off() {
        return Ok(cut_off);
    }
    let row = cluster_year::Entity::find_by_id(year).one(db).await?;
    let row = row.ok_or(StoreError::NotFound("cluster year"))?;
    let year = i16::try_from(row.year).unwrap_or(i16::MAX);
    Ok(Date::constant(year, 12, 31))
}

pub(super) fn view(row: round::Model) -> Result<Round, StoreError> {
    let basis = read_basis(Some(&row.basis), row.cut_off.as_deref())?;
    let number = u32::try_from(row.number);
    Ok(Round {
        id: RoundId::new(row.id),
        cluster_year: ClusterYearId::new(row.cluster_year_id),
        number: number.map_err(|_| StoreError::Broken(format!("round {}", row.number)))?,
        name: row.name,
        basis: basis.ok_or_else(|| StoreError::Broken("a round without a basis".to_owned()))?,
        as_of: known_day(&row.as_of)?,
        deadline: Deadline::at_end_of(known_day(&row.last_day)?),
        signing: Signing::from_key(&row.signing)
            .ok_or_else(|| unknown_key("way of signing", &row.signing))?,
        opened_at: instant(row.opened_at)?,
        opened_by: row.opened_by,
        version: row.version,
    })
}

/// A day that a row must have.
pub(super) fn known_day(text: &str) -> Result<Date, StoreError> {
    day(Some(text))?.ok_or(StoreError::NotFound("date"))
}
