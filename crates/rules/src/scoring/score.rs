//! The three scores of a criterion, and their sums.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Criterion, Method, Scorer, ScoringTable};
use crate::figures::Decimal;

/// Which of the three scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreKind {
    /// Tự chấm.
    #[serde(rename = "self")]
    SelfScore,
    /// Thẩm định.
    Verified,
    /// Điểm chính thức.
    Final,
}

impl ScoreKind {
    /// The three in their order.
    pub const ALL: [Self; 3] = [Self::SelfScore, Self::Verified, Self::Final];

    /// The one of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// The word in columns and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SelfScore => "self",
            Self::Verified => "verified",
            Self::Final => "final",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SelfScore => "Tự chấm",
            Self::Verified => "Thẩm định",
            Self::Final => "Điểm chính thức",
        }
    }
}

/// Why a score is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// The table has no such criterion.
    #[error("there is no criterion {code:?}")]
    UnknownCriterion {
        /// The code as it came.
        code: String,
    },
    /// Below 0 or above the most.
    #[error("{points} is not between 0 and {max}")]
    OutOfRange {
        /// The points.
        points: Decimal,
        /// The most.
        max: Decimal,
    },
    /// More than two places.
    #[error("{points} has more than two places")]
    TooPrecise {
        /// The points.
        points: Decimal,
    },
    /// The sum does not fit.
    #[error("the sum is too large")]
    TooLarge,
    /// A change needs a written reason.
    #[error("changing {from} to {to} needs a reason")]
    ReasonNeeded {
        /// The points before.
        from: Decimal,
        /// The points after.
        to: Decimal,
    },
    /// Somebody else scores this criterion.
    #[error("the criterion is scored by {scored_by:?}")]
    NotTheirs {
        /// Who does.
        scored_by: Scorer,
    },
    /// The next score rests on this one already.
    #[error("{next:?} was given already")]
    NextGiven {
        /// The next score.
        next: ScoreKind,
    },
    /// A final score needs a verified one.
    #[error("the criterion has no verified score")]
    NotVerified,
}

/// Tests a score against its criterion: from 0 to the most, at most two places.
pub fn check_score(criterion: &Criterion, points: Decimal) -> Result<(), ScoreError> {
    if points.is_negative() || points > criterion.max {
        return Err(ScoreError::OutOfRange {
            points,
            max: criterion.max,
        });
    }
    if !points.has_two_places() {
        return Err(ScoreError::TooPrecise { points });
    }
    Ok(())
}

/// Tests that a score which differs from the one before it comes with a reason.
pub fn check_change(
    before: Option<Decimal>,
    after: Decimal,
    reason: &str,
) -> Result<(), ScoreError> {
    match before {
        Some(from) if from != after && reason.trim().is_empty() => {
            Err(ScoreError::ReasonNeeded { from, to: after })
        }
        _ => Ok(()),
    }
}

/// The sums of one kind of score over a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The points of each group, by the group's code; bonus included.
    pub groups: BTreeMap<String, Decimal>,
    /// Points without bonus.
    pub base: Decimal,
    /// Bonus points, capped as the table says.
    pub bonus: Decimal,
    /// Both together.
    pub points: Decimal,
    /// Criteria without a score: as long as there are any, the sum is not a result.
    pub missing: Vec<String>,
}

/// Adds the points of one kind, by criterion code.
pub fn totals(
    table: &ScoringTable,
    points: &BTreeMap<String, Decimal>,
) -> Result<Totals, ScoreError> {
    let mut totals = Totals {
        groups: BTreeMap::new(),
        base: Decimal::ZERO,
        bonus: Decimal::ZERO,
        points: Decimal::ZERO,
        missing: Vec::new(),
    };
    if let Some(code) = points.keys().find(|code| table.criterion(code).is_none()) {
        return Err(ScoreError::UnknownCriterion { code: code.clone() });
    }
    for group in &table.groups {
        let mut of_group = Decimal::ZERO;
        for criterion in &group.criteria {
            of_group = added(of_group, totals.take(criterion, points)?)?;
        }
        totals.groups.insert(group.code.clone(), of_group);
    }
    totals.bonus = table
        .bonus_cap
        .map_or(totals.bonus, |cap| totals.bonus.min(cap));
    totals.points = added(totals.base, totals.bonus)?;
    Ok(totals)
}

impl Totals {
    fn take(
        &mut self,
        criterion: &Criterion,
        points: &BTreeMap<String, Decimal>,
    ) -> Result<Decimal, ScoreError> {
        let Some(points) = points.get(&criterion.code).copied() else {
            self.missing.push(criterion.code.clone());
            return Ok(Decimal::ZERO);
        };
        check_score(criterion, points)?;
        let sum = if criterion.method == Method::Bonus {
            &mut self.bonus
        } else {
            &mut self.base
        };
        *sum = added(*sum, points)?;
        Ok(points)
    }
}

fn added(sum: Decimal, points: Decimal) -> Result<Decimal, ScoreError> {
    sum.checked_add(points).ok_or(ScoreError::TooLarge)
}
