use std::collections::BTreeMap;

use proptest::prelude::{Strategy, prop_assert_eq, proptest};
use serde::Deserialize;

use super::{
    Entry, Ineligibility, ScoreError, ScoringTable, TableError, check_change, check_score,
    check_table, rank, totals,
};
use crate::figures::Decimal;
use crate::ids::UnitId;

fn table() -> ScoringTable {
    toml::from_str(include_str!("../../cases/scoring/table.toml")).expect("a scoring table")
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RankingCase {
    name: String,
    entries: Vec<Entry>,
    ranks: Vec<(String, u32, bool)>,
}

/// Rank 0 in a case stands for none.
fn check(case: &RankingCase) {
    let ranked = rank(case.entries.iter().cloned());
    let found: Vec<(String, u32, bool)> = ranked
        .iter()
        .map(|one| (one.entry.unit.to_string(), one.rank.unwrap_or(0), one.tied))
        .collect();
    assert_eq!(found, case.ranks, "{}", case.name);
}

#[test]
fn units_are_ranked_with_visible_ties() {
    crate::cases::each(include_str!("../../cases/scoring/ranking.toml"), check);
}

#[test]
fn a_table_makes_the_total_that_it_announces() {
    assert_eq!(check_table(&table()), Vec::new());
    let other = ScoringTable {
        total: decimal("1000"),
        ..table()
    };
    let differs = TableError::TotalNotSum {
        total: decimal("1000"),
        sum: decimal("100"),
    };
    assert_eq!(check_table(&other), vec![differs]);
}

#[test]
fn every_fault_of_a_table_is_told_at_once() {
    let mut faulty = table();
    faulty.groups[0].criteria[1].code = faulty.groups[0].criteria[0].code.clone();
    faulty.groups[1].criteria[0].max = decimal("40.005");
    let expected = [
        TableError::CodeTwice { code: "1.1".into() },
        TableError::BadMax {
            code: "2.1".into(),
            max: decimal("40.005"),
        },
        TableError::TotalNotSum {
            total: decimal("100"),
            sum: decimal("100.005"),
        },
    ];
    assert_eq!(check_table(&faulty), expected);
}

#[test]
fn a_table_without_criteria_is_refused() {
    let empty = ScoringTable {
        groups: Vec::new(),
        ..table()
    };
    assert_eq!(check_table(&empty), vec![TableError::Empty]);
}

#[test]
fn a_score_stays_between_nothing_and_the_most_with_two_places() {
    let table = table();
    let criterion = table.criterion("1.1").expect("a criterion of the table");
    for good in ["0", "12.25", "40"] {
        assert_eq!(check_score(criterion, decimal(good)), Ok(()));
    }
    for bad in ["-0.01", "40.01"] {
        let (points, max) = (decimal(bad), decimal("40"));
        assert_eq!(
            check_score(criterion, points),
            Err(ScoreError::OutOfRange { points, max })
        );
    }
    let points = decimal("12.255");
    assert_eq!(
        check_score(criterion, points),
        Err(ScoreError::TooPrecise { points })
    );
}

#[test]
fn a_changed_score_needs_a_reason() {
    let (before, after) = (decimal("10"), decimal("9.5"));
    let needed = ScoreError::ReasonNeeded {
        from: before,
        to: after,
    };
    assert_eq!(check_change(Some(before), after, " "), Err(needed));
    assert_eq!(
        check_change(Some(before), after, "thiếu minh chứng"),
        Ok(())
    );
    assert_eq!(check_change(None, after, ""), Ok(()));
    assert_eq!(check_change(Some(before), before, ""), Ok(()));
}

fn points(of: &[(&str, &str)]) -> BTreeMap<String, Decimal> {
    of.iter()
        .map(|(code, points)| ((*code).to_owned(), decimal(points)))
        .collect()
}

#[test]
fn bonus_is_capped_and_missing_scores_are_named() {
    let given = points(&[("1.1", "38.5"), ("2.1", "40"), ("3.1", "10"), ("3.2", "10")]);
    let totals = totals(&table(), &given).expect("good scores");
    assert_eq!(
        (totals.base, totals.bonus, totals.points),
        (decimal("78.5"), decimal("15"), decimal("93.5"))
    );
    assert_eq!(totals.missing, ["1.2"]);
    assert_eq!(totals.groups["3"], decimal("20"));
}

#[test]
fn points_for_an_unknown_criterion_are_refused() {
    let answer = totals(&table(), &points(&[("9.9", "1")]));
    assert_eq!(
        answer,
        Err(ScoreError::UnknownCriterion { code: "9.9".into() })
    );
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec((0_i64..20, 0_i64..3, proptest::bool::ANY), 0..15).prop_map(|units| {
        let entry = |(at, (points, tie_break, excluded)): (usize, (i64, i64, bool))| Entry {
            unit: UnitId::new(at.to_string()),
            points: Decimal::from_ten_thousandths(points * 100),
            tie_breaks: vec![Decimal::from_ten_thousandths(tie_break)],
            ineligible: excluded.then_some(Ineligibility::NoReport),
        };
        units.into_iter().enumerate().map(entry).collect()
    })
}

proptest! {
    #[test]
    fn a_rank_is_one_more_than_there_are_better_units(entries in entries()) {
        let ranked = rank(entries.clone());
        prop_assert_eq!(ranked.len(), entries.len());
        for one in &ranked {
            let key = |entry: &Entry| (entry.points, entry.tie_breaks.clone());
            let eligible = || entries.iter().filter(|other| other.ineligible.is_none());
            let better = eligible().filter(|other| key(other) > key(&one.entry)).count();
            let same = eligible().filter(|other| key(other) == key(&one.entry)).count();
            let expected = one.entry.ineligible.is_none().then(|| u32::try_from(better + 1).expect("few units"));
            prop_assert_eq!(one.rank, expected);
            prop_assert_eq!(one.tied, expected.is_some() && same > 1);
        }
    }
}
