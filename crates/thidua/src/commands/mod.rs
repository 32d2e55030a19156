//! The commands. Exit codes: 0 good, 1 found something wrong, 2 wrong use.

mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chương trình thi đua của cụm.
#[derive(Debug, Parser)]
#[command(
    name = "thidua",
    version,
    about = "Đưa một cụm thi đua đi hết năm: từ văn bản chỉ đạo đến công bố kết quả."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Chạy trang làm việc và trang công khai.
    Serve(serve::Serve),
}

/// What a command came to.
pub enum Outcome {
    /// Everything is good.
    Good,
}

/// Why a command did not come to an end.
#[derive(Debug)]
pub struct Failure(pub String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs a command and tells its exit code.
pub async fn run(cli: Cli) -> ExitCode {
    let result = match cli.command {
        Command::Serve(serve) => serve::run(serve).await,
    };
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            eprintln!("thidua: {message}");
            ExitCode::from(1)
        }
    }
}
