//! Awards (danh hiệu thi đua, hình thức khen thưởng): the catalogue's form, the bonus, quotas that warn,
//! and the life of an entry in the award register.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::figures::Decimal;
use crate::law::{Comparator, Law, LawError, Period, Ratio};
use crate::scoring::Ineligibility;

/// What kind of award it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardKind {
    /// Danh hiệu thi đua.
    Title,
    /// Hình thức khen thưởng.
    Commendation,
}

/// Who can receive it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Cá nhân.
    Person,
    /// Tập thể.
    Collective,
}

/// What must have been reached before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Need {
    /// A lower title, several times running.
    Consecutive {
        /// How many times.
        consecutive: u32,
        /// The lower title.
        of: String,
    },
    /// A share of the collective's people must bear a title.
    Share {
        /// The share.
        share: Ratio,
        /// At least, or more than.
        comparator: Comparator,
        /// The title.
        of: String,
    },
}

/// An award of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Its stable name.
    pub code: String,
    /// What kind it is.
    pub kind: AwardKind,
    /// Its name, verbatim.
    pub name: String,
    /// Who can receive it; none where the sources do not say.
    pub recipient: Option<Recipient>,
    /// What must have been reached before.
    pub needs: Option<Need>,
    /// The award of the law that it is a form of: the Academy's flag is one of ministry level.
    pub same_as: Option<String>,
    /// When it holds, and who says so.
    #[serde(flatten)]
    pub period: Period,
}

/// The bonus (tiền thưởng) of an award decided on a day, in đồng: the multiple of that day's base salary, rounded up.
pub fn bonus_vnd(law: &Law, award: &Award, decided_on: Date) -> Result<i64, LawError> {
    const CODE: &str = "bonus_multiple";
    let too_large = || LawError::TooLarge {
        code: CODE.to_owned(),
    };
    let multiple = law
        .at(CODE, decided_on)?
        .value(award.same_as.as_ref().unwrap_or(&award.code))?;
    let salary = law.at("base_salary", decided_on)?.value("amount")?;
    let step = law
        .at("bonus_rounding", decided_on)?
        .value("up_to")?
        .ten_thousandths();
    let exact = multiple
        .checked_mul(salary)
        .ok_or_else(too_large)?
        .ten_thousandths();
    let missing = exact
        .checked_rem_euclid(step)
        .map_or(0, |over| if over == 0 { 0 } else { step - over });
    let rounded = exact.checked_add(missing).ok_or_else(too_large)?;
    Decimal::from_ten_thousandths(rounded)
        .to_integer()
        .ok_or_else(too_large)
}

/// How many of an award a cluster-year may propose, as its guidance sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// The award.
    pub award: String,
    /// How many.
    pub most: u32,
    /// The guidance that says so.
    pub citation: String,
}

/// More was proposed than the quota names. A warning, never a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaWarning {
    /// The quota.
    pub quota: Quota,
    /// How many were proposed.
    pub proposed: u32,
}

/// Holds the proposals, as award codes, against the quotas.
pub fn check_quotas(quotas: &[Quota], proposals: &[&str]) -> Vec<QuotaWarning> {
    let exceeded = quotas.iter().filter_map(|quota| {
        let proposed = proposals
            .iter()
            .filter(|award| **award == quota.award)
            .count();
        let proposed = u32::try_from(proposed).unwrap_or(u32::MAX);
        (proposed > quota.most).then(|| QuotaWarning {
            quota: quota.clone(),
            proposed,
        })
    });
    exceeded.collect()
}

/// Why a unit cannot be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProposalFault {
    /// The year has no counting minutes yet: first the scores, then the vote, then the proposals.
    NotVoted,
    /// The unit is not ranked.
    Ineligible {
        /// Why.
        ground: Ineligibility,
    },
    /// The scores are published, and the unit has no rank among them.
    NoRank,
}

/// What stands against proposing a unit. `ranked` is none where the year has no published scores: then nothing is concluded.
pub fn check_proposal(
    voted: bool,
    ground: Option<Ineligibility>,
    ranked: Option<bool>,
) -> Vec<ProposalFault> {
    let order = (!voted).then_some(ProposalFault::NotVoted);
    let standing = match (ground, ranked) {
        (Some(ground), _) => Some(ProposalFault::Ineligible { ground }),
        (None, Some(false)) => Some(ProposalFault::NoRank),
        (None, Some(true) | None) => None,
    };
    order.into_iter().chain(standing).collect()
}

/// A decision on paper (quyết định).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number and symbol, as the paper writes them.
    pub symbol: String,
    /// Its day.
    pub on: Date,
}

/// Where an entry of the award register (sổ khen thưởng) stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AwardState {
    /// Đề nghị: proposed, not decided.
    Proposed,
    /// Tạm dừng xét: while a review, inspection or complaint is open. Not a refusal.
    Suspended {
        /// What is awaited.
        reason: String,
    },
    /// Đang có hiệu lực.
    InForce {
        /// The decision.
        decision: Decision,
    },
    /// Hủy bỏ.
    Cancelled {
        /// The cancelling decision.
        decision: Decision,
    },
    /// Thu hồi: the award and its money are taken back.
    Recovered {
        /// The recovering decision.
        decision: Decision,
    },
}

/// What happens to an entry of the award register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AwardAct {
    /// Consideration stops for a while.
    Suspend {
        /// What is awaited.
        reason: String,
    },
    /// Consideration goes on.
    Resume,
    /// The award is decided.
    Decide {
        /// The decision.
        decision: Decision,
    },
    /// The award is cancelled.
    Cancel {
        /// The cancelling decision.
        decision: Decision,
    },
    /// The award and its money are taken back.
    Recover {
        /// The recovering decision.
        decision: Decision,
    },
}

/// Why an entry does not change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwardActError {
    /// The act does not follow from where the entry stands.
    #[error("the act does not follow from {state:?}")]
    NotFromHere {
        /// Where it stands.
        state: AwardState,
    },
    /// A suspension must say what is awaited.
    #[error("a suspension needs a reason")]
    ReasonNeeded,
}

impl AwardState {
    /// What people read.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Proposed => "Đề nghị",
            Self::Suspended { .. } => "Tạm dừng xét",
            Self::InForce { .. } => "Đang có hiệu lực",
            Self::Cancelled { .. } => "Hủy bỏ",
            Self::Recovered { .. } => "Thu hồi",
        }
    }

    /// The state to which an act leads.
    pub fn after(self, act: AwardAct) -> Result<Self, AwardActError> {
        match (self, act) {
            (Self::Proposed, AwardAct::Suspend { reason }) if reason.trim().is_empty() => {
                Err(AwardActError::ReasonNeeded)
            }
            (Self::Proposed, AwardAct::Suspend { reason }) => Ok(Self::Suspended { reason }),
            (Self::Suspended { .. }, AwardAct::Resume) => Ok(Self::Proposed),
            (Self::Proposed, AwardAct::Decide { decision }) => Ok(Self::InForce { decision }),
            (Self::InForce { .. }, AwardAct::Cancel { decision }) => {
                Ok(Self::Cancelled { decision })
            }
            (Self::InForce { .. } | Self::Cancelled { .. }, AwardAct::Recover { decision }) => {
                Ok(Self::Recovered { decision })
            }
            (state, _) => Err(AwardActError::NotFromHere { state }),
        }
    }
}

#[cfg(test)]
mod tests;
