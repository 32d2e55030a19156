//! A share such as 2/3, exact.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An exact share, written `2/3` or `90/100`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ratio {
    numerator: u32,
    denominator: NonZeroU32,
}

/// The text is not a share between 0 and 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a share such as 2/3")]
pub struct RatioError {
    /// The text as it came.
    pub text: String,
}

impl Ratio {
    /// The upper number.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The lower number.
    pub const fn denominator(self) -> u32 {
        self.denominator.get()
    }

    /// The smallest count that is at least this share of `all`.
    pub fn least_of(self, all: u32) -> u32 {
        self.narrowed(
            self.product(all)
                .div_ceil(u64::from(self.denominator.get())),
        )
    }

    /// The smallest count that is more than this share of `all`.
    pub fn more_than_of(self, all: u32) -> u32 {
        self.narrowed(self.product(all) / u64::from(self.denominator.get()) + 1)
    }

    fn product(self, all: u32) -> u64 {
        u64::from(all) * u64::from(self.numerator)
    }

    fn narrowed(self, count: u64) -> u32 {
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once('/').and_then(|(upper, lower)| {
            let ratio = Self {
                numerator: upper.trim().parse().ok()?,
                denominator: lower.trim().parse().ok()?,
            };
            (ratio.numerator <= ratio.denominator.get()).then_some(ratio)
        });
        parsed.ok_or_else(|| RatioError {
            text: text.to_owned(),
        })
    }
}

impl TryFrom<String> for Ratio {
    type Error = RatioError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> Self {
        ratio.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::Ratio;

    proptest! {
        #[test]
        fn the_least_count_reaches_the_share_and_one_less_does_not(all in 0_u32..5_000, upper in 1_u32..50, more in 0_u32..50) {
            let lower = upper + more;
            let ratio: Ratio = format!("{upper}/{lower}").parse().expect("a share");
            let least = ratio.least_of(all);
            prop_assert!(least * lower >= all * upper);
            prop_assert!(least == 0 || (least - 1) * lower < all * upper);
            let more_than = ratio.more_than_of(all);
            prop_assert!(more_than * lower > all * upper && (more_than - 1) * lower <= all * upper);
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "2", "2/0", "3/2", "-1/2", "a/b"] {
            assert!(
                text.parse::<Ratio>().is_err(),
                "{text:?} was read as a share"
            );
        }
    }
}
