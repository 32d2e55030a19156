use proptest::prelude::*;
use serde::Deserialize;
use vietnamese::number::{
    NumberError, format_decimal, format_integer, parse_decimal, parse_integer, prose_count,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    integer: Vec<Typed>,
    decimal: Vec<Typed>,
    written_integer: Vec<WrittenInteger>,
    written_decimal: Vec<WrittenDecimal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
    text: String,
    value: Option<i64>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenInteger {
    value: i64,
    text: String,
    prose: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDecimal {
    value: i64,
    text: String,
    two_places: String,
    none: String,
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/number.toml"))
}

fn check(case: Typed, parse: impl Fn(&str) -> Result<i64, NumberError>) {
    let read = parse(&case.text).map_err(|error| error.to_string());
    assert_eq!(
        read,
        crate::expected(&case.name, case.value, case.error),
        "{}",
        case.name
    );
}

#[test]
fn typed_counts_are_read_or_refused_with_advice() {
    all()
        .integer
        .into_iter()
        .for_each(|case| check(case, parse_integer));
}

#[test]
fn typed_decimals_are_read_or_refused_with_advice() {
    all()
        .decimal
        .into_iter()
        .for_each(|case| check(case, parse_decimal));
}

#[test]
fn counts_are_written_for_tables_and_for_prose() {
    for case in all().written_integer {
        assert_eq!(format_integer(case.value), case.text);
        assert_eq!(prose_count(case.value), case.prose);
    }
}

#[test]
fn decimals_are_written_in_full_or_rounded_half_away_from_zero() {
    for case in all().written_decimal {
        assert_eq!(format_decimal(case.value, None), case.text);
        assert_eq!(
            format_decimal(case.value, Some(2)),
            case.two_places,
            "{} with 2 places",
            case.text
        );
        assert_eq!(
            format_decimal(case.value, Some(0)),
            case.none,
            "{} with no places",
            case.text
        );
    }
}

#[test]
fn places_beyond_those_kept_are_zeros() {
    assert_eq!(format_decimal(854_501, Some(6)), "85,450100");
}

proptest! {
    #[test]
    fn every_count_written_is_read_again(value: i64) {
        prop_assert_eq!(parse_integer(&format_integer(value)), Ok(value));
        prop_assert_eq!(parse_integer(&prose_count(value)), Ok(value));
    }

    #[test]
    fn every_decimal_written_is_read_again(value: i64) {
        prop_assert_eq!(parse_decimal(&format_decimal(value, None)), Ok(value));
        prop_assert_eq!(parse_decimal(&format_decimal(value, Some(4))), Ok(value));
    }

    #[test]
    fn no_text_upsets_the_reading_of_numbers(text in "\\PC{0,60}|[0-9., \u{a0}−-]{0,30}") {
        for outcome in [parse_integer(&text), parse_decimal(&text)] {
            if let Err(error) = outcome {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
