//! Numbers of a seeded generator, split so that every way of adding them makes the same total.

use std::collections::BTreeMap;

use rand::RngExt;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use rules::figures::{Catalogue, Decimal, FigureValue, Figures, Indicator, IndicatorKey};

/// Makes the figures of one unit: the same for the same seed.
pub(super) fn figures(catalogue: &Catalogue, seed: u64) -> Figures {
    let mut maker = Maker {
        chance: ChaCha8Rng::seed_from_u64(seed),
        numbers: BTreeMap::new(),
    };
    for indicator in catalogue.indicators() {
        maker.make(catalogue, indicator);
    }
    maker
        .numbers
        .into_iter()
        .filter_map(|(key, number)| {
            let number = Decimal::from_integer(number).ok()?;
            Some((key, FigureValue::Value(number)))
        })
        .collect()
}

struct Maker {
    chance: ChaCha8Rng,
    numbers: BTreeMap<IndicatorKey, i64>,
}

impl Maker {
    /// A number for an indicator that has none yet, then for its parts.
    fn make(&mut self, catalogue: &Catalogue, indicator: &Indicator) {
        let total = match self.numbers.get(&indicator.key) {
            Some(known) => *known,
            None => self.number(indicator),
        };
        self.numbers.insert(indicator.key.clone(), total);
        for breakdown in &indicator.breakdowns {
            self.split(catalogue, total, &breakdown.parts);
        }
    }

    fn number(&mut self, indicator: &Indicator) -> i64 {
        if let Some(classes) = &indicator.classes {
            return self.numbers.get(classes).copied().unwrap_or(0) * self.class_size();
        }
        let most = indicator
            .at_most
            .as_ref()
            .and_then(|key| self.numbers.get(key))
            .copied();
        let (low, high) = usual(indicator);
        match most {
            Some(most) => self.chance.random_range(most * 6 / 10..=most),
            None => self.chance.random_range(low..=high),
        }
    }

    /// Learners of a class, the same in the whole unit, so that learners add up wherever classes do.
    fn class_size(&self) -> i64 {
        let classes = self.numbers.values().next().copied().unwrap_or(0);
        60 + classes % 25
    }

    /// Parts that make the total; learners follow their classes.
    fn split(&mut self, catalogue: &Catalogue, total: i64, parts: &[IndicatorKey]) {
        let follow = parts
            .iter()
            .filter_map(|part| catalogue.get(part)?.classes.clone());
        let follow: Vec<IndicatorKey> = follow.collect();
        if follow.len() == parts.len() {
            let size = self.class_size();
            for (part, classes) in parts.iter().zip(follow) {
                let classes = self.numbers.get(&classes).copied().unwrap_or(0);
                self.numbers.insert(part.clone(), classes * size);
            }
            return;
        }
        for part in parts {
            self.numbers.insert(part.clone(), 0);
        }
        for _ in 0..total {
            if let Some(part) = parts.choose(&mut self.chance) {
                *self.numbers.entry(part.clone()).or_default() += 1;
            }
        }
    }
}

/// Between what and what a number of its kind lies in half a year of a school.
fn usual(indicator: &Indicator) -> (i64, i64) {
    match indicator.count.as_str() {
        "lớp" => (16, 34),
        "phiếu" => (600, 1500),
        "đề tài" => (2, 8),
        "cuộc" => (1, 5),
        "lượt" => (0, 6),
        "người" => (38, 64),
        "chỉ tiêu" => (30, 48),
        "danh hiệu" => (12, 30),
        "tin, bài" => (20, 60),
        _ => (1, 8),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rules::figures::{Severity, Submission, Tolerances, check_report};
    use rules::law::Law;

    use super::*;

    #[test]
    fn nobody_reaches_more_than_there_is() {
        let catalogue = Catalogue::embedded().at(date(2022, 6, 30));
        for seed in 0..40 {
            let made = figures(&catalogue, seed);
            for (reached, all) in [("td2", "td1"), ("td4", "td3"), ("cb6", "cb1")] {
                let number = |key| {
                    made.get(&IndicatorKey::new(key))
                        .and_then(|one| one.number())
                };
                let (reached, all) = (number(reached), number(all));
                assert!(
                    reached.is_some() && reached <= all,
                    "{reached:?} of {all:?}"
                );
            }
        }
    }

    #[test]
    fn the_figures_of_every_seed_pass_every_check_that_blocks_and_repeat() {
        let day = date(2022, 6, 30);
        let catalogue = Catalogue::embedded().at(day);
        let tolerances =
            Tolerances::at(Law::embedded(), day).expect("the law has the tolerances of the day");
        for seed in 0..40 {
            let made = figures(&catalogue, seed);
            let submission = Submission {
                figures: &made,
                previous: None,
                plan: None,
            };
            let findings = check_report(&catalogue, &tolerances, submission);
            let errors = findings
                .iter()
                .filter(|finding| finding.severity() == Severity::Error);
            assert_eq!(errors.count(), 0, "{findings:?}");
            assert_eq!(made, figures(&catalogue, seed));
        }
    }
}
