//! What a password must be: long enough, and not one that guessers try first. No rule of capitals, digits and
//! signs: such rules make passwords that people forget and programs guess.

/// Characters of the shortest password taken.
pub const SHORTEST: usize = 10;
/// Characters of the longest; more is a mistake of pasting.
pub const LONGEST: usize = 200;

/// Beginnings of common passwords, in small letters without tones; digits and signs around them add nothing.
const STEMS: &str = include_str!("password/stems.txt");

/// Why a password is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too short.
    #[error("the password has {length} characters")]
    Short {
        /// Its length.
        length: usize,
    },
    /// Too long.
    #[error("the password has {length} characters")]
    Long {
        /// Its length.
        length: usize,
    },
    /// Among the first that guessers try.
    #[error("the password is a common one")]
    Common,
    /// Contains the name to sign in with.
    #[error("the password contains the login")]
    Login,
    /// The same few characters again and again.
    #[error("the password repeats itself")]
    Repeats,
}

/// Whether a password may be taken for the account of this login.
pub fn check(password: &str, login: &str) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(PasswordFault::Short { length });
    }
    if length > LONGEST {
        return Err(PasswordFault::Long { length });
    }
    let folded = vietnamese::text::fold(password);
    let login = vietnamese::text::fold(login);
    if !login.is_empty() && folded.contains(&login) {
        return Err(PasswordFault::Login);
    }
    if distinct(&folded) <= 3 {
        return Err(PasswordFault::Repeats);
    }
    if is_common(&folded) {
        return Err(PasswordFault::Common);
    }
    Ok(())
}

fn distinct(text: &str) -> usize {
    let mut signs: Vec<char> = text.chars().collect();
    signs.sort_unstable();
    signs.dedup();
    signs.len()
}

/// Whether nothing is left but a common beginning with digits and signs around it.
fn is_common(folded: &str) -> bool {
    let letters = folded.trim_matches(|sign: char| !sign.is_ascii_alphabetic());
    let squeezed: String = folded.split_whitespace().collect();
    let core: String = letters.split_whitespace().collect();
    STEMS.lines().any(|stem| squeezed == stem || core == stem) || is_run(&squeezed)
}

/// Digits that count up or down, such as 0123456789.
fn is_run(text: &str) -> bool {
    let bytes = text.as_bytes();
    let steps = |step: i16| {
        bytes
            .windows(2)
            .all(|pair| (i16::from(pair[1]) - i16::from(pair[0])).rem_euclid(10) == step)
    };
    bytes.iter().all(u8::is_ascii_digit) && (steps(1) || steps(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_common_ones_are_refused_whatever_stands_around_them() {
        let cases = [
            ("chín ký tự", Ok(())),
            ("con trâu đi trước", Ok(())),
            ("bac-bam-cay-choi-0417", Ok(())),
            ("ngắn", Err(PasswordFault::Short { length: 4 })),
            ("Password@123", Err(PasswordFault::Common)),
            ("matkhau2021", Err(PasswordFault::Common)),
            ("Mật khẩu 2021", Err(PasswordFault::Common)),
            ("1234567890", Err(PasswordFault::Common)),
            ("9876543210", Err(PasswordFault::Common)),
            ("0123456789", Err(PasswordFault::Common)),
            ("thidua@2021!", Err(PasswordFault::Common)),
            ("aaaaaaaaaaaa", Err(PasswordFault::Repeats)),
            ("ben-tre.can-bo1", Err(PasswordFault::Login)),
        ];
        for (password, expected) in cases {
            assert_eq!(check(password, "ben-tre.can-bo"), expected, "{password}");
        }
    }

    #[test]
    fn a_pasted_page_is_too_long() {
        let page = "một hai ba ".repeat(30);
        assert!(matches!(check(&page, ""), Err(PasswordFault::Long { .. })));
    }
}
