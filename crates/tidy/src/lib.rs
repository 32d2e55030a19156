//! The rules of the house that no compiler holds, as tests: which crate may know which, what may be linked
//! into the program, who may write, what old browsers must know, and what the repository's text may say. The exceptions
//! stand in TOML files beside this crate's manifest, each with its reason.

#[cfg(test)]
mod arrows;
#[cfg(test)]
mod browsers;
#[cfg(test)]
mod code;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod text;
#[cfg(test)]
mod writes;
