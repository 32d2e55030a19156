//! The rules of the house that no compiler holds, as tests: which crate may know which, what may be linked
//! into the program, and what the repository's text may say. The exceptions stand in `arrows.toml` and
//! `packages.toml` beside this crate's manifest, each with its reason.

#[cfg(test)]
mod arrows;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod text;
