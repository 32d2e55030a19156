//! Reading dates that people type, and those that a browser's date field sends.

use jiff::civil::Date;

use super::DateError;
use crate::look_alike::first_slip;
use crate::text::fold;

/// Years outside these are slips of the finger (0021, 2201), whatever the date is of: a birth, a paper, a deadline.
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2199;

/// Reads "03/02/2021", "3/2/2021", "03-02-2021", "03.02.2021", "ngày 03 tháng 02 năm 2021" and the ISO form "2021-02-03".
pub fn parse(text: &str) -> Result<Date, DateError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(DateError::Empty);
    }
    let [first, second, third] = parts(trimmed)?;
    let [day, month, year] = if first.len() > 2 {
        [third, second, first]
    } else {
        [first, second, third]
    };
    let unreadable = || DateError::Unreadable {
        text: trimmed.to_owned(),
    };
    let day = day.parse().map_err(|_| unreadable())?;
    let month = month.parse().map_err(|_| unreadable())?;
    date(day, month, read_year(&year)?)
}

/// The three runs of digits, in the order in which they stand.
fn parts(text: &str) -> Result<[String; 3], DateError> {
    let plain = in_digits(text);
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ');
    if let Some((found, meant)) = first_slip(&plain, belongs) {
        return Err(DateError::LooksLikeLetter {
            text: text.to_owned(),
            found,
            meant,
        });
    }
    let separator = plain.chars().find(|c| matches!(c, '/' | '-' | '.'));
    let runs: Option<Vec<String>> = separator.and_then(|separator| {
        plain
            .split(separator)
            .map(|part| digits_of(part.trim()))
            .collect()
    });
    runs.and_then(|runs| runs.try_into().ok())
        .ok_or_else(|| DateError::Unreadable {
            text: text.to_owned(),
        })
}

/// "ngày 03 tháng 02 năm 2021" as "03/02/2021"; anything else as it is.
fn in_digits(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.trim_start_matches("ngay ").split(' ').collect();
    match words.as_slice() {
        [day, "thang", month, "nam", year] => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}

fn digits_of(part: &str) -> Option<String> {
    let sound = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| part.to_owned())
}

fn read_year(digits: &str) -> Result<i16, DateError> {
    if digits.len() != 4 {
        return Err(DateError::YearNotInFull {
            found: digits.to_owned(),
        });
    }
    let year = digits.parse().map_err(|_| DateError::YearNotInFull {
        found: digits.to_owned(),
    })?;
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        Ok(year)
    } else {
        Err(DateError::YearOutOfRange {
            year,
            first: FIRST_YEAR,
            last: LAST_YEAR,
        })
    }
}

fn date(day: u16, month: u16, year: i16) -> Result<Date, DateError> {
    let Some(first) = first_of_month(month, year) else {
        let swapped = first_of_month(day, year).and_then(|first| on_day(first, month));
        return Err(DateError::NoSuchMonth { month, swapped });
    };
    on_day(first, day).ok_or_else(|| DateError::NoSuchDay {
        day,
        month: first.month(),
        year,
        last: first.days_in_month(),
    })
}

fn first_of_month(month: u16, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, 1).ok()
}

fn on_day(first: Date, day: u16) -> Option<Date> {
    Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()
}
