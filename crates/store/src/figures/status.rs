//! Where reports stand, and what was done to them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rules::deadline::{Deadline, Extension};
use rules::figures::{Act, IndicatorKey, ReportState};
use rules::ids::{RevisionId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::reports::{Remark, act_rows, read_state};
use super::rounds::{Round, extensions};
use super::rows::{remark, report_act, signature};
use super::statements::instant;
use crate::keyed::unknown_key;
use crate::{Store, StoreError};

/// Where a unit's report stands in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportStatus {
    /// Its state; a draft where nothing was done yet.
    pub state: ReportState,
    /// How many acts it has had; the `acts` of [`super::Seen`].
    pub acts: u32,
    /// Its deadline, with the unit's extension.
    pub deadline: Deadline,
    /// Why the deadline is later than the round's, for the last extension.
    pub extension: Option<String>,
    /// When it was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When something was last done to it.
    pub last_act_at: Option<Timestamp>,
    /// Errors that the last act left.
    pub errors: u32,
    /// Whether what was last sent is signed.
    pub signed: bool,
}

impl ReportStatus {
    /// By how many days it was first sent too late, or is late at `now` where it was not sent.
    pub fn days_late(&self, now: Timestamp) -> u32 {
        self.deadline.days_late(self.first_sent_at.unwrap_or(now))
    }
}

/// Where all reports of a round stand.
#[derive(Clone, Debug)]
pub struct RoundReports {
    deadline: Deadline,
    extensions: Vec<Extension>,
    acts: BTreeMap<UnitId, Vec<report_act::Model>>,
    signed: BTreeSet<String>,
}

impl RoundReports {
    /// Where a unit's report stands.
    pub fn of(&self, unit: &UnitId) -> Result<ReportStatus, StoreError> {
        let acts = self.acts.get(unit).map_or(&[][..], Vec::as_slice);
        let own = self.extensions.iter().rfind(|one| one.unit == *unit);
        let first_sent = acts.iter().find(|row| row.act == Act::Send.key());
        let last = acts.last();
        Ok(ReportStatus {
            state: last.map_or(Ok(ReportState::Draft), |row| read_state(&row.state))?,
            acts: u32::try_from(acts.len()).unwrap_or(u32::MAX),
            deadline: self.deadline.for_unit(unit, &self.extensions),
            extension: own.map(|one| one.reason.clone()),
            first_sent_at: first_sent.map(|row| instant(row.acted_at)).transpose()?,
            last_act_at: last.map(|row| instant(row.acted_at)).transpose()?,
            errors: last.map_or(0, |row| u32::try_from(row.errors).unwrap_or(0)),
            signed: last.is_some_and(|row| self.signed.contains(&row.revision_id)),
        })
    }
}

/// An act on a report as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAct {
    /// What was done.
    pub act: Act,
    /// The state it led to.
    pub state: ReportState,
    /// The report as it was sent.
    pub revision: RevisionId,
    /// The explanation or reason.
    pub reason: Option<String>,
    /// Remarks on single figures.
    pub remarks: Vec<Remark>,
    /// Errors and warnings that the checks found then.
    pub findings: (u32, u32),
    /// When.
    pub at: Timestamp,
    /// By whom, as the history writes it.
    pub by: String,
}

impl Store {
    /// Where all reports of a round stand: three queries.
    pub async fn reports(&self, round: &Round) -> Result<RoundReports, StoreError> {
        let rows = report_act::Entity::find()
            .filter(report_act::Column::ClusterYearId.eq(round.cluster_year.as_str()))
            .filter(report_act::Column::RoundId.eq(round.id.as_str()))
            .order_by_asc(report_act::Column::Position)
            .all(&self.db)
            .await?;
        let mut acts: BTreeMap<UnitId, Vec<report_act::Model>> = BTreeMap::new();
        for row in rows {
            let of_unit = acts.entry(UnitId::new(&row.unit_id)).or_default();
            of_unit.push(row);
        }
        let signed: Vec<String> = signature::Entity::find()
            .filter(signature::Column::ClusterYearId.eq(round.cluster_year.as_str()))
            .filter(signature::Column::RoundId.eq(round.id.as_str()))
            .select_only()
            .column(signature::Column::RevisionId)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(RoundReports {
            deadline: round.deadline,
            extensions: extensions(&self.db, round).await?,
            acts,
            signed: signed.into_iter().collect(),
        })
    }

    /// Everything that was done to a unit's report in a round, the first act first.
    pub async fn report_acts(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<Vec<RecordedAct>, StoreError> {
        let rows = act_rows(&self.db, round, unit).await?;
        let ids = rows.iter().map(|row| row.id.as_str());
        let remarks = remark::Entity::find()
            .filter(remark::Column::ClusterYearId.eq(round.cluster_year.as_str()))
            .filter(remark::Column::ActId.is_in(ids))
            .order_by_asc(remark::Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(|row| view(row, &remarks)).collect()
    }
}

fn view(row: report_act::Model, remarks: &[remark::Model]) -> Result<RecordedAct, StoreError> {
    let own = remarks.iter().filter(|one| one.act_id == row.id);
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    Ok(RecordedAct {
        act: Act::from_key(&row.act).ok_or_else(|| unknown_key("act on a report", &row.act))?,
        state: read_state(&row.state)?,
        revision: RevisionId::new(row.revision_id),
        reason: row.reason,
        remarks: own
            .map(|one| Remark {
                indicator: IndicatorKey::new(&one.indicator),
                reason: one.reason.clone(),
            })
            .collect(),
        findings: (count(row.errors), count(row.warnings)),
        at: instant(row.acted_at)?,
        by: row.acted_by,
    })
}
