use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{
    Membership, Merger, UnitName, UnitsError, check_exists_in, check_merger, check_mergers,
    check_names, ended, is_member, legal_unit_at, name_at, namesakes, predecessors, renamed,
    revived, without_name,
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

#[test]
fn a_further_name_ends_the_earlier_one_the_day_before_and_can_be_taken_back() {
    let names = [named("Trường cũ", None, None)];
    let after = renamed(&names, named("Trường mới", Some(date(2025, 7, 1)), None));
    let after = after.expect("the new name begins after the old one");
    assert_eq!(
        after,
        [
            named("Trường cũ", None, Some(date(2025, 6, 30))),
            named("Trường mới", Some(date(2025, 7, 1)), None),
        ]
    );
    assert_eq!(without_name(&after, 1), Some(names.to_vec()));
    assert_eq!(without_name(&names, 0), None);
}

#[test]
fn a_name_that_would_overlap_a_later_or_a_closed_one_is_refused() {
    let names = [
        named("Một", None, Some(date(2025, 6, 30))),
        named("Hai", Some(date(2025, 7, 1)), None),
    ];
    for from in [date(2025, 6, 1), date(2025, 7, 1)] {
        let refused = renamed(&names, named("Ba", Some(from), None));
        assert!(
            matches!(refused, Err(UnitsError::TwoNames { .. })),
            "{from}"
        );
    }
    let upside_down = named("Ba", Some(date(2027, 1, 1)), Some(date(2026, 1, 1)));
    assert!(matches!(
        renamed(&names, upside_down),
        Err(UnitsError::EndsBeforeItBegins { .. })
    ));
}

#[test]
fn a_merger_ends_the_name_and_undoing_it_gives_the_name_back() {
    let on = date(2025, 7, 1);
    let names = [named("Trường cũ", None, None)];
    let after = ended(&names, on);
    assert_eq!(after[0].to, Some(date(2025, 6, 30)));
    assert_eq!(revived(&after, on), names);
}

fn founded(unit: &str, from: Option<Date>) -> UnitName {
    UnitName {
        unit: UnitId::new(unit),
        ..named(unit, from, None)
    }
}

#[test]
fn a_merger_that_contradicts_what_is_known_is_told_in_full() {
    let names = [
        founded("a", Some(date(2020, 1, 1))),
        founded("b", Some(date(2024, 1, 1))),
    ];
    let new = Merger {
        on: date(2019, 5, 1),
        ..merger("a", "b")
    };
    let wrong = check_merger(&names, &[], &[2021], &new);
    assert_eq!(
        wrong,
        [
            UnitsError::MergedBeforeFounding {
                founded: date(2020, 1, 1)
            },
            UnitsError::SuccessorNotYet {
                founded: date(2024, 1, 1)
            },
            UnitsError::MemberAfterMerger { year: 2021 },
            UnitsError::NamedAfterMerger {
                name: "a".to_owned(),
                on: date(2019, 5, 1)
            },
        ]
    );
    assert_eq!(
        check_merger(&names, &[], &[2025], &merger("a", "b")),
        [],
        "a member of the year in which it ends"
    );
}

#[test]
fn a_unit_does_not_merge_into_one_that_is_gone_nor_before_its_own_predecessor() {
    let names = [founded("a", None), founded("b", None), founded("c", None)];
    let early = Merger {
        on: date(2024, 7, 1),
        ..merger("b", "c")
    };
    assert_eq!(
        check_merger(&names, std::slice::from_ref(&early), &[], &merger("a", "b")),
        [UnitsError::SuccessorGone {
            on: date(2024, 7, 1)
        }]
    );
    assert_eq!(
        check_merger(&names, &[merger("a", "b")], &[], &early),
        [UnitsError::MergedBeforePredecessor {
            on: date(2025, 7, 1)
        }]
    );
}

#[test]
fn a_member_exists_on_a_day_of_the_year() {
    let names = [founded("a", Some(date(2022, 3, 1))), founded("b", None)];
    let mergers = [merger("b", "a")];
    let unit = |name: &str| UnitId::new(name);
    let check = |name: &str, year| check_exists_in(&names, &mergers, &unit(name), year);
    assert!(matches!(
        check("a", 2021),
        Err(UnitsError::NotYetThatYear { .. })
    ));
    assert_eq!(check("a", 2022), Ok(()));
    assert_eq!(check("b", 2025), Ok(()));
    assert!(matches!(
        check("b", 2026),
        Err(UnitsError::GoneThatYear { .. })
    ));
}

#[test]
fn namesakes_are_told_only_where_they_live_at_the_same_time() {
    let same = |unit: &str, from, to| UnitName {
        unit: UnitId::new(unit),
        ..named("Trường Chính trị tỉnh A", from, to)
    };
    let names = [
        same("gone", None, Some(date(2020, 12, 31))),
        same("here", Some(date(2021, 1, 1)), None),
    ];
    let new = UnitName {
        name: "trường  chính trị tỉnh a".to_owned(),
        ..same("new", Some(date(2022, 1, 1)), None)
    };
    assert_eq!(namesakes(&names, &new), [UnitId::new("here")]);
}
