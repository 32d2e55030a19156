//! What every handler may reach: the store, the gate, the settings.

use std::sync::Arc;
use std::time::Duration;

use access::{Action, Denied, Gate, Matter, Permit, Principal};
use jiff::civil::Date;
use store::Store;

use super::front::Front;
use super::metrics::Metrics;
use super::public_pages::PublicPages;
use super::visits::Visits;

/// Settings of one running program.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Bytes of the largest file taken.
    pub upload_limit: u64,
    /// Whether browsers reach the program by https, directly or through a trusted proxy.
    pub https: bool,
    /// Whether the address of a visitor is taken from `X-Forwarded-For`, set by a trusted proxy.
    pub behind_proxy: bool,
    /// The longest a request may take: long enough for a scan over a slow line, not for ever.
    pub time_limit: Duration,
    /// Opens `/metrics` to those who know it; without it only this machine reads them.
    pub metrics_token: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            upload_limit: store::evidence::DEFAULT_LIMIT,
            https: false,
            behind_proxy: false,
            time_limit: Duration::from_secs(180),
            metrics_token: None,
        }
    }
}

/// The running program.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    store: Store,
    gate: Gate,
    settings: Settings,
    visits: Visits,
    public_pages: PublicPages,
    front: Front,
    metrics: Metrics,
}

impl App {
    /// A program on a store.
    pub fn new(store: Store, gate: Gate, settings: Settings) -> Self {
        Self(Arc::new(Parts {
            visits: Visits::new(store.sources()),
            public_pages: PublicPages::new(),
            front: Front::new(),
            metrics: Metrics::new(),
            store,
            gate,
            settings,
        }))
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The visit counters.
    pub fn visits(&self) -> &Visits {
        &self.0.visits
    }

    /// The public pages that are kept.
    pub(super) fn public_pages(&self) -> &PublicPages {
        &self.0.public_pages
    }

    /// The pages that lie ready at the connection.
    pub(super) fn front(&self) -> &Front {
        &self.0.front
    }

    /// What is measured.
    pub(super) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// A permit for an act, or the refusal.
    pub fn decide<A: Action>(
        &self,
        who: &Principal,
        action: A,
        matter: Matter,
    ) -> Result<Permit<A>, Denied> {
        self.0.gate.decide(who, action, matter)
    }

    /// Whether an act would be permitted; for offering buttons.
    pub fn may<A: Action>(&self, who: &Principal, action: A, matter: &Matter) -> bool {
        self.0.gate.may(who, action, matter)
    }

    /// Today in Việt Nam.
    pub fn today(&self) -> Date {
        vietnamese::date::today(self.now())
    }

    /// The present instant.
    pub fn now(&self) -> jiff::Timestamp {
        self.store().sources().now()
    }
}
