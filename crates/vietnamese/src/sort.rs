//! Vietnamese order: a ă â b c d đ e ê …, then the tones ngang, huyền, hỏi, ngã, sắc, nặng.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use crate::name::parse_person;
use crate::text::tone_last;

/// Compares text as Vietnamese lists do.
///
/// Letters and tones follow the Vietnamese order of CLDR, with two additions. CLDR weighs a tone where it is typed, which would
/// put "hoá" before "hòa"; here the tone counts for its whole syllable. And numbers count as numbers: "Cụm 9" before "Cụm 10".
pub struct Collator {
    inner: CollatorBorrowed<'static>,
}

/// The place of a text in Vietnamese order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Vec<u8>);

/// The place of a person in a list: by tên, then họ, then đệm, whatever the capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonKey {
    given: SortKey,
    family: SortKey,
    middle: SortKey,
}

impl Collator {
    /// A collator; its tables are part of the program.
    pub fn new() -> Self {
        let preferences = CollatorPreferences::from(&locale!("vi-u-kn"));
        let inner = CollatorBorrowed::try_new(preferences, CollatorOptions::default())
            .expect("the tables for Vietnamese are compiled in");
        Self { inner }
    }

    /// Which of two texts comes first. Equal means the same letters, capitals and tones, wherever the tones are typed.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.inner.compare(&tone_last(one), &tone_last(other))
    }

    /// The key that orders as [`compare`](Self::compare) does. Valid for this version of the program: never store it.
    pub fn key(&self, text: &str) -> SortKey {
        let mut bytes = Vec::new();
        let Ok(()) = self.inner.write_sort_key_to(&tone_last(text), &mut bytes);
        SortKey(bytes)
    }

    /// Sorts by the text that `name` takes from each item; equal ones keep their order.
    pub fn sort_by_name<T>(&self, items: &mut [T], name: impl Fn(&T) -> &str) {
        items.sort_by_cached_key(|item| self.key(name(item)));
    }

    /// The key of a person's full name.
    pub fn person_key(&self, full_name: &str) -> PersonKey {
        let person = parse_person(&full_name.to_lowercase());
        PersonKey {
            given: self.key(&person.given),
            family: self.key(&person.family),
            middle: self.key(&person.middle),
        }
    }

    /// Which of two people comes first.
    pub fn compare_people(&self, one: &str, other: &str) -> Ordering {
        self.person_key(one).cmp(&self.person_key(other))
    }

    /// Sorts people by the full name that `name` takes from each item; equal ones keep their order.
    pub fn sort_people<T>(&self, items: &mut [T], name: impl Fn(&T) -> &str) {
        items.sort_by_cached_key(|item| self.person_key(name(item)));
    }
}

impl Default for Collator {
    fn default() -> Self {
        Self::new()
    }
}
