use proptest::prelude::*;
use serde::Deserialize;
use vietnamese::text::{clean, fold, nfc, same_text, slug};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    clean: Vec<Clean>,
    fold: Vec<Fold>,
    slug: Vec<Slug>,
    same: Vec<Same>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clean {
    typed: String,
    kept: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fold {
    text: String,
    folded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slug {
    title: String,
    slug: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    one: String,
    other: String,
    same: bool,
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/text.toml"))
}

#[test]
fn typed_text_is_kept_composed_and_without_needless_space() {
    for case in all().clean {
        assert_eq!(clean(&case.typed), case.kept);
    }
}

#[test]
fn search_forgets_tones_marks_and_capitals() {
    for case in all().fold {
        assert_eq!(fold(&case.text), case.folded);
    }
}

#[test]
fn titles_become_addresses() {
    for case in all().slug {
        assert_eq!(slug(&case.title), case.slug);
    }
}

#[test]
fn the_place_of_a_tone_makes_no_other_text_but_another_tone_does() {
    for case in all().same {
        assert_eq!(
            same_text(&case.one, &case.other),
            case.same,
            "{} / {}",
            case.one,
            case.other
        );
        assert_eq!(
            same_text(&case.other, &case.one),
            case.same,
            "{} / {}",
            case.other,
            case.one
        );
    }
}

#[test]
fn decomposed_text_is_composed() {
    assert_eq!(nfc("Tru\u{31b}o\u{31b}\u{300}ng"), "Trường");
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn folding_twice_changes_nothing_more(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn an_address_has_only_small_letters_digits_and_single_dashes(text in any::<String>()) {
        let slug = slug(&text);
        prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", slug);
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{}", slug);
    }

    #[test]
    fn every_text_is_the_same_as_itself_cleaned(text in any::<String>()) {
        prop_assert!(same_text(&text, &clean(&text)));
    }
}
