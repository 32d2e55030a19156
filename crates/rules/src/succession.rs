//! Who heads a cluster next: what must hold before heads are introduced, recognised, and the office handed over.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::headship::Office;
use crate::ids::UnitId;

/// A unit proposed for, or holding, an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The unit.
    pub unit: UnitId,
    /// The office.
    pub office: Office,
}

/// What is wrong with an introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntroductionFault {
    /// Nobody is introduced.
    Nobody,
    /// The unit is not a member of the cluster.
    NoMember {
        /// The unit.
        unit: UnitId,
    },
    /// The unit would be head and deputy.
    Twice {
        /// The unit.
        unit: UnitId,
    },
    /// The unit was introduced for that year before.
    Known {
        /// The unit.
        unit: UnitId,
        /// As what.
        office: Office,
    },
    /// Another unit was introduced as head of that year before.
    SecondHead {
        /// The other unit.
        held_by: UnitId,
    },
}

/// Tests who is to be introduced for a year, given who was introduced for it before.
pub fn check_introduction(
    proposed: &[Candidate],
    known: &[Candidate],
    members: &BTreeSet<UnitId>,
) -> Vec<IntroductionFault> {
    if proposed.is_empty() {
        return vec![IntroductionFault::Nobody];
    }
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for one in proposed {
        let unit = one.unit.clone();
        if !members.contains(&unit) {
            faults.push(IntroductionFault::NoMember { unit });
            continue;
        }
        if !seen.insert(&one.unit) {
            faults.push(IntroductionFault::Twice { unit });
            continue;
        }
        if let Some(before) = known.iter().find(|known| known.unit == one.unit) {
            let office = before.office;
            faults.push(IntroductionFault::Known { unit, office });
            continue;
        }
        let head = (one.office == Office::Head)
            .then(|| known.iter().find(|known| known.office == Office::Head))
            .flatten();
        if let Some(head) = head {
            let held_by = head.unit.clone();
            faults.push(IntroductionFault::SecondHead { held_by });
        }
    }
    faults
}

/// An office held by a recognised unit in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Who holds which office.
    pub candidate: Candidate,
    /// The day of the recognising decision.
    pub from: Date,
    /// The last day; none while it goes on.
    pub to: Option<Date>,
}

/// A recognition to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// Who is recognised as what.
    pub candidate: Candidate,
    /// The day of the decision.
    pub on: Date,
    /// The emulation year.
    pub year: i16,
    /// The day on which the unit was introduced, where it is known.
    pub introduced_on: Option<Date>,
}

/// What is wrong with a recognition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecognitionFault {
    /// The unit is not a member of the cluster in that year.
    NoMember,
    /// The decision bears a day to come.
    InFuture {
        /// The day.
        on: Date,
        /// Today.
        today: Date,
    },
    /// The decision is older than the year before, or younger than the year.
    OtherYear {
        /// The day.
        on: Date,
        /// The emulation year.
        year: i16,
    },
    /// The decision is older than the introduction.
    BeforeIntroduction {
        /// The day of the decision.
        on: Date,
        /// The day of the introduction.
        introduced_on: Date,
    },
    /// Another unit is head of that year, and has not ended before this decision.
    SecondHead {
        /// The other unit.
        held_by: UnitId,
    },
    /// The unit holds another office in that year.
    OtherOffice {
        /// Which.
        office: Office,
    },
    /// The unit is recognised in that office already.
    Known {
        /// Since when.
        from: Date,
    },
}

/// Tests a recognition, given who holds offices in the year.
pub fn check_recognition(
    new: &Recognition,
    held: &[Held],
    members: &BTreeSet<UnitId>,
    today: Date,
) -> Vec<RecognitionFault> {
    let mut faults = Vec::new();
    if !members.contains(&new.candidate.unit) {
        faults.push(RecognitionFault::NoMember);
    }
    faults.extend(check_decision_day(
        new.on,
        new.year,
        new.introduced_on,
        today,
    ));
    let current = held
        .iter()
        .filter(|one| one.to.is_none_or(|to| to >= new.on));
    faults.extend(current.filter_map(|one| clash(one, &new.candidate)));
    faults
}

/// Tests the day of a decision that recognises somebody for a year, also where it is not known yet whom.
pub fn check_decision_day(
    on: Date,
    year: i16,
    introduced_on: Option<Date>,
    today: Date,
) -> Vec<RecognitionFault> {
    let day = if on > today {
        Some(RecognitionFault::InFuture { on, today })
    } else if !(year - 1..=year).contains(&on.year()) {
        Some(RecognitionFault::OtherYear { on, year })
    } else {
        None
    };
    let before = introduced_on
        .filter(|introduced_on| on < *introduced_on)
        .map(|introduced_on| RecognitionFault::BeforeIntroduction { on, introduced_on });
    day.into_iter().chain(before).collect()
}

fn clash(held: &Held, new: &Candidate) -> Option<RecognitionFault> {
    let office = held.candidate.office;
    if held.candidate.unit == new.unit {
        return Some(if office == new.office {
            RecognitionFault::Known { from: held.from }
        } else {
            RecognitionFault::OtherOffice { office }
        });
    }
    let both_head = office == Office::Head && new.office == Office::Head;
    both_head.then(|| RecognitionFault::SecondHead {
        held_by: held.candidate.unit.clone(),
    })
}

/// What is wrong with a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverFault {
    /// The outgoing and the incoming unit are one.
    SameUnit,
    /// It bears a day to come.
    InFuture {
        /// The day.
        on: Date,
        /// Today.
        today: Date,
    },
    /// It bears a day before the emulation year.
    BeforeYear {
        /// The day.
        on: Date,
        /// The emulation year.
        year: i16,
    },
}

/// Tests a handover of a year, as far as it is known.
pub fn check_handover(
    from: Option<&UnitId>,
    to: Option<&UnitId>,
    on: Option<Date>,
    year: i16,
    today: Date,
) -> Vec<HandoverFault> {
    let same = (from.is_some() && from == to).then_some(HandoverFault::SameUnit);
    let day = on.and_then(|on| {
        if on > today {
            return Some(HandoverFault::InFuture { on, today });
        }
        (on.year() < year).then_some(HandoverFault::BeforeYear { on, year })
    });
    same.into_iter().chain(day).collect()
}

#[cfg(test)]
mod tests;
