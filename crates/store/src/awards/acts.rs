//! What becomes of a proposal: suspended, resumed, decided, cancelled, recovered. Each act is a row.

use access::actions::awards::{DecideAward, ProposeAward};
use access::{Action, Permit};
use jiff::Timestamp;
use rules::awards::{AwardAct, AwardState, Decision};

use super::{act_row, proposals};
use crate::error::duplicate;
use crate::keyed::unknown_key;
use crate::units::day;
use crate::{Store, StoreError};

/// An act as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAct {
    /// What happened.
    pub act: AwardAct,
    /// What was noted with it.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom, as the history names it.
    pub recorded_by: String,
    /// The sentence it is known from.
    pub source: Option<String>,
}

impl Store {
    /// Suspends the consideration of a proposal, or lets it go on. `Refused` where that does not follow.
    pub async fn suspend_award(
        &self,
        permit: &Permit<ProposeAward>,
        id: &str,
        act: AwardAct,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        if !matches!(act, AwardAct::Suspend { .. } | AwardAct::Resume) {
            return Err(StoreError::Refused {
                what: "award",
                why: "needs the right to decide",
            });
        }
        self.record_award_act(permit, id, act, note, None).await
    }

    /// Puts a decision on record: granted, cancelled or recovered. `Refused` where that does not follow.
    pub async fn decide_award(
        &self,
        permit: &Permit<DecideAward>,
        id: &str,
        act: AwardAct,
        note: Option<&str>,
        source: Option<&str>,
    ) -> Result<(), StoreError> {
        self.record_award_act(permit, id, act, note, source).await
    }

    async fn record_award_act<A: Action>(
        &self,
        permit: &Permit<A>,
        id: &str,
        award_act: AwardAct,
        note: Option<&str>,
        source: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = proposals::entry(act.db(), &year, id).await?;
        let position = i64::try_from(known.acts.len()).unwrap_or(i64::MAX);
        let (reason, decision) = parts(&award_act);
        let row = act_row::Model {
            cluster_year_id: year,
            id: self.sources.id(),
            proposal_id: known.id,
            position,
            act: key(&award_act).to_owned(),
            reason: reason.or(note).map(str::to_owned),
            decision: decision.map(|decision| decision.symbol.clone()),
            decided_on: decision.map(|decision| decision.on.to_string()),
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
            source: source.map(str::to_owned),
        };
        known
            .state
            .after(award_act)
            .map_err(|_| StoreError::Refused {
                what: "award",
                why: "does not follow",
            })?;
        act.insert::<act_row::Entity>(row)
            .await
            .map_err(duplicate("award act"))?;
        act.finish().await?;
        Ok(())
    }
}

/// Where these acts lead.
pub(super) fn state(acts: &[RecordedAct]) -> Result<AwardState, StoreError> {
    acts.iter()
        .try_fold(AwardState::Proposed, |state, recorded| {
            state.after(recorded.act.clone())
        })
        .map_err(|error| StoreError::Broken(error.to_string()))
}

pub(super) fn view(row: &act_row::Model) -> Result<RecordedAct, StoreError> {
    let recorded_at = Timestamp::from_microsecond(row.recorded_at)
        .map_err(|error| StoreError::Fault(Box::new(error)))?;
    Ok(RecordedAct {
        act: act_of(row)?,
        note: row.reason.clone(),
        recorded_at,
        recorded_by: row.recorded_by.clone(),
        source: row.source.clone(),
    })
}

fn act_of(row: &act_row::Model) -> Result<AwardAct, StoreError> {
    let decision = || {
        let on = day(row.decided_on.as_deref())?.ok_or(StoreError::NotFound("decision"))?;
        let symbol = row
            .decision
            .clone()
            .ok_or(StoreError::NotFound("decision"))?;
        Ok::<_, StoreError>(Decision { symbol, on })
    };
    Ok(match row.act.as_str() {
        SUSPEND => AwardAct::Suspend {
            reason: row.reason.clone().unwrap_or_default(),
        },
        RESUME => AwardAct::Resume,
        DECIDE => AwardAct::Decide {
            decision: decision()?,
        },
        CANCEL => AwardAct::Cancel {
            decision: decision()?,
        },
        RECOVER => AwardAct::Recover {
            decision: decision()?,
        },
        other => return Err(unknown_key("award act", other)),
    })
}

const SUSPEND: &str = "suspend";
const RESUME: &str = "resume";
const DECIDE: &str = "decide";
const CANCEL: &str = "cancel";
const RECOVER: &str = "recover";

const fn key(act: &AwardAct) -> &'static str {
    match act {
        AwardAct::Suspend { .. } => SUSPEND,
        AwardAct::Resume => RESUME,
        AwardAct::Decide { .. } => DECIDE,
        AwardAct::Cancel { .. } => CANCEL,
        AwardAct::Recover { .. } => RECOVER,
    }
}

fn parts(act: &AwardAct) -> (Option<&str>, Option<&Decision>) {
    match act {
        AwardAct::Suspend { reason } => (Some(reason), None),
        AwardAct::Resume => (None, None),
        AwardAct::Decide { decision }
        | AwardAct::Cancel { decision }
        | AwardAct::Recover { decision } => (None, Some(decision)),
    }
}
