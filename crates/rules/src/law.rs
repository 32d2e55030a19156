//! Dated rules of law and custom, as data: `law/*.toml`. Each has a period and a citation, and is chosen by
//! the date of the file that it applies to.

mod period;
mod ratio;
mod threshold;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use period::Period;
pub use ratio::Ratio;
pub use threshold::{Base, Comparator, Threshold};

use crate::awards::Award;
use crate::figures::Decimal;

/// A rule in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it rules: `base_salary`.
    pub code: String,
    /// What it says in words, where it does: the number and name of a law.
    pub text: Option<String>,
    /// The numbers it sets, by name.
    #[serde(default)]
    pub values: BTreeMap<String, Decimal>,
    /// What the numbers count: "đồng".
    pub unit: Option<String>,
    /// When it holds, and who says so.
    #[serde(flatten)]
    pub period: Period,
}

impl Rule {
    /// One of its numbers.
    pub fn value(&self, name: &str) -> Result<Decimal, LawError> {
        let missing = || LawError::NoValue {
            code: self.code.clone(),
            name: name.to_owned(),
        };
        self.values.get(name).copied().ok_or_else(missing)
    }
}

/// Why there is no rule to apply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// There is no rule of this name in any period.
    #[error("there is no rule {code:?}")]
    Unknown {
        /// The rule asked for.
        code: String,
    },
    /// The sources do not say what held on this day.
    #[error("no rule {code:?} is known for {date}")]
    NotKnownAt {
        /// The rule asked for.
        code: String,
        /// The day.
        date: Date,
    },
    /// The rule does not set this number.
    #[error("rule {code:?} sets no {name:?}")]
    NoValue {
        /// The rule.
        code: String,
        /// The number asked for.
        name: String,
    },
    /// Two rules of one name hold on one day.
    #[error("two rules {code:?} hold at once")]
    Overlap {
        /// The rule.
        code: String,
    },
    /// The text is not a collection of rules.
    #[error("{name} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        name: String,
        /// What the reader said.
        reason: String,
    },
    /// What the rule leads to does not fit.
    #[error("the amount under rule {code:?} is too large")]
    TooLarge {
        /// The rule.
        code: String,
    },
}

/// All rules of all periods.
#[derive(Clone, Debug, Default)]
pub struct Law {
    rules: Vec<Rule>,
    thresholds: Vec<Threshold>,
    awards: Vec<Award>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    threshold: Vec<Threshold>,
    #[serde(default)]
    award: Vec<Award>,
}

const FILES: [(&str, &str); 6] = [
    ("awards.toml", include_str!("../../../law/awards.toml")),
    ("ballot.toml", include_str!("../../../law/ballot.toml")),
    ("checks.toml", include_str!("../../../law/checks.toml")),
    ("money.toml", include_str!("../../../law/money.toml")),
    ("periods.toml", include_str!("../../../law/periods.toml")),
    ("quotas.toml", include_str!("../../../law/quotas.toml")),
];

static EMBEDDED: LazyLock<Law> =
    LazyLock::new(|| Law::parse(&FILES).expect("a test reads law/*.toml"));

impl Law {
    /// The rules that come with the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads named texts and tests that no two rules of one name hold on one day.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, LawError> {
        let mut law = Self::default();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| LawError::Unreadable {
                name: (*name).to_owned(),
                reason: error.to_string(),
            })?;
            law.rules.extend(file.rule);
            law.thresholds.extend(file.threshold);
            law.awards.extend(file.award);
        }
        test_overlaps(
            law.rules
                .iter()
                .map(|rule| (rule.code.as_str(), &rule.period)),
        )?;
        test_overlaps(
            law.thresholds
                .iter()
                .map(|threshold| (threshold.code.as_str(), &threshold.period)),
        )?;
        test_overlaps(
            law.awards
                .iter()
                .map(|award| (award.code.as_str(), &award.period)),
        )?;
        Ok(law)
    }

    /// The rule of that name on a day.
    pub fn at(&self, code: &str, date: Date) -> Result<&Rule, LawError> {
        choose(&self.rules, code, date, |rule| (&rule.code, &rule.period))
    }

    /// The threshold of that name on a day.
    pub fn threshold_at(&self, code: &str, date: Date) -> Result<&Threshold, LawError> {
        choose(&self.thresholds, code, date, |threshold| {
            (&threshold.code, &threshold.period)
        })
    }

    /// The award of that name on a day.
    pub fn award_at(&self, code: &str, date: Date) -> Result<&Award, LawError> {
        choose(&self.awards, code, date, |award| {
            (&award.code, &award.period)
        })
    }

    /// The awards of a day, in the order of the catalogue.
    pub fn awards_at(&self, date: Date) -> impl Iterator<Item = &Award> {
        self.awards
            .iter()
            .filter(move |award| award.period.contains(date))
    }

    /// Every rule of every period, for the page that shows them.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

fn choose<'a, T>(
    all: &'a [T],
    code: &str,
    date: Date,
    key: impl Fn(&T) -> (&String, &Period),
) -> Result<&'a T, LawError> {
    let mut known = all.iter().filter(|one| key(one).0 == code).peekable();
    if known.peek().is_none() {
        return Err(LawError::Unknown {
            code: code.to_owned(),
        });
    }
    let not_known = || LawError::NotKnownAt {
        code: code.to_owned(),
        date,
    };
    known
        .find(|one| key(one).1.contains(date))
        .ok_or_else(not_known)
}

fn test_overlaps<'a>(all: impl Iterator<Item = (&'a str, &'a Period)>) -> Result<(), LawError> {
    let mut seen: Vec<(&str, &Period)> = Vec::new();
    for (code, period) in all {
        if seen
            .iter()
            .any(|(earlier, other)| *earlier == code && other.overlaps(period))
        {
            return Err(LawError::Overlap {
                code: code.to_owned(),
            });
        }
        seen.push((code, period));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
