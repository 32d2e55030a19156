//! A permission as a value.

use std::marker::PhantomData;

use crate::{Action, Actor, Matter};

/// Proof that an actor may do `A` to a matter. Made only by [`crate::Gate::decide`].
///
/// The store takes actor and matter from here and from nowhere else, so that what is written to the
/// history is what was decided.
#[derive(Clone, Debug)]
pub struct Permit<A> {
    actor: Actor,
    matter: Matter,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    pub(crate) fn new(actor: Actor, matter: Matter) -> Self {
        Self {
            actor,
            matter,
            action: PhantomData,
        }
    }

    /// Who may act.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// On what.
    pub fn matter(&self) -> &Matter {
        &self.matter
    }

    /// The name of the action, as the history records it.
    pub fn action(&self) -> &'static str {
        A::NAME
    }
}
