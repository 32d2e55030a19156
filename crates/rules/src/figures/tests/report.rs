use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::{prop_assert_eq, proptest};
use serde::Deserialize;

use crate::figures::messages;
use crate::figures::{
    Absence, Basis, Catalogue, Decimal, Figure, FigureValue, Figures, IndicatorKey, Problem,
    Statement, Submission, Tolerances, check_cluster, check_prose, check_report, cluster_total,
    combine,
};
use crate::ids::UnitId;
use crate::law::Law;

/// Figures as cases write them: a number, or the key of an absence.
type Written = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    figures: Written,
    previous: Option<Written>,
    plan: Option<Written>,
    findings: Vec<String>,
}

fn read(written: &Written) -> Figures {
    let value = |text: &str| match Absence::from_key(text) {
        Some(absence) => FigureValue::Absent(absence),
        None => FigureValue::Value(text.parse().expect("a number or an absence")),
    };
    written
        .iter()
        .map(|(key, text)| (IndicatorKey::new(key), value(text)))
        .collect()
}

fn catalogue() -> Catalogue {
    Catalogue::embedded().at(date(2021, 11, 26))
}

fn tolerances() -> Tolerances {
    Tolerances::at(Law::embedded(), date(2021, 11, 26)).expect("limits of 2021")
}

fn check(case: &Case) {
    let (figures, previous, plan) = (
        read(&case.figures),
        case.previous.as_ref().map(read),
        case.plan.as_ref().map(read),
    );
    let catalogue = catalogue();
    for key in [Some(&figures), previous.as_ref(), plan.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(Figures::keys)
    {
        assert!(
            catalogue.get(key).is_some(),
            "{}: {key} is no indicator",
            case.name
        );
    }
    let submission = Submission {
        figures: &figures,
        previous: previous.as_ref(),
        plan: plan.as_ref(),
    };
    let found = check_report(&catalogue, &tolerances(), submission);
    assert!(
        found.iter().all(|finding| !finding.citation.is_empty()),
        "{}",
        case.name
    );
    let said: Vec<String> = found
        .iter()
        .map(|one| {
            format!(
                "{}: {}",
                messages::severity(one.severity()),
                messages::finding(one, &catalogue)
            )
        })
        .collect();
    assert_eq!(said, case.findings, "{}", case.name);
}

#[test]
fn reports_that_do_not_hold_together_are_shown() {
    crate::cases::each(include_str!("../../../cases/figures/reports.toml"), check);
}

#[test]
fn the_name_of_a_problem_is_the_one_in_its_serialised_form() {
    let problems = [
        Problem::Negative {
            value: Decimal::ONE,
        },
        Problem::NotWhole {
            value: Decimal::ONE,
        },
        Problem::ExceedsLimit {
            value: Decimal::ONE,
            limit: Decimal::ZERO,
        },
        Problem::ClusterNotSum {
            total: Decimal::ONE,
            sum: Decimal::ZERO,
        },
    ];
    for problem in problems {
        let written = toml::to_string(&problem).expect("a problem can be written");
        assert!(
            written.contains(&format!("code = \"{}\"", problem.code())),
            "{written}"
        );
    }
}

fn official(count: u32) -> Figure {
    Figure {
        basis: Basis::Official,
        value: FigureValue::Value(Decimal::from(count)),
    }
}

#[test]
fn the_figure_of_the_cluster_is_the_sum_of_its_units() {
    let rows = [
        (UnitId::new("vinh-long"), official(2)),
        (UnitId::new("soc-trang"), official(2)),
    ];
    let units = cluster_total(Basis::Official, rows).expect("one basis");
    let place = IndicatorKey::new("tt2");
    let entered = |count: u32| check_cluster(&catalogue(), &place, official(count).value, &units);
    assert_eq!(entered(4), None);
    let said = entered(5).map(|finding| messages::finding(&finding, &catalogue()));
    let expected = "TT.2 Giảng viên nghiên cứu thực tế dài hạn ở cơ sở: 5 (toàn cụm) · 4 (cộng các đơn vị), chênh lệch 1";
    assert_eq!(said.as_deref(), Some(expected));
}

#[test]
fn a_sum_that_waits_for_a_unit_accuses_nobody() {
    let missing = Figure {
        basis: Basis::Official,
        value: FigureValue::Absent(Absence::Missing),
    };
    let rows = [(UnitId::new("a"), official(2)), (UnitId::new("b"), missing)];
    let units = cluster_total(Basis::Official, rows).expect("one basis");
    assert_eq!(
        check_cluster(
            &catalogue(),
            &IndicatorKey::new("tt2"),
            official(5).value,
            &units
        ),
        None
    );
}

#[test]
fn prose_and_table_say_the_same_number() {
    let figures = read(&[("kh6".to_owned(), "44".to_owned())].into());
    let prose = |count: u32| Statement {
        indicator: IndicatorKey::new("kh6"),
        unit: None,
        basis: None,
        value: Decimal::from(count),
        quotation: format!("Tổ chức được {count} cuộc hội thảo"),
        place: "Phần lời".to_owned(),
    };
    assert_eq!(
        check_prose(&catalogue(), &figures, &[prose(44)]),
        Vec::new()
    );
    let found = check_prose(&catalogue(), &figures, &[prose(45)]);
    let said: Vec<String> = found
        .iter()
        .map(|finding| messages::finding(finding, &catalogue()))
        .collect();
    let expected = "KH.6 Hội thảo, tọa đàm khoa học: phần lời ghi 45 (“Tổ chức được 45 cuộc hội thảo”), bảng số liệu ghi 44";
    assert_eq!(said, [expected]);
}

#[test]
fn after_a_merger_the_predecessors_are_compared_together() {
    let of = |classes: &str| read(&[("dt01".to_owned(), classes.to_owned())].into());
    let (one, other, owing) = (of("20"), of("30"), of("missing"));
    let key = IndicatorKey::new("dt01");
    assert_eq!(
        combine(&[&one, &other]).get(&key),
        Some(&FigureValue::Value(Decimal::from(50)))
    );
    assert_eq!(
        combine(&[&one, &owing]).get(&key),
        Some(&FigureValue::Absent(Absence::Missing))
    );
    let not_applicable = of("not_applicable");
    assert_eq!(combine(&[&one, &not_applicable]).get(&key), one.get(&key));
}

proptest! {
    #[test]
    fn a_total_is_faulted_exactly_when_it_is_not_the_sum(by_level in proptest::array::uniform4(0_u32..200), total in 0_u32..800) {
        let mut figures: Figures = ["kh1", "kh2", "kh3", "kh4"]
            .into_iter()
            .zip(by_level)
            .map(|(key, count)| (IndicatorKey::new(key), FigureValue::Value(Decimal::from(count))))
            .collect();
        figures.insert(IndicatorKey::new("kh_total"), FigureValue::Value(Decimal::from(total)));
        let submission = Submission { figures: &figures, previous: None, plan: None };
        let found = check_report(&catalogue(), &tolerances(), submission);
        let faulted = found.iter().any(|finding| finding.code() == "total_not_sum");
        prop_assert_eq!(faulted, by_level.iter().sum::<u32>() != total);
    }
}
