//! One run of the program.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a run came to.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it answered.
    pub said: String,
    /// What it complained of.
    pub complained: String,
}

impl Run {
    /// What a run that has ended came to.
    pub fn of(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().expect("the program ended by itself"),
            said: text(&output.stdout),
            complained: text(&output.stderr),
        }
    }
}

/// Runs the program to its end on a data folder, with nothing of this machine's settings.
pub fn run(data: &Path, words: &[&str]) -> Run {
    let output = command(data, words).output();
    Run::of(output.expect("the program was built beside this test"))
}

/// The same with settings in the environment.
pub fn run_with(data: &Path, words: &[&str], settings: &[(&str, &str)]) -> Run {
    let mut command = command(data, words);
    command.envs(settings.iter().copied());
    Run::of(
        command
            .output()
            .expect("the program was built beside this test"),
    )
}

/// The command, ready to be run.
pub fn command(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("THIDUA_")) {
        command.env_remove(name);
    }
    command.args(words).env("THIDUA_DATA", data);
    command
}

/// A folder that goes with the value.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// The path as a word of the command line.
pub fn word(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
