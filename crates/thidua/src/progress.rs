//! Progress bars on standard error; nothing is drawn where it is not a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts to `total` and says what is counted.
pub fn bar(total: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}")
        .expect("the template is right")
        .progress_chars("=> ");
    let bar = ProgressBar::new(total).with_style(style);
    bar.set_message(what);
    bar
}
