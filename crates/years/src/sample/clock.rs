//! The clock of the sample year.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use store::{Clock, Sources, SystemRandomness};

/// A clock that stands where it is set and goes on by one second at each look, so that entries follow each other.
#[derive(Clone)]
pub(super) struct SampleClock(Arc<AtomicI64>);

impl SampleClock {
    /// A clock at nine in the morning of a day in Việt Nam.
    pub(super) fn at(day: Date) -> Self {
        Self(Arc::new(AtomicI64::new(morning(day))))
    }

    /// Sets it to nine in the morning of a day, never back.
    pub(super) fn set(&self, day: Date) {
        self.0.fetch_max(morning(day), Ordering::Relaxed);
    }

    /// The store's clock with the machine's randomness.
    pub(super) fn sources(&self) -> Sources {
        Sources::new(Arc::new(self.clone()), Arc::new(SystemRandomness))
    }
}

impl Clock for SampleClock {
    fn now(&self) -> Timestamp {
        let second = self.0.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_second(second).expect("the sample year lies in the time that clocks know")
    }
}

fn morning(day: Date) -> i64 {
    const HOURS_TO_MIDNIGHT: i64 = 15;
    vietnamese::date::end_of_day(day).as_second() - HOURS_TO_MIDNIGHT * 3600
}
