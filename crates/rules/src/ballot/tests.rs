use jiff::civil::date;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
use serde::Deserialize;

use super::messages::Names;
use super::{Minutes, Verdict, Vote, attendance, check_minutes, messages, outcome};
use crate::ids::{PersonId, UnitId};
use crate::law::{Law, Threshold};

struct ById;

impl Names for ById {
    fn unit(&self, unit: &UnitId) -> String {
        unit.to_string()
    }

    fn person(&self, person: &PersonId) -> String {
        person.to_string()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MinutesCase {
    name: String,
    minutes: Minutes,
    findings: Vec<String>,
}

fn check(case: &MinutesCase) {
    let found =
        check_minutes(&case.minutes, Law::embedded(), date(2021, 11, 26)).expect("rules of 2021");
    let said: Vec<String> = found
        .iter()
        .map(|finding| messages::finding(finding, &ById))
        .collect();
    assert_eq!(said, case.findings, "{}", case.name);
}

#[test]
fn minutes_that_do_not_hold_together_are_shown() {
    crate::cases::each(include_str!("../../cases/ballot/minutes.toml"), check);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeCase {
    name: String,
    vote: Vote,
    minutes: Minutes,
    threshold: Threshold,
    verdict: Verdict,
    text: String,
}

fn check_outcome(case: &OutcomeCase) {
    let outcome = outcome(case.vote, &case.minutes, &case.threshold);
    assert_eq!(outcome.verdict, case.verdict, "{}", case.name);
    assert_eq!(
        messages::outcome(&outcome, &case.threshold),
        case.text,
        "{}",
        case.name
    );
}

#[test]
fn a_result_is_told_with_its_arithmetic() {
    crate::cases::each(
        include_str!("../../cases/ballot/outcomes.toml"),
        check_outcome,
    );
}

#[test]
fn eight_of_twelve_members_are_a_quorum_and_seven_are_not() {
    let held = |present| {
        attendance(Law::embedded(), date(2021, 11, 26), present, 12).expect("a rule of 2021")
    };
    assert!(held(8).is_quorate() && !held(7).is_quorate());
    let text = "8/12 đơn vị có mặt, cần ít nhất 2/3 tổng số thành viên, tức 8: đủ điều kiện tiến hành hội nghị";
    assert_eq!(messages::attendance(&held(8)), text);
}

#[test]
fn a_cluster_without_members_has_no_quorum() {
    let nobody = attendance(Law::embedded(), date(2021, 11, 26), 0, 0).expect("a rule of 2021");
    assert!(!nobody.is_quorate());
}

fn counted() -> impl Strategy<Value = Minutes> {
    (0_u32..50, 0_u32..50, 0_u32..50, 0_u32..50).prop_map(|(valid, invalid, kept, unissued)| {
        let collected = valid + invalid;
        Minutes {
            valid: Some(valid),
            invalid: Some(invalid),
            collected: Some(collected),
            issued: Some(collected + kept),
            entitled: Some(collected + kept + unissued),
            ..Minutes::default()
        }
    })
}

proptest! {
    #[test]
    fn an_honest_count_is_never_faulted(minutes in counted()) {
        let found = check_minutes(&minutes, Law::embedded(), date(2021, 11, 26)).expect("rules of 2021");
        prop_assert_eq!(found, Vec::new());
    }

    #[test]
    fn a_ballot_more_than_voters_is_always_found(minutes in counted(), more in 1_u32..50) {
        let stuffed = Minutes { collected: minutes.entitled.map(|entitled| entitled + more), ..minutes };
        let found = check_minutes(&stuffed, Law::embedded(), date(2021, 11, 26)).expect("rules of 2021");
        prop_assert!(found.iter().any(super::MinutesFinding::is_error));
    }
}
