use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;
use serde::Deserialize;
use vietnamese::date::{end_of_day, long, moment, parse, short, today, weekday};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    typed: Vec<Typed>,
    written: Vec<Written>,
    instant: Vec<Instant>,
    deadline: Vec<Deadline>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
    text: String,
    date: Option<Date>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    date: Date,
    short: String,
    long: String,
    weekday: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instant {
    utc: Timestamp,
    moment: String,
    today: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deadline {
    date: Date,
    over_at: Timestamp,
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/date.toml"))
}

fn check(case: Typed) {
    let read = parse(&case.text).map_err(|error| error.to_string());
    assert_eq!(
        read,
        crate::expected(&case.name, case.date, case.error),
        "{}",
        case.name
    );
}

#[test]
fn typed_dates_are_read_or_refused_with_advice() {
    all().typed.into_iter().for_each(check);
}

#[test]
fn dates_are_written_as_state_papers_do() {
    for case in all().written {
        assert_eq!(short(case.date), case.short);
        assert_eq!(long(case.date), case.long);
        assert_eq!(weekday(case.date), case.weekday, "{}", case.short);
    }
}

#[test]
fn instants_are_shown_in_the_time_of_vietnam() {
    for case in all().instant {
        assert_eq!(moment(case.utc), case.moment);
        assert_eq!(today(case.utc), case.today, "{}", case.moment);
    }
}

#[test]
fn a_day_is_over_at_the_next_midnight_in_vietnam() {
    for case in all().deadline {
        assert_eq!(end_of_day(case.date), case.over_at);
    }
}

#[test]
fn the_end_of_a_day_is_already_the_next_day() {
    let date = jiff::civil::date(2021, 11, 12);
    let end = end_of_day(date);
    let one_microsecond = jiff::SignedDuration::from_micros(1);
    assert_eq!(
        today(end),
        date.tomorrow().expect("2021 is not the last year")
    );
    assert_eq!(today(end - one_microsecond), date);
}

fn dates() -> impl Strategy<Value = Date> {
    (1900_i16..=2199, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a date of the calendar", |(y, m, d)| {
            Date::new(y, m, d).ok()
        })
}

proptest! {
    #[test]
    fn every_date_written_is_read_again(date in dates()) {
        prop_assert_eq!(parse(&short(date)), Ok(date));
        prop_assert_eq!(parse(&long(date)), Ok(date));
        prop_assert_eq!(parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn no_text_upsets_the_reading_of_dates(text in "\\PC{0,40}|[0-9]{0,5}[/.-][0-9]{0,5}[/.-][0-9]{0,6}") {
        if let Err(error) = parse(&text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
