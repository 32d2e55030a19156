//! Passwords that the program makes: easy to read out and to type.

use store::Sources;

/// 256 syllables without tones, so that a random byte names one.
const SYLLABLES: &str = include_str!("password/syllables.txt");

/// A password of so many syllables and four digits: 8 bits each syllable, 13 the digits.
pub fn readable(sources: &Sources, syllables: usize) -> String {
    let known: Vec<&str> = SYLLABLES.split_whitespace().collect();
    let bytes = sources.bytes::<16>();
    let (number, bytes) = bytes.split_at(4);
    let words: Vec<&str> = bytes
        .iter()
        .take(syllables)
        .map(|byte| known[usize::from(*byte)])
        .collect();
    let number = number
        .iter()
        .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    format!("{}-{:04}", words.join("-"), number % 10_000)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_byte_names_a_syllable_of_its_own() {
        let all: Vec<&str> = SYLLABLES.split_whitespace().collect();
        let distinct: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!((all.len(), distinct.len()), (256, 256));
        assert!(
            distinct
                .iter()
                .all(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))
        );
    }

    #[test]
    fn two_passwords_differ_and_have_the_asked_length() {
        let sources = Sources::system();
        let password = readable(&sources, 4);
        assert_eq!(password.split('-').count(), 5);
        assert_ne!(password, readable(&sources, 4));
    }
}
