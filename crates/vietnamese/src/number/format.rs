//! Writing numbers.

use super::PLACES;

/// The true minus sign, as wide as a digit; a hyphen is not one.
const MINUS: char = '\u{2212}';

/// "27.731", "−58".
pub fn format_integer(value: i64) -> String {
    let digits = grouped(value.unsigned_abs().into());
    with_sign(value < 0, digits)
}

/// A decimal given in ten-thousandths: "85,45".
///
/// With `places` it has that many digits after the comma, rounded half away from zero; without, it has as many as it needs.
pub fn format_decimal(ten_thousandths: i64, places: Option<u8>) -> String {
    let rounded = round(
        ten_thousandths.unsigned_abs().into(),
        places.unwrap_or(PLACES),
    );
    let unit = 10_u128.pow(PLACES.into());
    let fraction = fraction_digits(rounded % unit, places);
    let whole = grouped(rounded / unit);
    let digits = if fraction.is_empty() {
        whole
    } else {
        format!("{whole},{fraction}")
    };
    with_sign(ten_thousandths < 0 && rounded > 0, digits)
}

/// A count as sentences write it: from one to nine with a zero before it ("07 đề tài"), others as in tables.
pub fn prose_count(count: i64) -> String {
    match count {
        1..=9 => format!("0{count}"),
        _ => format_integer(count),
    }
}

fn round(ten_thousandths: u128, places: u8) -> u128 {
    let unit = 10_u128.pow(PLACES.saturating_sub(places).into());
    (ten_thousandths + unit / 2) / unit * unit
}

fn fraction_digits(ten_thousandths: u128, places: Option<u8>) -> String {
    let digits = format!("{ten_thousandths:04}");
    let Some(places) = places else {
        return digits.trim_end_matches('0').to_owned();
    };
    let places = usize::from(places);
    format!("{digits:0<places$}")[..places].to_owned()
}

fn grouped(value: u128) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn with_sign(negative: bool, digits: String) -> String {
    if negative {
        format!("{MINUS}{digits}")
    } else {
        digits
    }
}
