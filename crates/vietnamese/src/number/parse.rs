//! Reading numbers that people type or paste from Excel.

use super::{NumberError, ONE, PLACES};
use crate::look_alike::first_slip;

/// Reads a whole number: "27.731", "27 731", "27731", "−12".
pub fn parse_integer(text: &str) -> Result<i64, NumberError> {
    let written = Written::read(text)?;
    if written.fraction.is_some() {
        return Err(NumberError::NotWhole {
            text: text.to_owned(),
        });
    }
    let whole = written.whole()?;
    signed(text, written.negative, Some(whole))
}

/// Reads a decimal into ten-thousandths: "85,45", "1.179", "−0,58".
pub fn parse_decimal(text: &str) -> Result<i64, NumberError> {
    let written = Written::read(text)?;
    let whole = written.whole()?;
    let fraction = written.fraction_in_ten_thousandths()?;
    let magnitude = whole
        .checked_mul(ONE.into())
        .and_then(|scaled| scaled.checked_add(fraction));
    signed(text, written.negative, magnitude)
}

/// A number cut into its parts, every character known to belong to one.
struct Written<'a> {
    text: &'a str,
    negative: bool,
    whole: &'a str,
    fraction: Option<&'a str>,
}

impl<'a> Written<'a> {
    fn read(text: &'a str) -> Result<Self, NumberError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(NumberError::Empty);
        }
        let unsigned = trimmed.strip_prefix(['-', '\u{2212}', '\u{2013}']);
        let body = unsigned.unwrap_or(trimmed).trim_start();
        check_characters(text, body)?;
        let (whole, fraction) = match body.split_once(',') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (body, None),
        };
        let fraction_is_digits = fraction
            .is_none_or(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
        if whole.is_empty() || !fraction_is_digits {
            return Err(NumberError::MisplacedComma {
                text: text.to_owned(),
            });
        }
        Ok(Self {
            text,
            negative: unsigned.is_some(),
            whole,
            fraction,
        })
    }

    fn whole(&self) -> Result<i128, NumberError> {
        if !is_well_grouped(self.whole) {
            return Err(self.bad_grouping());
        }
        let digits: String = self.whole.chars().filter(char::is_ascii_digit).collect();
        digits.parse().map_err(|_| NumberError::TooLarge {
            text: self.text.to_owned(),
        })
    }

    fn fraction_in_ten_thousandths(&self) -> Result<i128, NumberError> {
        let Some(digits) = self.fraction else {
            return Ok(0);
        };
        if digits.len() > PLACES.into() {
            return Err(NumberError::TooManyPlaces {
                text: self.text.to_owned(),
                places: digits.len(),
            });
        }
        let scaled = digits
            .bytes()
            .chain(std::iter::repeat(b'0'))
            .take(PLACES.into())
            .fold(0, |value, digit| value * 10 + i128::from(digit - b'0'));
        Ok(scaled)
    }

    /// "1.17" was perhaps meant as a decimal in the foreign way; "1.2.3" was not.
    fn bad_grouping(&self) -> NumberError {
        let mut halves = self.whole.split('.');
        let meant = match (halves.next(), halves.next(), halves.next(), self.fraction) {
            (Some(whole), Some(fraction), None, None)
                if is_digits(whole) && is_digits(fraction) =>
            {
                Some(format!("{whole},{fraction}"))
            }
            _ => None,
        };
        NumberError::BadGrouping {
            text: self.text.to_owned(),
            meant,
        }
    }
}

fn check_characters(text: &str, body: &str) -> Result<(), NumberError> {
    let belongs = |c: char| c.is_ascii_digit() || is_group_separator(c) || c == ',';
    if let Some((found, meant)) = first_slip(body, belongs) {
        return Err(NumberError::LooksLikeLetter {
            text: text.to_owned(),
            found,
            meant,
        });
    }
    let stranger = body.chars().find(|c| !belongs(*c));
    let sign_alone = body
        .is_empty()
        .then(|| text.trim().chars().next())
        .flatten();
    match stranger.or(sign_alone) {
        Some(found) => Err(NumberError::UnexpectedCharacter {
            text: text.to_owned(),
            found,
        }),
        None => Ok(()),
    }
}

/// The dot, and the spaces that Excel, web pages and typists put between thousands.
fn is_group_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'
    )
}

/// No separator at all, or one kind of it before every three digits; a number cut into groups does not begin with a zero.
fn is_well_grouped(whole: &str) -> bool {
    let Some(separator) = whole.chars().find(|c| is_group_separator(*c)) else {
        return true;
    };
    let mut groups = whole.split(separator);
    let first_is_sound = groups
        .next()
        .is_some_and(|first| is_digits(first) && first.len() <= 3 && !first.starts_with('0'));
    first_is_sound && groups.all(|group| is_digits(group) && group.len() == 3)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn signed(text: &str, negative: bool, magnitude: Option<i128>) -> Result<i64, NumberError> {
    magnitude
        .map(|value| if negative { -value } else { value })
        .and_then(|value| i64::try_from(value).ok())
        .ok_or_else(|| NumberError::TooLarge {
            text: text.to_owned(),
        })
}
