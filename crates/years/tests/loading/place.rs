//! An empty store to load a year into.

use access::Gate;
use store::Store;
use store::history::Fault;
use testkit::{Database, FixedClock, Kind, sources};

/// A store on an empty database.
pub struct Place {
    pub store: Store,
    pub gate: Gate,
    _database: Database,
}

impl Place {
    async fn new(kind: Kind) -> Self {
        let database = Database::new(kind).await;
        let clock = FixedClock::at("2026-03-02T09:00:00+07:00");
        let store = Store::open(
            &database.location,
            database.folder.path(),
            sources(&clock, 9),
        )
        .await
        .expect("an empty database opens");
        Self {
            store,
            gate: Gate::new().expect("the policies are valid"),
            _database: database,
        }
    }

    /// What the history finds wrong.
    pub async fn faults(&self) -> Vec<Fault> {
        let verified = self.store.verify_history(None, |_, _| {}).await;
        verified.expect("the history can be read").faults
    }
}

/// Runs a test's body on an empty store of each kind.
pub async fn on_both(body: impl AsyncFn(Place)) {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        body(Place::new(kind).await).await;
    }
}
