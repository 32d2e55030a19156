//! Tells where the program answers, and the accounts of a trial run.

use std::io::Write;
use std::path::Path;

use serde_json::json;
use years::{DemoAccount, DemoKind};

use crate::failure::Failure;

/// Prints the address and the accounts.
pub fn say(address: &str, accounts: &[DemoAccount]) {
    let mut text = format!("Thi Đua đang chạy tại {address}\n");
    if !accounts.is_empty() {
        text.push_str("\nTài khoản chạy thử (mật khẩu đặt riêng cho lần chạy này):\n\n");
        text.push_str(&table(accounts));
        text.push('\n');
    }
    text.push_str("Nhấn Ctrl+C để dừng.\n");
    crate::commands::say(&text);
}

fn table(accounts: &[DemoAccount]) -> String {
    let rows: Vec<[&str; 3]> = [["Vai trò", "Tên đăng nhập", "Mật khẩu"]]
        .into_iter()
        .chain(
            accounts
                .iter()
                .map(|account| [account.kind.title(), account.login, &account.password]),
        )
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    let line = |row: &[&str; 3]| format!("  {:first$}  {:second$}  {}\n", row[0], row[1], row[2]);
    rows.iter().map(line).collect()
}

/// Writes the same for programs, readable by the owner only; the file appears whole or not at all.
pub fn write(path: &Path, address: &str, accounts: &[DemoAccount]) -> Result<(), Failure> {
    let list: Vec<_> = accounts
        .iter()
        .map(|account| {
            json!({ "kind": key(account.kind), "name": account.login, "password": account.password })
        })
        .collect();
    let text = json!({ "address": address, "accounts": list }).to_string();
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The kind as programs name it.
const fn key(kind: DemoKind) -> &'static str {
    match kind {
        DemoKind::Administrator => "administrator",
        DemoKind::Officer => "officer",
        DemoKind::Leader => "leader",
        DemoKind::Head => "head",
        DemoKind::Head2021 => "head-2021",
        DemoKind::Deputy => "deputy",
        DemoKind::Superior => "superior",
        DemoKind::Editor => "editor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> DemoAccount {
        DemoAccount {
            kind: DemoKind::Head,
            login: "dong-thap",
            password: "bac-bai-bam-ban-0042".into(),
        }
    }

    #[test]
    fn the_columns_of_the_table_stand_under_each_other() {
        let table = table(&[account()]);
        let place = |line: &str, word: &str| line.find(word).map(|at| line[..at].chars().count());
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            place(lines[0], "Tên đăng nhập"),
            place(lines[1], "dong-thap")
        );
        assert_eq!(place(lines[0], "Mật khẩu"), place(lines[1], "bac-bai"));
    }

    #[test]
    fn the_file_of_accounts_is_read_back_as_json() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("accounts.json");
        write(&path, "http://127.0.0.1:1", &[account()]).expect("the file is written");
        let text = std::fs::read_to_string(&path).expect("the file is there");
        let read: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(read["address"], "http://127.0.0.1:1");
        assert_eq!(read["accounts"][0]["kind"], "head");
        assert_eq!(read["accounts"][0]["name"], "dong-thap");
    }
}
