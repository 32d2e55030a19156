//! How the year is kept: tables, migrations, evidence files, and the history of every change.
//!
//! The only crate that names the ORM. A stage's rows and the functions that read and write them stand
//! in `src/<stage>.rs` (or `src/<stage>/`). To add a table:
//!
//! 1. a migration `migrations/NNNN_<what>.sql`, in SQL that SQLite and PostgreSQL both read (TEXT,
//!    BIGINT, BOOLEAN; ids and legal dates are TEXT, instants are BIGINT microseconds UTC, decimals are
//!    BIGINT ten-thousandths);
//! 2. the row as a `table!` in the stage's file;
//! 3. its name in `tracked.rs`: tracked by the history, or untracked with the reason.
//!
//! A write takes an [`access::Permit`] and opens an [`history::Act`]; what it inserts, updates or deletes
//! through the act is written with the history entry in one transaction.

pub mod awards;
pub mod ballot;
mod clock;
pub mod conference;
mod connection;
pub mod directives;
mod error;
pub mod evidence;
pub mod figures;
pub mod history;
mod keyed;
pub mod people;
pub mod portal;
pub mod registration;
pub mod scoring;
mod table;
mod tracked;
pub mod units;

pub use clock::{Clock, Randomness, Sources, SystemClock, SystemRandomness};
pub use connection::{Location, Store};
pub use error::StoreError;
pub(crate) use table::table;
