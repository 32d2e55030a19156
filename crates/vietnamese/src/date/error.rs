//! What is wrong with a typed date, and how to mend it.

use jiff::civil::Date;

use crate::quoted::Quoted;

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("chưa nhập ngày")]
    Empty,
    /// Not a date in any known form.
    #[error(
        "{} không phải là ngày: hãy viết ngày/tháng/năm, ví dụ 03/02/2021",
        Quoted(text)
    )]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// A letter stands where a digit was meant.
    #[error(
        "{} không phải là ngày: có chữ \"{found}\", phải chăng là số {meant}?",
        Quoted(text)
    )]
    LooksLikeLetter {
        /// What was typed.
        text: String,
        /// The letter in it.
        found: char,
        /// The digit it resembles.
        meant: char,
    },
    /// A year that is not written with four digits.
    #[error("năm \"{found}\" chưa đúng: hãy viết đủ bốn chữ số, ví dụ 2021")]
    YearNotInFull {
        /// The year as typed.
        found: String,
    },
    /// A year in which no paper of a cluster can be dated.
    #[error("năm {year} nằm ngoài khoảng {first}–{last}: hãy kiểm tra lại năm")]
    YearOutOfRange {
        /// The year as typed.
        year: i16,
        /// The earliest year accepted.
        first: i16,
        /// The latest year accepted.
        last: i16,
    },
    /// Month 0, 13 or more.
    #[error("không có tháng {month}{}", day_first(*swapped))]
    NoSuchMonth {
        /// The month as typed.
        month: u16,
        /// The date that day and month in the other order would give.
        swapped: Option<Date>,
    },
    /// A day that its month does not have.
    #[error("{}", no_such_day(*day, *month, *year, *last))]
    NoSuchDay {
        /// The day as typed.
        day: u16,
        /// Its month.
        month: i8,
        /// Its year.
        year: i16,
        /// The last day of that month.
        last: i8,
    },
}

fn day_first(swapped: Option<Date>) -> String {
    match swapped {
        Some(date) => format!(
            ": hãy viết ngày trước, tháng sau; phải chăng là {}?",
            super::short(date)
        ),
        None => ": tháng chỉ từ 1 đến 12".to_owned(),
    }
}

fn no_such_day(day: u16, month: i8, year: i16, last: i8) -> String {
    match (day, month) {
        (0 | 32.., _) => {
            format!("không có ngày {day}: tháng {month} năm {year} chỉ có ngày 1 đến ngày {last}")
        }
        (29, 2) => format!("năm {year} không có ngày 29 tháng 2"),
        (_, 2) => format!("tháng 2 năm {year} chỉ có {last} ngày"),
        _ => format!("tháng {month} chỉ có {last} ngày"),
    }
}
