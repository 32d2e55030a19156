//! Who may do what. Cedar policies decide; the answer is a [`Permit`], a value that nobody else can make.
//!
//! Every write of the store demands the permit of its own action, so a write that nobody authorised does
//! not compile. Authority comes from facts: a [`Principal`] carries the offices that positions,
//! memberships and recognition decisions give a person on the day of the request.

pub mod actions;
mod gate;
mod matter;
mod permit;
mod principal;

pub use actions::Action;
pub use gate::{Denied, Gate, GateError};
pub use matter::Matter;
pub use permit::Permit;
pub use principal::{Actor, Office, Principal};
