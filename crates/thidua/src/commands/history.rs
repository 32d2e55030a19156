//! `thidua history verify`: whether anything was changed behind the program's back.

use clap::{Args, Subcommand};
use server::history::{fault_sentence, verdict_sentence};

use super::say;
use crate::data::Data;
use crate::failure::{Failure, Outcome};
use crate::progress;

/// What to do with the history.
#[derive(Debug, Subcommand)]
pub enum History {
    /// Tìm dòng dữ liệu hoặc lần ghi bị sửa, xóa, tráo ngoài chương trình
    Verify(Verify),
}

/// Options of `history verify`.
#[derive(Args, Debug)]
pub struct Verify {
    #[command(flatten)]
    data: Data,
    /// Mã đầu nhật ký in ở chân một văn bản; phải có trong nhật ký
    #[arg(long, value_name = "MÃ")]
    head: Option<String>,
}

/// Names each fault in a sentence.
pub async fn verify(options: Verify) -> Result<Outcome, Failure> {
    let head = options.head.as_deref().map(head_of_paper).transpose()?;
    let store = options.data.open().await?;
    let bar = progress::bar(0, "Kiểm tra các chuỗi nhật ký");
    let verdict = store
        .verify_history(head.as_deref(), |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        })
        .await?;
    bar.finish_and_clear();
    let years = store.cluster_years().await?;
    let mut lines: Vec<String> = verdict
        .faults
        .iter()
        .map(|fault| fault_sentence(fault, &years))
        .collect();
    lines.push(verdict_sentence(&verdict));
    say(&(lines.join("\n") + "\n"));
    store.close().await?;
    Ok(if verdict.faults.is_empty() {
        Outcome::Good
    } else {
        Outcome::Found
    })
}

/// A printed head as it is typed from paper: groups apart, capitals or not.
fn head_of_paper(typed: &str) -> Result<String, Failure> {
    let plain: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .flat_map(char::to_lowercase)
        .collect();
    let is_hash = plain.len() == 64 && plain.chars().all(|letter| letter.is_ascii_hexdigit());
    if !is_hash {
        return Err(Failure::wrong_use(format!(
            "Mã đầu nhật ký “{typed}” chưa đúng: cần 64 chữ số hệ mười sáu (0–9, a–f) như in ở chân văn bản."
        )));
    }
    Ok(plain)
}
