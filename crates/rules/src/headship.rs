//! Head and deputies of a cluster in a year (cụm trưởng, cụm phó). Introduced at a conference is one thing,
//! recognised by decision another; rights follow the recognition of the year concerned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ClusterYearId, DirectiveId, UnitId};

/// The office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// Cụm trưởng.
    Head,
    /// Cụm phó.
    Deputy,
}

impl Office {
    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Head => "Cụm trưởng",
            Self::Deputy => "Cụm phó",
        }
    }
}

/// On what the office rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Được giới thiệu: no rights follow from it.
    Introduced {
        /// By whom, where it is known.
        by: Option<UnitId>,
        /// When.
        on: Date,
    },
    /// Được công nhận bằng quyết định.
    RecognisedByDecision {
        /// The decision.
        decision: DirectiveId,
        /// From when.
        from: Date,
        /// The last day, where it ended early.
        to: Option<Date>,
    },
}

impl Standing {
    /// What people read.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Introduced { .. } => "Được giới thiệu tại hội nghị",
            Self::RecognisedByDecision { .. } => "Được công nhận theo quyết định",
        }
    }

    fn grants_rights_on(&self, date: Date) -> bool {
        match self {
            Self::Introduced { .. } => false,
            Self::RecognisedByDecision { from, to, .. } => {
                *from <= date && to.is_none_or(|to| date <= to)
            }
        }
    }
}

/// That a unit holds an office in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headship {
    /// The cluster in that year.
    pub cluster_year: ClusterYearId,
    /// The unit.
    pub unit: UnitId,
    /// The office.
    pub office: Office,
    /// On what it rests.
    #[serde(flatten)]
    pub standing: Standing,
}

/// The office whose rights a unit has in the matters of a year, on a day; the head's before a deputy's.
pub fn office_of(
    facts: &[Headship],
    cluster_year: &ClusterYearId,
    unit: &UnitId,
    on: Date,
) -> Option<Office> {
    let recognised = facts.iter().filter(|fact| {
        fact.cluster_year == *cluster_year
            && fact.unit == *unit
            && fact.standing.grants_rights_on(on)
    });
    recognised.map(|fact| fact.office).min()
}

/// Whether a unit may act as head in the matters of a year, on a day.
pub fn may_act_as_head(
    facts: &[Headship],
    cluster_year: &ClusterYearId,
    unit: &UnitId,
    on: Date,
) -> bool {
    office_of(facts, cluster_year, unit, on) == Some(Office::Head)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Headship, Office, Standing, may_act_as_head, office_of};
    use crate::ids::{ClusterYearId, DirectiveId, UnitId};

    fn recognised(year: &str, unit: &str, office: Office, to: Option<Date>) -> Headship {
        let decision = DirectiveId::new("683-QĐ/HVCTQG");
        let standing = Standing::RecognisedByDecision {
            decision,
            from: date(2021, 2, 25),
            to,
        };
        Headship {
            cluster_year: ClusterYearId::new(year),
            unit: UnitId::new(unit),
            office,
            standing,
        }
    }

    fn may(facts: &[Headship], year: &str, unit: &str, on: Date) -> bool {
        may_act_as_head(facts, &ClusterYearId::new(year), &UnitId::new(unit), on)
    }

    #[test]
    fn rights_begin_with_the_day_of_the_decision() {
        let facts = [recognised("2021", "bac-lieu", Office::Head, None)];
        assert!(!may(&facts, "2021", "bac-lieu", date(2021, 2, 24)));
        assert!(may(&facts, "2021", "bac-lieu", date(2021, 2, 25)));
    }

    #[test]
    fn the_head_of_2021_is_not_the_head_of_2022() {
        let facts = [recognised("2021", "bac-lieu", Office::Head, None)];
        assert!(!may(&facts, "2022", "bac-lieu", date(2022, 3, 1)));
    }

    #[test]
    fn an_introduction_gives_no_rights() {
        let standing = Standing::Introduced {
            by: Some(UnitId::new("bac-lieu")),
            on: date(2021, 11, 26),
        };
        let fact = Headship {
            cluster_year: ClusterYearId::new("2022"),
            unit: UnitId::new("dong-thap"),
            office: Office::Head,
            standing,
        };
        assert!(!may(&[fact], "2022", "dong-thap", date(2022, 3, 1)));
    }

    #[test]
    fn a_deputy_has_an_office_and_is_not_the_head() {
        let facts = [recognised("2021", "ben-tre", Office::Deputy, None)];
        let (year, unit, day) = (
            ClusterYearId::new("2021"),
            UnitId::new("ben-tre"),
            date(2021, 4, 2),
        );
        assert_eq!(office_of(&facts, &year, &unit, day), Some(Office::Deputy));
        assert!(!may_act_as_head(&facts, &year, &unit, day));
    }

    #[test]
    fn rights_end_with_the_recognition() {
        let facts = [recognised(
            "2021",
            "bac-lieu",
            Office::Head,
            Some(date(2021, 6, 30)),
        )];
        assert!(may(&facts, "2021", "bac-lieu", date(2021, 6, 30)));
        assert!(!may(&facts, "2021", "bac-lieu", date(2021, 7, 1)));
    }
}
