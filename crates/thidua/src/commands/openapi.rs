//! `thidua openapi`: the description of the API.

use clap::Args;

use super::say;
use crate::data::Data;
use crate::failure::Outcome;

/// Options of `openapi`. Every command takes the data folder; the description is the same whatever it holds.
#[derive(Args, Debug)]
pub struct Openapi {
    #[command(flatten)]
    _data: Data,
}

/// Prints the description.
pub fn run() -> Outcome {
    say(&format!("{}\n", server::openapi()));
    Outcome::Good
}
