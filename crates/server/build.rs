//! Embeds the assets anew when one comes or goes, such as the fonts that `make fonts` brings.

#[expect(
    clippy::print_stdout,
    reason = "a build script speaks to cargo this way"
)]
fn main() {
    println!("cargo::rerun-if-changed=assets");
}
