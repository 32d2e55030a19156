//! Published years as data, each fact with the sentence it comes from, and the sample year; how they are loaded
//! into a store.

mod demo;
pub mod file;
mod load;
mod program;
mod published;
mod sample;

pub use demo::{DemoAccount, DemoKind, demo_accounts};
pub use load::{LoadError, Loaded, load_published};
pub use published::{PUBLISHED, published};
pub use sample::{SAMPLE, load_sample};
