//! Directives (văn bản chỉ đạo): in force or not, and how a unit stands with one that was dispatched to it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deadline::Deadline;

/// What a unit says about a directive that it received. The later ones include the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Đã xem.
    Seen,
    /// Đã nhận.
    Acknowledged,
    /// Đã thực hiện.
    ActedOn,
}

impl Answer {
    /// All answers in their order.
    pub const ALL: [Self; 3] = [Self::Seen, Self::Acknowledged, Self::ActedOn];

    /// The word that tables and forms keep.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Acknowledged => "acknowledged",
            Self::ActedOn => "acted_on",
        }
    }

    /// The answer of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Seen => "Đã xem",
            Self::Acknowledged => "Đã nhận",
            Self::ActedOn => "Đã thực hiện",
        }
    }
}

/// An answer with its instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// What was said.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
}

/// How a unit stands with a dispatched directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// The expected answer is not there, and there is time.
    Waiting,
    /// The expected answer is not there, and the deadline has passed.
    Late {
        /// How many days ago; a day begun counts.
        days: u32,
    },
    /// Answered as expected.
    Done,
    /// Answered as expected, but after the deadline.
    DoneLate {
        /// How many days after; a day begun counts.
        days: u32,
    },
}

impl Standing {
    /// Whether the unit still has to answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Late { .. })
    }

    /// Whether the deadline has passed without the expected answer.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Late { .. })
    }
}

/// How a unit stands at an instant: `expected`, or anything later than it, must have been given before the deadline ends.
pub fn standing(
    expected: Answer,
    deadline: Option<Deadline>,
    given: &[Given],
    now: Timestamp,
) -> Standing {
    let first = given
        .iter()
        .filter(|one| one.answer >= expected)
        .map(|one| one.at)
        .min();
    let missed_at = |instant| deadline.filter(|deadline| deadline.is_missed_at(instant));
    match first {
        Some(at) => missed_at(at).map_or(Standing::Done, |deadline| Standing::DoneLate {
            days: deadline.days_late(at),
        }),
        None => missed_at(now).map_or(Standing::Waiting, |deadline| Standing::Late {
            days: deadline.days_late(now),
        }),
    }
}

/// The furthest answer given.
pub fn furthest(given: &[Given]) -> Option<Answer> {
    given.iter().map(|one| one.answer).max()
}

/// Whether a directive is in force on a day: to the end of its last day, or until another ends it.
pub fn in_force_on(until: Option<Date>, day: Date) -> bool {
    until.is_none_or(|last| day <= last)
}

/// What does not fit together on the head of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadFault {
    /// Dated after the day on which it is entered.
    #[error("issued on {issued_on}, after today, {today}")]
    IssuedInFuture {
        /// Its date.
        issued_on: Date,
        /// The day of entering.
        today: Date,
    },
    /// It came in before it was issued.
    #[error("arrived on {arrived_on}, before it was issued on {issued_on}")]
    ArrivedBeforeIssued {
        /// When it came in.
        arrived_on: Date,
        /// Its date.
        issued_on: Date,
    },
    /// It came in after the day on which it is entered.
    #[error("arrives on {arrived_on}, after today, {today}")]
    ArrivedInFuture {
        /// When it came in.
        arrived_on: Date,
        /// The day of entering.
        today: Date,
    },
    /// Its force ended before it was issued.
    #[error("in force until {until}, before it was issued on {issued_on}")]
    EndedBeforeIssued {
        /// The last day in force.
        until: Date,
        /// Its date.
        issued_on: Date,
    },
    /// The year inside the symbol is not that of the date.
    #[error("the symbol says {year}, the date is {issued_on}")]
    OtherYearInSymbol {
        /// The year in the symbol.
        year: u16,
        /// Its date.
        issued_on: Date,
    },
}

/// Holds the dates of a directive's head against each other, as far as they are known; every fault at once.
pub fn check_head(
    year_in_symbol: Option<u16>,
    issued_on: Option<Date>,
    arrived_on: Option<Date>,
    until: Option<Date>,
    today: Date,
) -> Vec<HeadFault> {
    let mut faults = Vec::new();
    if let Some(arrived_on) = arrived_on.filter(|arrived_on| *arrived_on > today) {
        faults.push(HeadFault::ArrivedInFuture { arrived_on, today });
    }
    let Some(issued_on) = issued_on else {
        return faults;
    };
    if issued_on > today {
        faults.push(HeadFault::IssuedInFuture { issued_on, today });
    }
    if let Some(arrived_on) = arrived_on.filter(|arrived_on| *arrived_on < issued_on) {
        faults.push(HeadFault::ArrivedBeforeIssued {
            arrived_on,
            issued_on,
        });
    }
    if let Some(until) = until.filter(|until| *until < issued_on) {
        faults.push(HeadFault::EndedBeforeIssued { until, issued_on });
    }
    if let Some(year) =
        year_in_symbol.filter(|year| i32::from(*year) != i32::from(issued_on.year()))
    {
        faults.push(HeadFault::OtherYearInSymbol { year, issued_on });
    }
    faults
}

/// Something is asked for until a day before the directive that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("due on {last_day}, before the directive of {issued_on}")]
pub struct DueBeforeIssued {
    /// The last day.
    pub last_day: Date,
    /// The directive's date.
    pub issued_on: Date,
}

/// Tests until when a dispatched directive asks for something. A day that has passed may stand: an office enters the
/// dispatches of an earlier year afterwards.
pub fn check_due(last_day: Date, issued_on: Date) -> Result<(), DueBeforeIssued> {
    if last_day < issued_on {
        return Err(DueBeforeIssued {
            last_day,
            issued_on,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde::Deserialize;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn at(answer: Answer, text: &str) -> Given {
        Given {
            answer,
            at: instant(text),
        }
    }

    fn on_the_15th() -> Option<Deadline> {
        Some(Deadline::at_end_of(date(2021, 11, 15)))
    }

    #[test]
    fn a_unit_is_late_from_midnight_and_not_the_minute_before() {
        let stands = |now| standing(Answer::ActedOn, on_the_15th(), &[], instant(now));
        assert_eq!(stands("2021-11-15T23:59:00+07:00"), Standing::Waiting);
        assert_eq!(
            stands("2021-11-16T00:00:00+07:00"),
            Standing::Late { days: 1 }
        );
    }

    #[test]
    fn an_answer_a_minute_after_midnight_is_done_but_late() {
        let now = instant("2021-11-20T09:00:00+07:00");
        let stands = |said: &str| {
            let given = [at(Answer::ActedOn, said)];
            standing(Answer::ActedOn, on_the_15th(), &given, now)
        };
        assert_eq!(stands("2021-11-15T23:59:59+07:00"), Standing::Done);
        assert_eq!(
            stands("2021-11-16T00:00:00+07:00"),
            Standing::DoneLate { days: 1 }
        );
    }

    #[test]
    fn acknowledging_is_not_acting_but_acting_is_acknowledging() {
        let now = instant("2021-11-20T09:00:00+07:00");
        let received = [at(Answer::Acknowledged, "2021-11-10T08:00:00+07:00")];
        let acted = [at(Answer::ActedOn, "2021-11-10T08:00:00+07:00")];
        let deadline = on_the_15th();
        assert!(standing(Answer::ActedOn, deadline, &received, now).is_late());
        assert_eq!(
            standing(Answer::Acknowledged, deadline, &acted, now),
            Standing::Done
        );
        assert_eq!(furthest(&received), Some(Answer::Acknowledged));
    }

    #[test]
    fn without_a_deadline_nobody_is_late() {
        let now = instant("2031-01-01T00:00:00Z");
        assert_eq!(standing(Answer::Seen, None, &[], now), Standing::Waiting);
    }

    #[test]
    fn a_directive_is_in_force_on_its_last_day_and_without_one_for_ever() {
        let last = date(2021, 12, 31);
        assert!(in_force_on(Some(last), last));
        assert!(!in_force_on(Some(last), date(2022, 1, 1)));
        assert!(in_force_on(None, date(2031, 1, 1)));
    }

    #[test]
    fn every_fault_of_a_head_is_told_at_once() {
        let today = date(2021, 11, 12);
        let issued_on = date(2021, 12, 1);
        let (arrived_on, until) = (date(2021, 11, 30), date(2021, 11, 1));
        let faults = check_head(
            Some(2020),
            Some(issued_on),
            Some(arrived_on),
            Some(until),
            today,
        );
        let expected = [
            HeadFault::ArrivedInFuture { arrived_on, today },
            HeadFault::IssuedInFuture { issued_on, today },
            HeadFault::ArrivedBeforeIssued {
                arrived_on,
                issued_on,
            },
            HeadFault::EndedBeforeIssued { until, issued_on },
            HeadFault::OtherYearInSymbol {
                year: 2020,
                issued_on,
            },
        ];
        assert_eq!(faults, expected);
        let sound = check_head(
            Some(2021),
            Some(date(2021, 2, 3)),
            Some(date(2021, 2, 3)),
            None,
            today,
        );
        assert_eq!(sound, []);
        let undated = check_head(None, None, Some(arrived_on), None, today);
        assert_eq!(undated, [HeadFault::ArrivedInFuture { arrived_on, today }]);
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Due {
        name: String,
        issued_on: Date,
        last_day: Date,
        possible: bool,
    }

    #[test]
    fn nothing_is_due_before_the_directive_that_asks_for_it() {
        crate::cases::each(
            include_str!("../cases/directives/due.toml"),
            |case: &Due| {
                let answer = check_due(case.last_day, case.issued_on);
                assert_eq!(answer.is_ok(), case.possible, "{}", case.name);
            },
        );
    }
}
