use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{Law, LawError};

#[test]
fn every_rule_of_the_program_can_be_read_and_is_cited() {
    let law = Law::embedded();
    let periods = law.rules().iter().map(|rule| (&rule.code, &rule.period));
    let periods = periods.chain(
        law.thresholds
            .iter()
            .map(|threshold| (&threshold.code, &threshold.period)),
    );
    let periods = periods.chain(law.awards.iter().map(|award| (&award.code, &award.period)));
    for (code, period) in periods {
        assert!(!period.citation.trim().is_empty(), "{code} names no source");
    }
}

#[test]
fn a_rule_that_nobody_knows_is_an_error_of_its_own() {
    let answer = Law::embedded().at("bonus", date(2021, 1, 1));
    assert_eq!(
        answer,
        Err(LawError::Unknown {
            code: "bonus".into()
        })
    );
}

#[test]
fn what_the_sources_do_not_say_is_not_guessed() {
    let (code, date) = ("bonus_multiple".to_owned(), date(2025, 7, 1));
    assert_eq!(
        Law::embedded().at(&code, date),
        Err(LawError::NotKnownAt { code, date })
    );
}

#[test]
fn two_rules_of_one_name_on_one_day_are_refused() {
    let rule =
        |from: &str| format!("[[rule]]\ncode = \"a\"\nfrom = \"{from}\"\ncitation = \"c\"\n");
    let text = rule("2021-01-01") + &rule("2022-01-01");
    assert_eq!(
        Law::parse(&[("a.toml", &text)]).err(),
        Some(LawError::Overlap { code: "a".into() })
    );
}

#[test]
fn a_misspelt_field_is_refused() {
    let text = "[[rule]]\ncode = \"a\"\nuntil = \"2021-01-01\"\ncitation = \"c\"\n";
    assert!(matches!(
        Law::parse(&[("a.toml", text)]),
        Err(LawError::Unreadable { .. })
    ));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    code: String,
    date: Date,
    says: String,
    #[serde(default = "confirmed_by_default")]
    confirmed: bool,
}

const fn confirmed_by_default() -> bool {
    true
}

fn check(case: &Case) {
    let rule = Law::embedded()
        .at(&case.code, case.date)
        .expect("a rule of that day");
    let numbers: Vec<String> = rule.values.values().map(ToString::to_string).collect();
    assert_eq!(
        rule.text.clone().unwrap_or_else(|| numbers.join(" ")),
        case.says,
        "{}",
        case.name
    );
    assert_eq!(rule.period.confirmed, case.confirmed, "{}", case.name);
}

#[test]
fn each_day_has_its_rule() {
    crate::cases::each(include_str!("../../cases/law/dates.toml"), check);
}
