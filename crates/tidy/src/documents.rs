//! Documents that cannot rot quietly: the paths that they name exist.

use std::path::Path;

use crate::repository;

/// What somebody who opens the repository looks for.
const DOCUMENTS: [&str; 5] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
];

/// What the build makes, so that a fresh clone has none of it.
const MADE: [&str; 3] = ["target", "data", "node_modules"];

#[test]
fn the_documents_exist() {
    let missing = DOCUMENTS
        .iter()
        .filter(|name| !repository::root().join(name).is_file());
    let findings: Vec<String> = missing.map(|name| format!("{name} is missing")).collect();
    repository::expect_none(&findings);
}

#[test]
fn every_path_in_a_document_exists() {
    let mut findings = Vec::new();
    for document in repository::files().iter().filter(|file| is_document(file)) {
        let text = repository::text(document).expect("a document is text");
        let folder = document.parent().unwrap_or(Path::new(""));
        let named = code_words(&text).chain(links(&text));
        let gone = named.filter(|path| is_path(path) && !exists(folder, path));
        findings.extend(gone.map(|path| format!("{}: {path} does not exist", document.display())));
    }
    repository::expect_none(&findings);
}

fn is_document(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "md") && file != Path::new("CHANGELOG.md")
}

/// What stands between backticks on one line; fenced blocks hold commands, not paths.
fn code_words(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2).flat_map(str::lines);
    prose.flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The targets of links and pictures.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#', ' ']).next())
}

/// A path of the repository, as opposed to a route, a command, a pattern or an address elsewhere.
fn is_path(word: &str) -> bool {
    let plain = word
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "._-/".contains(letter));
    let first = word.split('/').next().unwrap_or_default();
    plain && word.contains('/') && !word.starts_with('/') && !MADE.contains(&first)
}

/// A document names a path from the root or from its own folder.
fn exists(folder: &Path, path: &str) -> bool {
    let root = repository::root();
    root.join(path).exists() || root.join(folder).join(path).exists()
}

#[test]
fn a_path_is_told_from_a_route_and_a_pattern() {
    assert!(is_path("crates/rules/src"));
    for other in [
        "/tin/",
        "crates/*/src",
        "src/<stage>",
        "make test",
        "target/release/thidua",
        "https://x.vn/a",
    ] {
        assert!(!is_path(other), "{other}");
    }
}
