//! How Vietnam writes: numbers, dates, times, names, alphabetical order, search folding, and the numbers and symbols of papers.
//!
//! Nothing here reads a file, a clock or the network: text in, values or text out. What people type is read leniently where only
//! one meaning is possible, and refused with a Vietnamese sentence that says how to mend it where two are. Every error is an enum
//! with data, so that a page may word it differently; its `Display` is the sentence to show.

pub mod date;
pub mod email;
mod look_alike;
pub mod name;
pub mod number;
pub mod phone;
mod quoted;
pub mod sort;
pub mod symbol;
pub mod text;
pub mod time;
