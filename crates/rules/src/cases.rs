//! Cases as data: a file of `[[case]]` tables, each given to the one check of its area.

use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
struct File<T> {
    case: Vec<T>,
}

/// Reads the cases of a file and checks each.
pub(crate) fn each<T: DeserializeOwned>(text: &str, check: impl Fn(&T)) {
    let file: File<T> = toml::from_str(text).expect("the file holds cases of this area");
    assert!(!file.case.is_empty(), "the file holds no case");
    file.case.iter().for_each(check);
}
