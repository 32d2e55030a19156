use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::*;

const TODAY: Date = date(2022, 3, 1);

fn candidate(unit: &str, office: Office) -> Candidate {
    Candidate {
        unit: UnitId::new(unit),
        office,
    }
}

fn members() -> BTreeSet<UnitId> {
    ["dong-thap", "vinh-long", "an-giang"]
        .map(UnitId::new)
        .into()
}

#[test]
fn one_head_and_two_deputies_may_be_introduced() {
    let proposed = [
        candidate("dong-thap", Office::Head),
        candidate("vinh-long", Office::Deputy),
        candidate("an-giang", Office::Deputy),
    ];
    assert_eq!(check_introduction(&proposed, &[], &members()), []);
}

#[test]
fn nobody_a_stranger_and_a_unit_in_both_offices_are_told() {
    assert_eq!(
        check_introduction(&[], &[], &members()),
        [IntroductionFault::Nobody]
    );
    let proposed = [
        candidate("dong-thap", Office::Head),
        candidate("dong-thap", Office::Deputy),
        candidate("long-an", Office::Deputy),
    ];
    assert_eq!(
        check_introduction(&proposed, &[], &members()),
        [
            IntroductionFault::Twice {
                unit: UnitId::new("dong-thap")
            },
            IntroductionFault::NoMember {
                unit: UnitId::new("long-an")
            },
        ]
    );
}

#[test]
fn a_second_head_is_not_introduced_for_one_year() {
    let known = [candidate("dong-thap", Office::Head)];
    let proposed = [candidate("vinh-long", Office::Head)];
    assert_eq!(
        check_introduction(&proposed, &known, &members()),
        [IntroductionFault::SecondHead {
            held_by: UnitId::new("dong-thap")
        }]
    );
    let again = [candidate("dong-thap", Office::Deputy)];
    assert_eq!(
        check_introduction(&again, &known, &members()),
        [IntroductionFault::Known {
            unit: UnitId::new("dong-thap"),
            office: Office::Head
        }]
    );
}

fn recognition(unit: &str, office: Office, on: Date) -> Recognition {
    Recognition {
        candidate: candidate(unit, office),
        on,
        year: 2022,
        introduced_on: Some(date(2021, 11, 26)),
    }
}

fn held(unit: &str, to: Option<Date>) -> Held {
    Held {
        candidate: candidate(unit, Office::Head),
        from: date(2022, 1, 10),
        to,
    }
}

#[test]
fn a_decision_after_the_introduction_recognises() {
    let new = recognition("dong-thap", Office::Head, date(2022, 2, 20));
    assert_eq!(check_recognition(&new, &[], &members(), TODAY), []);
}

#[test]
fn a_decision_bears_a_day_that_can_be() {
    let fault = |on| {
        let new = recognition("dong-thap", Office::Head, on);
        check_recognition(&new, &[], &members(), TODAY)
    };
    let on = date(2022, 3, 2);
    let today = TODAY;
    assert_eq!(fault(on), [RecognitionFault::InFuture { on, today }]);
    let on = date(2021, 11, 25);
    let introduced_on = date(2021, 11, 26);
    assert_eq!(
        fault(on),
        [RecognitionFault::BeforeIntroduction { on, introduced_on }]
    );
    let on = date(2012, 2, 20);
    assert!(fault(on).contains(&RecognitionFault::OtherYear { on, year: 2022 }));
}

#[test]
fn a_second_head_is_recognised_only_after_the_first_has_ended() {
    let new = recognition("vinh-long", Office::Head, date(2022, 2, 20));
    let second = RecognitionFault::SecondHead {
        held_by: UnitId::new("dong-thap"),
    };
    let faults = check_recognition(&new, &[held("dong-thap", None)], &members(), TODAY);
    assert_eq!(faults, [second]);
    let ended = held("dong-thap", Some(date(2022, 2, 19)));
    assert_eq!(check_recognition(&new, &[ended], &members(), TODAY), []);
}

#[test]
fn a_unit_is_not_recognised_twice_nor_in_two_offices() {
    let held = [held("dong-thap", None)];
    let again = recognition("dong-thap", Office::Head, date(2022, 2, 20));
    let from = date(2022, 1, 10);
    assert_eq!(
        check_recognition(&again, &held, &members(), TODAY),
        [RecognitionFault::Known { from }]
    );
    let deputy = recognition("dong-thap", Office::Deputy, date(2022, 2, 20));
    assert_eq!(
        check_recognition(&deputy, &held, &members(), TODAY),
        [RecognitionFault::OtherOffice {
            office: Office::Head
        }]
    );
}

#[test]
fn a_handover_is_between_two_units_and_not_of_tomorrow() {
    let (from, to) = (UnitId::new("bac-lieu"), UnitId::new("dong-thap"));
    let day = date(2022, 2, 28);
    let check = |to: Option<&UnitId>, on| check_handover(Some(&from), to, on, 2021, TODAY);
    assert_eq!(check(Some(&to), Some(day)), []);
    assert_eq!(check(Some(&from), Some(day)), [HandoverFault::SameUnit]);
    let (on, today) = (date(2022, 3, 2), TODAY);
    assert_eq!(
        check(Some(&from), Some(on)),
        [
            HandoverFault::SameUnit,
            HandoverFault::InFuture { on, today }
        ]
    );
    let on = date(2020, 12, 31);
    assert_eq!(
        check(None, Some(on)),
        [HandoverFault::BeforeYear { on, year: 2021 }]
    );
    assert_eq!(check_handover(None, None, None, 2021, TODAY), []);
}
