//! Letters that fingers and scanners put where a digit was meant.

/// The digit that a letter resembles, as the "l" of "27.73l" resembles 1.
pub(crate) fn digit_meant_by(letter: char) -> Option<char> {
    match letter {
        'l' | 'I' | 'i' | '|' => Some('1'),
        'o' | 'O' => Some('0'),
        'Z' | 'z' => Some('2'),
        'S' | 's' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

/// The first letter in `text` that stands for a digit, provided that everything which `belongs` does not know is such a letter
/// and that there are digits too: "27.73l" is a slip of the finger, "solo" is not a number at all.
pub(crate) fn first_slip(text: &str, belongs: impl Fn(char) -> bool) -> Option<(char, char)> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut strangers = text.chars().filter(|c| !belongs(*c)).peekable();
    let found = *strangers.peek()?;
    if !strangers.all(|c| digit_meant_by(c).is_some()) {
        return None;
    }
    digit_meant_by(found).map(|meant| (found, meant))
}
