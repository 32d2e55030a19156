//! How Vietnam writes, by cases: each area reads `cases/<area>.toml` and puts every case through one check.

mod date;
mod name;
mod number;
mod sort;
mod symbol;
mod text;
mod time;

use serde::de::DeserializeOwned;

/// The cases of an area.
fn cases<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("the cases are TOML of the area's shape")
}

/// What a case says must come out: a value, or the sentence of the error.
fn expected<T>(name: &str, value: Option<T>, error: Option<String>) -> Result<T, String> {
    match (value, error) {
        (Some(value), None) => Ok(value),
        (None, Some(error)) => Err(error),
        _ => panic!("{name}: a case has either a value or an error"),
    }
}
