//! Addresses of e-mail, as far as a form can tell that one was mistyped.

/// Why a text is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// No "@", or several.
    #[error("Thư điện tử cần có đúng một dấu @, ví dụ vanphong@truong.edu.vn")]
    At,
    /// A sign that no address has.
    #[error(
        "“{0}” không đứng được trong thư điện tử. Địa chỉ viết liền, không dấu; mỗi ô một địa chỉ"
    )]
    Sign(char),
    /// The part after "@" is no domain.
    #[error("Phần sau dấu @ chưa đủ, ví dụ gmail.com hoặc hcma.vn")]
    Domain,
    /// The part before "@" is missing.
    #[error("Thiếu phần trước dấu @, ví dụ vanphong@truong.edu.vn")]
    Name,
    /// A well-known domain with a slip of the finger.
    #[error("Không có nơi nhận thư “{typed}”. Có phải là “{meant}”: sửa lại rồi lưu")]
    Slip {
        /// What was typed.
        typed: String,
        /// What was probably meant.
        meant: &'static str,
    },
}

/// Slips that deliver no letter.
const SLIPS: &[(&str, &str)] = &[
    ("gmail.con", "gmail.com"),
    ("gmail.co", "gmail.com"),
    ("gmail.vn", "gmail.com"),
    ("gmai.com", "gmail.com"),
    ("gmial.com", "gmail.com"),
    ("gamil.com", "gmail.com"),
    ("gmail.com.vn", "gmail.com"),
    ("yahoo.con", "yahoo.com"),
    ("yaho.com", "yahoo.com"),
];

/// The address with its domain in small letters.
pub fn parse(text: &str) -> Result<String, EmailError> {
    let text = crate::text::clean(text);
    let strange = |sign: &char| !(sign.is_ascii_alphanumeric() || "@.-_+".contains(*sign));
    if let Some(sign) = text.chars().find(strange) {
        return Err(EmailError::Sign(sign));
    }
    let (name, domain) = text.split_once('@').ok_or(EmailError::At)?;
    if domain.contains('@') {
        return Err(EmailError::At);
    }
    if name.is_empty() {
        return Err(EmailError::Name);
    }
    let domain = domain.to_ascii_lowercase();
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let whole = labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && last.len() > 1
        && last.chars().all(|letter| letter.is_ascii_alphabetic());
    if !whole {
        return Err(EmailError::Domain);
    }
    match SLIPS.iter().find(|(typed, _)| *typed == domain) {
        Some((_, meant)) => Err(EmailError::Slip {
            typed: domain,
            meant,
        }),
        None => Ok(format!("{name}@{domain}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_and_a_mistyped_one_is_told() {
        let cases = [
            (
                " van.phong@Truong.edu.vn ",
                Ok("van.phong@truong.edu.vn".to_owned()),
            ),
            ("vanphong", Err(EmailError::At)),
            ("a@b@c.vn", Err(EmailError::At)),
            ("@truong.edu.vn", Err(EmailError::Name)),
            ("vanphong@truong", Err(EmailError::Domain)),
            ("vanphong@.vn", Err(EmailError::Domain)),
            ("văn@truong.edu.vn", Err(EmailError::Sign('ă'))),
            ("a@b.vn, c@d.vn", Err(EmailError::Sign(','))),
            (
                "a@gmail.con",
                Err(EmailError::Slip {
                    typed: "gmail.con".to_owned(),
                    meant: "gmail.com",
                }),
            ),
        ];
        for (typed, expected) in cases {
            assert_eq!(parse(typed), expected, "{typed}");
        }
    }
}
