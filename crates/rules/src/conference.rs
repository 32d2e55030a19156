//! What must hold of a conference (hội nghị) and of the tasks that come out of it.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::deadline::Deadline;

/// Day and times of a meeting, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    /// Its day.
    pub on: Option<Date>,
    /// When it begins.
    pub starts: Option<Time>,
    /// When it ends.
    pub ends: Option<Time>,
}

/// What is wrong with the day and times of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SittingFault {
    /// The day is neither in the emulation year nor in the one after it, in which summaries are held.
    OtherYear {
        /// The day.
        on: Date,
        /// The emulation year.
        year: i16,
    },
    /// It ends before it begins, or at once.
    EndsTooEarly {
        /// When it begins.
        starts: Time,
        /// When it ends.
        ends: Time,
    },
    /// An end without a beginning.
    BeginningMissing,
}

/// Tests day and times of a meeting of a year.
pub fn check_sitting(sitting: Sitting, year: i16) -> Vec<SittingFault> {
    let other_year = sitting
        .on
        .filter(|on| !(year..=year + 1).contains(&on.year()))
        .map(|on| SittingFault::OtherYear { on, year });
    let times = match (sitting.starts, sitting.ends) {
        (Some(starts), Some(ends)) if ends <= starts => {
            Some(SittingFault::EndsTooEarly { starts, ends })
        }
        (None, Some(_)) => Some(SittingFault::BeginningMissing),
        _ => None,
    };
    other_year.into_iter().chain(times).collect()
}

/// What is said of a unit's presence, before it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresenceSaid {
    /// There, or not.
    pub present: bool,
    /// Not there, with a reason.
    pub excused: bool,
    /// How many delegates, where it is said.
    pub delegates: Option<i64>,
    /// Whether something is noted.
    pub noted: bool,
}

/// What is wrong with what is said of a unit's presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresenceFault {
    /// A unit that is not there has delegates.
    DelegatesOfAbsent {
        /// How many.
        delegates: i64,
    },
    /// A unit that is there has none, or fewer.
    NoDelegates,
    /// Excused without a reason.
    ReasonMissing,
}

/// Tests what is said of a unit's presence; everything that is wrong is told at once.
pub fn check_presence(said: PresenceSaid) -> Vec<PresenceFault> {
    let number = match said.delegates {
        Some(delegates) if delegates < 1 && said.present => Some(PresenceFault::NoDelegates),
        Some(delegates) if delegates != 0 && !said.present => {
            Some(PresenceFault::DelegatesOfAbsent { delegates })
        }
        _ => None,
    };
    let reason = (said.excused && !said.noted).then_some(PresenceFault::ReasonMissing);
    number.into_iter().chain(reason).collect()
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStanding {
    /// Open, and there is time.
    Open,
    /// Open after its last day.
    Late {
        /// Days since; a day begun counts.
        days: u32,
    },
    /// Done.
    Done,
    /// Done after its last day.
    DoneLate {
        /// Days late; a day begun counts.
        days: u32,
    },
}

impl TaskStanding {
    /// Whether somebody still has to do it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Late { .. })
    }

    /// Whether it is open after its last day.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Late { .. })
    }
}

/// How a task with this last day stands at an instant.
pub fn task_standing(
    due_on: Option<Date>,
    closed_at: Option<Timestamp>,
    now: Timestamp,
) -> TaskStanding {
    let deadline = due_on.map(Deadline::at_end_of);
    let days_late = |instant| deadline.map_or(0, |deadline| deadline.days_late(instant));
    match closed_at {
        Some(at) => match days_late(at) {
            0 => TaskStanding::Done,
            days => TaskStanding::DoneLate { days },
        },
        None => match days_late(now) {
            0 => TaskStanding::Open,
            days => TaskStanding::Late { days },
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn sitting(starts: Option<Time>, ends: Option<Time>) -> Sitting {
        Sitting {
            on: Some(date(2021, 11, 26)),
            starts,
            ends,
        }
    }

    #[test]
    fn a_meeting_ends_after_it_begins() {
        let (eight, eleven) = (time(8, 0, 0, 0), time(11, 0, 0, 0));
        assert!(check_sitting(sitting(Some(eight), Some(eleven)), 2021).is_empty());
        for ends in [eight, time(7, 59, 0, 0)] {
            let faults = check_sitting(sitting(Some(eight), Some(ends)), 2021);
            assert_eq!(
                faults,
                [SittingFault::EndsTooEarly {
                    starts: eight,
                    ends
                }]
            );
        }
        let faults = check_sitting(sitting(None, Some(eleven)), 2021);
        assert_eq!(faults, [SittingFault::BeginningMissing]);
    }

    #[test]
    fn a_summary_may_be_held_in_the_next_year_and_not_later_or_before() {
        let held = |on| {
            let sitting = Sitting {
                on: Some(on),
                ..Sitting::default()
            };
            check_sitting(sitting, 2021).is_empty()
        };
        assert!(held(date(2021, 1, 1)) && held(date(2022, 3, 31)));
        assert!(!held(date(2020, 12, 31)) && !held(date(2023, 1, 1)));
    }

    #[test]
    fn who_is_there_has_delegates_and_who_is_excused_a_reason() {
        let said = |present, excused, delegates, noted| {
            check_presence(PresenceSaid {
                present,
                excused,
                delegates,
                noted,
            })
        };
        assert_eq!(said(true, false, Some(2), false), []);
        assert_eq!(said(true, false, None, false), []);
        assert_eq!(said(false, true, Some(0), true), []);
        assert_eq!(
            said(true, false, Some(0), false),
            [PresenceFault::NoDelegates]
        );
        assert_eq!(
            said(false, false, Some(2), false),
            [PresenceFault::DelegatesOfAbsent { delegates: 2 }]
        );
        assert_eq!(
            said(false, true, Some(2), false),
            [
                PresenceFault::DelegatesOfAbsent { delegates: 2 },
                PresenceFault::ReasonMissing
            ]
        );
    }

    #[test]
    fn a_task_is_late_from_the_midnight_after_its_last_day() {
        let instant = |text: &str| -> Timestamp { text.parse().expect("an instant") };
        let due = Some(date(2021, 12, 15));
        let before = instant("2021-12-15T23:59:00+07:00");
        let after = instant("2021-12-16T00:00:00+07:00");
        assert_eq!(task_standing(due, None, before), TaskStanding::Open);
        assert_eq!(
            task_standing(due, None, after),
            TaskStanding::Late { days: 1 }
        );
        assert_eq!(task_standing(due, Some(before), after), TaskStanding::Done);
        assert_eq!(
            task_standing(due, Some(after), after),
            TaskStanding::DoneLate { days: 1 }
        );
        assert_eq!(task_standing(None, None, after), TaskStanding::Open);
    }
}
