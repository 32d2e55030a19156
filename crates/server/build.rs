//! Embeds the assets anew when one comes or goes, such as the fonts that `make fonts` brings.

fn main() {
    println!("cargo::rerun-if-changed=assets");
}
