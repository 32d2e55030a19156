//! What published sources state. A statement is never repaired: it stands, and the sum stands beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, Breakdown, Catalogue, Decimal, IndicatorKey};
use crate::ids::UnitId;

/// A number that a source states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What it is about.
    pub indicator: IndicatorKey,
    /// Of whom; none for the whole cluster.
    pub unit: Option<UnitId>,
    /// On what basis, where the source says so.
    pub basis: Option<Basis>,
    /// The number.
    pub value: Decimal,
    /// The words of the source.
    pub quotation: String,
    /// Where they stand.
    pub place: String,
}

/// What a part of a stated total is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartLabel {
    /// One of the indicators that make the total.
    Indicator(IndicatorKey),
    /// One of the units.
    Unit(UnitId),
}

/// A stated part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedPart {
    /// What it is.
    pub label: PartLabel,
    /// The stated number.
    pub value: Decimal,
}

/// A guess at why a stated total differs: without `left_out` the parts would make it. Always to be called one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The parts that make the stated total.
    pub kept: Vec<StatedPart>,
    /// The parts that may have been left out.
    pub left_out: Vec<StatedPart>,
}

/// How a stated total and the sum of its stated parts stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are the same.
    Agrees,
    /// They differ.
    Differs {
        /// By how much, without a sign.
        difference: Decimal,
        /// What may have been left out of the total.
        guesses: Vec<Guess>,
    },
    /// The parts make less, but not all parts are stated: nothing follows.
    Incomplete {
        /// The indicators of which the source says nothing; empty where units are added.
        unstated: Vec<IndicatorKey>,
    },
}

/// A stated total beside the sum of its stated parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The total's indicator.
    pub indicator: IndicatorKey,
    /// Of whom; none for the whole cluster.
    pub unit: Option<UnitId>,
    /// The way of adding: "theo cấp", "theo đơn vị".
    pub by: String,
    /// The total as stated.
    pub stated: Decimal,
    /// The parts as stated.
    pub parts: Vec<StatedPart>,
    /// Their sum.
    pub sum: Decimal,
    /// How the two stand to each other.
    pub verdict: Verdict,
}

impl Comparison {
    /// Whether the source contradicts itself here.
    pub const fn is_contradiction(&self) -> bool {
        matches!(self.verdict, Verdict::Differs { .. })
    }
}

/// The way of adding a cluster's figure from its units.
const BY_UNIT: &str = "theo đơn vị";

/// The most parts among which a guess is looked for: each part doubles the work.
const MOST_PARTS_GUESSED: usize = 12;

type Stated<'a> = BTreeMap<(Option<&'a UnitId>, &'a IndicatorKey, Option<Basis>), Decimal>;

/// Compares every stated total with the sum of its stated parts, and every stated figure of the cluster with the
/// sum of the units' stated ones. What agrees is reported too. Statements on different bases are never compared.
pub fn compare_statements(catalogue: &Catalogue, statements: &[Statement]) -> Vec<Comparison> {
    let stated: Stated<'_> = statements
        .iter()
        .map(|statement| {
            (
                (
                    statement.unit.as_ref(),
                    &statement.indicator,
                    statement.basis,
                ),
                statement.value,
            )
        })
        .collect();
    let mut comparisons = Vec::new();
    for statement in statements {
        let breakdowns = catalogue
            .get(&statement.indicator)
            .map_or(&[][..], |indicator| &indicator.breakdowns);
        comparisons.extend(
            breakdowns
                .iter()
                .filter_map(|breakdown| by_parts(&stated, statement, breakdown)),
        );
        comparisons.extend(by_units(&stated, statement));
    }
    comparisons
}

fn by_parts(stated: &Stated<'_>, total: &Statement, breakdown: &Breakdown) -> Option<Comparison> {
    let value = |part| {
        stated
            .get(&(total.unit.as_ref(), part, total.basis))
            .copied()
    };
    let parts = breakdown.parts.iter().filter_map(|part| {
        Some(StatedPart {
            label: PartLabel::Indicator(part.clone()),
            value: value(part)?,
        })
    });
    let unstated = breakdown
        .parts
        .iter()
        .filter(|part| value(part).is_none())
        .cloned()
        .collect();
    let parts = parts.collect();
    let unstated: Vec<IndicatorKey> = unstated;
    let complete = unstated.is_empty();
    compared(total, breakdown.by.clone(), parts, (unstated, complete))
}

fn by_units(stated: &Stated<'_>, total: &Statement) -> Option<Comparison> {
    if total.unit.is_some() {
        return None;
    }
    let parts = stated
        .iter()
        .filter_map(|((unit, indicator, basis), value)| {
            let unit = (*unit)?;
            let same = *indicator == &total.indicator && *basis == total.basis;
            same.then(|| StatedPart {
                label: PartLabel::Unit(unit.clone()),
                value: *value,
            })
        });
    // A source that names some units need not name all of them.
    compared(
        total,
        BY_UNIT.to_owned(),
        parts.collect(),
        (Vec::new(), false),
    )
}

fn compared(
    total: &Statement,
    by: String,
    parts: Vec<StatedPart>,
    (unstated, complete): (Vec<IndicatorKey>, bool),
) -> Option<Comparison> {
    if parts.is_empty() {
        return None;
    }
    let sum = Decimal::sum(parts.iter().map(|part| part.value))?;
    let verdict = verdict(total.value, sum, &parts, (unstated, complete))?;
    Some(Comparison {
        indicator: total.indicator.clone(),
        unit: total.unit.clone(),
        by,
        stated: total.value,
        parts,
        sum,
        verdict,
    })
}

fn verdict(
    stated: Decimal,
    sum: Decimal,
    parts: &[StatedPart],
    (unstated, complete): (Vec<IndicatorKey>, bool),
) -> Option<Verdict> {
    if stated == sum {
        return Some(Verdict::Agrees);
    }
    if sum < stated && !complete {
        return Some(Verdict::Incomplete { unstated });
    }
    let difference = stated.checked_sub(sum)?.magnitude();
    Some(Verdict::Differs {
        difference,
        guesses: guesses(stated, parts),
    })
}

/// The ways to leave out the fewest parts so that the rest makes the stated total.
fn guesses(stated: Decimal, parts: &[StatedPart]) -> Vec<Guess> {
    if parts.len() > MOST_PARTS_GUESSED {
        return Vec::new();
    }
    let everything = 1_u32 << parts.len();
    let fitting: Vec<u32> = (1..everything - 1)
        .filter(|choice| kept_sum(parts, *choice) == Some(stated))
        .collect();
    let Some(most_kept) = fitting.iter().map(|choice| choice.count_ones()).max() else {
        return Vec::new();
    };
    let likeliest = fitting
        .into_iter()
        .filter(|choice| choice.count_ones() == most_kept);
    likeliest.map(|choice| guess(parts, choice)).collect()
}

fn kept_sum(parts: &[StatedPart], choice: u32) -> Option<Decimal> {
    Decimal::sum(
        parts
            .iter()
            .enumerate()
            .filter(|(at, _)| choice >> at & 1 == 1)
            .map(|(_, part)| part.value),
    )
}

fn guess(parts: &[StatedPart], choice: u32) -> Guess {
    let (kept, left_out): (Vec<_>, Vec<_>) = parts
        .iter()
        .enumerate()
        .partition(|(at, _)| choice >> at & 1 == 1);
    let without_place = |chosen: Vec<(usize, &StatedPart)>| {
        chosen.into_iter().map(|(_, part)| part.clone()).collect()
    };
    Guess {
        kept: without_place(kept),
        left_out: without_place(left_out),
    }
}
