//! Figures (số liệu): what a unit counts in a year, the arithmetic that ties the counts together,
//! and the checks that say where they do not fit. Nothing here repairs a figure.

mod basis;
mod catalogue;
mod check;
mod decimal;
mod finding;
mod indicator;
pub mod messages;
mod report;
mod statement;
mod tolerances;
mod total;
mod value;

pub use basis::{Basis, BasisError};
pub use catalogue::{Catalogue, CatalogueError};
pub use check::{Submission, check_cluster, check_prose, check_report, combine};
pub use decimal::{Decimal, DecimalError};
pub use finding::{Finding, Part, Problem, Severity};
pub use indicator::{Breakdown, Indicator, IndicatorKey, Opening, Section};
pub use report::{Act, ReportState, Situation, TransitionError, transition};
pub use statement::{
    Comparison, Guess, PartLabel, StatedPart, Statement, Verdict, compare_statements,
};
pub use tolerances::{Band, Tolerance, Tolerances};
pub use total::{Total, TotalError, cluster_total};
pub use value::{Absence, Figure, FigureValue, Figures};

#[cfg(test)]
mod tests;
