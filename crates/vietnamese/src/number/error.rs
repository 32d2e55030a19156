//! What is wrong with a typed number, and how to mend it.

use crate::quoted::Quoted;

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing was typed.
    #[error("chưa nhập số")]
    Empty,
    /// A letter stands where a digit was meant.
    #[error(
        "{} không phải là số: có chữ \"{found}\", phải chăng là số {meant}?",
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
    /// A character that no number has.
    #[error(
        "{} không phải là số: có ký tự \"{found}\"; chỉ viết chữ số, dấu chấm tách hàng nghìn và dấu phẩy trước phần thập phân",
        Quoted(text)
    )]
    UnexpectedCharacter {
        /// What was typed.
        text: String,
        /// The first such character in it.
        found: char,
    },
    /// Thousands are not in groups of three.
    #[error("{} tách hàng nghìn chưa đúng: mỗi nhóm sau dấu chấm hay dấu cách phải đủ ba chữ số, ví dụ 27.731{}", Quoted(text), or_decimal(meant.as_deref()))]
    BadGrouping {
        /// What was typed.
        text: String,
        /// The same digits with a decimal comma, where a decimal may be meant.
        meant: Option<String>,
    },
    /// A comma without digits on both sides, or more than one of them.
    #[error(
        "{} viết dấu phẩy chưa đúng: dấu phẩy chỉ đứng một lần, giữa phần nguyên và phần thập phân, ví dụ 85,45",
        Quoted(text)
    )]
    MisplacedComma {
        /// What was typed.
        text: String,
    },
    /// A decimal where only a whole number has a meaning.
    #[error(
        "{} không phải là số nguyên: ô này không nhận phần thập phân",
        Quoted(text)
    )]
    NotWhole {
        /// What was typed.
        text: String,
    },
    /// More digits after the comma than are kept.
    #[error(
        "{} có {places} chữ số thập phân: chỉ được viết nhiều nhất {} chữ số sau dấu phẩy",
        Quoted(text),
        super::PLACES
    )]
    TooManyPlaces {
        /// What was typed.
        text: String,
        /// How many digits follow the comma.
        places: usize,
    },
    /// More than can be kept.
    #[error("{} quá lớn: hãy kiểm tra lại các chữ số", Quoted(text))]
    TooLarge {
        /// What was typed.
        text: String,
    },
}

fn or_decimal(meant: Option<&str>) -> String {
    meant
        .map(|decimal| format!("; nếu là số thập phân, hãy viết {decimal}"))
        .unwrap_or_default()
}
