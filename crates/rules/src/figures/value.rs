//! A figure, or why there is none. An empty cell is not a zero.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, Decimal, IndicatorKey};

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Không có số liệu: expected, and not there.
    Missing,
    /// Không được giao.
    NotAssigned,
    /// Không áp dụng.
    NotApplicable,
    /// Không có chỉ tiêu.
    NoTarget,
}

impl Absence {
    /// All four, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [
        Self::Missing,
        Self::NotAssigned,
        Self::NotApplicable,
        Self::NoTarget,
    ];

    /// The word in columns and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotAssigned => "not_assigned",
            Self::NotApplicable => "not_applicable",
            Self::NoTarget => "no_target",
        }
    }

    /// Reads the word back.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|absence| absence.key() == key)
    }
}

/// A number, or one of the four absences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureValue {
    /// The number.
    Value(Decimal),
    /// Why there is none.
    Absent(Absence),
}

impl FigureValue {
    /// The number, if there is one.
    pub const fn number(self) -> Option<Decimal> {
        match self {
            Self::Value(number) => Some(number),
            Self::Absent(_) => None,
        }
    }

    /// Whether a number is still expected.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Absent(Absence::Missing))
    }
}

/// A figure with what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it stands on.
    #[serde(flatten)]
    pub basis: Basis,
    /// The number or its absence.
    pub value: FigureValue,
}

/// The figures of one unit, one year, one basis. An indicator that is not in the map is missing.
pub type Figures = BTreeMap<IndicatorKey, FigureValue>;

#[cfg(test)]
mod tests {
    use super::Absence;

    #[test]
    fn an_absence_is_read_back_from_its_key() {
        for absence in Absence::ALL {
            assert_eq!(Absence::from_key(absence.key()), Some(absence));
        }
        assert_eq!(Absence::from_key("zero"), None);
    }
}
