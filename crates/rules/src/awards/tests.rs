use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{
    AwardAct, AwardActError, AwardState, Decision, Need, ProposalFault, Quota, bonus_vnd,
    check_proposal, check_quotas,
};
use crate::law::{Comparator, Law, LawError};
use crate::scoring::Ineligibility;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    award: String,
    decided_on: Date,
    vnd: i64,
}

fn check(case: &Case) {
    let law = Law::embedded();
    let award = law
        .award_at(&case.award, case.decided_on)
        .expect("an award of that day");
    assert_eq!(
        bonus_vnd(law, award, case.decided_on),
        Ok(case.vnd),
        "{}",
        case.name
    );
}

#[test]
fn a_bonus_follows_the_base_salary_of_its_day() {
    crate::cases::each(include_str!("../../cases/law/bonus.toml"), check);
}

#[test]
fn a_bonus_that_no_source_sets_is_not_paid() {
    let law = Law::embedded();
    let award = law
        .award_at("bang_khen", date(2024, 3, 1))
        .expect("an award");
    let none = LawError::NoValue {
        code: "bonus_multiple".into(),
        name: "bang_khen".into(),
    };
    assert_eq!(bonus_vnd(law, award, date(2024, 3, 1)), Err(none));
    assert!(matches!(
        bonus_vnd(law, award, date(2021, 12, 1)),
        Err(LawError::NotKnownAt { .. })
    ));
}

#[test]
fn an_award_names_only_awards_of_the_catalogue() {
    let law = Law::embedded();
    for day in [date(2021, 11, 26), date(2024, 6, 1), date(2026, 12, 1)] {
        for award in law.awards_at(day) {
            let needed = award.needs.as_ref().map(|need| match need {
                Need::Consecutive { of, .. } | Need::Share { of, .. } => of,
            });
            for named in needed.into_iter().chain(&award.same_as) {
                assert!(
                    law.award_at(named, day).is_ok(),
                    "{} names {named}",
                    award.code
                );
            }
        }
    }
}

#[test]
fn the_share_of_advanced_labourers_changed_with_the_law() {
    let share = |day| {
        Law::embedded()
            .award_at("tap_the_lao_dong_tien_tien", day)
            .map(|award| award.needs.clone())
    };
    let need = |share: &str, comparator| {
        let (share, of) = (
            share.parse().expect("a share"),
            "lao_dong_tien_tien".to_owned(),
        );
        Ok(Some(Need::Share {
            share,
            comparator,
            of,
        }))
    };
    assert_eq!(
        share(date(2023, 12, 31)),
        need("50/100", Comparator::MoreThan)
    );
    assert_eq!(share(date(2024, 1, 1)), need("70/100", Comparator::AtLeast));
}

#[test]
fn a_quota_warns_and_counts_each_award_by_itself() {
    let quota = |award: &str, most| Quota {
        award: award.into(),
        most,
        citation: "HD 30-HD/HVCTQG".into(),
    };
    let quotas = [
        quota("co_thi_dua_hoc_vien", 1),
        quota("bang_khen_hoc_vien", 2),
    ];
    let of_2021 = [
        "co_thi_dua_hoc_vien",
        "bang_khen_hoc_vien",
        "bang_khen_hoc_vien",
    ];
    assert_eq!(check_quotas(&quotas, &of_2021), Vec::new());
    let warnings = check_quotas(&quotas, &["co_thi_dua_hoc_vien", "co_thi_dua_hoc_vien"]);
    assert_eq!(
        warnings
            .iter()
            .map(|warning| warning.proposed)
            .collect::<Vec<_>>(),
        [2]
    );
}

fn decision() -> Decision {
    Decision {
        symbol: "4012-QĐ/HVCTQG".into(),
        on: date(2022, 1, 20),
    }
}

#[test]
fn a_complaint_suspends_and_does_not_refuse() {
    let suspended = AwardState::Proposed.after(AwardAct::Suspend {
        reason: "đang xác minh đơn thư".into(),
    });
    let suspended = suspended.expect("a reason was given");
    let decided = suspended.clone().after(AwardAct::Decide {
        decision: decision(),
    });
    assert_eq!(
        decided,
        Err(AwardActError::NotFromHere {
            state: suspended.clone()
        })
    );
    assert_eq!(suspended.after(AwardAct::Resume), Ok(AwardState::Proposed));
    let silent = AwardState::Proposed.after(AwardAct::Suspend { reason: " ".into() });
    assert_eq!(silent, Err(AwardActError::ReasonNeeded));
}

#[test]
fn an_award_in_force_is_cancelled_and_recovered_by_decision() {
    let in_force = AwardState::Proposed
        .after(AwardAct::Decide {
            decision: decision(),
        })
        .expect("decided");
    let cancelled = in_force
        .after(AwardAct::Cancel {
            decision: decision(),
        })
        .expect("cancelled");
    assert_eq!(
        cancelled,
        AwardState::Cancelled {
            decision: decision()
        }
    );
    let recovered = cancelled.after(AwardAct::Recover {
        decision: decision(),
    });
    assert_eq!(
        recovered,
        Ok(AwardState::Recovered {
            decision: decision()
        })
    );
}

#[test]
fn a_unit_is_proposed_after_the_vote_and_only_with_a_rank() {
    let ground = Ineligibility::ConclusionAwaited;
    let both = vec![
        ProposalFault::NotVoted,
        ProposalFault::Ineligible { ground },
    ];
    assert_eq!(check_proposal(false, Some(ground), Some(true)), both);
    assert_eq!(
        check_proposal(true, None, Some(false)),
        vec![ProposalFault::NoRank]
    );
    assert_eq!(check_proposal(true, None, None), Vec::new());
}
