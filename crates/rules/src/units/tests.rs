use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{
    Membership, Merger, UnitName, UnitsError, check_mergers, check_names, is_member, legal_unit_at,
    name_at, predecessors,
};
use crate::ids::{ClusterYearId, UnitId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    mergers: Vec<Merger>,
    unit: UnitId,
    on: Date,
    legal_unit: UnitId,
    predecessors: Vec<UnitId>,
}

fn check(case: &Case) {
    check_mergers(&case.mergers).expect("mergers that hold together");
    assert_eq!(
        legal_unit_at(&case.mergers, &case.unit, case.on),
        case.legal_unit,
        "{}",
        case.name
    );
    let found = predecessors(&case.mergers, &case.unit, case.on);
    assert_eq!(
        found,
        case.predecessors.iter().cloned().collect(),
        "{}",
        case.name
    );
}

#[test]
fn units_merge_from_a_day_on() {
    crate::cases::each(include_str!("../../cases/units/mergers.toml"), check);
}

fn named(name: &str, from: Option<Date>, to: Option<Date>) -> UnitName {
    UnitName {
        unit: UnitId::new("a"),
        name: name.to_owned(),
        from,
        to,
    }
}

#[test]
fn a_unit_has_the_name_of_the_day() {
    let names = [
        named("Trường cũ", None, Some(date(2025, 6, 30))),
        named("Trường mới", Some(date(2025, 7, 1)), None),
    ];
    assert_eq!(check_names(&names), Ok(()));
    assert_eq!(
        name_at(&names, &UnitId::new("a"), date(2025, 6, 30)),
        Some("Trường cũ")
    );
    assert_eq!(
        name_at(&names, &UnitId::new("a"), date(2025, 7, 1)),
        Some("Trường mới")
    );
    assert_eq!(name_at(&names, &UnitId::new("b"), date(2025, 7, 1)), None);
}

#[test]
fn a_unit_never_has_two_names_on_one_day() {
    let names = [
        named("Một", None, Some(date(2025, 7, 1))),
        named("Hai", Some(date(2025, 7, 1)), None),
    ];
    assert!(matches!(
        check_names(&names),
        Err(UnitsError::TwoNames { .. })
    ));
}

fn merger(unit: &str, into: &str) -> Merger {
    Merger {
        unit: UnitId::new(unit),
        into: UnitId::new(into),
        on: date(2025, 7, 1),
    }
}

#[test]
fn a_unit_merges_once_and_never_into_itself() {
    let twice = check_mergers(&[merger("a", "b"), merger("a", "c")]);
    assert_eq!(
        twice,
        Err(UnitsError::MergedTwice {
            unit: UnitId::new("a")
        })
    );
    let circle = check_mergers(&[merger("a", "b"), merger("b", "a")]);
    assert_eq!(
        circle,
        Err(UnitsError::MergedIntoItself {
            unit: UnitId::new("a")
        })
    );
}

#[test]
fn membership_is_of_one_year() {
    let memberships = [Membership {
        cluster_year: ClusterYearId::new("2020"),
        unit: UnitId::new("long-an"),
    }];
    assert!(is_member(
        &memberships,
        &ClusterYearId::new("2020"),
        &UnitId::new("long-an")
    ));
    assert!(!is_member(
        &memberships,
        &ClusterYearId::new("2021"),
        &UnitId::new("long-an")
    ));
}
