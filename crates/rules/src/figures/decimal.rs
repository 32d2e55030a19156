//! Exact decimals. Binary floats would make 0,1 + 0,2 a matter of opinion, so a decimal is a count of
//! ten-thousandths: enough for scores of two places, ratios, and every count of a school.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal with four places, stored as ten-thousandths.
///
/// Its text form (`Display`, `FromStr`, serde) is the plain one of data files: `74.95`. What people
/// read is written by the `vietnamese` crate: `74,95`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

const ONE: i64 = 10_000;
const PLACES: usize = 4;

/// Why a text is not a plain decimal, or a sum is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// The text is not of the form `-12.3456`.
    #[error("{text:?} is not a plain decimal")]
    Malformed {
        /// The text as it came.
        text: String,
    },
    /// The number does not fit.
    #[error("the number is too large")]
    TooLarge,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One whole.
    pub const ONE: Self = Self(ONE);

    /// Takes the stored form.
    pub const fn from_ten_thousandths(ten_thousandths: i64) -> Self {
        Self(ten_thousandths)
    }

    /// The stored form.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// A whole number, where it fits.
    pub fn from_integer(whole: i64) -> Result<Self, DecimalError> {
        whole
            .checked_mul(ONE)
            .map(Self)
            .ok_or(DecimalError::TooLarge)
    }

    /// The whole number this is, if it is one.
    pub fn to_integer(self) -> Option<i64> {
        self.is_whole().then_some(self.0 / ONE)
    }

    /// Whether nothing stands after the decimal mark.
    pub const fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether at most two places are used, as scores demand.
    pub const fn has_two_places(self) -> bool {
        self.0 % 100 == 0
    }

    /// The distance from zero.
    pub fn magnitude(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The sum, where it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, where it fits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, rounded half away from zero to four places.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        divide_rounded(i128::from(self.0) * i128::from(other.0), i128::from(ONE)).map(Self)
    }

    /// The quotient, rounded half away from zero to four places; none for a zero divisor.
    pub fn ratio(self, divisor: Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        divide_rounded(i128::from(self.0) * i128::from(ONE), i128::from(divisor.0)).map(Self)
    }

    /// How many per cent of `whole` this is, rounded to two places; none of nothing.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        if whole.is_zero() {
            return None;
        }
        let hundredths = divide_rounded(i128::from(self.0) * 10_000, i128::from(whole.0))?;
        hundredths.checked_mul(100).map(Self)
    }

    /// Rounded half away from zero to two places.
    pub fn to_two_places(self) -> Option<Self> {
        divide_rounded(i128::from(self.0), 100)?
            .checked_mul(100)
            .map(Self)
    }

    /// The sum of many, none where it does not fit.
    pub fn sum(values: impl IntoIterator<Item = Self>) -> Option<Self> {
        values.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

fn divide_rounded(dividend: i128, divisor: i128) -> Option<i64> {
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    let up = rest.abs() * 2 >= divisor.abs();
    let away = if (dividend < 0) == (divisor < 0) {
        1
    } else {
        -1
    };
    i64::try_from(if up { quotient + away } else { quotient }).ok()
}

impl From<u32> for Decimal {
    fn from(count: u32) -> Self {
        Self(i64::from(count) * ONE)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, rest) = (
            self.0.unsigned_abs() / ONE.unsigned_abs(),
            self.0.unsigned_abs() % ONE.unsigned_abs(),
        );
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{rest:04}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || DecimalError::Malformed {
            text: text.to_owned(),
        };
        let (negative, digits) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
        if !is_digits(whole) || !is_digits(places) || places.len() > PLACES {
            return Err(malformed());
        }
        let joined = format!("{whole}{places:0<4}");
        let size: i64 = joined.parse().map_err(|_| DecimalError::TooLarge)?;
        Ok(Self(if negative { -size } else { size }))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecimalVisitor)
    }
}

struct DecimalVisitor;

impl Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or a decimal as text such as \"74.95\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Decimal, E> {
        Decimal::from_integer(whole).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Decimal, E> {
        i64::try_from(whole)
            .map_err(E::custom)
            .and_then(|whole| self.visit_i64(whole))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Decimal;

    proptest! {
        #[test]
        fn a_decimal_is_read_back_as_it_was_written(stored in -i64::MAX..i64::MAX) {
            let decimal = Decimal::from_ten_thousandths(stored);
            prop_assert_eq!(decimal.to_string().parse(), Ok(decimal));
        }

        #[test]
        fn a_part_and_its_rest_make_the_whole(whole in 0_i64..1_000_000_000, part in 0_i64..1_000_000_000) {
            let (whole, part) = (Decimal::from_ten_thousandths(whole), Decimal::from_ten_thousandths(part));
            let rest = whole.checked_sub(part).expect("small numbers fit");
            prop_assert_eq!(rest.checked_add(part), Some(whole));
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1.23456",
            "27.73l",
            "+1",
            "1,5",
            "--1",
            "999999999999999999999",
        ] {
            assert!(
                text.parse::<Decimal>().is_err(),
                "{text:?} was read as a number"
            );
        }
    }

    #[test]
    fn learners_per_class_of_2021_are_74_95() {
        let ratio = Decimal::from(27_731)
            .ratio(Decimal::from(370))
            .and_then(Decimal::to_two_places);
        assert_eq!(ratio, "74.95".parse().ok());
    }

    #[test]
    fn eight_of_twelve_are_66_67_per_cent() {
        assert_eq!(
            Decimal::from(8).percent_of(Decimal::from(12)),
            "66.67".parse().ok()
        );
        assert_eq!(Decimal::from(8).percent_of(Decimal::ZERO), None);
    }
}
