//! Published years as data, each fact with the sentence it comes from.

pub mod file;
mod published;

pub use published::{PUBLISHED, published};
