//! The files of the repository, as git knows them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two folders under the root")
        .to_owned()
}

/// Every file that is tracked or about to be, relative to the root.
pub(crate) fn files() -> Vec<PathBuf> {
    let listing = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("the tests need git and a clone");
    assert!(listing.status.success(), "git ls-files failed");
    let listing = String::from_utf8(listing.stdout).expect("file names are UTF-8");
    listing
        .split_terminator('\0')
        .map(PathBuf::from)
        .filter(|file| root().join(file).is_file())
        .collect()
}

/// The text of a file, or `None` where it is not text.
pub(crate) fn text(file: &Path) -> Option<String> {
    let bytes = std::fs::read(root().join(file)).expect("a listed file can be read");
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// A TOML file of the repository.
pub(crate) fn toml<T: serde::de::DeserializeOwned>(file: &Path) -> T {
    let text = text(file).expect("a TOML file is text");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Fails with all the findings at once.
pub(crate) fn expect_none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
