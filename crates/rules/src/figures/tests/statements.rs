use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use serde::Deserialize;

use crate::figures::{Basis, IndicatorKey};
use crate::figures::{
    Catalogue, Comparison, Decimal, Statement, Verdict, compare_statements, messages,
};
use crate::ids::UnitId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    stated: Vec<Stated>,
    says: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    indicator: IndicatorKey,
    unit: Option<UnitId>,
    basis: Option<String>,
    value: Decimal,
}

fn statement(stated: &Stated) -> Statement {
    let basis = stated
        .basis
        .as_ref()
        .map(|key| Basis::from_key(key, None).expect("a basis without cut-off"));
    Statement {
        indicator: stated.indicator.clone(),
        unit: stated.unit.clone(),
        basis,
        value: stated.value,
        quotation: "lời trong báo cáo".to_owned(),
        place: "đoạn 1".to_owned(),
    }
}

/// The comparison, and below it the guesses.
fn said(comparison: &Comparison) -> Vec<String> {
    let mut lines = vec![messages::comparison(comparison)];
    if let Verdict::Differs { guesses, .. } = &comparison.verdict {
        let name = |unit: &UnitId| unit.to_string();
        lines.extend(
            guesses
                .iter()
                .map(|one| messages::guess(comparison, one, Catalogue::embedded(), name)),
        );
    }
    lines
}

fn check(case: &Case) {
    let statements: Vec<Statement> = case.stated.iter().map(statement).collect();
    let comparisons = compare_statements(Catalogue::embedded(), &statements);
    let lines: Vec<String> = comparisons.iter().flat_map(said).collect();
    assert_eq!(lines, case.says, "{}", case.name);
}

#[test]
fn stated_totals_stand_beside_the_sum_of_their_parts() {
    crate::cases::each(
        include_str!("../../../cases/figures/statements.toml"),
        check,
    );
}

fn by_level(total: u32, parts: [u32; 4]) -> Vec<Statement> {
    let stated = |key: &str, count: u32| Stated {
        indicator: IndicatorKey::new(key),
        unit: None,
        basis: None,
        value: Decimal::from(count),
    };
    let parts = ["kh1", "kh2", "kh3", "kh4"]
        .into_iter()
        .zip(parts)
        .map(|(key, count)| stated(key, count));
    parts
        .chain([stated("kh_total", total)])
        .map(|stated| statement(&stated))
        .collect()
}

proptest! {
    #[test]
    fn a_guess_always_makes_the_stated_total(total in 0_u32..60, parts in proptest::array::uniform4(0_u32..30)) {
        let statements = by_level(total, parts);
        for comparison in compare_statements(Catalogue::embedded(), &statements) {
            prop_assert_eq!(comparison.is_contradiction(), total != parts.iter().sum::<u32>());
            let Verdict::Differs { guesses, .. } = comparison.verdict else { continue };
            for guess in guesses {
                prop_assert_eq!(Decimal::sum(guess.kept.iter().map(|part| part.value)), Some(comparison.stated));
                prop_assert!(!guess.left_out.is_empty());
            }
        }
    }
}
