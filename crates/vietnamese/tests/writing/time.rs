//! Times of day.

use serde::Deserialize;
use vietnamese::time::{parse, short};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    typed: Vec<Typed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
    text: String,
    time: Option<String>,
    error: Option<String>,
}

#[test]
fn times_are_read_as_people_type_them() {
    let cases: Cases = crate::cases(include_str!("../../cases/time.toml"));
    for case in cases.typed {
        let read = parse(&case.text)
            .map(short)
            .map_err(|error| error.to_string());
        let expected = crate::expected(&case.name, case.time, case.error);
        assert_eq!(read, expected, "{}", case.name);
    }
}
