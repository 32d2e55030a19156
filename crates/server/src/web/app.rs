//! What every handler may reach: the store, the gate, the settings.

use std::sync::Arc;

use access::{Action, Denied, Gate, Matter, Permit, Principal};
use jiff::civil::Date;
use store::Store;

/// Settings of one running program.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Bytes of the largest file taken.
    pub upload_limit: u64,
    /// Whether browsers reach the program by https, directly or through a trusted proxy.
    pub https: bool,
    /// Whether the address of a visitor is taken from `X-Forwarded-For`, set by a trusted proxy.
    pub behind_proxy: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            upload_limit: store::evidence::DEFAULT_LIMIT,
            https: false,
            behind_proxy: false,
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
}

impl App {
    /// A program on a store.
    pub fn new(store: Store, gate: Gate, settings: Settings) -> Self {
        Self(Arc::new(Parts {
            store,
            gate,
            settings,
        }))
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.store
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
