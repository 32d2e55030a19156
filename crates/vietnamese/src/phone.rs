//! Telephone numbers of Việt Nam: read however they are typed, written one way.

/// Why a text is not a telephone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Something that is neither digit nor separator.
    #[error(
        "“{0}” không đứng được trong số điện thoại. Chỉ ghi chữ số, ví dụ 0912 345 678; mỗi ô một số"
    )]
    Sign(char),
    /// Too few or too many digits.
    #[error(
        "Số điện thoại có {digits} chữ số. Di động có 10 chữ số (0912 345 678), máy bàn có 11 chữ số kể cả mã vùng (0292 3846 123)"
    )]
    Length {
        /// How many there are.
        digits: usize,
    },
    /// No number begins like this.
    #[error(
        "Đầu số {0} không có ở Việt Nam. Di động bắt đầu bằng 03, 05, 07, 08, 09; máy bàn bắt đầu bằng 02"
    )]
    Prefix(String),
}

const MOBILE: &[&str] = &["03", "05", "07", "08", "09"];
/// Area codes of three digits; all others have four.
const SHORT_AREAS: &[&str] = &["024", "028"];

/// A number in its usual groups: "+84 912345678" becomes "0912 345 678".
pub fn parse(text: &str) -> Result<String, PhoneError> {
    let digits = national(&digits(text)?);
    let length = digits.len();
    let begins = |known: &[&str]| known.iter().any(|prefix| digits.starts_with(prefix));
    if !(10..=11).contains(&length) {
        return Err(PhoneError::Length { digits: length });
    }
    let landline = digits.starts_with("02");
    if !landline && !begins(MOBILE) {
        return Err(PhoneError::Prefix(digits[..2].to_owned()));
    }
    if landline != (length == 11) {
        return Err(PhoneError::Length { digits: length });
    }
    let (first, second) = match (landline, begins(SHORT_AREAS)) {
        (true, true) => (3, 7),
        (true, false) => (4, 8),
        (false, _) => (4, 7),
    };
    Ok(format!(
        "{} {} {}",
        &digits[..first],
        &digits[first..second],
        &digits[second..]
    ))
}

/// The digits alone; a leading plus is kept as 00.
fn digits(text: &str) -> Result<String, PhoneError> {
    let text = crate::text::clean(text);
    let (start, rest) = match text.strip_prefix('+') {
        Some(rest) => ("00", rest),
        None => ("", text.as_str()),
    };
    let mut found = start.to_owned();
    for sign in rest.chars() {
        match sign {
            '0'..='9' => found.push(sign),
            ' ' | '.' | '-' | '(' | ')' => {}
            other => return Err(PhoneError::Sign(other)),
        }
    }
    Ok(found)
}

/// 84 and 0084 stand for the leading 0.
fn national(digits: &str) -> String {
    let bare = digits.strip_prefix("00").unwrap_or(digits);
    match bare.strip_prefix("84") {
        Some(rest) if bare.len() >= 11 => format!("0{}", rest.trim_start_matches('0')),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_one_way_however_they_were_typed() {
        let cases = [
            ("0912345678", "0912 345 678"),
            (" 0912.345.678 ", "0912 345 678"),
            ("+84 912 345 678", "0912 345 678"),
            ("84912345678", "0912 345 678"),
            ("(0292) 3846-123", "0292 3846 123"),
            ("028 38221234", "028 3822 1234"),
            ("0084 (0)912 345 678", "0912 345 678"),
        ];
        for (typed, written) in cases {
            assert_eq!(parse(typed).as_deref(), Ok(written), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_what_is_wrong() {
        let length = |digits| Err(PhoneError::Length { digits });
        let cases = [
            ("091234567", length(9)),
            ("09123456789", length(11)),
            ("0292384612", length(10)),
            ("0912345678 / 0913", Err(PhoneError::Sign('/'))),
            ("O912345678", Err(PhoneError::Sign('O'))),
            ("0612345678", Err(PhoneError::Prefix("06".to_owned()))),
        ];
        for (typed, wrong) in cases {
            assert_eq!(parse(typed), wrong, "{typed}");
        }
    }
}
