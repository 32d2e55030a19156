//! Whether those whom minutes call elected can be: votes against the threshold, and places.

use serde::{Deserialize, Serialize};

use super::{Minutes, Outcome, Verdict, Vote, outcome};
use crate::ids::UnitId;
use crate::law::Threshold;

/// What does not hold between counts and outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ElectedFinding {
    /// A unit is called elected, and its votes do not reach the threshold.
    NotReached {
        /// The unit.
        unit: UnitId,
        /// The arithmetic.
        outcome: Outcome,
    },
    /// More units are called elected than one ballot may choose.
    MoreThanSeats {
        /// How many are called elected.
        elected: usize,
        /// How many may be.
        seats: u32,
    },
}

/// Holds the elected against their votes; what is unknown is passed over.
pub fn check_elected(
    elected: &[UnitId],
    minutes: &Minutes,
    threshold: Option<&Threshold>,
) -> Vec<ElectedFinding> {
    let not_reached = elected.iter().filter_map(|unit| {
        let votes = minutes.votes.iter().find(|votes| votes.unit == *unit)?;
        let vote = Vote {
            agreed: votes.agreed,
            chair_agreed: None,
        };
        let outcome = outcome(vote, minutes, threshold?);
        let failed = matches!(outcome.verdict, Verdict::TooFew | Verdict::NoQuorum);
        failed.then(|| ElectedFinding::NotReached {
            unit: unit.clone(),
            outcome,
        })
    });
    let mut findings: Vec<ElectedFinding> = not_reached.collect();
    let seats = minutes.seats.filter(|seats| {
        let most = usize::try_from(*seats).unwrap_or(usize::MAX);
        elected.len() > most
    });
    findings.extend(seats.map(|seats| ElectedFinding::MoreThanSeats {
        elected: elected.len(),
        seats,
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::{ElectedFinding, check_elected};
    use crate::ballot::{Minutes, Votes};
    use crate::ids::UnitId;
    use crate::law::Law;

    fn minutes(agreed: Option<u32>) -> Minutes {
        Minutes {
            members: Some(12),
            present: Some(12),
            seats: Some(1),
            votes: vec![Votes {
                unit: UnitId::new("ben-tre"),
                agreed,
            }],
            ..Minutes::default()
        }
    }

    #[test]
    fn a_unit_below_the_threshold_is_not_elected_and_unknown_votes_conclude_nothing() {
        let day = jiff::civil::date(2021, 11, 26);
        let two_thirds = Law::embedded().threshold_at("conference_quorum", day);
        let two_thirds = two_thirds.expect("a threshold of two thirds");
        let elected = [UnitId::new("ben-tre")];
        let found = |agreed| check_elected(&elected, &minutes(agreed), Some(two_thirds));
        assert!(matches!(
            found(Some(7))[..],
            [ElectedFinding::NotReached { .. }]
        ));
        assert_eq!(found(Some(8)), Vec::new());
        assert_eq!(found(None), Vec::new());
    }

    #[test]
    fn more_units_than_places_are_not_elected() {
        let elected = [UnitId::new("ben-tre"), UnitId::new("soc-trang")];
        let found = check_elected(&elected, &minutes(None), None);
        let too_many = ElectedFinding::MoreThanSeats {
            elected: 2,
            seats: 1,
        };
        assert_eq!(found, vec![too_many]);
    }
}
