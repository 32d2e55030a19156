//! The published years hold, and each thing that can be wrong with one is told in its own words.

mod mistakes;
mod year_2021;
