//! What a check found: not an error of the program, but something that a person must see.

use serde::{Deserialize, Serialize};

use super::{Decimal, IndicatorKey};

/// How much a finding weighs. On screen: "Lỗi", "Cảnh báo".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Lỗi: blocks approval and locking, never sending.
    Error,
    /// Cảnh báo: asks for a written reason.
    Warning,
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The indicator.
    pub indicator: IndicatorKey,
    /// Its number.
    pub value: Decimal,
}

/// What is wrong, with the figures that show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// A total is not the sum of its parts.
    TotalNotSum {
        /// The total as entered.
        total: Decimal,
        /// The way in which it was added: "theo cấp".
        by: String,
        /// The parts that were added.
        parts: Vec<Part>,
        /// Their sum.
        sum: Decimal,
    },
    /// The parts that are there already exceed the total, others being still expected.
    PartsExceedTotal {
        /// The total as entered.
        total: Decimal,
        /// The way in which it was added.
        by: String,
        /// The parts that were added.
        parts: Vec<Part>,
        /// Their sum.
        sum: Decimal,
    },
    /// A part exceeds its whole: returned > sent, reached > all.
    ExceedsWhole {
        /// The part.
        value: Decimal,
        /// The whole.
        whole: Part,
    },
    /// A number exceeds what there is at all.
    ExceedsLimit {
        /// The number.
        value: Decimal,
        /// What there is.
        limit: Decimal,
    },
    /// A count is not whole.
    NotWhole {
        /// The number.
        value: Decimal,
    },
    /// A count is below zero.
    Negative {
        /// The number.
        value: Decimal,
    },
    /// The cluster's figure is not the sum of its units.
    ClusterNotSum {
        /// The cluster's figure.
        total: Decimal,
        /// The sum of the units.
        sum: Decimal,
    },
    /// There are learners, and no class for them.
    LearnersWithoutClasses {
        /// The learners.
        learners: Decimal,
        /// The classes.
        classes: IndicatorKey,
    },
    /// Classes are unusually small or large.
    ClassSizeUnusual {
        /// The learners.
        learners: Decimal,
        /// The classes.
        classes: Part,
        /// Learners per class, to two places.
        per_class: Decimal,
        /// The lower end of what is usual.
        least: Decimal,
        /// The upper end of what is usual.
        most: Decimal,
    },
    /// Much more was done than planned.
    OverPlan {
        /// What was done.
        actual: Decimal,
        /// What was planned.
        plan: Decimal,
        /// Done of planned, in per cent.
        percent: Decimal,
        /// What is usual, in per cent.
        limit: Decimal,
    },
    /// The figure differs much from the year before.
    ChangedMuch {
        /// This year's.
        current: Decimal,
        /// Last year's, or the sum of the predecessors'.
        previous: Decimal,
        /// The change in per cent, with its sign.
        percent: Decimal,
        /// What is usual, in per cent.
        limit: Decimal,
    },
    /// What was carried over is not what last year left open.
    CarriedOverDiffers {
        /// What was carried over.
        carried: Decimal,
        /// All of last year.
        all: Decimal,
        /// What ended in last year.
        ended: Decimal,
        /// What last year left open.
        open: Decimal,
    },
    /// The prose says one number, the table another.
    ProseDiffers {
        /// What the prose says.
        prose: Decimal,
        /// What the table says.
        table: Decimal,
        /// The sentence of the prose.
        quotation: String,
    },
}

impl Problem {
    /// How much it weighs.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::TotalNotSum { .. }
            | Self::PartsExceedTotal { .. }
            | Self::ExceedsWhole { .. }
            | Self::ExceedsLimit { .. }
            | Self::NotWhole { .. }
            | Self::Negative { .. }
            | Self::ClusterNotSum { .. } => Severity::Error,
            Self::LearnersWithoutClasses { .. }
            | Self::ClassSizeUnusual { .. }
            | Self::OverPlan { .. }
            | Self::ChangedMuch { .. }
            | Self::CarriedOverDiffers { .. }
            | Self::ProseDiffers { .. } => Severity::Warning,
        }
    }

    /// Its stable name, the same as in its serialised form.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TotalNotSum { .. } => "total_not_sum",
            Self::PartsExceedTotal { .. } => "parts_exceed_total",
            Self::ExceedsWhole { .. } => "exceeds_whole",
            Self::ExceedsLimit { .. } => "exceeds_limit",
            Self::NotWhole { .. } => "not_whole",
            Self::Negative { .. } => "negative",
            Self::ClusterNotSum { .. } => "cluster_not_sum",
            Self::LearnersWithoutClasses { .. } => "learners_without_classes",
            Self::ClassSizeUnusual { .. } => "class_size_unusual",
            Self::OverPlan { .. } => "over_plan",
            Self::ChangedMuch { .. } => "changed_much",
            Self::CarriedOverDiffers { .. } => "carried_over_differs",
            Self::ProseDiffers { .. } => "prose_differs",
        }
    }
}

/// What a check found, and where. Its sentence and its hint are in `messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// The indicator at which it is shown.
    pub place: IndicatorKey,
    /// Who says that it should be otherwise.
    pub citation: String,
}

impl Finding {
    /// How much it weighs.
    pub const fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Whether it blocks approval and locking.
    pub const fn blocks_approval(&self) -> bool {
        matches!(self.severity(), Severity::Error)
    }
}
