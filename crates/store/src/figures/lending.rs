//! Lending a section (giao phòng nhập): a department enters one section of a report through a link, without an account.
//!
//! Whoever holds the link may enter, so a link opens one section of one report, ends by itself, can be taken back at any
//! time, and is told once: only its digest is kept.

use access::actions::figures::LendSection;
use access::{Actor, Office, Permit, Principal};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rules::deadline::Deadline;
use rules::figures::Section;
use rules::ids::{ClusterYearId, RoundId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use vietnamese::date::today;

use super::rounds::{Round, find, known_day};
use super::rows::section_link;
use super::statements::instant;
use super::{require_member, unit_of};
use crate::clock::hex;
use crate::keyed::unknown_key;
use crate::{Store, StoreError};

/// The longest that a link lives, in days: as long as a department needs, not until somebody finds it in an old chat.
const LONGEST_DAYS: i32 = 31;
/// Random bytes of a link: nobody guesses 128 bits.
const TOKEN_BYTES: usize = 16;

/// A link to be made; the unit is that of the permit's matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSectionLink {
    /// What it opens.
    pub section: Section,
    /// To whom it is given: "Phòng Quản lý khoa học".
    pub department: String,
    /// The last day on which it opens anything.
    pub last_day: Date,
}

/// A link that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLink {
    /// Its id; the history names the holder by it.
    pub id: String,
    /// The year of the report.
    pub cluster_year: ClusterYearId,
    /// The round of the report.
    pub round: RoundId,
    /// Whose report.
    pub unit: UnitId,
    /// What it opens.
    pub section: Section,
    /// To whom it was given.
    pub department: String,
    /// Until when.
    pub deadline: Deadline,
    /// When it was given.
    pub lent_at: Timestamp,
    /// By whom, as the history writes it.
    pub lent_by: String,
    /// When it was taken back.
    pub taken_back_at: Option<Timestamp>,
}

/// Whether a link opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Open,
    /// Its last day has passed.
    Expired,
    /// The unit took it back.
    TakenBack(Timestamp),
}

impl SectionLink {
    /// Whether it opens anything at an instant.
    pub fn state(&self, now: Timestamp) -> LinkState {
        match self.taken_back_at {
            Some(at) => LinkState::TakenBack(at),
            None if self.deadline.is_missed_at(now) => LinkState::Expired,
            None => LinkState::Open,
        }
    }

    /// Its holder.
    pub fn holder(&self) -> Principal {
        let office = Office::Section {
            unit: self.unit.clone(),
            cluster_year: self.cluster_year.clone(),
            section: self.section.key().to_owned(),
        };
        Principal::new(Actor::Link(self.id.clone()), vec![office])
    }
}

/// Why a section was not lent.
#[derive(Debug, thiserror::Error)]
pub enum LendingError {
    /// The last day is past, or too far away.
    #[error("the last day must be from {earliest} to {latest}")]
    LastDay {
        /// The earliest one that is taken.
        earliest: Date,
        /// The latest one.
        latest: Date,
    },
    /// Keeping failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Gives a department a link to a section; answers with the link's token, which nobody is told again.
    pub async fn lend_section(
        &self,
        permit: &Permit<LendSection>,
        round: &RoundId,
        new: NewSectionLink,
    ) -> Result<String, LendingError> {
        check_link_last_day(new.last_day, today(self.sources.now()))?;
        let unit = unit_of(permit)?;
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        require_member(&act, round.cluster_year.as_str(), &unit).await?;
        let token = self.new_token();
        let row = section_link::Model {
            cluster_year_id: round.cluster_year.to_string(),
            id: self.sources.id(),
            round_id: round.id.to_string(),
            unit_id: unit.to_string(),
            section: new.section.key().to_owned(),
            department: new.department,
            token_digest: digest(&token),
            last_day: new.last_day.to_string(),
            lent_at: act.at(),
            lent_by: act.actor().to_owned(),
            taken_back_at: None,
            taken_back_by: None,
        };
        act.insert::<section_link::Entity>(row).await?;
        act.finish().await?;
        Ok(token)
    }

    /// Takes a link of the permit's unit back; it opens nothing from now on. One that was taken back stays so.
    pub async fn take_back_link(
        &self,
        permit: &Permit<LendSection>,
        id: &str,
    ) -> Result<(), StoreError> {
        let unit = unit_of(permit)?;
        let mut act = self.begin(permit).await?;
        let key = (act.year()?, id.to_owned());
        let row = section_link::Entity::find_by_id(key).one(act.db()).await?;
        let row = row.filter(|row| row.unit_id == unit.as_str());
        let row = row.ok_or(StoreError::NotFound("link"))?;
        if row.taken_back_at.is_some() {
            return Ok(());
        }
        let row = section_link::Model {
            taken_back_at: Some(act.at()),
            taken_back_by: Some(act.actor().to_owned()),
            ..row
        };
        act.update::<section_link::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The links of a unit's report, the newest first.
    pub async fn section_links(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<Vec<SectionLink>, StoreError> {
        let rows = section_link::Entity::find()
            .filter(section_link::Column::ClusterYearId.eq(round.cluster_year.as_str()))
            .filter(section_link::Column::RoundId.eq(round.id.as_str()))
            .filter(section_link::Column::UnitId.eq(unit.as_str()))
            .order_by_desc(section_link::Column::LentAt)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }

    /// The link behind a token, with its round; whether it still opens anything is for [`SectionLink::state`] to say.
    pub async fn lent_link(&self, token: &str) -> Result<Option<(SectionLink, Round)>, StoreError> {
        let row = section_link::Entity::find()
            .filter(section_link::Column::TokenDigest.eq(digest(token)))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let link = view(row)?;
        let round = find(&self.db, link.cluster_year.as_str(), &link.round).await?;
        Ok(Some((link, round)))
    }

    /// The department that a link was given to, by the id under which the history names its holder.
    pub async fn link_department(&self, id: &str) -> Result<Option<String>, StoreError> {
        let row = section_link::Entity::find()
            .filter(section_link::Column::Id.eq(id))
            .one(&self.db)
            .await?;
        Ok(row.map(|row| row.department))
    }

    fn new_token(&self) -> String {
        let bytes = self.sources.bytes::<TOKEN_BYTES>();
        base32::encode(base32::Alphabet::Crockford, &bytes).to_lowercase()
    }
}

/// Tests the last day of a link that is given out today.
pub fn check_link_last_day(last_day: Date, today: Date) -> Result<(), LendingError> {
    let latest = today.saturating_add(LONGEST_DAYS.days());
    if (today..=latest).contains(&last_day) {
        return Ok(());
    }
    Err(LendingError::LastDay {
        earliest: today,
        latest,
    })
}

fn digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn view(row: section_link::Model) -> Result<SectionLink, StoreError> {
    Ok(SectionLink {
        id: row.id,
        cluster_year: ClusterYearId::new(row.cluster_year_id),
        round: RoundId::new(row.round_id),
        unit: UnitId::new(row.unit_id),
        section: Section::from_key(&row.section)
            .ok_or_else(|| unknown_key("section of a report", &row.section))?,
        department: row.department,
        deadline: Deadline::at_end_of(known_day(&row.last_day)?),
        lent_at: instant(row.lent_at)?,
        lent_by: row.lent_by,
        taken_back_at: row.taken_back_at.map(instant).transpose()?,
    })
}
