//! Names of people and of units.

use crate::text::clean;

/// Titles that stand before a name, in lower case, without dots. "Ông" is missing because it is a family name too.
const TITLES: [&str; 16] = [
    "gs",
    "pgs",
    "ts",
    "tskh",
    "ths",
    "cn",
    "ks",
    "bs",
    "ngnd",
    "ngưt",
    "nsưt",
    "gvc",
    "gvcc",
    "cvc",
    "đ/c",
    "đồng chí",
];

/// A Vietnamese name: Nguyễn (họ) Thị Thanh (đệm) Nhàn (tên).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// Họ; empty where the name is a single word.
    pub family: String,
    /// Đệm; often empty.
    pub middle: String,
    /// Tên, by which people are called and listed.
    pub given: String,
}

/// Cuts a full name into its parts; titles before it ("PGS.TS", "đồng chí") are left out.
pub fn parse_person(full_name: &str) -> PersonName {
    let cleaned = clean(full_name);
    let words: Vec<&str> = without_titles(&cleaned).split(' ').collect();
    let (family, middle, given) = match words.as_slice() {
        [] => ("", String::new(), ""),
        [given] => ("", String::new(), *given),
        [family, middle @ .., given] => (*family, middle.join(" "), *given),
    };
    PersonName {
        family: family.to_owned(),
        middle,
        given: given.to_owned(),
    }
}

/// The place that tells units of one kind apart: "Trường Chính trị Tôn Đức Thắng tỉnh An Giang" is "An Giang" among schools.
///
/// Known only where the name says tỉnh or thành phố before it; "Trường Chính trị Phạm Hùng" may bear a person's name or a
/// province's, so it has none.
pub fn unit_short_name(unit: &str) -> Option<String> {
    let cleaned = clean(unit);
    let lower = cleaned.to_lowercase();
    let words: Vec<&str> = cleaned.split(' ').collect();
    let lower_words: Vec<&str> = lower.split(' ').collect();
    let start = (1..words.len())
        .rev()
        .find(|end| ends_with_place_word(&lower_words[..*end]))?;
    let place = &words[start..];
    place
        .iter()
        .all(|word| is_part_of_place(word))
        .then(|| place.join(" "))
}

fn without_titles(name: &str) -> &str {
    let mut rest = name;
    while let Some(shorter) = without_first_title(rest) {
        rest = shorter;
    }
    rest
}

/// The name without its first title, unless nothing would be left of it.
fn without_first_title(name: &str) -> Option<&str> {
    TITLES.iter().find_map(|title| {
        let length: usize = name
            .chars()
            .take(title.chars().count())
            .map(char::len_utf8)
            .sum();
        let (start, rest) = name.split_at(length);
        let shorter = rest.trim_start_matches(['.', ' ', ',']);
        let ends_there = shorter.len() < rest.len() && !shorter.is_empty();
        (ends_there && start.to_lowercase() == *title).then_some(shorter)
    })
}

/// Whether a unit's name, in lower case, has come to the word that announces its place.
fn ends_with_place_word(words: &[&str]) -> bool {
    matches!(
        words,
        [_, .., "tỉnh" | "tp" | "tp."] | [_, .., "thành", "phố"]
    )
}

/// Every word of a place begins with a capital; dashes join double names.
fn is_part_of_place(word: &str) -> bool {
    matches!(word, "-" | "–")
        || (word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit()))
}
