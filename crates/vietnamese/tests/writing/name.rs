use proptest::prelude::*;
use serde::Deserialize;
use vietnamese::name::{PersonName, parse_person, unit_short_name};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    person: Vec<Person>,
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    full: String,
    family: String,
    middle: String,
    given: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    full: String,
    short: Option<String>,
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/name.toml"))
}

#[test]
fn full_names_are_cut_into_family_middle_and_given_name() {
    for case in all().person {
        let expected = PersonName {
            family: case.family,
            middle: case.middle,
            given: case.given,
        };
        assert_eq!(parse_person(&case.full), expected, "{}", case.full);
    }
}

#[test]
fn a_units_short_name_is_its_place_where_its_name_tells_it() {
    for case in all().unit {
        assert_eq!(unit_short_name(&case.full), case.short, "{}", case.full);
    }
}

proptest! {
    #[test]
    fn no_text_upsets_the_cutting_of_names(text in any::<String>()) {
        let person = parse_person(&text);
        prop_assert!(!person.given.is_empty() || person.family.is_empty());
        if let Some(short) = unit_short_name(&text) {
            prop_assert!(!short.is_empty());
        }
    }
}
