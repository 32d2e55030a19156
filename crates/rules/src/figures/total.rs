//! The figure of the cluster: the sum of its units, with what is not in it said beside it.

use serde::{Deserialize, Serialize};

use super::{Absence, Basis, Decimal, Figure, FigureValue};
use crate::ids::UnitId;

/// A cluster's total, and what it is the total of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// What every figure in it stands on.
    pub basis: Basis,
    /// The sum of the units that gave a number; none where no unit did.
    pub sum: Option<Decimal>,
    /// Units that gave a number, with it.
    pub counted: Vec<(UnitId, Decimal)>,
    /// Units whose number is still expected.
    pub missing: Vec<UnitId>,
    /// Units to which the indicator was not assigned.
    pub not_assigned: Vec<UnitId>,
    /// Units to which it does not apply.
    pub not_applicable: Vec<UnitId>,
    /// Units without a target.
    pub no_target: Vec<UnitId>,
}

impl Total {
    /// Whether no number is outstanding.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Why figures were not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotalError {
    /// One figure stands on something else.
    #[error("the figure of {unit} is on another basis than the total")]
    MixedBases {
        /// Whose figure.
        unit: UnitId,
        /// What the total stands on.
        expected: Basis,
        /// What the figure stands on.
        found: Basis,
    },
    /// One unit appears twice.
    #[error("{unit} has two figures")]
    UnitTwice {
        /// The unit.
        unit: UnitId,
    },
    /// The sum does not fit.
    #[error("the sum is too large")]
    TooLarge,
}

/// Adds the units' figures of one indicator on one basis.
pub fn cluster_total(
    basis: Basis,
    rows: impl IntoIterator<Item = (UnitId, Figure)>,
) -> Result<Total, TotalError> {
    let mut total = Total {
        basis,
        sum: None,
        counted: Vec::new(),
        missing: Vec::new(),
        not_assigned: Vec::new(),
        not_applicable: Vec::new(),
        no_target: Vec::new(),
    };
    let mut seen = std::collections::BTreeSet::new();
    for (unit, figure) in rows {
        if figure.basis != basis {
            return Err(TotalError::MixedBases {
                unit,
                expected: basis,
                found: figure.basis,
            });
        }
        if !seen.insert(unit.clone()) {
            return Err(TotalError::UnitTwice { unit });
        }
        total.place(unit, figure.value);
    }
    if !total.counted.is_empty() {
        let sum = Decimal::sum(total.counted.iter().map(|(_, number)| *number));
        total.sum = Some(sum.ok_or(TotalError::TooLarge)?);
    }
    Ok(total)
}

impl Total {
    fn place(&mut self, unit: UnitId, value: FigureValue) {
        match value {
            FigureValue::Value(number) => self.counted.push((unit, number)),
            FigureValue::Absent(Absence::Missing) => self.missing.push(unit),
            FigureValue::Absent(Absence::NotAssigned) => self.not_assigned.push(unit),
            FigureValue::Absent(Absence::NotApplicable) => self.not_applicable.push(unit),
            FigureValue::Absent(Absence::NoTarget) => self.no_target.push(unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{TotalError, cluster_total};
    use crate::figures::{Absence, Basis, Decimal, Figure, FigureValue};
    use crate::ids::UnitId;

    fn official(value: FigureValue) -> Figure {
        Figure {
            basis: Basis::Official,
            value,
        }
    }

    #[test]
    fn an_estimate_is_never_added_to_official_figures() {
        let estimate = Figure {
            basis: Basis::Estimate,
            value: FigureValue::Value(Decimal::ONE),
        };
        let answer = cluster_total(Basis::Official, [(UnitId::new("a"), estimate)]);
        let mixed = TotalError::MixedBases {
            unit: UnitId::new("a"),
            expected: Basis::Official,
            found: Basis::Estimate,
        };
        assert_eq!(answer, Err(mixed));
    }

    #[test]
    fn two_cut_offs_are_two_bases() {
        let early = Figure {
            basis: Basis::ToCutoff {
                cut_off: date(2021, 10, 31),
            },
            value: FigureValue::Value(Decimal::ONE),
        };
        let answer = cluster_total(
            Basis::ToCutoff {
                cut_off: date(2021, 11, 15),
            },
            [(UnitId::new("a"), early)],
        );
        assert!(matches!(answer, Err(TotalError::MixedBases { .. })));
    }

    #[test]
    fn a_total_names_the_units_that_are_not_in_it() {
        let rows = [
            (
                UnitId::new("a"),
                official(FigureValue::Value(Decimal::from(2))),
            ),
            (
                UnitId::new("b"),
                official(FigureValue::Absent(Absence::Missing)),
            ),
            (
                UnitId::new("c"),
                official(FigureValue::Absent(Absence::NotApplicable)),
            ),
        ];
        let total = cluster_total(Basis::Official, rows).expect("one basis");
        assert_eq!(total.sum, Some(Decimal::from(2)));
        assert_eq!(
            (total.missing, total.not_applicable),
            (vec![UnitId::new("b")], vec![UnitId::new("c")])
        );
    }

    #[test]
    fn a_total_of_no_numbers_is_not_zero() {
        let rows = [(
            UnitId::new("a"),
            official(FigureValue::Absent(Absence::Missing)),
        )];
        assert_eq!(
            cluster_total(Basis::Official, rows).expect("one basis").sum,
            None
        );
    }

    #[test]
    fn a_unit_is_not_counted_twice() {
        let row = (UnitId::new("a"), official(FigureValue::Value(Decimal::ONE)));
        let answer = cluster_total(Basis::Official, [row.clone(), row]);
        assert_eq!(
            answer,
            Err(TotalError::UnitTwice {
                unit: UnitId::new("a")
            })
        );
    }

    proptest! {
        #[test]
        fn a_total_is_the_sum_of_what_it_counts(numbers in proptest::collection::vec(0_u32..1_000_000, 0..40)) {
            let rows = numbers.iter().enumerate().map(|(at, number)| {
                (UnitId::new(at.to_string()), official(FigureValue::Value(Decimal::from(*number))))
            });
            let total = cluster_total(Basis::Official, rows).expect("one basis");
            let whole: i64 = numbers.iter().map(|number| i64::from(*number)).sum();
            let expected = (!numbers.is_empty()).then(|| Decimal::from_integer(whole).expect("small"));
            prop_assert_eq!(total.sum, expected);
        }
    }
}
