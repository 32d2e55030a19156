use proptest::prelude::{Just, Strategy, prop_assert, prop_oneof, proptest};
use serde::Deserialize;

use crate::figures::messages;
use crate::figures::{
    Act, Decimal, Finding, IndicatorKey, Problem, ReportState, Situation, transition,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    state: ReportState,
    act: Act,
    #[serde(default)]
    errors: usize,
    #[serde(default)]
    warnings: usize,
    explanation: Option<String>,
    #[serde(default)]
    below: Vec<ReportState>,
    above: Option<ReportState>,
    #[serde(default)]
    unsigned: bool,
    becomes: Option<ReportState>,
    refused: Option<String>,
}

fn finding(problem: Problem) -> Finding {
    Finding {
        problem,
        place: IndicatorKey::new("kh_total"),
        citation: "Danh mục".to_owned(),
    }
}

fn findings(errors: usize, warnings: usize) -> Vec<Finding> {
    let error = finding(Problem::Negative {
        value: Decimal::ONE,
    });
    let warning = finding(Problem::ProseDiffers {
        prose: Decimal::ONE,
        table: Decimal::ZERO,
        quotation: String::new(),
    });
    [vec![error; errors], vec![warning; warnings]].concat()
}

fn check(case: &Case) {
    let findings = findings(case.errors, case.warnings);
    let situation = Situation {
        findings: &findings,
        explanation: case.explanation.as_deref(),
        below: &case.below,
        above: case.above,
        unsigned: case.unsigned,
    };
    let answer = transition(case.state, case.act, situation);
    let refused = answer.as_ref().err().map(messages::refusal);
    assert_eq!(
        (answer.ok(), refused),
        (case.becomes, case.refused.clone()),
        "{}",
        case.name
    );
}

#[test]
fn a_report_goes_its_way() {
    crate::cases::each(
        include_str!("../../../cases/figures/transitions.toml"),
        check,
    );
}

#[test]
fn a_state_is_read_back_from_its_key() {
    for state in ReportState::ALL {
        assert_eq!(ReportState::from_key(state.key()), Some(state));
    }
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Send),
        Just(Act::Return),
        Just(Act::Approve),
        Just(Act::Lock),
        Just(Act::UndoApproval),
        Just(Act::Unlock),
    ]
}

proptest! {
    #[test]
    fn no_way_leads_to_approval_past_an_error(acts in proptest::collection::vec(any_act(), 0..30)) {
        let findings = findings(1, 0);
        let mut state = ReportState::Draft;
        for act in acts {
            let situation = Situation { findings: &findings, explanation: Some("đang rà soát"), ..Situation::default() };
            state = transition(state, act, situation).unwrap_or(state);
            prop_assert!(!state.is_settled());
        }
    }
}
