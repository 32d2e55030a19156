//! Thi Đua: carries an emulation cluster (cụm thi đua) through its year and publishes it.

mod commands;
mod data;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    commands::run(commands::Cli::parse()).await
}
