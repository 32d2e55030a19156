//! A result held against its threshold.

use serde::{Deserialize, Serialize};

use super::{Count, Minutes};
use crate::figures::Decimal;
use crate::law::{Base, Threshold};

/// One vote: how many agreed, and whether the chair was among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// How many agreed.
    pub agreed: Count,
    /// Whether the chair agreed; none where it is not known.
    #[serde(default)]
    pub chair_agreed: Option<bool>,
}

/// What follows from a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Đạt.
    Reached,
    /// Chưa đạt: too few votes.
    TooFew,
    /// Không đủ số thành viên có mặt.
    NoQuorum,
    /// The chair must agree, and did not.
    ChairDisagreed,
    /// Chưa kết luận được: a number is not published.
    Unknown,
}

/// A result with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How many agreed.
    pub agreed: Count,
    /// Of how many the threshold speaks.
    pub base: Count,
    /// How many are needed.
    pub needed: Count,
    /// Agreed of the base, in per cent, to two places.
    pub percent: Option<Decimal>,
    /// How many must be present.
    pub quorum: Count,
    /// How many were.
    pub present: Count,
    /// What follows.
    pub verdict: Verdict,
}

/// Holds a vote against its threshold.
pub fn outcome(vote: Vote, minutes: &Minutes, threshold: &Threshold) -> Outcome {
    let base = match threshold.base {
        Base::AllMembers => minutes.members,
        Base::Present => minutes.present,
        Base::ValidBallots => minutes.valid,
    };
    let percent = vote.agreed.zip(base);
    let percent =
        percent.and_then(|(agreed, base)| Decimal::from(agreed).percent_of(Decimal::from(base)));
    let mut outcome = Outcome {
        agreed: vote.agreed,
        base,
        needed: base.map(|base| threshold.needed(base)),
        percent,
        quorum: threshold
            .quorum
            .zip(minutes.members)
            .map(|(quorum, members)| quorum.least_of(members)),
        present: minutes.present,
        verdict: Verdict::Unknown,
    };
    outcome.verdict = outcome.judged(vote, threshold);
    outcome
}

impl Outcome {
    /// A single failure decides; success needs every number.
    fn judged(&self, vote: Vote, threshold: &Threshold) -> Verdict {
        let quorum_met = match threshold.quorum {
            None => Some(true),
            Some(_) => self
                .quorum
                .zip(self.present)
                .map(|(quorum, present)| present >= quorum),
        };
        let chair_agreed = if threshold.chair_must_agree {
            vote.chair_agreed
        } else {
            Some(true)
        };
        // Of nobody, nothing is a share.
        let enough = self
            .agreed
            .zip(self.needed)
            .map(|(agreed, needed)| agreed >= needed && self.base != Some(0));
        match (quorum_met, enough, chair_agreed) {
            (Some(false), _, _) => Verdict::NoQuorum,
            (_, Some(false), _) => Verdict::TooFew,
            (_, _, Some(false)) => Verdict::ChairDisagreed,
            (Some(true), Some(true), Some(true)) => Verdict::Reached,
            _ => Verdict::Unknown,
        }
    }
}
