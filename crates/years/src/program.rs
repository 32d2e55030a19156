//! The program at work on its own: it asks for a permit like everybody, so that the history names it.

use access::{Action, Denied, Gate, Matter, Permit, Principal};
use store::Store;

/// A command of the program with the store and the gate that it goes through.
pub(crate) struct Program<'a> {
    /// Where it writes.
    pub(crate) store: &'a Store,
    gate: &'a Gate,
    principal: Principal,
}

impl<'a> Program<'a> {
    /// The command of this name.
    pub(crate) fn new(store: &'a Store, gate: &'a Gate, name: &'static str) -> Self {
        Self {
            store,
            gate,
            principal: Principal::program(name),
        }
    }

    /// The permit for one act.
    pub(crate) fn permit<A: Action>(&self, action: A, matter: Matter) -> Result<Permit<A>, Denied> {
        self.gate.decide(&self.principal, action, matter)
    }
}
