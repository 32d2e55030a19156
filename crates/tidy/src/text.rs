//! What the repository's text may say, and how much of it one file may hold.

use std::path::{Path, PathBuf};

use crate::repository;

const LONGEST_SOURCE: usize = 400;

/// Written in two pieces, so that this file passes its own test.
const HOSTS: [[&str; 2]; 7] = [
    ["registry.", "npmjs.org"],
    ["index.", "crates.io"],
    ["static.", "crates.io"],
    ["deb.", "debian.org"],
    ["files.", "pythonhosted.org"],
    ["py", "pi.org"],
    ["art", "ifactory"],
];

/// The first folders of paths that exist on one machine only.
const MACHINE_FOLDERS: [[&str; 2]; 5] = [
    ["/ho", "me/"],
    ["/ro", "ot/"],
    ["/Use", "rs/"],
    ["/wo", "rk/"],
    ["/t", "mp/"],
];

/// Every text file that people write.
fn written() -> impl Iterator<Item = (PathBuf, String)> {
    repository::files().into_iter().filter_map(|file| {
        let text = repository::text(&file)?;
        Some((file, text))
    })
}

fn is_source(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("rs" | "html" | "js" | "mjs"))
}

#[test]
fn no_source_file_is_longer_than_a_reader_can_hold() {
    let findings: Vec<String> = written()
        .filter(|(file, text)| is_source(file) && text.lines().count() > LONGEST_SOURCE)
        .map(|(file, text)| {
            format!(
                "{}: {} lines; split it by noun",
                file.display(),
                text.lines().count()
            )
        })
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn no_text_names_the_machine_it_was_written_on() {
    let mut findings = Vec::new();
    for (file, text) in written() {
        for (number, line) in text.lines().enumerate() {
            if let Some(found) = machine_word(line) {
                findings.push(format!("{}:{}: {found}", file.display(), number + 1));
            }
        }
    }
    repository::expect_none(&findings);
}

/// A registry's host or an absolute path of one machine, where the line has one.
fn machine_word(line: &str) -> Option<String> {
    let host = HOSTS
        .map(|pieces| pieces.concat())
        .into_iter()
        .find(|host| line.contains(host));
    host.or_else(|| {
        MACHINE_FOLDERS
            .map(|pieces| pieces.concat())
            .into_iter()
            .find(|folder| begins_a_path(line, folder))
    })
}

/// Whether the folder stands at the start of a path, not inside a longer one.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"._-/}>)".contains(before))
    })
}

#[test]
fn a_machine_path_is_told_from_the_middle_of_another() {
    let folder = MACHINE_FOLDERS[3].concat();
    assert_eq!(
        machine_word(&format!("cd {folder}main")),
        Some(folder.clone())
    );
    assert_eq!(machine_word(&format!("https://example.vn{folder}")), None);
    assert_eq!(machine_word(&format!("crates{folder}src")), None);
}

#[test]
fn the_lock_file_of_npm_names_no_host() {
    let lock = repository::text(Path::new("package-lock.json")).expect("the lock file is text");
    assert!(
        !lock.contains("\"resolved\""),
        "package-lock.json: .npmrc was not read when it was written"
    );
}

#[test]
fn every_test_name_is_a_sentence() {
    let findings: Vec<String> = written()
        .filter(|(file, _)| file.extension().is_some_and(|extension| extension == "rs"))
        .flat_map(|(file, text)| short_test_names(&file, &text))
        .collect();
    repository::expect_none(&findings);
}

/// Names of tests that are one or two words and so say nothing of what holds.
fn short_test_names(file: &Path, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let tests = lines.windows(2).filter(|pair| pair[0].ends_with("test]"));
    let names = tests.filter_map(|pair| pair[1].trim_start_matches("async ").strip_prefix("fn "));
    names
        .filter_map(|rest| rest.split('(').next())
        .filter(|name| name.split('_').count() < 3)
        .map(|name| format!("{}: {name}: say what holds", file.display()))
        .collect()
}
