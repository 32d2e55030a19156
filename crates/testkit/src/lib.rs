//! For tests only: a fixed clock, seeded randomness, both databases, a client with cookies, and a small
//! named world: cluster 9 in 2021, on an ordinary morning in November.

mod client;
mod database;
mod pattern;
mod sources;
mod world;

pub use client::{Answer, Client};
pub use database::{Database, Kind};
pub use sources::{FixedClock, sources};
pub use world::{PASSWORD, SCHOOLS, Who, World};

/// Runs a test's body on SQLite and on PostgreSQL, each with a world of its own.
///
/// Panics where no PostgreSQL is named in `THIDUA_TEST_POSTGRES`: nothing is skipped silently.
pub async fn on_both<F>(body: impl Fn(World) -> F)
where
    F: Future<Output = ()>,
{
    for kind in [Kind::Sqlite, Kind::Postgres] {
        body(World::new(kind).await).await;
    }
}

/// Runs a test's body on the published year 2021, on SQLite and on PostgreSQL.
pub async fn on_both_published<F>(body: impl Fn(World) -> F)
where
    F: Future<Output = ()>,
{
    for kind in [Kind::Sqlite, Kind::Postgres] {
        body(World::published(kind).await).await;
    }
}
