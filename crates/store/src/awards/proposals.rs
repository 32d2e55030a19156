//! The register (sổ khen thưởng): proposals with their state.

use access::{Permit, actions::awards::ProposeAward};
use jiff::civil::Date;
use rules::awards::{AwardState, ProposalFault, check_proposal};
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use super::{RecordedAct, act_row, acts, proposal};
use crate::units::day;
use crate::{Store, StoreError};

/// An award to be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProposal {
    /// The unit.
    pub unit: UnitId,
    /// The code of the award in the catalogue.
    pub award: String,
    /// The wording, verbatim.
    pub wording: String,
    /// The body to which it is proposed.
    pub proposed_to: Option<UnitId>,
    /// When.
    pub proposed_on: Option<Date>,
    /// The number and symbol of the submission (tờ trình).
    pub submission: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardEntry {
    /// Its id.
    pub id: String,
    /// The cluster-year.
    pub year: ClusterYearId,
    /// What was proposed.
    pub proposed: NewProposal,
    /// What became of it, oldest first.
    pub acts: Vec<RecordedAct>,
    /// Where it stands.
    pub state: AwardState,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// Puts a proposal into the register of the permit's year. `Refused` where the order of the year or the rules
    /// forbid it, `Duplicate` where the unit has one of this award. What a publication tells (`source`) is recorded as told.
    pub async fn propose_award(
        &self,
        permit: &Permit<ProposeAward>,
        new: NewProposal,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let year = act.year()?;
        if new.source.is_none() {
            require_allowed(act.db(), &year, &new).await?;
        }
        let row = row(year, id.clone(), new, 1);
        act.insert::<proposal::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Mends a proposal that is not decided; `version` is the one that the form was filled from.
    pub async fn change_proposal(
        &self,
        permit: &Permit<ProposeAward>,
        id: &str,
        version: i64,
        reason: &str,
        new: NewProposal,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = entry(act.db(), &year, id).await?;
        if known.version != version {
            return Err(StoreError::Stale("proposal"));
        }
        if known.is_decided() {
            return Err(StoreError::Refused {
                what: "proposal",
                why: "decided",
            });
        }
        let row = row(year, known.id, new, version + 1);
        act.update::<proposal::Entity>(row).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Why a unit cannot be proposed in a year; empty where nothing stands against it.
    pub async fn proposal_faults(
        &self,
        year: &ClusterYearId,
        unit: &UnitId,
    ) -> Result<Vec<ProposalFault>, StoreError> {
        faults(&self.db, year.as_str(), unit).await
    }

    /// One entry of a year's register.
    pub async fn award(
        &self,
        year: &ClusterYearId,
        id: &str,
    ) -> Result<Option<AwardEntry>, StoreError> {
        match entry(&self.db, year.as_str(), id).await {
            Ok(entry) => Ok(Some(entry)),
            Err(StoreError::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The register of a year in the order of proposing.
    pub async fn awards_of_year(
        &self,
        year: &ClusterYearId,
    ) -> Result<Vec<AwardEntry>, StoreError> {
        let find =
            proposal::Entity::find().filter(proposal::Column::ClusterYearId.eq(year.as_str()));
        entries(&self.db, find).await
    }

    /// All entries of a unit in all years.
    pub async fn awards_of_unit(&self, unit: &UnitId) -> Result<Vec<AwardEntry>, StoreError> {
        let find = proposal::Entity::find().filter(proposal::Column::UnitId.eq(unit.as_str()));
        entries(&self.db, find).await
    }
}

impl AwardEntry {
    /// Whether it is proposed or in force: neither cancelled nor recovered.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.state,
            AwardState::Cancelled { .. } | AwardState::Recovered { .. }
        )
    }

    /// Whether a decision was ever made on it.
    pub fn is_decided(&self) -> bool {
        match self.state {
            AwardState::Proposed | AwardState::Suspended { .. } => false,
            AwardState::InForce { .. }
            | AwardState::Cancelled { .. }
            | AwardState::Recovered { .. } => true,
        }
    }
}

async fn faults(
    db: &impl ConnectionTrait,
    year: &str,
    unit: &UnitId,
) -> Result<Vec<ProposalFault>, StoreError> {
    let voted = crate::ballot::is_voted(db, year).await?;
    let ground = crate::scoring::ground_of(db, year, unit).await?;
    let ranked = crate::scoring::is_ranked(db, year, unit).await?;
    Ok(check_proposal(voted, ground, ranked))
}

async fn require_allowed(
    db: &impl ConnectionTrait,
    year: &str,
    new: &NewProposal,
) -> Result<(), StoreError> {
    if !faults(db, year, &new.unit).await?.is_empty() {
        return Err(StoreError::Refused {
            what: "award",
            why: "not to be proposed",
        });
    }
    let find = proposal::Entity::find()
        .filter(proposal::Column::ClusterYearId.eq(year))
        .filter(proposal::Column::UnitId.eq(new.unit.as_str()))
        .filter(proposal::Column::Award.eq(new.award.as_str()));
    if entries(db, find).await?.iter().any(AwardEntry::is_open) {
        return Err(StoreError::Duplicate("award"));
    }
    Ok(())
}

/// One entry as it stands.
pub(super) async fn entry(
    db: &impl ConnectionTrait,
    year: &str,
    id: &str,
) -> Result<AwardEntry, StoreError> {
    let find = proposal::Entity::find_by_id((year.to_owned(), id.to_owned()));
    let found = entries(db, find).await?.pop();
    found.ok_or(StoreError::NotFound("award"))
}

async fn entries(
    db: &impl ConnectionTrait,
    find: Select<proposal::Entity>,
) -> Result<Vec<AwardEntry>, StoreError> {
    let rows = find.order_by_asc(proposal::Column::Id).all(db).await?;
    let ids = rows.iter().map(|row| row.id.as_str());
    let acts = act_row::Entity::find()
        .filter(act_row::Column::ProposalId.is_in(ids))
        .order_by_asc(act_row::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(|row| view(row, &acts)).collect()
}

fn row(year: String, id: String, new: NewProposal, version: i64) -> proposal::Model {
    proposal::Model {
        cluster_year_id: year,
        id,
        unit_id: new.unit.into(),
        award: new.award,
        wording: new.wording,
        proposed_to: new.proposed_to.map(String::from),
        proposed_on: new.proposed_on.map(|day| day.to_string()),
        submission: new.submission,
        source: new.source,
        version,
    }
}

fn view(row: proposal::Model, all: &[act_row::Model]) -> Result<AwardEntry, StoreError> {
    let acts = all
        .iter()
        .filter(|act| act.proposal_id == row.id && act.cluster_year_id == row.cluster_year_id)
        .map(acts::view)
        .collect::<Result<Vec<_>, _>>()?;
    let state = acts::state(&acts)?;
    let proposed = NewProposal {
        unit: UnitId::new(row.unit_id),
        award: row.award,
        wording: row.wording,
        proposed_to: row.proposed_to.map(UnitId::new),
        proposed_on: day(row.proposed_on.as_deref())?,
        submission: row.submission,
        source: row.source,
    };
    Ok(AwardEntry {
        id: row.id,
        year: ClusterYearId::new(row.cluster_year_id),
        proposed,
        acts,
        state,
        version: row.version,
    })
}
