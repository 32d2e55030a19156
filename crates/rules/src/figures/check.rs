//! The checks of a report: arithmetic that cannot be otherwise (errors), and figures that are merely
//! unusual (warnings). They look and report; they never change a figure.

use super::{
    Absence, Breakdown, Catalogue, Decimal, FigureValue, Figures, Finding, Indicator, IndicatorKey,
    Part, Problem, Statement, Tolerances, Total,
};

/// What is checked: a unit's figures on one basis, and what they are held against.
#[derive(Clone, Copy, Debug)]
pub struct Submission<'a> {
    /// The figures.
    pub figures: &'a Figures,
    /// Those of the year before; after a merger, of all predecessors together (`combine`).
    pub previous: Option<&'a Figures>,
    /// The plan.
    pub plan: Option<&'a Figures>,
}

/// Checks the figures of one report, in the order of the catalogue; errors of a figure before its warnings.
pub fn check_report(
    catalogue: &Catalogue,
    tolerances: &Tolerances,
    submission: Submission<'_>,
) -> Vec<Finding> {
    let check = Check {
        tolerances,
        submission,
    };
    catalogue
        .indicators()
        .flat_map(|indicator| check.indicator(indicator))
        .collect()
}

/// Holds the cluster's figure, as entered, against the sum of its units; only where every unit has answered.
pub fn check_cluster(
    catalogue: &Catalogue,
    indicator: &IndicatorKey,
    entered: FigureValue,
    units: &Total,
) -> Option<Finding> {
    let (total, sum) = (entered.number()?, units.sum?);
    if !units.is_complete() || total == sum {
        return None;
    }
    Some(Finding {
        problem: Problem::ClusterNotSum { total, sum },
        place: indicator.clone(),
        citation: catalogue.citation().to_owned(),
    })
}

/// Holds the numbers in the prose of a report against its table.
pub fn check_prose(catalogue: &Catalogue, figures: &Figures, prose: &[Statement]) -> Vec<Finding> {
    let differing = prose.iter().filter_map(|statement| {
        let table = figures.get(&statement.indicator)?.number()?;
        (table != statement.value).then(|| Finding {
            problem: Problem::ProseDiffers {
                prose: statement.value,
                table,
                quotation: statement.quotation.clone(),
            },
            place: statement.indicator.clone(),
            citation: catalogue.citation().to_owned(),
        })
    });
    differing.collect()
}

/// The figures of several predecessors as those of one unit, for comparison after a merger.
///
/// A number that one of them still owes, or a sum that does not fit, is missing in the whole: a part of the
/// predecessors is no yardstick.
pub fn combine(predecessors: &[&Figures]) -> Figures {
    let keys: std::collections::BTreeSet<&IndicatorKey> = predecessors
        .iter()
        .flat_map(|figures| figures.keys())
        .collect();
    keys.into_iter()
        .map(|key| (key.clone(), combined(predecessors, key)))
        .collect()
}

fn combined(predecessors: &[&Figures], key: &IndicatorKey) -> FigureValue {
    let missing = FigureValue::Absent(Absence::Missing);
    let values: Vec<FigureValue> = predecessors
        .iter()
        .map(|figures| figures.get(key).copied().unwrap_or(missing))
        .collect();
    if values.iter().any(|value| value.is_missing()) {
        return missing;
    }
    let numbers: Vec<Decimal> = values.iter().filter_map(|value| value.number()).collect();
    if numbers.is_empty() {
        return values.first().copied().unwrap_or(missing);
    }
    Decimal::sum(numbers).map_or(missing, FigureValue::Value)
}

struct Check<'a> {
    tolerances: &'a Tolerances,
    submission: Submission<'a>,
}

impl Check<'_> {
    fn indicator(&self, indicator: &Indicator) -> Vec<Finding> {
        let Some(value) = number(self.submission.figures, &indicator.key) else {
            return Vec::new();
        };
        let arithmetic = &indicator.period.citation;
        let errors = [
            form(indicator, value),
            self.whole(indicator, value),
            limit(indicator, value),
        ];
        let sums = indicator
            .breakdowns
            .iter()
            .map(|breakdown| self.sum(breakdown, value));
        let warnings = [
            self.without_classes(indicator, value),
            self.carried_over(indicator, value),
        ];
        let problems = errors.into_iter().chain(sums).chain(warnings).flatten();
        let mut findings: Vec<Finding> = problems
            .map(|problem| found(indicator, problem, arithmetic))
            .collect();
        let limits = self.tolerances;
        let unusual = [
            (
                self.class_size(indicator, value),
                &limits.class_size.citation,
            ),
            (self.over_plan(indicator, value), &limits.of_plan.citation),
            (
                self.changed_much(indicator, value),
                &limits.yearly_change.citation,
            ),
        ];
        let unusual = unusual
            .into_iter()
            .filter_map(|(problem, citation)| Some((problem?, citation)));
        findings.extend(unusual.map(|(problem, citation)| found(indicator, problem, citation)));
        findings
    }

    fn sum(&self, breakdown: &Breakdown, total: Decimal) -> Option<Problem> {
        let values = breakdown
            .parts
            .iter()
            .map(|part| (part, self.submission.figures.get(part).copied()));
        let complete = values
            .clone()
            .all(|(_, value)| value.is_some_and(|value| !value.is_missing()));
        let parts: Vec<Part> = values
            .filter_map(|(part, value)| {
                Some(Part {
                    indicator: part.clone(),
                    value: value?.number()?,
                })
            })
            .collect();
        if parts.is_empty() {
            return None;
        }
        let sum = Decimal::sum(parts.iter().map(|part| part.value))?;
        let by = breakdown.by.clone();
        match complete {
            true if sum != total => Some(Problem::TotalNotSum {
                total,
                by,
                parts,
                sum,
            }),
            false if sum > total => Some(Problem::PartsExceedTotal {
                total,
                by,
                parts,
                sum,
            }),
            true | false => None,
        }
    }

    fn whole(&self, indicator: &Indicator, value: Decimal) -> Option<Problem> {
        let key = indicator.at_most.as_ref()?;
        let whole = Part {
            indicator: key.clone(),
            value: number(self.submission.figures, key)?,
        };
        (value > whole.value).then_some(Problem::ExceedsWhole { value, whole })
    }

    fn without_classes(&self, indicator: &Indicator, learners: Decimal) -> Option<Problem> {
        let classes = indicator.classes.as_ref()?;
        let none = number(self.submission.figures, classes).is_none_or(Decimal::is_zero);
        (none && learners > Decimal::ZERO).then(|| Problem::LearnersWithoutClasses {
            learners,
            classes: classes.clone(),
        })
    }

    fn class_size(&self, indicator: &Indicator, learners: Decimal) -> Option<Problem> {
        let key = indicator.classes.as_ref()?;
        let classes = Part {
            indicator: key.clone(),
            value: number(self.submission.figures, key)?,
        };
        let band = &self.tolerances.class_size;
        let exact = learners.ratio(classes.value)?;
        let unusual = learners > Decimal::ZERO && classes.value > Decimal::ZERO;
        (unusual && (exact < band.least || exact > band.most)).then_some(
            Problem::ClassSizeUnusual {
                learners,
                classes,
                per_class: exact.to_two_places()?,
                least: band.least,
                most: band.most,
            },
        )
    }

    fn over_plan(&self, indicator: &Indicator, actual: Decimal) -> Option<Problem> {
        let plan =
            number(self.submission.plan?, &indicator.key).filter(|plan| *plan > Decimal::ZERO)?;
        let ratio = self.tolerances.of_plan.ratio;
        (actual > plan.checked_mul(ratio)?).then_some(Problem::OverPlan {
            actual,
            plan,
            percent: actual.percent_of(plan)?,
            limit: ratio.percent_of(Decimal::ONE)?,
        })
    }

    fn changed_much(&self, indicator: &Indicator, current: Decimal) -> Option<Problem> {
        let previous = number(self.submission.previous?, &indicator.key)
            .filter(|value| *value > Decimal::ZERO)?;
        let ratio = self.tolerances.yearly_change.ratio;
        let change = current.checked_sub(previous)?;
        (change.magnitude() > previous.checked_mul(ratio)?).then_some(Problem::ChangedMuch {
            current,
            previous,
            percent: change.percent_of(previous)?,
            limit: ratio.percent_of(Decimal::ONE)?,
        })
    }

    fn carried_over(&self, indicator: &Indicator, carried: Decimal) -> Option<Problem> {
        let opening = indicator.opening.as_ref()?;
        let previous = self.submission.previous?;
        let (all, ended) = (
            number(previous, &opening.all)?,
            number(previous, &opening.ended)?,
        );
        let open = all.checked_sub(ended)?;
        (carried != open).then_some(Problem::CarriedOverDiffers {
            carried,
            all,
            ended,
            open,
        })
    }
}

impl Indicator {
    /// Why a value is not taken at all: a count below zero, or a part of a whole one.
    pub fn refuses(&self, value: FigureValue) -> Option<Problem> {
        form(self, value.number()?)
    }
}

fn form(indicator: &Indicator, value: Decimal) -> Option<Problem> {
    if value.is_negative() {
        return Some(Problem::Negative { value });
    }
    (indicator.whole && !value.is_whole()).then_some(Problem::NotWhole { value })
}

fn limit(indicator: &Indicator, value: Decimal) -> Option<Problem> {
    let limit = indicator.limit?;
    (value > limit).then_some(Problem::ExceedsLimit { value, limit })
}

fn number(figures: &Figures, key: &IndicatorKey) -> Option<Decimal> {
    figures.get(key)?.number()
}

fn found(indicator: &Indicator, problem: Problem, citation: &str) -> Finding {
    Finding {
        problem,
        place: indicator.key.clone(),
        citation: citation.to_owned(),
    }
}
