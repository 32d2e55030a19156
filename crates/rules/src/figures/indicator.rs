//! An indicator (chỉ số): what is counted, how it falls into parts, and what limits it.

use serde::{Deserialize, Serialize};

use super::Decimal;
use crate::law::Period;

crate::id!(
    /// The stable ASCII name of an indicator, for columns and addresses: `dt01a`.
    IndicatorKey
);

/// The part of a report in which an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Đào tạo, bồi dưỡng.
    Training,
    /// Nghiên cứu khoa học.
    Research,
    /// Nghiên cứu thực tế.
    FieldStudy,
    /// Đội ngũ.
    Staff,
    /// Trường chính trị chuẩn.
    Standard,
    /// Thi đua.
    Emulation,
}

impl Section {
    /// All sections in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Training,
        Self::Research,
        Self::FieldStudy,
        Self::Staff,
        Self::Standard,
        Self::Emulation,
    ];

    /// The word in columns and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Research => "research",
            Self::FieldStudy => "field_study",
            Self::Staff => "staff",
            Self::Standard => "standard",
            Self::Emulation => "emulation",
        }
    }

    /// Reads the word back.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }

    /// The heading in a report.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Training => "Đào tạo, bồi dưỡng",
            Self::Research => "Nghiên cứu khoa học",
            Self::FieldStudy => "Nghiên cứu thực tế",
            Self::Staff => "Đội ngũ",
            Self::Standard => "Trường chính trị chuẩn",
            Self::Emulation => "Thi đua",
        }
    }
}

/// One way in which a total falls into parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// The way, as it follows "cộng": "theo cấp".
    pub by: String,
    /// The parts.
    pub parts: Vec<IndicatorKey>,
}

/// What a figure carried over from last year must equal: all of last year less what ended in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// All of last year.
    pub all: IndicatorKey,
    /// What ended in last year.
    pub ended: IndicatorKey,
}

/// An indicator (chỉ số).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The stable ASCII name.
    pub key: IndicatorKey,
    /// The code that people read: "ĐT.01a".
    pub code: String,
    /// The name in full.
    pub name: String,
    /// The name as a part of its total: "cấp tỉnh".
    pub label: Option<String>,
    /// What is counted: "lớp".
    pub count: String,
    /// The part of the report.
    pub section: Section,
    /// Whether only whole numbers make sense.
    #[serde(default = "whole_by_default")]
    pub whole: bool,
    /// The ways in which it falls into parts; the first is its formula.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// The indicator that it cannot exceed (returned ≤ sent).
    pub at_most: Option<IndicatorKey>,
    /// The number that it cannot exceed (55 indicators of the standard).
    pub limit: Option<Decimal>,
    /// For learners: the classes in which they sit.
    pub classes: Option<IndicatorKey>,
    /// For what is carried over: what last year left open.
    pub opening: Option<Opening>,
    /// When it is in use.
    #[serde(flatten)]
    pub period: Period,
}

const fn whole_by_default() -> bool {
    true
}

impl Indicator {
    /// Whether it is a total of other indicators.
    pub fn is_total(&self) -> bool {
        !self.breakdowns.is_empty()
    }

    /// Its short name beside its siblings, or its name in full.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// The indicators to which this one refers.
    pub(super) fn named(&self) -> impl Iterator<Item = &IndicatorKey> {
        let parts = self
            .breakdowns
            .iter()
            .flat_map(|breakdown| &breakdown.parts);
        let opening = self
            .opening
            .iter()
            .flat_map(|opening| [&opening.all, &opening.ended]);
        parts
            .chain(&self.at_most)
            .chain(&self.classes)
            .chain(opening)
    }
}
