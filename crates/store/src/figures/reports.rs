//! The life of a unit's report in a round: sent, returned, approved, locked, undone. Every act is a row.

use access::actions::figures::{ApproveReport, LockReport, ReturnReport, SendReport};
use access::{Action, Permit};
use rules::figures::{
    Act as ReportAct, Finding, IndicatorKey, ReportState, Severity, Situation, TransitionError,
    transition,
};
use rules::ids::{RevisionId, RoundId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::findings::findings_of;
use super::observations::{UnitFigures, of_unit, plain};
use super::revisions;
use super::rounds::{Round, find};
use super::rows::{remark, report_act, signature};
use super::{require_member, unit_of};
use crate::history::Act;
use crate::keyed::unknown_key;
use crate::{Store, StoreError};

/// What the one who acts on a report has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many acts the report had: `ReportStatus::acts`.
    pub acts: u32,
    /// The version code of its figures; needed for sending only.
    pub code: Option<String>,
}

/// Why one figure is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which figure.
    pub indicator: IndicatorKey,
    /// Why.
    pub reason: String,
}

/// Why an act on a report did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] TransitionError),
    /// There is no figure in it.
    #[error("the report is empty")]
    Empty,
    /// Keeping failed, or the report is not as it was read (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ReportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// What is asked of a report.
struct Asked<'a> {
    act: ReportAct,
    seen: &'a Seen,
    reason: Option<&'a str>,
    remarks: &'a [Remark],
}

impl Store {
    /// Sends a unit's report, freezing its figures. With findings, an explanation is needed.
    pub async fn send_report(
        &self,
        permit: &Permit<SendReport>,
        round: &RoundId,
        seen: &Seen,
        explanation: Option<&str>,
    ) -> Result<ReportState, ReportError> {
        self.act_on_report(
            permit,
            round,
            Asked::plain(ReportAct::Send, seen, explanation),
        )
        .await
    }

    /// Returns a report with a reason, remarks on single figures, or both.
    pub async fn return_report(
        &self,
        permit: &Permit<ReturnReport>,
        round: &RoundId,
        seen: &Seen,
        reason: Option<&str>,
        remarks: &[Remark],
    ) -> Result<ReportState, ReportError> {
        let asked = Asked {
            remarks,
            ..Asked::plain(ReportAct::Return, seen, reason)
        };
        self.act_on_report(permit, round, asked).await
    }

    /// Approves a report that has no errors.
    pub async fn approve_report(
        &self,
        permit: &Permit<ApproveReport>,
        round: &RoundId,
        seen: &Seen,
    ) -> Result<ReportState, ReportError> {
        self.act_on_report(permit, round, Asked::plain(ReportAct::Approve, seen, None))
            .await
    }

    /// Takes an approval back, with a reason; the report is returned to its unit.
    pub async fn undo_approval(
        &self,
        permit: &Permit<ApproveReport>,
        round: &RoundId,
        seen: &Seen,
        reason: Option<&str>,
    ) -> Result<ReportState, ReportError> {
        let asked = Asked::plain(ReportAct::UndoApproval, seen, reason);
        self.act_on_report(permit, round, asked).await
    }

    /// Locks an approved report; where no signature is recorded, with the reason for doing without.
    pub async fn lock_report(
        &self,
        permit: &Permit<LockReport>,
        round: &RoundId,
        seen: &Seen,
        reason: Option<&str>,
    ) -> Result<ReportState, ReportError> {
        self.act_on_report(permit, round, Asked::plain(ReportAct::Lock, seen, reason))
            .await
    }

    /// Unlocks a report with a reason; it is approved again.
    pub async fn unlock_report(
        &self,
        permit: &Permit<LockReport>,
        round: &RoundId,
        seen: &Seen,
        reason: Option<&str>,
    ) -> Result<ReportState, ReportError> {
        self.act_on_report(permit, round, Asked::plain(ReportAct::Unlock, seen, reason))
            .await
    }

    async fn act_on_report<A: Action>(
        &self,
        permit: &Permit<A>,
        round: &RoundId,
        asked: Asked<'_>,
    ) -> Result<ReportState, ReportError> {
        let unit = unit_of(permit)?;
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        require_member(&act, round.cluster_year.as_str(), &unit).await?;
        let rows = act_rows(act.db(), &round, &unit).await?;
        let figures = of_unit(act.db(), &round, &unit).await?;
        asked.test(&round, &unit, rows.len(), &figures)?;
        let findings = findings_of(act.db(), &round, &unit, &plain(&figures)).await?;
        let situation = Situation {
            findings: &findings,
            explanation: asked.explanation(),
            unsigned: is_unsigned(act.db(), rows.last()).await?,
            ..Situation::default()
        };
        let state = transition(last_state(&rows)?, asked.act, situation)?;
        let revision = match rows.last() {
            Some(last) if asked.act != ReportAct::Send => RevisionId::new(&last.revision_id),
            _ => self.freeze(&mut act, &round, &unit, &figures).await?,
        };
        let row = report_act::Model {
            cluster_year_id: round.cluster_year.to_string(),
            id: self.sources.id(),
            round_id: round.id.to_string(),
            unit_id: unit.to_string(),
            position: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            act: asked.act.key().to_owned(),
            state: state.key().to_owned(),
            revision_id: revision.to_string(),
            reason: asked.reason.map(str::to_owned),
            errors: count(&findings, Severity::Error),
            warnings: count(&findings, Severity::Warning),
            acted_at: act.at(),
            acted_by: act.actor().to_owned(),
        };
        self.record(&mut act, row, asked.remarks).await?;
        act.finish().await?;
        Ok(state)
    }

    async fn freeze(
        &self,
        act: &mut Act,
        round: &Round,
        unit: &UnitId,
        figures: &UnitFigures,
    ) -> Result<RevisionId, StoreError> {
        let earlier = revisions::rows(act.db(), round, unit).await?;
        let number = earlier.first().map_or(1, |row| row.number + 1);
        let place = (self.sources.id(), number);
        let row = revisions::new_row(round, unit, figures, place, (act.at(), act.actor()))?;
        let id = RevisionId::new(&row.id);
        act.insert::<super::rows::revision::Entity>(row).await?;
        Ok(id)
    }

    async fn record(
        &self,
        act: &mut Act,
        row: report_act::Model,
        remarks: &[Remark],
    ) -> Result<(), StoreError> {
        if let Some(reason) = &row.reason {
            act.note(reason.as_str());
        }
        let (year, act_id) = (row.cluster_year_id.clone(), row.id.clone());
        act.insert::<report_act::Entity>(row).await?;
        for one in remarks {
            let row = remark::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                act_id: act_id.clone(),
                indicator: one.indicator.to_string(),
                reason: one.reason.clone(),
            };
            act.insert::<remark::Entity>(row).await?;
        }
        Ok(())
    }
}

impl<'a> Asked<'a> {
    fn plain(act: ReportAct, seen: &'a Seen, reason: Option<&'a str>) -> Self {
        Self {
            act,
            seen,
            reason,
            remarks: &[],
        }
    }

    /// A remark on a figure is a reason, too.
    fn explanation(&self) -> Option<&str> {
        let remark = self.remarks.first().map(|one| one.reason.as_str());
        self.reason.or(remark)
    }

    fn test(
        &self,
        round: &Round,
        unit: &UnitId,
        acts: usize,
        figures: &UnitFigures,
    ) -> Result<(), ReportError> {
        let stale = || ReportError::Store(StoreError::Stale("report"));
        if u32::try_from(acts) != Ok(self.seen.acts) {
            return Err(stale());
        }
        if self.act != ReportAct::Send {
            return Ok(());
        }
        let plain = plain(figures);
        if plain.values().all(|value| value.is_missing()) {
            return Err(ReportError::Empty);
        }
        let code = revisions::version_code(round, unit, &plain)?;
        if self.seen.code.as_deref() == Some(code.as_str()) {
            return Ok(());
        }
        Err(stale())
    }
}

/// Whether what was last sent bears no signature.
async fn is_unsigned(
    db: &impl ConnectionTrait,
    last: Option<&report_act::Model>,
) -> Result<bool, StoreError> {
    let Some(last) = last else { return Ok(true) };
    let signatures = signature::Entity::find()
        .filter(signature::Column::ClusterYearId.eq(&last.cluster_year_id))
        .filter(signature::Column::RevisionId.eq(&last.revision_id))
        .count(db)
        .await?;
    Ok(signatures == 0)
}

fn count(findings: &[Finding], severity: Severity) -> i64 {
    let of_it = findings.iter().filter(|one| one.severity() == severity);
    i64::try_from(of_it.count()).unwrap_or(i64::MAX)
}

/// Where a report stands.
pub(super) async fn state_of(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
) -> Result<ReportState, StoreError> {
    last_state(&act_rows(db, round, unit).await?)
}

fn last_state(rows: &[report_act::Model]) -> Result<ReportState, StoreError> {
    rows.last()
        .map_or(Ok(ReportState::Draft), |row| read_state(&row.state))
}

pub(super) fn read_state(key: &str) -> Result<ReportState, StoreError> {
    ReportState::from_key(key).ok_or_else(|| unknown_key("state of a report", key))
}

pub(super) async fn act_rows(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
) -> Result<Vec<report_act::Model>, StoreError> {
    let rows = report_act::Entity::find()
        .filter(report_act::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(report_act::Column::RoundId.eq(round.id.as_str()))
        .filter(report_act::Column::UnitId.eq(unit.as_str()))
        .order_by_asc(report_act::Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}
