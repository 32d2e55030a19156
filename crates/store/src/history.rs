//! The history: what changed, by whom, when; a chain of hashes that shows what was altered behind the
//! program's back.
//!
//! One chain for the instance (`instance`) and one per cluster-year (its id). An [`Act`] writes the rows,
//! the after-image of every row and the chain's new head in one transaction. Writers of one chain queue
//! behind each other: `BEGIN IMMEDIATE` on SQLite, the chain's head `FOR UPDATE` on PostgreSQL.

mod act;
mod read;
mod verify;

pub use act::Act;
pub(crate) use act::{Tracked, veil};
pub use read::{Change, Entry, Filter};
pub use verify::{Fault, Verdict};

/// Every table that the history tracks, with its columns.
pub fn tables() -> Vec<(&'static str, Vec<String>)> {
    crate::tracked::tables()
}

/// The chain of the instance: units, people, accounts.
pub const INSTANCE: &str = "instance";

/// The head of a chain that has no entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
