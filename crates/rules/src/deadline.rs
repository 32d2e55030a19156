//! Deadlines (hạn nộp). "Hạn 24 giờ ngày 15/11" ends at the next midnight in Viet Nam; that instant is too late.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vietnamese::date::{end_of_day, today};

use crate::ids::UnitId;

/// A deadline: the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deadline {
    last_day: Date,
}

/// A later last day for one unit (gia hạn).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// For whom.
    pub unit: UnitId,
    /// The new last day.
    pub last_day: Date,
    /// Why.
    pub reason: String,
}

/// Why a deadline is not extended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// An extension must end later than the deadline.
    #[error("{asked} is not later than {deadline}")]
    NotLater {
        /// The deadline.
        deadline: Date,
        /// The new last day that was asked for.
        asked: Date,
    },
    /// An extension needs a written reason.
    #[error("an extension needs a reason")]
    ReasonNeeded,
}

impl Deadline {
    /// A deadline at 24:00 of a day.
    pub const fn at_end_of(last_day: Date) -> Self {
        Self { last_day }
    }

    /// The last day.
    pub const fn last_day(&self) -> Date {
        self.last_day
    }

    /// The first instant that is too late.
    pub fn closes_at(&self) -> Timestamp {
        end_of_day(self.last_day)
    }

    /// Whether an instant is too late.
    pub fn is_missed_at(&self, instant: Timestamp) -> bool {
        instant >= self.closes_at()
    }

    /// How many days late an instant is; a day begun counts, and in time is 0.
    pub fn days_late(&self, instant: Timestamp) -> u32 {
        let days = self.days_until(today(instant));
        u32::try_from(-days).unwrap_or(0)
    }

    /// How many days are left on a day; below zero once it has passed.
    pub fn days_until(&self, day: Date) -> i32 {
        day.until(self.last_day).map_or(0, |span| span.get_days())
    }

    /// The deadline of a unit: its own extension, the latest of several, or else this.
    pub fn for_unit(&self, unit: &UnitId, extensions: &[Extension]) -> Self {
        let own = extensions
            .iter()
            .filter(|extension| extension.unit == *unit);
        let last_day = own
            .map(|extension| extension.last_day)
            .fold(self.last_day, Date::max);
        Self { last_day }
    }

    /// Tests an extension before it is recorded; everything that is wrong is told at once.
    pub fn extend(
        &self,
        unit: UnitId,
        last_day: Date,
        reason: &str,
    ) -> Result<Extension, Vec<DeadlineError>> {
        let not_later = (last_day <= self.last_day).then_some(DeadlineError::NotLater {
            deadline: self.last_day,
            asked: last_day,
        });
        let no_reason = reason
            .trim()
            .is_empty()
            .then_some(DeadlineError::ReasonNeeded);
        let errors: Vec<DeadlineError> = not_later.into_iter().chain(no_reason).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Extension {
            unit,
            last_day,
            reason: reason.trim().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests;
