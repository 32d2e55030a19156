use std::cmp::Ordering;

use proptest::prelude::*;
use serde::Deserialize;
use vietnamese::sort::Collator;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    texts: Vec<List>,
    people: Vec<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    order: Vec<String>,
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/sort.toml"))
}

/// Every entry comes strictly before all that follow it, and sorting the list from any rotation of its reverse restores it.
fn check(list: &List, compare: impl Fn(&str, &str) -> Ordering, sort: impl Fn(&mut [String])) {
    for (index, earlier) in list.order.iter().enumerate() {
        for later in &list.order[index + 1..] {
            assert_eq!(
                compare(earlier, later),
                Ordering::Less,
                "{}: {earlier} before {later}",
                list.name
            );
            assert_eq!(
                compare(later, earlier),
                Ordering::Greater,
                "{}: {later} after {earlier}",
                list.name
            );
        }
    }
    for turn in 0..list.order.len() {
        let mut mixed: Vec<String> = list.order.iter().rev().cloned().collect();
        mixed.rotate_left(turn);
        sort(&mut mixed);
        assert_eq!(mixed, list.order, "{}", list.name);
    }
}

#[test]
fn lists_stand_in_vietnamese_order() {
    let collator = Collator::new();
    for list in all().texts {
        check(
            &list,
            |a, b| collator.compare(a, b),
            |items| collator.sort_by_name(items, |item| item.as_str()),
        );
    }
}

#[test]
fn people_stand_by_given_name_then_family_then_middle() {
    let collator = Collator::new();
    for list in all().people {
        check(
            &list,
            |a, b| collator.compare_people(a, b),
            |items| collator.sort_people(items, |item| item.as_str()),
        );
    }
}

#[test]
fn the_place_of_a_tone_does_not_order() {
    assert_eq!(
        Collator::new().compare("Hòa Thuận", "Hoà Thuận"),
        Ordering::Equal
    );
}

proptest! {
    #[test]
    fn keys_order_as_comparing_does(one in "[a-eđăâôơư àảãáạHhKk0-9]{0,8}", other in "[a-eđăâôơư àảãáạHhKk0-9]{0,8}") {
        let collator = Collator::default();
        prop_assert_eq!(collator.key(&one).cmp(&collator.key(&other)), collator.compare(&one, &other));
    }
}
