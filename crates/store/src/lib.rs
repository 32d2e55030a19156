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
//!
//! Without the permit of its own action a write does not compile. This does:
//!
//! ```no_run
//! use access::{Permit, actions::units::KeepUnits};
//! use store::{Store, units::NewUnit};
//!
//! async fn add(store: &Store, permit: &Permit<KeepUnits>, unit: NewUnit) {
//!     store.add_unit(permit, unit).await.ok();
//! }
//! ```
//!
//! Nothing in the place of the permit does not:
//!
//! ```compile_fail,E0308
//! use access::{Permit, actions::units::KeepUnits};
//! use store::{Store, units::NewUnit};
//!
//! async fn add(store: &Store, permit: &(), unit: NewUnit) {
//!     store.add_unit(permit, unit).await.ok();
//! }
//! ```
//!
//! Neither does the permit of another action:
//!
//! ```compile_fail,E0308
//! use access::{Permit, actions::people::KeepPeople};
//! use store::{Store, units::NewUnit};
//!
//! async fn add(store: &Store, permit: &Permit<KeepPeople>, unit: NewUnit) {
//!     store.add_unit(permit, unit).await.ok();
//! }
//! ```
//!
//! Nor one that was not decided, for its fields are private to the crate that decides:
//!
//! ```compile_fail,E0451
//! use access::{Actor, Matter, Permit, actions::units::KeepUnits};
//! use store::{Store, units::NewUnit};
//!
//! async fn add(store: &Store, matter: Matter, unit: NewUnit) {
//!     let action = std::marker::PhantomData;
//!     let permit = Permit::<KeepUnits> { actor: Actor::Visitor, matter, action };
//!     store.add_unit(&permit, unit).await.ok();
//! }
//! ```

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
pub mod succession;
mod table;
mod tracked;
pub mod units;
pub mod visits;

pub use clock::{Clock, Randomness, Sources, SystemClock, SystemRandomness};
pub use connection::{Location, Store};
pub use error::StoreError;
pub(crate) use table::table;
