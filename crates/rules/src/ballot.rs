//! Counting minutes (biên bản kiểm phiếu): what must hold between their numbers, and what a result is held against.
//! Counts that a cluster does not publish stay unknown; nothing is concluded from an unknown.

mod attendance;
mod elected;
pub mod messages;
mod outcome;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use attendance::{Attendance, attendance};
pub use elected::{ElectedFinding, check_elected};
pub use outcome::{Outcome, Verdict, Vote, outcome};

use crate::ids::{PersonId, UnitId};
use crate::law::{Law, LawError};

/// A number of the minutes; none where it is not published ("không công bố").
pub type Count = Option<u32>;

/// A member of the counting committee (ban kiểm phiếu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Who.
    pub person: PersonId,
    /// The unit that the person represents; none for someone from the upper body.
    pub unit: Option<UnitId>,
}

/// The votes for one name of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// The unit that is voted on.
    pub unit: UnitId,
    /// How many agreed.
    pub agreed: Count,
}

/// The numbers of counting minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Minutes {
    /// Tổng số thành viên, counted as votes are: units, or delegates.
    pub members: Count,
    /// Được bỏ phiếu.
    pub entitled: Count,
    /// Có mặt, of the members and counted like them.
    pub present: Count,
    /// Phiếu phát ra.
    pub issued: Count,
    /// Phiếu thu về.
    pub collected: Count,
    /// Phiếu hợp lệ.
    pub valid: Count,
    /// Phiếu không hợp lệ.
    pub invalid: Count,
    /// How many names one ballot may choose.
    pub seats: Count,
    /// The votes, name by name.
    pub votes: Vec<Votes>,
    /// The counting committee; empty where it is not published.
    pub committee: Vec<Counter>,
    /// Why representatives of candidate units count all the same, put on record by the meeting.
    pub waiver: Option<String>,
}

/// A number of the minutes, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Tổng số thành viên.
    Members,
    /// Được bỏ phiếu.
    Entitled,
    /// Có mặt.
    Present,
    /// Phát ra.
    Issued,
    /// Thu về.
    Collected,
    /// Hợp lệ.
    Valid,
    /// Số phiếu đồng ý cho một đơn vị.
    VotesFor(UnitId),
    /// Tổng số phiếu đồng ý.
    AllVotes,
    /// Số phiếu hợp lệ nhân số được chọn.
    ValidTimesSeats,
}

/// What does not hold in counting minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MinutesFinding {
    /// One number is larger than another that it cannot exceed.
    Exceeds {
        /// The larger.
        item: Item,
        /// Its number.
        count: u64,
        /// What it cannot exceed.
        most: Item,
        /// The number of that.
        limit: u64,
    },
    /// Valid and invalid ballots do not make the collected ones.
    DoesNotAddUp {
        /// Valid ballots.
        valid: u32,
        /// Invalid ballots.
        invalid: u32,
        /// Collected ballots.
        collected: u32,
    },
    /// A name stands twice on the list.
    NameTwice {
        /// The unit.
        unit: UnitId,
    },
    /// The counting committee is too small.
    CommitteeTooSmall {
        /// How many it has.
        size: usize,
        /// How many it needs.
        least: u32,
        /// Who says so.
        citation: String,
    },
    /// A counter represents a unit that is voted on, and no waiver is on record.
    CounterOfCandidate {
        /// The counter.
        person: PersonId,
        /// The unit.
        unit: UnitId,
    },
    /// A person stands twice in the committee.
    CounterTwice {
        /// The counter.
        person: PersonId,
    },
}

impl MinutesFinding {
    /// Whether the minutes cannot stand as they are. The choice of counters is a matter for the meeting.
    pub const fn is_error(&self) -> bool {
        match self {
            Self::Exceeds { .. } | Self::DoesNotAddUp { .. } | Self::NameTwice { .. } => true,
            Self::CommitteeTooSmall { .. }
            | Self::CounterOfCandidate { .. }
            | Self::CounterTwice { .. } => false,
        }
    }
}

/// Checks counting minutes of a day; what is unknown is passed over.
pub fn check_minutes(
    minutes: &Minutes,
    law: &Law,
    held_on: Date,
) -> Result<Vec<MinutesFinding>, LawError> {
    let mut findings = minutes.chain();
    findings.extend(minutes.added_up());
    findings.extend(minutes.votes_within_ballots());
    findings.extend(minutes.names_twice());
    findings.extend(minutes.committee_size(law, held_on)?);
    findings.extend(minutes.counters());
    Ok(findings)
}

impl Minutes {
    /// Collected ≤ issued ≤ entitled, with every known pair in order even where one between is unknown.
    fn chain(&self) -> Vec<MinutesFinding> {
        let orders: [&[(Item, Count)]; 3] = [
            &[
                (Item::Collected, self.collected),
                (Item::Issued, self.issued),
                (Item::Entitled, self.entitled),
            ],
            &[(Item::Present, self.present), (Item::Members, self.members)],
            &[(Item::Valid, self.valid), (Item::Collected, self.collected)],
        ];
        let mut findings = Vec::new();
        for order in orders {
            let known: Vec<(&Item, u32)> = order
                .iter()
                .filter_map(|(item, count)| Some((item, (*count)?)))
                .collect();
            let pairs = known.windows(2).filter_map(|pair| match pair {
                [(item, count), (most, limit)] => exceeds(
                    (*item).clone(),
                    u64::from(*count),
                    (*most).clone(),
                    u64::from(*limit),
                ),
                _ => None,
            });
            findings.extend(pairs);
        }
        findings
    }

    fn added_up(&self) -> Option<MinutesFinding> {
        let (valid, invalid, collected) = (self.valid?, self.invalid?, self.collected?);
        (valid.checked_add(invalid) != Some(collected)).then_some(MinutesFinding::DoesNotAddUp {
            valid,
            invalid,
            collected,
        })
    }

    fn votes_within_ballots(&self) -> Vec<MinutesFinding> {
        let Some(valid) = self.valid else {
            return Vec::new();
        };
        let known = self
            .votes
            .iter()
            .filter_map(|votes| Some((&votes.unit, votes.agreed?)));
        let single = known.clone().filter_map(|(unit, agreed)| {
            exceeds(
                Item::VotesFor(unit.clone()),
                u64::from(agreed),
                Item::Valid,
                u64::from(valid),
            )
        });
        let mut findings: Vec<MinutesFinding> = single.collect();
        let all = known.map(|(_, agreed)| u64::from(agreed)).sum();
        findings.extend(self.seats.and_then(|seats| {
            exceeds(
                Item::AllVotes,
                all,
                Item::ValidTimesSeats,
                u64::from(valid) * u64::from(seats),
            )
        }));
        findings
    }

    fn names_twice(&self) -> Vec<MinutesFinding> {
        let mut seen = BTreeSet::new();
        let twice = self.votes.iter().filter(|votes| !seen.insert(&votes.unit));
        twice
            .map(|votes| MinutesFinding::NameTwice {
                unit: votes.unit.clone(),
            })
            .collect()
    }

    fn committee_size(&self, law: &Law, held_on: Date) -> Result<Option<MinutesFinding>, LawError> {
        let rule = law.at("counting_committee", held_on)?;
        let least = rule
            .value("least")?
            .to_integer()
            .and_then(|least| u32::try_from(least).ok())
            .unwrap_or(0);
        let size = self.committee.len();
        let too_small = size > 0 && u32::try_from(size).is_ok_and(|size| size < least);
        let citation = rule.period.citation.clone();
        Ok(too_small.then_some(MinutesFinding::CommitteeTooSmall {
            size,
            least,
            citation,
        }))
    }

    fn counters(&self) -> Vec<MinutesFinding> {
        let mut seen = BTreeSet::new();
        let twice = self
            .committee
            .iter()
            .filter(|counter| !seen.insert(&counter.person));
        let twice = twice.map(|counter| MinutesFinding::CounterTwice {
            person: counter.person.clone(),
        });
        let mut findings: Vec<MinutesFinding> = twice.collect();
        if self
            .waiver
            .as_ref()
            .is_some_and(|reason| !reason.trim().is_empty())
        {
            return findings;
        }
        findings.extend(self.committee.iter().filter_map(|counter| {
            let unit = counter
                .unit
                .as_ref()
                .filter(|unit| self.votes.iter().any(|votes| votes.unit == **unit))?;
            Some(MinutesFinding::CounterOfCandidate {
                person: counter.person.clone(),
                unit: unit.clone(),
            })
        }));
        findings
    }
}

fn exceeds(item: Item, count: u64, most: Item, limit: u64) -> Option<MinutesFinding> {
    (count > limit).then_some(MinutesFinding::Exceeds {
        item,
        count,
        most,
        limit,
    })
}

#[cfg(test)]
mod tests;
