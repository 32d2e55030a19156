//! When something holds, and who says so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A period with its source. Both ends are days that still belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day; none where the sources name only the end.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day; none while it holds.
    #[serde(default)]
    pub to: Option<Date>,
    /// The text of law or the custom that says so.
    #[serde(default)]
    pub citation: String,
    /// What one should know.
    #[serde(default)]
    pub note: Option<String>,
    /// False where it is an inference, or no source confirms it.
    #[serde(default = "confirmed_by_default")]
    pub confirmed: bool,
}

const fn confirmed_by_default() -> bool {
    true
}

impl Period {
    /// Whether the day belongs to it.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether some day belongs to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |one: &Self, another: &Self| match (one.from, another.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}
