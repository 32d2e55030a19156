//! The emulation year as pure functions: indicators, checks, scores, thresholds. No I/O, no clock.
//!
//! Whatever the law or a cluster's custom sets (a ratio, a term, a limit) is read from `law/`, chosen by
//! date; the functions here take it as an argument.

pub mod awards;
pub mod ballot;
#[cfg(test)]
mod cases;
pub mod conference;
pub mod deadline;
pub mod directives;
pub mod figures;
pub mod headship;
pub mod ids;
pub mod law;
pub mod password;
pub mod registration;
pub mod scoring;
pub mod succession;
pub mod units;
