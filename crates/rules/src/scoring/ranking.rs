//! Standard competition ranking (1, 2, 2, 4). Ties stay visible; an ineligible unit keeps its score and has no rank.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::figures::Decimal;
use crate::ids::UnitId;

/// Why a unit is not ranked and cannot be voted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ineligibility {
    /// Không gửi báo cáo.
    NoReport,
    /// Vi phạm nghiêm trọng.
    SeriousViolation,
    /// Đang chờ kết luận.
    ConclusionAwaited,
    /// Không đạt điều kiện của bảng tiêu chí.
    GateNotMet,
}

impl Ineligibility {
    /// All, in the order in which forms offer them.
    pub const ALL: [Self; 4] = [
        Self::NoReport,
        Self::SeriousViolation,
        Self::ConclusionAwaited,
        Self::GateNotMet,
    ];

    /// The word in data and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoReport => "no_report",
            Self::SeriousViolation => "serious_violation",
            Self::ConclusionAwaited => "conclusion_awaited",
            Self::GateNotMet => "gate_not_met",
        }
    }

    /// The one of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoReport => "không gửi báo cáo",
            Self::SeriousViolation => "vi phạm nghiêm trọng",
            Self::ConclusionAwaited => "đang chờ kết luận",
            Self::GateNotMet => "không đạt điều kiện của bảng tiêu chí",
        }
    }
}

/// A unit to be ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The unit.
    pub unit: UnitId,
    /// Its points.
    pub points: Decimal,
    /// What decides between equal points, in the order that the cluster chose; more is better.
    #[serde(default)]
    pub tie_breaks: Vec<Decimal>,
    /// Why it is not ranked, if so.
    #[serde(default)]
    pub ineligible: Option<Ineligibility>,
}

/// A unit with its rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// The unit and its points.
    pub entry: Entry,
    /// Its rank; none for an ineligible unit.
    pub rank: Option<u32>,
    /// Whether it shares the rank.
    pub tied: bool,
}

/// Ranks units; first the ranked, best first, then the ineligible. Units of one rank stand by id.
pub fn rank(entries: impl IntoIterator<Item = Entry>) -> Vec<Ranked> {
    let (mut eligible, mut others): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| entry.ineligible.is_none());
    eligible.sort_by(|one, other| one.order(other).then_with(|| one.unit.cmp(&other.unit)));
    others.sort_by(|one, other| one.order(other).then_with(|| one.unit.cmp(&other.unit)));
    let ranks: Vec<(u32, bool)> = eligible
        .iter()
        .map(|entry| place(entry, &eligible))
        .collect();
    let ranked = eligible
        .into_iter()
        .zip(ranks)
        .map(|(entry, (rank, tied))| Ranked {
            entry,
            rank: Some(rank),
            tied,
        });
    ranked
        .chain(others.into_iter().map(|entry| Ranked {
            entry,
            rank: None,
            tied: false,
        }))
        .collect()
}

/// One more than there are better ones; tied where another is as good.
fn place(entry: &Entry, eligible: &[Entry]) -> (u32, bool) {
    let better = eligible
        .iter()
        .filter(|other| other.order(entry) == Ordering::Less)
        .count();
    let equal = eligible
        .iter()
        .filter(|other| other.order(entry) == Ordering::Equal)
        .count();
    (
        u32::try_from(better).map_or(u32::MAX, |better| better.saturating_add(1)),
        equal > 1,
    )
}

impl Entry {
    /// The better one is less.
    fn order(&self, other: &Self) -> Ordering {
        other
            .points
            .cmp(&self.points)
            .then_with(|| other.tie_breaks.cmp(&self.tie_breaks))
    }
}
