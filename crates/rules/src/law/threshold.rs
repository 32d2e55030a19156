//! What a vote must reach. A cluster's own ballot has no figure in law: its guidance sets it, in this form.

use serde::{Deserialize, Serialize};

use super::{Period, Ratio};

/// How the votes are held against the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparator {
    /// At least the share.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than the share.
    #[serde(rename = ">")]
    MoreThan,
}

impl Comparator {
    /// Both, in the order in which forms offer them.
    pub const ALL: [Self; 2] = [Self::AtLeast, Self::MoreThan];

    /// The sign, as data files write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
        }
    }

    /// The one of a sign.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AtLeast => "ít nhất",
            Self::MoreThan => "hơn",
        }
    }
}

/// Of what the share is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Tổng số thành viên.
    AllMembers,
    /// Số thành viên có mặt.
    Present,
    /// Số phiếu hợp lệ.
    ValidBallots,
}

impl Base {
    /// All, in the order in which forms offer them.
    pub const ALL: [Self; 3] = [Self::AllMembers, Self::Present, Self::ValidBallots];

    /// The name in data files and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AllMembers => "all_members",
            Self::Present => "present",
            Self::ValidBallots => "valid_ballots",
        }
    }

    /// The one of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AllMembers => "tổng số thành viên",
            Self::Present => "số thành viên có mặt",
            Self::ValidBallots => "số phiếu hợp lệ",
        }
    }
}

/// What a vote must reach (tỷ lệ thông qua).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// What it rules.
    pub code: String,
    /// The award whose proposal it decides; none where it is not about one.
    pub award: Option<String>,
    /// The share.
    pub ratio: Ratio,
    /// At least, or more than.
    pub comparator: Comparator,
    /// Of what.
    pub base: Base,
    /// The share of members that must be present; none where none is asked for.
    pub quorum: Option<Ratio>,
    /// Whether the chair must be among those who agree.
    #[serde(default)]
    pub chair_must_agree: bool,
    /// Whether absent members may vote in writing.
    #[serde(default)]
    pub absent_written_vote: bool,
    /// When it holds, and who says so.
    #[serde(flatten)]
    pub period: Period,
}

impl Threshold {
    /// The smallest number of votes that reaches the share of `base`.
    pub fn needed(&self, base: u32) -> u32 {
        match self.comparator {
            Comparator::AtLeast => self.ratio.least_of(base),
            Comparator::MoreThan => self.ratio.more_than_of(base),
        }
    }
}
