//! Scoring tables (bảng tiêu chí chấm điểm), the three scores of a criterion, totals and ranking.

mod entry;
mod ranking;
mod score;
mod state;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use entry::{EntryError, Given, Giver, UnitScores, accept};
pub use ranking::{Entry, Ineligibility, Ranked, rank};
pub use score::{ScoreError, ScoreKind, Totals, check_change, check_score, totals};
pub use state::{NotFromHere, TableAct, TableState};

use crate::figures::Decimal;

/// How a criterion is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Chấm trực tiếp: the judge gives from 0 to the most.
    Fixed,
    /// Theo tỷ lệ hoàn thành: the most × actual of target.
    Ratio,
    /// Theo số lượng: so much for each, up to the most.
    PerUnit,
    /// Theo mức: steps.
    Band,
    /// Trừ điểm: so much off for each.
    Deduct,
    /// Điểm thưởng.
    Bonus,
    /// Điều kiện: must hold, or the unit is not eligible.
    Gate,
}

impl Method {
    /// All, in the order in which forms offer them.
    pub const ALL: [Self; 7] = [
        Self::Fixed,
        Self::Ratio,
        Self::PerUnit,
        Self::Band,
        Self::Deduct,
        Self::Bonus,
        Self::Gate,
    ];

    /// The word in data and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Ratio => "ratio",
            Self::PerUnit => "per_unit",
            Self::Band => "band",
            Self::Deduct => "deduct",
            Self::Bonus => "bonus",
            Self::Gate => "gate",
        }
    }

    /// The one of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fixed => "Chấm trực tiếp",
            Self::Ratio => "Theo tỷ lệ hoàn thành",
            Self::PerUnit => "Theo số lượng",
            Self::Band => "Theo mức",
            Self::Deduct => "Trừ điểm",
            Self::Bonus => "Điểm thưởng",
            Self::Gate => "Điều kiện",
        }
    }
}

/// Who scores a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scorer {
    /// Đơn vị tự chấm, cụm thẩm định.
    Unit,
    /// Cụm chấm.
    Cluster,
    /// Cơ quan cấp trên chấm.
    UpperBody,
}

impl Scorer {
    /// All, in the order in which forms offer them.
    pub const ALL: [Self; 3] = [Self::Unit, Self::Cluster, Self::UpperBody];

    /// The word in data and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Cluster => "cluster",
            Self::UpperBody => "upper_body",
        }
    }

    /// The one of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unit => "Đơn vị",
            Self::Cluster => "Cụm thi đua",
            Self::UpperBody => "Cơ quan cấp trên",
        }
    }
}

/// A criterion (tiêu chí).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its code within the table.
    pub code: String,
    /// Its text, verbatim.
    pub text: String,
    /// The most that it gives.
    pub max: Decimal,
    /// How it is scored.
    pub method: Method,
    /// Whether evidence is required.
    #[serde(default)]
    pub evidence_required: bool,
    /// Who scores it.
    pub scored_by: Scorer,
}

/// A group of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its code within the table.
    pub code: String,
    /// Its heading.
    pub text: String,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// A scoring table of a cluster-year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoringTable {
    /// The total that the table announces, without bonus: 100, 950, 1.000.
    pub total: Decimal,
    /// What bonus criteria together can add; none where the table sets no cap.
    pub bonus_cap: Option<Decimal>,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is nothing to score.
    #[error("the table has no criterion")]
    Empty,
    /// A code stands twice.
    #[error("code {code:?} stands twice")]
    CodeTwice {
        /// The code.
        code: String,
    },
    /// A criterion can give nothing, or uses more than two places; a gate gives nothing by its nature.
    #[error("the most of {code:?} is {max}")]
    BadMax {
        /// The criterion.
        code: String,
        /// Its most.
        max: Decimal,
    },
    /// The criteria do not make the announced total.
    #[error("the criteria make {sum}, the table announces {total}")]
    TotalNotSum {
        /// The announced total.
        total: Decimal,
        /// What the criteria make, without bonus.
        sum: Decimal,
    },
    /// The criteria make more than can be counted.
    #[error("the criteria make more than can be counted")]
    TooLarge,
}

impl ScoringTable {
    /// All criteria in their order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.groups.iter().flat_map(|group| &group.criteria)
    }

    /// A criterion by its code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.code == code)
    }
}

/// Tests a table; everything that is wrong is told at once.
pub fn check_table(table: &ScoringTable) -> Vec<TableError> {
    let mut errors = Vec::new();
    if table.criteria().next().is_none() {
        errors.push(TableError::Empty);
        return errors;
    }
    let mut seen = BTreeSet::new();
    let codes = table
        .groups
        .iter()
        .map(|group| &group.code)
        .chain(table.criteria().map(|criterion| &criterion.code));
    errors.extend(
        codes
            .filter(|code| !seen.insert(*code))
            .map(|code| TableError::CodeTwice { code: code.clone() }),
    );
    let bad = table
        .criteria()
        .filter(|criterion| !criterion.has_good_max());
    errors.extend(bad.map(|criterion| TableError::BadMax {
        code: criterion.code.clone(),
        max: criterion.max,
    }));
    errors.extend(total_error(table));
    errors
}

fn total_error(table: &ScoringTable) -> Option<TableError> {
    let counted = table
        .criteria()
        .filter(|criterion| criterion.method != Method::Bonus);
    match Decimal::sum(counted.map(|criterion| criterion.max)) {
        None => Some(TableError::TooLarge),
        Some(sum) if sum != table.total => Some(TableError::TotalNotSum {
            total: table.total,
            sum,
        }),
        Some(_) => None,
    }
}

impl Criterion {
    /// Whether the most that it gives can be: something, in two places; of a gate nothing.
    pub fn has_good_max(&self) -> bool {
        let enough = if self.method == Method::Gate {
            self.max.is_zero()
        } else {
            self.max > Decimal::ZERO
        };
        enough && self.max.has_two_places()
    }
}

#[cfg(test)]
mod tests;
