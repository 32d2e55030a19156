//! Tables and columns in the words of an officer: `words.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A table in words.
#[derive(Debug, Deserialize)]
pub struct Table {
    /// What one row is.
    pub title: String,
    /// What each column is; keys and housekeeping are left to [`column`].
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Words {
    /// Columns that mean the same in every table.
    common: BTreeMap<String, String>,
    tables: BTreeMap<String, Table>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("a test reads the words"));

/// What a table holds.
pub fn table(name: &str) -> Option<&'static Table> {
    WORDS.tables.get(name)
}

/// What a column of a table holds.
pub fn column(table: &str, column: &str) -> Option<&'static str> {
    let own = WORDS
        .tables
        .get(table)
        .and_then(|known| known.columns.get(column));
    own.or_else(|| WORDS.common.get(column)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tracked_table_and_column_has_a_word() {
        let mut missing = Vec::new();
        for (name, columns) in store::history::tables() {
            if table(name).is_none() {
                missing.push(format!("[tables.{name}]"));
            }
            let unnamed = columns.iter().filter(|known| column(name, known).is_none());
            missing.extend(unnamed.map(|column| format!("{name}.{column}")));
        }
        assert!(
            missing.is_empty(),
            "words.toml lacks\n{}",
            missing.join("\n")
        );
    }

    #[test]
    fn no_word_is_left_of_a_table_that_is_gone() {
        let known: Vec<&str> = store::history::tables()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let gone: Vec<&String> = WORDS
            .tables
            .keys()
            .filter(|name| !known.contains(&name.as_str()))
            .collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
