//! A value of a row as people read it.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::figures::{Decimal, messages};
use serde_json::Value;
use store::StoreError;
use vietnamese::date::{moment, short};

use super::keys;
use crate::web::app::App;
use crate::web::names::actor_name;

/// What stands for a content that is kept as data, not as a sentence.
const AS_DATA: &str = "ghi trong Dữ liệu kỹ thuật";

/// What a field is that holds nothing.
pub(super) const EMPTY: &str = "để trống";

/// Letters of a digest that are shown.
const DIGEST_SHOWN: usize = 12;
const DIGEST: usize = 64;

/// Columns of figures that hold decimals in ten-thousandths.
const DECIMALS: &[&str] = &["value", "stated", "corrected"];

/// Writes values; units, and people it has learned of, are called by their names.
pub(super) struct Writer {
    units: HashMap<String, String>,
    /// Names of actors: `person:<id>`.
    actors: HashMap<String, String>,
}

impl Writer {
    /// Knows every unit.
    pub(super) async fn load(app: &App) -> Result<Self, StoreError> {
        let mut units = HashMap::new();
        for unit in app.store().units().await? {
            let name = unit.name_on(app.today());
            units.insert(unit.id.to_string(), name.name.clone());
        }
        Ok(Self {
            units,
            actors: HashMap::new(),
        })
    }

    /// Learns the names of those whom an image of a row names.
    pub(super) async fn learn(&mut self, app: &App, image: &Value) -> Result<(), StoreError> {
        let Some(columns) = image.as_object() else {
            return Ok(());
        };
        let named = columns
            .iter()
            .filter_map(|(column, value)| actor(column, value.as_str()?));
        for one in named {
            if self.actors.contains_key(&one) {
                continue;
            }
            let name = actor_name(app, &one).await?;
            self.actors.insert(one, name);
        }
        Ok(())
    }

    /// The name of a unit, or its id where it is not known.
    pub(super) fn unit(&self, id: &str) -> String {
        self.units.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// A value of a column.
    pub(super) fn value(&self, table: &str, column: &str, value: &Value) -> String {
        match value {
            Value::Null => EMPTY.to_owned(),
            Value::Bool(yes) => if *yes { "có" } else { "không" }.to_owned(),
            Value::String(text) if column.ends_with("unit_id") => self.unit(text),
            Value::String(text) => self
                .name(column, text)
                .or_else(|| keys::title(table, column, text))
                .unwrap_or_else(|| words(text)),
            Value::Number(number) => number
                .as_i64()
                .map_or_else(|| number.to_string(), |whole| written(table, column, whole)),
            Value::Array(_) | Value::Object(_) => AS_DATA.to_owned(),
        }
    }

    fn name(&self, column: &str, text: &str) -> Option<String> {
        self.actors.get(&actor(column, text)?).cloned()
    }
}

/// A value as the history keeps it.
pub(super) fn raw(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whom a column names, as the history writes actors.
fn actor(column: &str, text: &str) -> Option<String> {
    if column == "person_id" {
        return Some(format!("person:{text}"));
    }
    let sort = text.split_once(':')?.0;
    let known = column.ends_with("_by") && ["person", "program", "link"].contains(&sort);
    known.then(|| text.to_owned())
}

fn words(text: &str) -> String {
    if text.is_empty() {
        return EMPTY.to_owned();
    }
    if matches!(
        serde_json::from_str(text),
        Ok(Value::Array(_) | Value::Object(_))
    ) {
        return AS_DATA.to_owned();
    }
    if let Ok(date) = text.parse::<Date>()
        && date.to_string() == text
    {
        return short(date);
    }
    let digest = text.len() == DIGEST && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digest {
        return format!("dấu {}…", &text[..DIGEST_SHOWN]);
    }
    text.to_owned()
}

fn written(table: &str, column: &str, whole: i64) -> String {
    if column.ends_with("_at")
        && let Ok(instant) = Timestamp::from_microsecond(whole)
    {
        return moment(instant);
    }
    if table.starts_with("figures_") && DECIMALS.contains(&column) {
        return messages::number(Decimal::from_ten_thousandths(whole));
    }
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_read_them() {
        let writer = Writer {
            units: HashMap::from([("u1".to_owned(), "Trường A".to_owned())]),
            actors: HashMap::from([("person:p1".to_owned(), "Bà B".to_owned())]),
        };
        let digest = "0123456789abcdef".repeat(4);
        let cases = [
            ("figures_statement", "value", Value::from(450_000), "45"),
            ("ballot_minutes", "valid", Value::from(12), "12"),
            (
                "units_name",
                "valid_from",
                Value::from("2021-02-03"),
                "03/02/2021",
            ),
            ("units_name", "unit_id", Value::from("u1"), "Trường A"),
            (
                "people_person",
                "name",
                Value::from(digest),
                "dấu 0123456789ab…",
            ),
            (
                "figures_round",
                "opened_by",
                Value::from("person:p1"),
                "Bà B",
            ),
            ("people_position", "person_id", Value::from("p1"), "Bà B"),
            (
                "registration_version",
                "content",
                Value::from("{\"theme\":null}"),
                AS_DATA,
            ),
            ("units_unit", "superior", Value::Null, "để trống"),
            ("units_unit", "sample", Value::Bool(false), "không"),
        ];
        for (table, column, value, expected) in cases {
            assert_eq!(
                writer.value(table, column, &value),
                expected,
                "{table}.{column}"
            );
        }
    }
}
