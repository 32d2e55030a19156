//! The zone in which dates begin and deadlines end, from the table inside the program and not the machine's.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

static VIETNAM: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get("Asia/Ho_Chi_Minh").expect("the time-zone table is part of the program")
});

/// The date in Vietnam at an instant.
pub fn today(now: Timestamp) -> Date {
    local(now).date()
}

/// The instant at which a day is over ("hạn 24:00"): the next midnight, itself too late.
pub fn end_of_day(date: Date) -> Timestamp {
    date.tomorrow()
        .and_then(|next| VIETNAM.to_timestamp(DateTime::from(next)))
        .unwrap_or(Timestamp::MAX)
}

pub(super) fn local(instant: Timestamp) -> ZonedDateTime {
    instant.to_zoned_datetime(VIETNAM.clone())
}
