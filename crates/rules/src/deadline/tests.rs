use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{Deadline, DeadlineError, Extension};
use crate::ids::UnitId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    last_day: Date,
    #[serde(default)]
    extended_to: Option<Date>,
    sent_at: jiff::Timestamp,
    days_late: u32,
}

fn check(case: &Case) {
    let unit = UnitId::new("unit");
    let deadline = Deadline::at_end_of(case.last_day);
    let extended = case.extended_to.map(|day| {
        deadline
            .extend(unit.clone(), day, "mất điện")
            .expect("later")
    });
    let own = deadline.for_unit(&unit, extended.as_slice());
    assert_eq!(own.days_late(case.sent_at), case.days_late, "{}", case.name);
    assert_eq!(
        own.is_missed_at(case.sent_at),
        case.days_late > 0,
        "{}",
        case.name
    );
}

#[test]
fn deadlines_end_at_midnight_in_viet_nam() {
    crate::cases::each(include_str!("../../cases/deadline/midnight.toml"), check);
}

#[test]
fn an_extension_is_later_and_reasoned() {
    let deadline = Deadline::at_end_of(date(2021, 11, 15));
    let unit = || UnitId::new("unit");
    let (same, later) = (date(2021, 11, 15), date(2021, 11, 20));
    let not_later = DeadlineError::NotLater {
        deadline: same,
        asked: same,
    };
    assert_eq!(
        deadline.extend(unit(), same, "bão"),
        Err(vec![not_later.clone()])
    );
    assert_eq!(
        deadline.extend(unit(), later, "  "),
        Err(vec![DeadlineError::ReasonNeeded])
    );
    assert_eq!(
        deadline.extend(unit(), same, ""),
        Err(vec![not_later, DeadlineError::ReasonNeeded])
    );
}

#[test]
fn an_extension_moves_no_other_unit() {
    let deadline = Deadline::at_end_of(date(2021, 11, 15));
    let extension = Extension {
        unit: UnitId::new("a"),
        last_day: date(2021, 11, 20),
        reason: "bão".to_owned(),
    };
    assert_eq!(deadline.for_unit(&UnitId::new("b"), &[extension]), deadline);
}
