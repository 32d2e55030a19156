//! Thi Đua: carries an emulation cluster (cụm thi đua) through its year and publishes it.

mod archive;
mod cli;
mod commands;
mod configuration;
mod data;
mod failure;
mod progress;
mod years;

use std::process::ExitCode;

use failure::Outcome;
use mimalloc::MiMalloc;

/// Gives memory back to the system soon: a page of figures takes much for a moment, and many pages are written at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let command = match cli::read(std::env::args_os()) {
        Ok(command) => command,
        Err(answer) => return answer.give(),
    };
    match commands::run(command).await {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("thidua: {failure}");
            ExitCode::from(failure.code())
        }
    }
}
