//! What is wrong with a typed symbol, and how to mend it.

use super::Kind;
use crate::quoted::Quoted;

/// Why a text is not the number and symbol of a paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SymbolError {
    /// Nothing was typed.
    #[error("chưa nhập số, ký hiệu")]
    Empty,
    /// The text does not begin with a number.
    #[error(
        "{} thiếu số ở đầu: hãy viết như 05/QĐ-TCT hoặc 550-QĐ/HVCTQG",
        Quoted(text)
    )]
    NoNumber {
        /// What was typed.
        text: String,
    },
    /// A letter stands where a digit was meant.
    #[error(
        "{} không phải là số, ký hiệu: có chữ \"{found}\", phải chăng là số {meant}?",
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
    /// The number is not one that a paper can have.
    #[error(
        "{}: \"{found}\" không phải là số của văn bản; chỉ viết chữ số từ 1 trở lên, có thể thêm một chữ cái, ví dụ 07 hoặc 07b",
        Quoted(text)
    )]
    BadNumber {
        /// What was typed.
        text: String,
        /// The number in it.
        found: String,
    },
    /// No slash where one belongs.
    #[error(
        "{} thiếu dấu gạch chéo: hãy viết như 05/QĐ-TCT hoặc 550-QĐ/HVCTQG",
        Quoted(text)
    )]
    NoSlash {
        /// What was typed.
        text: String,
    },
    /// What stands between two slashes is not a year.
    #[error(
        "{}: giữa hai dấu gạch chéo phải là năm có bốn chữ số, không phải \"{found}\"; nếu là loại văn bản, hãy viết như 05/QĐ-TCT hoặc 550-QĐ/HVCTQG",
        Quoted(text)
    )]
    BadYear {
        /// What was typed.
        text: String,
        /// What stands between the slashes.
        found: String,
    },
    /// Letters where a type belongs, but of no type.
    #[error(
        "{}: \"{found}\" không phải là chữ viết tắt của loại văn bản nào; ví dụ QĐ, KH, BC, TTr",
        Quoted(text)
    )]
    UnknownKind {
        /// What was typed.
        text: String,
        /// The letters in it.
        found: String,
    },
    /// The letters of a type, typed without their diacritics.
    #[error("{}: phải chăng \"{found}\" là \"{meant}\" ({})? Hãy viết {suggestion}", Quoted(text), meant.name())]
    MissingDiacritics {
        /// What was typed.
        text: String,
        /// The letters in it.
        found: String,
        /// The type they resemble.
        meant: Kind,
        /// The whole symbol, mended.
        suggestion: String,
    },
    /// No letters for the issuing body.
    #[error(
        "{} thiếu chữ viết tắt tên cơ quan ban hành: hãy viết như 05/QĐ-TCT hoặc 550-QĐ/HVCTQG",
        Quoted(text)
    )]
    NoIssuer {
        /// What was typed.
        text: String,
    },
    /// A dash with nothing after it.
    #[error(
        "{} thiếu chữ sau dấu gạch nối: hãy viết đủ hoặc bỏ dấu gạch nối",
        Quoted(text)
    )]
    EmptyPart {
        /// What was typed.
        text: String,
    },
    /// A character that symbols do not have.
    #[error("{}: số, ký hiệu không có {}; chỉ dùng chữ, số, dấu gạch chéo và dấu gạch nối", Quoted(text), described(*found))]
    UnexpectedCharacter {
        /// What was typed.
        text: String,
        /// The first such character.
        found: char,
    },
}

fn described(found: char) -> String {
    match found {
        ' ' => "dấu cách ở giữa".to_owned(),
        '/' => "thêm dấu gạch chéo".to_owned(),
        _ => format!("ký tự \"{found}\""),
    }
}
