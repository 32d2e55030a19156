//! Proposals, decisions, the register of awards.
