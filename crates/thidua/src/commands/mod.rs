//! The commands, one file each. Exit codes: 0 good, 1 found something wrong, 2 wrong use.

mod backup;
mod check;
mod history;
mod load_year;
mod openapi;
mod restore;
mod serve;
mod user;

use std::io::Write;

use clap::Subcommand;

use crate::failure::{Failure, Outcome};

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chạy trang làm việc và trang công khai
    Serve(serve::Serve),
    /// Nạp một năm có sẵn trong chương trình vào dữ liệu
    LoadYear(load_year::LoadYear),
    /// Đối chiếu số liệu của một năm và nêu những chỗ không khớp
    Check(check::Check),
    /// Kiểm tra nhật ký
    #[command(subcommand)]
    History(history::History),
    /// Tài khoản người dùng
    #[command(subcommand)]
    User(user::User),
    /// Sao lưu toàn bộ dữ liệu vào một tệp
    Backup(backup::Backup),
    /// Khôi phục một bản sao lưu vào thư mục dữ liệu còn trống
    Restore(restore::Restore),
    /// In mô tả API theo chuẩn OpenAPI (JSON)
    Openapi(openapi::Openapi),
}

/// Runs a command.
pub async fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Serve(options) => serve::run(options).await,
        Command::LoadYear(options) => load_year::run(options).await,
        Command::Check(options) => check::run(options).await,
        Command::History(history::History::Verify(options)) => history::verify(options).await,
        Command::User(command) => user::run(command).await,
        Command::Backup(options) => backup::run(options).await,
        Command::Restore(options) => restore::run(options).await,
        Command::Openapi(_) => Ok(openapi::run()),
    }
}

/// Writes an answer to standard output; a reader that has gone away is no fault of ours.
pub fn say(text: &str) {
    let mut output = std::io::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    if let Err(error) = written {
        tracing::debug!(%error, "standard output is closed");
    }
}
