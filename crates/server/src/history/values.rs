//! A value of a row as people read it.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::figures::{Decimal, messages};
use serde_json::Value;
use store::StoreError;
use vietnamese::date::{moment, short};

use crate::web::app::App;

/// What a field is that holds nothing.
pub(super) const EMPTY: &str = "để trống";

/// Letters of a digest that are shown.
const DIGEST_SHOWN: usize = 12;
const DIGEST: usize = 64;

/// Columns of figures that hold decimals in ten-thousandths.
const DECIMALS: &[&str] = &["value", "stated", "corrected"];

/// Writes values; units are called by their names.
pub(super) struct Writer {
    units: HashMap<String, String>,
}

impl Writer {
    /// Knows every unit.
    pub(super) async fn load(app: &App) -> Result<Self, StoreError> {
        let mut units = HashMap::new();
        for unit in app.store().units().await? {
            let name = unit.name_on(app.today());
            units.insert(unit.id.to_string(), name.name.clone());
        }
        Ok(Self { units })
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
            Value::String(text) => words(text),
            Value::Number(number) => number
                .as_i64()
                .map_or_else(|| number.to_string(), |whole| written(table, column, whole)),
            Value::Array(_) | Value::Object(_) => value.to_string(),
        }
    }
}

fn words(text: &str) -> String {
    if text.is_empty() {
        return EMPTY.to_owned();
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
