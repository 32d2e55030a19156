//! Text: one Unicode form, search without tones, addresses of pages, and spellings that differ only in where the tone stands.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The composed Unicode form (NFC), in which all text is kept.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// One line of typed text as it is kept: composed, without invisible characters, every run of white space one space, none at the ends.
pub fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| c.is_whitespace() || !is_invisible(*c))
        .nfc()
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for searching: lower case, without tones and other marks, đ as d. "Hòa", "hoà" and "HOA" become "hoa".
pub fn fold(text: &str) -> String {
    let bare: String = clean(text)
        .nfd()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect();
    // A mark that stood alone leaves the spaces around it.
    clean(&bare)
}

/// A title as part of an address: "Kết quả công tác" becomes "ket-qua-cong-tac". Empty where the title has no letter or digit.
pub fn slug(title: &str) -> String {
    fold(title)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Whether two texts say the same: the place of the tone (hòa, hoà), capitals, spaces and Unicode forms do not count; tones do.
pub fn same_text(one: &str, other: &str) -> bool {
    let bare = |text: &str| tone_last(&clean(text).to_lowercase());
    bare(one) == bare(other)
}

/// Each word with its tone after its last letter, so that "hòa" and "hoà" become one spelling. For comparing, never for showing.
pub(crate) fn tone_last(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tones = String::new();
    for c in text.nfd() {
        if is_tone(c) {
            tones.push(c);
            continue;
        }
        if !c.is_alphabetic() && !is_combining_mark(c) {
            out.push_str(&tones);
            tones.clear();
        }
        out.push(c);
    }
    out.push_str(&tones);
    nfc(&out)
}

/// Huyền, sắc, ngã, hỏi, nặng. The marks of ă, â, ê, ô, ơ and ư belong to the letter and stay.
fn is_tone(mark: char) -> bool {
    matches!(
        mark,
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
    )
}

/// Control characters, and the zero-width and direction marks that come along when text is pasted.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
