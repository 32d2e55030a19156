//! Numbers: "27.731" for a count, "85,45" for a decimal.
//!
//! A dot or a space groups thousands and a comma begins the decimal part, always: "1.179" is one thousand one hundred
//! seventy-nine. Decimals are held as whole ten-thousandths, so 85,45 is `854_500`.

mod error;
mod format;
mod parse;

pub use error::NumberError;
pub use format::{format_decimal, format_integer, prose_count};
pub use parse::{parse_decimal, parse_integer};

/// Digits after the comma that a decimal can hold.
pub const PLACES: u8 = 4;

/// What one is, in ten-thousandths.
pub const ONE: i64 = 10_000;
