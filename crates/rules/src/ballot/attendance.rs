//! Whether a conference has its quorum.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{Law, LawError, Threshold};

/// A conference's attendance held against the quorum of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Units present.
    pub present: u32,
    /// Members of the cluster.
    pub members: u32,
    /// How many must be present.
    pub needed: u32,
    /// The rule.
    pub quorum: Threshold,
}

impl Attendance {
    /// Whether the conference may decide.
    pub const fn is_quorate(&self) -> bool {
        self.members > 0 && self.present >= self.needed
    }
}

/// Holds the units present against the quorum of the day.
pub fn attendance(
    law: &Law,
    held_on: Date,
    present: u32,
    members: u32,
) -> Result<Attendance, LawError> {
    let quorum = law.threshold_at("conference_quorum", held_on)?.clone();
    Ok(Attendance {
        present,
        members,
        needed: quorum.needed(members),
        quorum,
    })
}
