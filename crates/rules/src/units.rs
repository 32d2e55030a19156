//! Units through time: the name of a day, what merged into what, who was a member in which year. Pure
//! functions over facts that the store keeps; a unit is always told by its id, never by its name.

mod changes;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::changes::{
    check_ended, check_exists_in, check_merger, ended, namesakes, renamed, revived, without_name,
};
use crate::ids::{ClusterYearId, UnitId};

/// A unit's name in a period. Both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitName {
    /// The unit.
    pub unit: UnitId,
    /// The name.
    pub name: String,
    /// The first day; none where it is not known.
    pub from: Option<Date>,
    /// The last day; none while it holds.
    pub to: Option<Date>,
}

/// One unit merged into another (hợp nhất, sáp nhập).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merger {
    /// The unit that ended.
    pub unit: UnitId,
    /// The unit that goes on.
    pub into: UnitId,
    /// The first day of the merged unit.
    pub on: Date,
}

/// A unit is a member of a cluster in a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Membership {
    /// The cluster in that year.
    pub cluster_year: ClusterYearId,
    /// The member.
    pub unit: UnitId,
}

/// Why facts about units do not hold together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitsError {
    /// A unit has two names on one day.
    #[error("{unit} has two names at once: {one:?} and {other:?}")]
    TwoNames {
        /// The unit.
        unit: UnitId,
        /// The one name.
        one: String,
        /// The other name.
        other: String,
    },
    /// A unit has merged into two others.
    #[error("{unit} has merged twice")]
    MergedTwice {
        /// The unit.
        unit: UnitId,
    },
    /// A unit would, through its successors, merge into itself.
    #[error("{unit} would merge into itself")]
    MergedIntoItself {
        /// The unit.
        unit: UnitId,
    },
    /// A name ends before it begins.
    #[error("the name {name:?} ends before it begins")]
    EndsBeforeItBegins {
        /// The name.
        name: String,
    },
    /// A unit that has merged would bear a name afterwards.
    #[error("the name {name:?} holds after the merger of {on}")]
    NamedAfterMerger {
        /// The name.
        name: String,
        /// The day of the merger.
        on: Date,
    },
    /// A unit would merge on a day on which it did not exist yet.
    #[error("the unit was founded on {founded}")]
    MergedBeforeFounding {
        /// Its first day.
        founded: Date,
    },
    /// The unit that goes on did not exist yet on that day.
    #[error("the successor was founded on {founded}")]
    SuccessorNotYet {
        /// Its first day.
        founded: Date,
    },
    /// The unit that goes on had itself merged before.
    #[error("the successor had merged on {on}")]
    SuccessorGone {
        /// When.
        on: Date,
    },
    /// Another unit merges into this one later than this one would end.
    #[error("another unit merges into it on {on}")]
    MergedBeforePredecessor {
        /// When.
        on: Date,
    },
    /// The unit is a member of a year that begins on the day or after it.
    #[error("the unit is a member in {year}")]
    MemberAfterMerger {
        /// The year.
        year: i16,
    },
    /// The unit did not exist yet in a year.
    #[error("founded on {founded}, after {year}")]
    NotYetThatYear {
        /// The year.
        year: i16,
        /// Its first day.
        founded: Date,
    },
    /// The unit had merged before a year began.
    #[error("merged on {on}, before {year}")]
    GoneThatYear {
        /// The year.
        year: i16,
        /// The day of the merger.
        on: Date,
    },
}

/// The name of a unit on a day; documents print the name of their day.
pub fn name_at<'a>(names: &'a [UnitName], unit: &UnitId, date: Date) -> Option<&'a str> {
    let of_day = names
        .iter()
        .find(|name| name.unit == *unit && name.holds_on(date))?;
    Some(&of_day.name)
}

/// The units into which a unit merged, one after the other, each with the day.
pub fn successors<'a>(mergers: &'a [Merger], unit: &UnitId) -> Vec<&'a Merger> {
    let mut chain: Vec<&Merger> = Vec::new();
    let mut at = unit;
    while let Some(merger) = mergers.iter().find(|merger| merger.unit == *at) {
        if chain.contains(&merger) {
            break;
        }
        chain.push(merger);
        at = &merger.into;
    }
    chain
}

/// The legal unit that stands for a unit on a day: itself, or the last it had merged into by then.
pub fn legal_unit_at(mergers: &[Merger], unit: &UnitId, date: Date) -> UnitId {
    let merged = successors(mergers, unit)
        .into_iter()
        .take_while(|merger| merger.on <= date);
    merged
        .last()
        .map_or_else(|| unit.clone(), |merger| merger.into.clone())
}

/// The units whose figures of before a day are added, to compare with a unit's of after it: itself and
/// all that had merged into it by then, directly or through others.
pub fn predecessors(mergers: &[Merger], unit: &UnitId, date: Date) -> BTreeSet<UnitId> {
    let mut found = BTreeSet::from([unit.clone()]);
    loop {
        let more: Vec<UnitId> = mergers
            .iter()
            .filter(|merger| {
                merger.on <= date && found.contains(&merger.into) && !found.contains(&merger.unit)
            })
            .map(|merger| merger.unit.clone())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// The members of a cluster in a year.
pub fn members<'a>(
    memberships: &'a [Membership],
    cluster_year: &ClusterYearId,
) -> BTreeSet<&'a UnitId> {
    let of_year = memberships
        .iter()
        .filter(|membership| membership.cluster_year == *cluster_year);
    of_year.map(|membership| &membership.unit).collect()
}

/// Whether a unit is a member in a year; nobody else's figures belong to it.
pub fn is_member(memberships: &[Membership], cluster_year: &ClusterYearId, unit: &UnitId) -> bool {
    members(memberships, cluster_year).contains(unit)
}

/// Tests that each name ends after it begins, and that no unit has two names on one day.
pub fn check_names(names: &[UnitName]) -> Result<(), UnitsError> {
    for (at, name) in names.iter().enumerate() {
        if matches!((name.from, name.to), (Some(from), Some(to)) if to < from) {
            let name = name.name.clone();
            return Err(UnitsError::EndsBeforeItBegins { name });
        }
        if let Some(earlier) = names.iter().take(at).find(|earlier| earlier.overlaps(name)) {
            let (one, other) = (earlier.name.clone(), name.name.clone());
            return Err(UnitsError::TwoNames {
                unit: name.unit.clone(),
                one,
                other,
            });
        }
    }
    Ok(())
}

/// Tests that each unit merges once at most, and none into itself.
pub fn check_mergers(mergers: &[Merger]) -> Result<(), UnitsError> {
    for (at, merger) in mergers.iter().enumerate() {
        let unit = || merger.unit.clone();
        if mergers
            .iter()
            .take(at)
            .any(|earlier| earlier.unit == merger.unit)
        {
            return Err(UnitsError::MergedTwice { unit: unit() });
        }
        if successors(mergers, &merger.unit)
            .iter()
            .any(|later| later.into == merger.unit)
        {
            return Err(UnitsError::MergedIntoItself { unit: unit() });
        }
    }
    Ok(())
}

impl UnitName {
    fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.unit == other.unit && self.in_the_time_of(other)
    }

    fn in_the_time_of(&self, other: &Self) -> bool {
        let in_time = |one: &Self, another: &Self| match (one.from, another.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        in_time(self, other) && in_time(other, self)
    }
}

#[cfg(test)]
mod tests;
